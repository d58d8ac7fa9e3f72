//! The instances of a hub, one page of the host's list at a time.

mod emptiness;
mod filters;
mod foot;
mod keys;
mod row;
mod sort;
mod statuses;

use std::sync::Arc;

use crate::prelude::*;

use crate::browser::{clock, keep};
use crate::components::table::{self, skeleton_rows};
use crate::components::{Icon, Weight, button};
use crate::state::App;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::instances::{ListPage, load};
use crate::state::instances_query::InstancesQuery;
use crate::state::query::Query;
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, t};

use super::parts::freshness::show_freshness;
use super::parts::problem::{problem, stale_note};
use super::parts::requests_panel::requests_panel;
use super::parts::waiting::waiting;
use sort::{Sort, sorted};

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct View {
    hub: StoredValue<String>,
    connection: StoredValue<Connection>,
    query: Signal<InstancesQuery>,
    list: Query<ListPage>,
    sort: RwSignal<Option<Sort>>,
}

/// Draws the page of a hub that is known.
pub fn instances_page(hub: String, query: Signal<InstancesQuery>) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(&hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let asked = hub.clone();
    let list = Query::new(move |abort| {
        let client = app.client(&asked, scope);
        let query = query.get_untracked();
        Box::pin(async move { load(client, query, app.walks, abort).await })
    });
    // Another filter or page is another question; so is the first.
    Effect::new(move |_| {
        query.track();
        list.restart();
    });
    let view = View {
        hub: StoredValue::new(hub),
        connection: StoredValue::new(connection),
        query,
        list,
        sort: RwSignal::new(None),
    };
    show_freshness(app, list, move || foot::summary(view));
    keep(keys::listen(view));
    view! {
        <section class="page">
            <div class="head">
                <div class="row">
                    <h1>{t(Word::InstancesTitle)}</h1>
                    <span class="grow"></span>
                    {refresh_button(list)}
                </div>
                {statuses::status_chips(view)}
                {filters::filter_bar(view)}
                {stale_note(move || view.list.phase(), &view.hub.get_value(), retry(view))}
            </div>
            {body(view)}
            {foot::foot(view)}
            <div class="below">{requests_panel(scope)}</div>
        </section>
    }
}

fn refresh_button(list: Query<ListPage>) -> Markup {
    view! {
        <span aria-busy=move || list.is_busy().to_string()>
            {button(Weight::Normal, Some(Icon::Refresh), t(Word::Refresh), move || list.refresh())}
        </span>
    }
}

fn retry(view: View) -> Callback<()> {
    Callback::new(move |()| view.list.refresh())
}

/// Waiting, failed, empty and filled are four different things.
fn body(view: View) -> Markup {
    // The table stays while its rows are renewed: only these kinds redraw it.
    let kind = Memo::new(move |_| match view.list.phase() {
        Phase::Idle => Kind::Waiting(clock::monotonic()),
        Phase::Waiting(since) => Kind::Waiting(since),
        Phase::Failed(error) => Kind::Failed(error),
        Phase::Fresh | Phase::Refreshing | Phase::Stale(_) => {
            Kind::Data(view.list.data().is_none_or(|page| page.rows.is_empty()))
        }
    });
    dynamic(move || match kind.get() {
        Kind::Waiting(since) => {
            let host = view
                .connection
                .with_value(|it| host_of(&it.address).to_owned());
            view! {
                <div class="below">{waiting(&host, since)}</div>
                {table::table("instances", t(Word::InstancesTitle), sort::headings(view), skeleton_rows(8, 6))}
            }
        }
        Kind::Failed(error) => {
            let connection = view.connection.get_value();
            let extra = foot::first_page_link(view);
            view! { <div class="below">{problem(&error, &connection, retry(view), extra)}</div> }
        }
        Kind::Data(true) => dynamic(move || {
            view.list
                .data()
                .map(|page| emptiness::empty_view(view, &page))
        }),
        Kind::Data(false) => table::table(
            "instances",
            t(Word::InstancesTitle),
            sort::headings(view),
            rows(view),
        ),
    })
}

#[derive(Clone, PartialEq)]
enum Kind {
    Waiting(f64),
    Failed(crate::state::error::ApiError),
    Data(bool),
}

fn rows(view: View) -> Markup {
    let ordered = move || {
        let page: Option<Arc<ListPage>> = view.list.data();
        page.map(|page| sorted(&page.rows, view.sort.get(), clock::now()))
            .unwrap_or_default()
    };
    // A row is drawn anew, in place, exactly when its instance has changed.
    view! {
        <For each=ordered key=|it| it.instance_id.clone() let(status)>
            {row::row_view(view, &status)}
        </For>
    }
}
