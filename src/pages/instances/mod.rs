//! The instances of a hub of any size: what is read of it is held here, filtered, sorted and shown here, and each number says how far it can be
//! relied on.

mod address;
mod asking;
mod ceiling;
mod coverage;
mod emptiness;
mod filter;
mod grid;
mod groups;
mod histogram;
mod keys;
mod marks;
mod matching;
mod on_demand;
mod peek;
mod statuses;
mod tools;

use durable_api::walk::{Doing, Stopped};

use crate::prelude::*;

use crate::browser::{clock, keep};
use crate::components::table::skeleton_rows;
use crate::components::{Icon, Tone, empty, icon, note};
use crate::pages::parts::problem::{problem, stale_line};
use crate::pages::parts::requests_panel::requests_panel;
use crate::pages::parts::waiting::waiting;
use crate::route::InstancesView;
use crate::state::App;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::error::{ApiError, Cause};
use crate::state::hub::Here;
use crate::words::{Word, t};

use self::address::Wish;
use self::grid::Table;
use self::on_demand::Part;

/// What the parts of this page share.
#[derive(Clone, Copy)]
pub struct View {
    hub: StoredValue<String>,
    connection: StoredValue<Connection>,
    address: Signal<InstancesView>,
    /// The address, read.
    wish: Memo<Wish>,
    here: Here,
    table: Table,
}

/// Draws the page of a hub that is known.
pub fn instances_page(hub: &str, address: Signal<InstancesView>) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let here = Here::open(app, hub, scope);
    let wish = Memo::new(move |_| address.with(Wish::of));
    let view = View {
        hub: StoredValue::new(hub.to_owned()),
        connection: StoredValue::new(connection),
        address,
        wish,
        here,
        table: Table::open(here, wish),
    };
    let table = view.table;
    Effect::new(move |_| {
        let wish = wish.get();
        if wish.error.is_none() {
            table.filter_is(&wish.goal.filter);
            here.look_for(wish.goal);
        }
    });
    Effect::new(move |_| {
        app.updated_at.set(here.answered());
        app.status.set(coverage::summary(view));
    });
    on_cleanup(move || {
        app.updated_at.try_set(None);
        app.status.try_set(String::new());
    });
    keep(keys::listen(view));
    let tools = view! {
        {on_demand::part(view, Part::Tools)}
        {live_button(here)}
        {refresh_button(here)}
    };
    view! {
        <section class="page hub-page">
            <div class="head">
                <div class="row list-tools">
                    <h1>{t(Word::InstancesTitle)}</h1>
                    <span class="grow"></span>
                    {tools}
                </div>
                {statuses::status_chips(view)}
                {on_demand::part(view, Part::Histogram)}
                {filter::filter_bar(view)}
                {trouble(view)}
            </div>
            {body(view)}
            {coverage::line(view)}
            {requests_panel(scope)}
        </section>
        {inspector(view)}
    }
}

/// The inspector, from when it is first opened on.
fn inspector(view: View) -> Markup {
    let was_opened =
        Memo::new(move |before: Option<&bool>| view.table.peeks() || before.is_some_and(|it| *it));
    dynamic(move || {
        was_opened
            .get()
            .then(|| on_demand::part(view, Part::Inspector))
    })
}

fn refresh_button(here: Here) -> Markup {
    // Rounds of live mode come and go by themselves and keep nobody waiting.
    let busy = Memo::new(move |_| {
        let walk = here.walk();
        walk.under_way.0 > 0 && walk.doing != Doing::Live
    });
    view! {
        <span aria-busy=move || busy.get().to_string()>
            <button type="button" class="btn" title=t(Word::Refresh) aria-label=t(Word::Refresh) on:click=move |_| here.again()>
                {icon(Icon::Refresh)}
                <span class="roomy">{t(Word::Refresh)}</span>
            </button>
        </span>
    }
}

fn live_button(here: Here) -> Markup {
    let pressed = move || here.is_live().to_string();
    view! {
        <button type="button" class="btn toggle" aria-pressed=pressed title=t(Word::LiveListTitle) aria-label=t(Word::LiveEvery) on:click=move |_| here.set_live(!untrack(|| here.is_live()))>
            {icon(Icon::Clock)}
            <span class="roomy">{t(Word::LiveEvery)}</span>
        </button>
    }
}

fn retry(view: View) -> Callback<()> {
    Callback::new(move |()| view.here.go_on())
}

/// What stands in the place of the table or as the table.
#[derive(Clone, PartialEq)]
enum Kind {
    Waiting,
    Failed(ApiError),
    Empty,
    Rows,
    /// The filter of the address cannot be read: to show what a part of it finds would be to show something else.
    Unread,
}

/// Waiting, failed, empty and filled are four different things.
fn kind(here: Here) -> Kind {
    if !here.matching().is_empty() {
        return Kind::Rows;
    }
    let nothing_is_held = here.with_rows(rows::Rows::is_empty);
    match here.error() {
        Some(error) if nothing_is_held && error.cause != Cause::Aborted => Kind::Failed(error),
        _ if here.answered().is_none() => Kind::Waiting,
        _ => Kind::Empty,
    }
}

fn body(view: View) -> Markup {
    let here = view.here;
    let began = clock::monotonic();
    // The table stays while its rows change: only these kinds redraw it.
    let kind = Memo::new(move |_| {
        if view.wish.with(|it| it.error.is_some()) {
            Kind::Unread
        } else {
            kind(here)
        }
    });
    let grouped = Memo::new(move |_| groups::wanted(view));
    dynamic(move || match kind.get() {
        Kind::Waiting => {
            let host = view
                .connection
                .with_value(|it| host_of(&it.address).to_owned());
            view! {
                <div class="below">{waiting(&host, began)}</div>
                <div class="grid instances ghosts" aria-hidden="true">{skeleton_rows(8, 6)}</div>
            }
        }
        Kind::Failed(error) => {
            let connection = view.connection.get_value();
            view! { <div class="below">{problem(&error, &connection, retry(view), Markup::Empty)}</div> }
        }
        Kind::Unread => {
            let (title, text) = (t(Word::FilterUnread), t(Word::FilterUnreadWhy));
            view! { <div role="status">{empty(Icon::Search, title, text, Markup::Empty)}</div> }
        }
        Kind::Empty => emptiness::empty_view(view),
        Kind::Rows => dynamic(move || match grouped.get() {
            Some(by) => on_demand::part(view, Part::Groups(by)),
            None => grid::grid(view),
        }),
    })
}

/// What is wrong though there are rows: they could not be renewed, the filter cannot be read, the rest of the hub cannot be reached.
fn trouble(view: View) -> Markup {
    let here = view.here;
    let failed = Memo::new(move |_| {
        let is_over = matches!(here.walk().doing, Doing::Stopped(Stopped::Failed(_)));
        let rows = !here.with_rows(rows::Rows::is_empty);
        here.error()
            .filter(|it| rows && (is_over || it.cause != Cause::Aborted))
    });
    let no_way = Memo::new(move |_| here.walk().doing == Doing::Stopped(Stopped::NoWay));
    let failed = dynamic(move || {
        let connection = view.connection.get_value();
        Some(stale_line(&failed.get()?, &connection, retry(view)))
    });
    let no_way = dynamic(move || {
        no_way.get().then(|| {
            note(
                Tone::Careful,
                view! { <div><b>{t(Word::NoPositionTitle)}</b>" "{t(Word::NoPositionWhat)}" "{t(Word::NoPositionDo)}</div> },
            )
        })
    });
    view! { {failed} {no_way} }
}
