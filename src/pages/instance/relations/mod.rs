//! Who is related to this instance, and how sure that is: parent, siblings, children and theirs, generations.

mod branch;

use durable_api::relations::{children, parent_execution};
use durable_api::{InstanceStatus, Meaning};

use crate::components::{Tone, Weight, link_button, note, skeleton};
use crate::prelude::*;
use crate::route::{InstanceQuery, Tab};
use crate::state::App;
use crate::state::family::{Family, load_family, unnamed};
use crate::state::query::Query;
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, count, say, t};

use super::super::parts::problem::problem;
use super::sure::Sure;
use super::view::View;
use branch::{Relative, child_list, relative_row};

/// Draws the tab.
pub fn relations_tab(view: View) -> Markup {
    let app = App::get();
    let (hub, id) = (view.hub.get_value(), view.id.get_value());
    let family = Query::new(move |abort| {
        let here = view.history.data_untracked();
        let unnamed = here.and_then(|here| unnamed(&here.model));
        let (client, id) = (app.client(&hub, view.scope), id.clone());
        Box::pin(async move { load_family(client, id, unnamed, abort).await })
    });
    family.restart();
    // What the history does not name is looked for by time: that is known once the history is here.
    Effect::new(move |before: Option<bool>| {
        let unnamed = view
            .here()
            .is_some_and(|here| unnamed(&here.model).is_some());
        if unnamed && before == Some(false) {
            family.refresh();
        }
        unnamed
    });
    let failed = dynamic(move || match family.phase() {
        Phase::Failed(error) | Phase::Stale(error) => {
            let connection = view.connection.get_value();
            let retry = Callback::new(move |()| family.refresh());
            Some(problem(&error, &connection, retry, Markup::Empty))
        }
        _ => None,
    });
    let looking =
        dynamic(move || (family.data().is_none() && family.is_busy()).then(|| skeleton(3)));
    view! {
        <div class="below relations">
            {failed}
            {looking}
            {dynamic(move || family.data().map(|it| above(view, &it)))}
            {dynamic(move || below(view, family))}
            {dynamic(move || family.data().map(|it| beside(view, &it)))}
            {generations(view)}
            {compare(view)}
        </div>
    }
}

fn relative(status: &InstanceStatus, sure: Sure) -> Relative {
    Relative {
        id: Some(status.instance_id.clone()),
        name: status.name.clone(),
        status: Some(status.runtime_status.clone()),
        state: None,
        sure: Some(sure),
    }
}

/// The parent, or why there is none to show.
fn above(view: View, family: &Family) -> Markup {
    let id = view.id.get_value();
    let body = match (&family.parent, parent_execution(&id)) {
        (Some(parent), _) => {
            let row = relative_row(view, &relative(parent, Sure::ById), Markup::Empty);
            view! { <ul class="family">{row}</ul> }
        }
        (None, Some(execution)) => {
            let text = say(Word::ParentUntold, &[("execution", execution.into())]);
            view! { <p class="dim">{text}</p> }
        }
        (None, None) => view! { <p class="dim">{t(Word::ParentNone)}</p> },
    };
    part(Word::RelationsParent, body)
}

fn part(title: Word, body: Markup) -> Markup {
    view! { <section class="stack"><h2>{t(title)}</h2>{body}</section> }
}

/// The children: those the history tells of, and those that only their ids make children.
fn below(view: View, family: Query<Family>) -> Option<Markup> {
    let here = view.here();
    let known = family.data().map(|it| it.known.clone());
    if here.is_none() && known.is_none() {
        return None;
    }
    let id = view.id.get_value();
    let known = known.unwrap_or_default();
    let found = here
        .as_ref()
        .map_or_else(Vec::new, |here| children(&id, &here.model, &known));
    let list = child_list(view, &id, here.as_ref().map(|it| &it.model), &found, &known);
    let more = family.data().is_some_and(|it| it.more);
    let more = more.then(|| note(Tone::Info, t(Word::RelationsMore)));
    let body = match list {
        Some(list) => view! { {list} {more} },
        None if view.here().is_some() => {
            view! { <p class="dim">{t(Word::ChildrenNone)}</p> {more} }
        }
        None => view! { <p class="dim">{t(Word::ChildrenUnknown)}</p> },
    };
    Some(part(Word::RelationsChildren, body))
}

fn beside(view: View, family: &Family) -> Option<Markup> {
    let own = view.id.get_value();
    let is_sibling = |id: &str| match parent_execution(&own) {
        Some(_) => true,
        // What is below another one is a child of that.
        None => id.matches(':').count() == own.matches(':').count(),
    };
    let others = family
        .siblings
        .iter()
        .filter(|it| it.instance_id != own && is_sibling(&it.instance_id));
    let rows: Vec<Markup> = others
        .map(|it| {
            let mut relative = relative(it, Sure::SameExecution);
            relative.sure = None;
            let compare = view.href(InstanceQuery {
                with: Some(it.instance_id.clone()),
                ..InstanceQuery::of_tab(Tab::Compare)
            });
            let further = view! { <a href=compare>{t(Word::CompareWithThis)}</a> };
            relative_row(view, &relative, further)
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let title = count(Word::RelationsSiblings, rows.len() as u64);
    let why = t(match parent_execution(&own) {
        Some(_) => Word::SiblingsWhy,
        None => Word::SiblingsOfId,
    });
    Some(
        view! { <section class="stack"><h2>{title}</h2><p class="hint">{why}</p><ul class="family">{rows}</ul></section> },
    )
}

/// The way to another instance beside this one.
fn compare(view: View) -> Markup {
    let href = view.href(InstanceQuery::of_tab(Tab::Compare));
    let go = link_button(
        Weight::Normal,
        None,
        t(Word::CompareChoose).to_owned(),
        href,
    );
    let said = view! { <p class="dim">{t(Word::CompareWhat)}</p> <div class="row">{go}</div> };
    part(Word::TabCompare, said)
}

/// Whether it began anew under its id.
fn generations(view: View) -> Markup {
    dynamic(move || {
        let here = view.here()?;
        let anew = here.model.meanings.contains(&Meaning::NewGeneration);
        let text = if anew {
            Word::GenerationsAnew
        } else {
            Word::GenerationsOne
        };
        Some(part(
            Word::RelationsGenerations,
            view! { <p class="dim">{t(text)}</p> },
        ))
    })
}
