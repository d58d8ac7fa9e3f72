//! A relative as a line of the tree, and the children of one, whose own history is asked for when they are opened.

use durable_api::relations::{Child, children};
use durable_api::{HistoryModel, InstanceStatus, RuntimeStatus, SpanState};

use crate::components::{Icon, badge, skeleton, status_badge};
use crate::prelude::*;
use crate::state::App;
use crate::state::family::load_branch;
use crate::state::query::Query;
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, say, t};

use super::super::super::parts::problem::problem;
use super::super::sure::Sure;
use super::super::view::View;

/// Children drawn at once; of more, the rest on demand.
const AT_ONCE: usize = 100;

/// A relative.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// Its id, where anything tells it.
    pub id: Option<String>,
    /// Its orchestrator.
    pub name: String,
    /// How it stands, where the host listed it.
    pub status: Option<RuntimeStatus>,
    /// How it stands as its parent's history tells.
    pub state: Option<SpanState>,
    /// Why it is taken for a relative.
    pub sure: Option<Sure>,
}

/// The children of an instance: those of its history, then those that only their ids make children. `None`: there are none.
pub fn child_list(
    view: View,
    id: &str,
    model: Option<&HistoryModel>,
    found: &[Child],
    known: &[InstanceStatus],
) -> Option<Markup> {
    let mut rows: Vec<Relative> = Vec::new();
    for child in found {
        let span = model.and_then(|model| model.spans.get(child.span));
        let known = child
            .id
            .as_ref()
            .and_then(|(id, _)| known.iter().find(|it| it.instance_id == *id));
        rows.push(Relative {
            id: child.id.as_ref().map(|(id, _)| id.clone()),
            name: span
                .and_then(|span| span.name.as_deref())
                .or(known.map(|it| it.name.as_str()))
                .unwrap_or_default()
                .to_owned(),
            status: known.map(|it| it.runtime_status.clone()),
            state: span.map(|span| span.state),
            sure: Some(
                child
                    .id
                    .as_ref()
                    .map_or(Sure::Unknown, |(_, because)| Sure::of(*because)),
            ),
        });
    }
    let below = format!("{id}:");
    for one in known {
        let is_listed = rows
            .iter()
            .any(|row| row.id.as_deref() == Some(one.instance_id.as_str()));
        if is_below(&one.instance_id, &below, known) && !is_listed {
            rows.push(Relative {
                id: Some(one.instance_id.clone()),
                name: one.name.clone(),
                status: Some(one.runtime_status.clone()),
                state: None,
                sure: Some(Sure::ById),
            });
        }
    }
    if rows.is_empty() {
        return None;
    }
    let all = RwSignal::new(false);
    let many = rows.len();
    let shown = move || {
        let most = if all.get() { usize::MAX } else { AT_ONCE };
        let rows = rows.iter().take(most);
        rows.map(|row| branch(view, row)).collect::<Vec<_>>()
    };
    let more = dynamic(move || {
        (many > AT_ONCE && !all.get()).then(|| {
            let word = say(Word::RelationsShowAll, &[("n", many.into())]);
            view! { <button type="button" class="btn" on:click=move |_| all.set(true)>{word}</button> }
        })
    });
    Some(view! { <ul class="family">{dynamic(shown)}</ul> {more} })
}

/// Whether an id is that of a child, and not one of a child's own.
fn is_below(id: &str, below: &str, known: &[InstanceStatus]) -> bool {
    let of_another = |other: &InstanceStatus| {
        let rest = id.strip_prefix(other.instance_id.as_str());
        rest.is_some_and(|rest| rest.starts_with(':')) && other.instance_id.starts_with(below)
    };
    id.starts_with(below) && !known.iter().any(of_another)
}

/// A child with the means to see its own children.
fn branch(view: View, row: &Relative) -> Markup {
    let line = relative_row(view, row, Markup::Empty);
    let Some(id) = row.id.clone() else {
        return line;
    };
    let open = RwSignal::new(false);
    let label = say(Word::RelationsOpen, &[("id", (&id).into())]);
    let below = dynamic(move || open.get().then(|| opened(view, id.clone())));
    view! {
        <li class="branch">
            <button type="button" class="btn quiet twister" aria-label=label aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|it| *it = !*it)><span class="twist" aria-hidden="true"></span></button>
            <ul class="grow">{line} {below}</ul>
        </li>
    }
}

fn opened(view: View, id: String) -> Markup {
    let app = App::get();
    let (hub, of) = (view.hub.get_value(), id.clone());
    let query = Query::new(move |abort| {
        let (client, id) = (app.client(&hub, view.scope), of.clone());
        Box::pin(async move { load_branch(client, id, abort).await })
    });
    query.restart();
    let body = dynamic(move || match query.phase() {
        Phase::Failed(error) => {
            let connection = view.connection.get_value();
            let retry = Callback::new(move |()| query.refresh());
            problem(&error, &connection, retry, Markup::Empty)
        }
        _ => match query.data() {
            None => skeleton(1),
            Some(it) => {
                let found = children(&id, &it.model, &it.known);
                child_list(view, &id, Some(&it.model), &found, &it.known)
                    .unwrap_or_else(|| view! { <p class="dim">{t(Word::ChildrenNone)}</p> })
            }
        },
    });
    view! { <li class="inner">{body}</li> }
}

/// One relative, and behind it what else can be done with it.
pub fn relative_row(view: View, row: &Relative, further: Markup) -> Markup {
    let name = row.name.clone();
    let who = if let Some(id) = &row.id {
        let href = view.instance_href(id);
        view! { <a class="mono" href=href><bdi>{id.clone()}</bdi></a> }
    } else {
        view! { <span class="faint">{t(Word::ChildIdUntold)}</span> }
    };
    let stands = match (&row.status, row.state) {
        (Some(status), _) => status_badge(status),
        (None, Some(state)) => {
            let (class, shape, word) = match state {
                SpanState::Pending => ("running", Icon::Running, Word::StatePending),
                SpanState::Completed => ("completed", Icon::Check, Word::StateCompleted),
                SpanState::Failed => ("failed", Icon::Cross, Word::StateFailed),
                SpanState::LeftBehind => ("other", Icon::Slash, Word::StateLeftBehind),
            };
            badge(class, shape, t(word).to_owned())
        }
        (None, None) => Markup::Empty,
    };
    let sure = row.sure.map(|sure| {
        let (word, why) = sure.words();
        let class = if sure == Sure::ByHistory {
            "tag sure"
        } else {
            "tag"
        };
        view! { <span class=class>{t(word)}</span> <span class="faint">{t(why)}</span> }
    });
    view! { <li class="relative">{stands} {who} <span class="dim"><bdi>{name}</bdi></span> {sure} {further}</li> }
}
