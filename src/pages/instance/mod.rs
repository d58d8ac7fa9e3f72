//! One instance: its status, its values, its history. Each is a panel of its own: one that fails blanks no other.

mod event_data;
mod event_row;
mod events;
mod header;
mod links;
mod not_found;
mod values;
mod waiting_for;

use crate::prelude::*;

use crate::browser::clock;
use crate::browser::keep;
use crate::browser::listener::on_key;
use crate::components::{Icon, Tone, card, copy_button, json_view, note};
use crate::route::{Route, Tab};
use crate::state::App;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::error::{ApiError, Cause};
use crate::state::instance::{HistoryView, StatusView, load_history, load_status};
use crate::state::query::Query;
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, t};

use super::parts::freshness::show_freshness;
use super::parts::problem::{problem, stale_note};
use super::parts::requests_panel::requests_panel;
use super::parts::waiting::waiting;

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct View {
    hub: StoredValue<String>,
    id: StoredValue<String>,
    connection: StoredValue<Connection>,
    status: Query<StatusView>,
    history: Query<HistoryView>,
}

/// Draws the page of one instance of a hub that is known.
pub fn instance_page(hub: String, id: String, tab: Signal<Tab>) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(&hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let (of_status, of_history) = ((hub.clone(), id.clone()), (hub.clone(), id.clone()));
    let status = Query::new(move |abort| {
        let (client, id) = (app.client(&of_status.0, scope), of_status.1.clone());
        Box::pin(async move { load_status(client, id, abort).await })
    });
    let history = Query::new(move |abort| {
        let (client, id) = (app.client(&of_history.0, scope), of_history.1.clone());
        Box::pin(async move { load_history(client, id, abort).await })
    });
    let view = View {
        hub: StoredValue::new(hub),
        id: StoredValue::new(id),
        connection: StoredValue::new(connection),
        status,
        history,
    };
    status.restart();
    follow_status(view);
    show_freshness(app, status, String::new);
    keep(on_key(move |key| {
        let refresh = key.name == "r" && !key.in_field && !key.command;
        if refresh {
            view.refresh();
        }
        refresh
    }));
    view! {
        <section class="page">
            {header::crumbs(view)}
            {dynamic(move || whole(view, tab))}
            <div class="below">
                {links::links_panel(view)}
                {requests_panel(scope)}
            </div>
        </section>
    }
}

impl View {
    /// Asks for both again.
    fn refresh(self) {
        self.status.refresh();
        // Before there is a status the history waits for it.
        let missing = self.history.data_untracked().is_none() || is_large(self);
        if self.status.data_untracked().is_some() && missing {
            self.history.refresh();
        }
    }

    fn retry(self) -> Callback<()> {
        Callback::new(move |()| self.refresh())
    }
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
            && (!is_large(view) || data.status.runtime_status.is_finished())
        {
            view.history.refresh();
        }
        (Some(now), changed)
    });
}

/// Whether the history held is too large to be renewed at each change.
fn is_large(view: View) -> bool {
    view.history
        .data_untracked()
        .is_some_and(|history| history.bytes > LARGE)
}

/// The page without its crumbs: what the status query has to show.
fn whole(view: View, tab: Signal<Tab>) -> Markup {
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
        Kind::Data => loaded(view, tab),
    })
}

#[derive(Clone, PartialEq)]
enum Kind {
    Waiting(f64),
    Failed(ApiError),
    Data,
}

fn loaded(view: View, tab: Signal<Tab>) -> Markup {
    let stale = stale_note(
        move || view.status.phase(),
        &view.hub.get_value(),
        view.retry(),
    );
    view! {
        <div class="head">
            {header::head(view)}
            {stale}
            {values::notes(view)}
            {waiting_for::waiting_for(view)}
            {values::cards(view)}
        </div>
        {tabs(view, tab)}
        {dynamic(move || match tab.get() {
            Tab::Events => events::events_panel(view),
            Tab::Raw => raw(view),
        })}
    }
}

fn tabs(view: View, tab: Signal<Tab>) -> Markup {
    let link = move |of: Tab, word: Word, extra: Markup| {
        let route = Route::Instance {
            hub: view.hub.get_value(),
            id: view.id.get_value(),
            tab: of,
        };
        view! {
            <a href=route.href() aria-current=move || (tab.get() == of).then_some("page")>{t(word)} {extra}</a>
        }
    };
    let events = dynamic(move || {
        view.history.data().map(|history| {
            view! { <span class="n">{events::counted(&history.rows)}</span> }
        })
    });
    view! {
        <nav class="tabs" aria-label=t(Word::TabsLabel)>
            {link(Tab::Events, Word::TabEvents, events)}
            {link(Tab::Raw, Word::TabRaw, Markup::Empty)}
        </nav>
    }
}

fn raw(view: View) -> Markup {
    let copied = move || {
        view.status
            .data_untracked()
            .map(|it| it.body.clone())
            .unwrap_or_default()
    };
    let body = move || view.status.data().map(|it| json_view(&it.body));
    let copy = copy_button(t(Word::RawTitle), copied);
    view! { <div class="below">{card(t(Word::RawTitle), copy, body)}</div> }
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
