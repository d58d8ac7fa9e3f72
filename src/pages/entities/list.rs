//! The entities of a hub.

use std::rc::Rc;

use durable_api::Generation;

use crate::browser::locale::Detail;
use crate::browser::location;
use crate::components::table::{cell, heading, row};
use crate::components::virtual_rows::{RowsOf, virtual_rows};
use crate::components::{Icon, Tone, Weight, button, empty, note, skeleton, time_view};
use crate::pages::parts::freshness::show_freshness;
use crate::pages::parts::inputs::named_input;
use crate::pages::parts::problem::{problem, stale_note};
use crate::pages::parts::requests_panel::requests_panel;
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::state::entities::{EntityList, load_entities};
use crate::state::query::lifecycle::Phase;
use crate::state::query::{Query, stamp};
use crate::words::{Word, say, t};

use super::rows::{Listed, fits, listed};

/// How high a row is, in CSS pixels.
const ROW: u32 = 38;
/// The same on a narrow screen, where it has two lines.
const NARROW_ROW: u32 = 58;

/// Draws the page of a hub that is known.
pub fn entities_page(hub: &str) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let with_state = RwSignal::new(true);
    let search = RwSignal::new(String::new());
    let of_load = hub.to_owned();
    let query = Query::new(move |abort| {
        let client = app.client(&of_load, scope);
        let with_state = with_state.get_untracked();
        Box::pin(async move { load_entities(client, with_state, abort).await })
    });
    let is_old = connection.address.generation == Generation::First;
    if !is_old {
        query.restart();
    }
    show_freshness(app, query, String::new);
    let met = app.shelf.get_value().map(|seen| seen.entities(hub));
    let met = StoredValue::new(met.unwrap_or_default());
    let all = Memo::new(move |_| {
        let data = query.data();
        let rows = data.as_ref().map_or(&[][..], |it| &it.rows);
        met.with_value(|met| listed(rows, met))
    });
    let shown = Memo::new(move |_| {
        let words = search.get();
        all.with(|all| {
            all.iter()
                .filter(|it| fits(it, &words))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let retry = Callback::new(move |()| query.refresh());
    let of_body = StoredValue::new(hub.to_owned());
    let body = dynamic(move || match (query.phase(), all.with(Vec::is_empty)) {
        (Phase::Idle | Phase::Waiting(_), true) if !is_old => {
            view! { <div class="below">{skeleton(6)}</div> }
        }
        (Phase::Failed(error), _) => {
            let connection = App::get().connections.find_untracked(&of_body.get_value());
            let card = connection.map(|it| problem(&error, &it, retry, Markup::Empty));
            view! { <div class="below">{card}</div> {table_of(of_body.get_value(), shown)} }
        }
        (_, true) => empty(
            Icon::Cube,
            t(Word::EntitiesNone),
            t(Word::EntitiesNoneWhy),
            Markup::Empty,
        ),
        _ => table_of(of_body.get_value(), shown),
    });
    let old = is_old.then(|| note(Tone::Careful, t(Word::EntitiesOld)));
    let tick = view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || with_state.get() on:change=move |event| { with_state.set(event.is_checked()); query.refresh(); }/>
            <span>{t(Word::EntitiesWithState)}</span>
        </label>
    };
    view! {
        <section class="page entities-page">
            <div class="head">
                <div class="row">
                    <h1>{t(Word::EntitiesTitle)}</h1>
                    <span class="grow"></span>
                    <span aria-busy=move || query.is_busy().to_string()>
                        {button(Weight::Normal, Some(Icon::Refresh), t(Word::Refresh), move || query.refresh())}
                    </span>
                </div>
                <div class="row wrap">
                    <span class="find">{named_input("entities-find", Word::EntitiesFind, t(Word::EntitiesFindHint).to_owned(), search)}</span>
                    {tick}
                    <span class="dim" role="status">{dynamic(move || counted(query, shown, all))}</span>
                </div>
                {old}
                {stale_note(move || query.phase(), hub, retry)}
                {other(hub)}
            </div>
            {body}
            <div class="below">{requests_panel(scope)}</div>
        </section>
    }
}

/// How many there are, and how sure that is.
fn counted(
    query: Query<EntityList>,
    shown: Memo<Vec<Listed>>,
    all: Memo<Vec<Listed>>,
) -> Option<String> {
    let (shown, all) = (shown.with(Vec::len), all.with(Vec::len));
    let is_whole = query.data()?.is_whole;
    let word = match (is_whole, shown == all) {
        (true, true) => Word::EntitiesAll,
        (true, false) => Word::EntitiesShown,
        (false, _) => Word::EntitiesAtLeast,
    };
    Some(say(word, &[("n", shown.into()), ("all", all.into())]))
}

fn table_of(hub: String, shown: Memo<Vec<Listed>>) -> Markup {
    let narrow = crate::browser::page::matches("(max-width: 900px)");
    let height = if narrow { NARROW_ROW } else { ROW };
    let hub = Rc::new(hub);
    let (_, rows) = virtual_rows(
        Some("rowgroup"),
        RowsOf {
            count: Signal::derive(move || shown.with(Vec::len)),
            height: Signal::derive(move || height),
            open: Signal::derive(|| None),
            stamp: Box::new(move |at| {
                shown.with(|all| all.get(at).map_or(0, |it| stamp(&format!("{it:?}"))))
            }),
            draw: Box::new(move |at| {
                let it = shown.with_untracked(|all| all.get(at).cloned());
                it.map(|it| line(&hub, &it)).into_markup()
            }),
        },
    );
    view! {
        <div class="grid entities" role="table" aria-label=t(Word::EntitiesTitle)>
            <div role="rowgroup">
                <div class="tr th" role="row">
                    {heading("c-name", t(Word::EntityName))}
                    {heading("c-key", t(Word::EntityKey))}
                    {heading("c-state", t(Word::EntityState))}
                    {heading("c-time", t(Word::EntityOperated))}
                </div>
            </div>
            {rows}
        </div>
    }
}

fn line(hub: &str, it: &Listed) -> Markup {
    let zone = App::get().preferences.zone();
    let route = Route::Entity {
        hub: hub.to_owned(),
        name: it.name.clone(),
        key: it.key.clone(),
    };
    let key = it.key.clone();
    let link = view! { <a class="mono" href=route.href()><bdi>{key}</bdi></a> };
    let time = it
        .operated
        .as_ref()
        .map(|time| time_view(time, Detail::Second, zone));
    let name = it.name.clone();
    row(
        "",
        view! {
            {cell("c-name", view! { <bdi>{name}</bdi> })}
            {cell("c-key", link)}
            {cell("c-state mono dim", it.state.clone())}
            {cell("c-time dim", time)}
        },
    )
}

/// The way to an entity that is not listed, or that a signal is to make.
fn other(hub: &str) -> Markup {
    let (name, key) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let hub = hub.to_owned();
    let go = move |event: Event| {
        event.prevent_default();
        let (name, key) = (name.get_untracked(), key.get_untracked());
        let (name, key) = (name.trim(), key.trim());
        if name.is_empty() || key.is_empty() {
            return;
        }
        let route = Route::Entity {
            hub: hub.clone(),
            name: name.to_lowercase(),
            key: key.to_owned(),
        };
        location::go(&route.to_string());
    };
    view! {
        <details>
            <summary>{t(Word::EntityOther)}</summary>
            <form class="row wrap other-entity" on:submit=go>
                {named_input("entity-name", Word::EntityName, t(Word::EntityName).to_owned(), name)}
                {named_input("entity-key", Word::EntityKey, t(Word::EntityKey).to_owned(), key)}
                <button type="submit" class="btn">{t(Word::EntityOpen)}</button>
            </form>
        </details>
    }
}
