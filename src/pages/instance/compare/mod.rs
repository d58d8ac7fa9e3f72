//! This instance beside another one: step by step, and where they part.

mod choose;
mod steps;

use std::sync::Arc;

use durable_api::InstanceStatus;
use durable_api::compare::{Comparison, compare};

use crate::components::{
    Icon, Tone, Weight, button, duration_view, link_button, note, skeleton, status_badge,
};
use crate::prelude::*;
use crate::route::{InstanceQuery, Tab};
use crate::state::App;
use crate::state::history::{Consent, Content, HistoryHere, Progress, Wanted, load_history};
use crate::state::instance::elapsed_ms;
use crate::state::query::Query;
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, say, t};

use super::super::parts::problem::problem;
use super::panel::history_panel;
use super::view::View;

/// Both, and what came of it.
#[derive(Clone)]
pub struct Both {
    left: Arc<HistoryHere>,
    right: Arc<HistoryHere>,
    pairs: Arc<Comparison>,
}

impl PartialEq for Both {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pairs, &other.pairs)
    }
}

/// Draws the tab.
pub fn compare_tab(view: View) -> Markup {
    view.want_results();
    let with = Memo::new(move |_| view.at.with(|at| at.with.clone()));
    dynamic(move || match with.get() {
        None => choose::choose(view),
        Some(other) => history_panel(view, move || beside(view, other.clone())),
    })
}

fn beside(view: View, other: String) -> Markup {
    let app = App::get();
    let (hub, id) = (view.hub.get_value(), other.clone());
    let wanted_size = RwSignal::new(u64::MAX);
    let (content, progress) = (RwSignal::new(Content::Full), RwSignal::new(Progress::Begun));
    let query = Query::new(move |abort| {
        let client = app.client(&hub, view.scope);
        let wanted = Wanted {
            id: id.clone(),
            content: Content::Full,
            // Whoever compares has asked for it.
            agreed: wanted_size,
            content_now: content,
            progress,
            consent: Consent::default(),
        };
        Box::pin(async move { load_history(client, wanted, abort).await })
    });
    query.restart();
    let both = Memo::new(move |_| {
        let (left, right) = (view.here()?, query.data()?);
        let pairs = compare((&left.model, &left.history), (&right.model, &right.history));
        Some(Both {
            left,
            right,
            pairs: Arc::new(pairs),
        })
    });
    dynamic(move || match query.phase() {
        Phase::Failed(error) => {
            let connection = view.connection.get_value();
            let retry = Callback::new(move |()| query.refresh());
            let back = link_button(
                Weight::Normal,
                None,
                t(Word::CompareAnother).to_owned(),
                view.href(InstanceQuery::of_tab(Tab::Compare)),
            );
            view! { <div class="below">{problem(&error, &connection, retry, back)}</div> }
        }
        _ => match both.get() {
            None => view! { <div class="below">{skeleton(4)}</div> },
            Some(both) => drawn(view, &other, &both),
        },
    })
}

fn drawn(view: View, other: &str, both: &Both) -> Markup {
    let own = view.id.get_value();
    let (rows, table) = steps::steps(both);
    let parts_at = both.pairs.parts_at;
    let said = if let Some(at) = parts_at {
        let step = steps::name_of(both, at);
        let text = say(
            Word::ComparePartAt,
            &[("step", (&step).into()), ("n", (at + 1).into())],
        );
        let go = button(
            Weight::Quiet,
            Some(Icon::Down),
            t(Word::CompareGo),
            move || rows.show(at),
        );
        note(
            Tone::Careful,
            view! { <div class="row wrap"><b class="grow">{text}</b>{go}</div> },
        )
    } else {
        note(Tone::Good, t(Word::CompareSame))
    };
    let differ = both.left.status.name != both.right.status.name;
    let differ = differ.then(|| note(Tone::Info, t(Word::CompareOtherName)));
    let another = link_button(
        Weight::Normal,
        None,
        t(Word::CompareAnother).to_owned(),
        view.href(InstanceQuery::of_tab(Tab::Compare)),
    );
    view! {
        <div class="below compare">
            <div class="sides">
                {side(view, &own, &both.left.status, false)}
                {side(view, other, &both.right.status, true)}
                {another}
            </div>
            {differ}
            {said}
        </div>
        {table}
    }
}

fn side(view: View, id: &str, status: &InstanceStatus, is_link: bool) -> Markup {
    let took = elapsed_ms(status, crate::browser::clock::now()).map(duration_view);
    let who = if is_link {
        view! { <a class="mono" href=view.instance_href(id)><bdi>{id.to_owned()}</bdi></a> }
    } else {
        view! { <span class="mono"><bdi>{id.to_owned()}</bdi></span> }
    };
    view! { <div class="card side">{who}<span class="row wrap">{status_badge(&status.runtime_status)}<span class="dim">{status.name.clone()}</span>{took}</span></div> }
}
