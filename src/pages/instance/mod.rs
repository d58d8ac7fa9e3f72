//! One instance: its status, its values, its history. Each is a panel of its own: one that fails blanks no other.

mod actions;
mod compare;
mod data;
mod event_names;
mod events;
mod failure;
mod generation;
mod header;
mod keys;
mod kin;
mod links;
mod more;
mod not_found;
mod panel;
mod raw;
mod relations;
mod sure;
mod timeline;
mod told;
mod values;
mod view;
mod waiting_for;
mod watch;

use crate::prelude::*;

use crate::browser::clock;
use crate::browser::keep;
use crate::components::{Icon, Tone, note};
use crate::route::{InstanceQuery, Tab};
use crate::state::App;
use crate::state::connections::connection::host_of;
use crate::state::error::{ApiError, Cause};
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, t};

use super::parts::freshness::show_freshness;
use super::parts::problem::{problem, stale_note};
use super::parts::requests_panel::requests_panel;
use super::parts::waiting::waiting;

use view::View;

/// Draws the page of one instance of a hub that is known.
pub fn instance_page(hub: String, id: String, at: Signal<InstanceQuery>) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(&hub) else {
        return Markup::Empty;
    };
    let view = View::new(hub, id, connection, at);
    view.status.restart();
    follow_status(view);
    show_freshness(app, view.status, String::new);
    let help = RwSignal::new(false);
    keep(keys::listen(view, help));
    view! {
        <section class="page">
            {header::crumbs(view)}
            {dynamic(move || whole(view))}
            <div class="below">
                {requests_panel(view.scope)}
                {keys::keys(help)}
            </div>
        </section>
        {inspected(view)}
    }
}

/// What is selected on the timeline, beside the page.
fn inspected(view: View) -> Markup {
    let on_timeline = Memo::new(move |_| view.at.with(|at| at.tab == Tab::Timeline));
    dynamic(move || on_timeline.get().then(|| timeline::inspector(view)))
}

/// From this size in bytes on, the history of a living instance is asked for again only by hand and at its end: it is one
/// answer, whole, and each reading is the host's bill.
const LARGE: u64 = 1_000_000;

/// The history is asked for when the status is here, whenever the status changes, and once more after that: the host's
/// times have whole seconds, so a change within one second would else be missed.
fn follow_status(view: View) {
    Effect::new(move |before: Option<(Option<usize>, bool)>| {
        view.status.answers();
        let Some(data) = view.status.data_untracked() else {
            return (None, false);
        };
        let (seen, changed_before) = before.unwrap_or_default();
        let now = std::sync::Arc::as_ptr(&data) as usize;
        let changed = seen != Some(now);
        if seen.is_none() {
            view.history.restart();
        } else if (changed || changed_before)
            && (!view.is_large() || data.status.runtime_status.is_finished())
        {
            view.history.refresh();
        }
        (Some(now), changed)
    });
}

/// The page without its crumbs: what the status query has to show.
fn whole(view: View) -> Markup {
    // Drawn anew only when the kind changes: polling leaves what is on screen in place.
    let kind = Memo::new(move |_| match view.status.phase() {
        Phase::Idle => Kind::Waiting(clock::monotonic()),
        Phase::Waiting(since) => Kind::Waiting(since),
        Phase::Failed(error) => Kind::Failed(error),
        Phase::Fresh | Phase::Refreshing | Phase::Stale(_) => Kind::Data,
    });
    dynamic(move || match kind.get() {
        Kind::Waiting(since) => {
            let host = view
                .connection
                .with_value(|it| host_of(&it.address).to_owned());
            view! {
                {header::bare_head(view)}
                <div class="below">{waiting(&host, since)} {crate::components::skeleton(5)}</div>
            }
        }
        Kind::Failed(error) if error.cause == Cause::NotFound => {
            view! { {header::bare_head(view)} <div class="below">{not_found::not_found(view, &error)}</div> }
        }
        Kind::Failed(error) => {
            let connection = view.connection.get_value();
            view! {
                {header::bare_head(view)}
                <div class="below">{problem(&error, &connection, view.retry(), Markup::Empty)}</div>
            }
        }
        Kind::Data => loaded(view),
    })
}

#[derive(Clone, PartialEq)]
enum Kind {
    Waiting(f64),
    Failed(ApiError),
    Data,
}

fn loaded(view: View) -> Markup {
    let stale = stale_note(
        move || view.status.phase(),
        &view.hub.get_value(),
        view.retry(),
    );
    view! {
        <div class="head">
            {header::head(view)}
            {actions::actions_row(view)}
            {stale}
            {generation::generation(view)}
            {values::notes(view)}
            {failure::failure(view)}
            {waiting_for::waiting_for(view)}
            {values::cards(view)}
        </div>
        {tabs(view)}
        {outlet(view)}
    }
}

/// The part that the address names.
fn outlet(view: View) -> Markup {
    let tab = Memo::new(move |_| view.at.with(|at| at.tab));
    dynamic(move || match tab.get() {
        Tab::Timeline => timeline::timeline_tab(view),
        Tab::Events => events::events_tab(view),
        tab => more::more_tab(tab, view),
    })
}

fn tabs(view: View) -> Markup {
    let link = move |of: Tab, word: Word, extra: Markup| {
        let href = move || {
            view.at.with(|at| {
                view.href(InstanceQuery {
                    tab: of,
                    ..at.clone()
                })
            })
        };
        // Two instances side by side are a part of the relations.
        let within = move || match view.at.with(|at| at.tab) {
            Tab::Compare => Tab::Relations,
            tab => tab,
        };
        let current = move || (within() == of).then_some("page");
        view! { <a href=href aria-current=current>{t(word)} {extra}</a> }
    };
    let events = dynamic(move || {
        view.here()
            .map(|here| view! { <span class="n">{events::counted(&here)}</span> })
    });
    view! {
        <nav class="tabs" aria-label=t(Word::TabsLabel)>
            {link(Tab::Timeline, Word::TabTimeline, Markup::Empty)}
            {link(Tab::Events, Word::TabEvents, events)}
            {link(Tab::Data, Word::TabData, Markup::Empty)}
            {link(Tab::Relations, Word::TabRelations, Markup::Empty)}
            {link(Tab::Raw, Word::TabRaw, Markup::Empty)}
            {link(Tab::Links, Word::TabLinks, Markup::Empty)}
        </nav>
    }
}

/// A note about something that holds for as long as the condition does.
fn note_when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    tone: Tone,
    text: impl Fn() -> Markup + Send + 'static,
) -> Markup {
    let condition = Memo::new(move |_| condition());
    dynamic(move || condition.get().then(|| note(tone, text())))
}

/// The icon of the button that asks again.
const REFRESH: Icon = Icon::Refresh;
