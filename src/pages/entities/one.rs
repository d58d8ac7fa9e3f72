//! One entity: its state, and what can be done to it.

use std::rc::Rc;

use durable_api::act::{Operation, Risk, Verb, why_not_at_all};

use crate::browser::listener::on_key;
use crate::browser::{file, keep};
use crate::components::{
    Icon, Mode, Shown, Tone, Weight, button, copy_button, empty, icon, json_viewer, note, skeleton,
};
use crate::pages::acting::{About, Desk, desk_place, look, why_word};
use crate::pages::parts::freshness::show_freshness;
use crate::pages::parts::problem::{problem, stale_note};
use crate::pages::parts::requests_panel::requests_panel;
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::state::entities::load_state;
use crate::state::error::{ApiError, Cause};
use crate::state::query::Query;
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, say, t};

/// Draws the page of an entity of a hub that is known.
pub fn entity_page(hub: &str, name: &str, key: &str) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let of_load = (hub.to_owned(), name.to_owned(), key.to_owned());
    let query = Query::new(move |abort| {
        let client = app.client(&of_load.0, scope);
        let (name, key) = (of_load.1.clone(), of_load.2.clone());
        Box::pin(async move { load_state(client, name, key, abort).await })
    });
    query.restart();
    show_freshness(app, query, String::new);
    keep(on_key(move |key| {
        let refresh = key.name == "r" && !key.in_field && !key.command;
        if refresh {
            query.refresh();
        }
        refresh
    }));
    let id = format!("@{name}@{key}");
    let of_desk = StoredValue::new(id.clone());
    let desk = Desk::new(About {
        refresh: Rc::new(move || query.refresh()),
        risks: Rc::new(|operation| {
            let risk = matches!(operation, Operation::Signal { .. });
            Some(
                risk.then_some(Risk::SignalsAreNotChecked)
                    .into_iter()
                    .collect(),
            )
        }),
        ..About::new(
            hub.to_owned(),
            connection.clone(),
            scope,
            Signal::derive(move || of_desk.get_value()),
        )
    });
    let list = Route::Entities {
        hub: hub.to_owned(),
    }
    .href();
    let (title, copied) = (id.clone(), id.clone());
    let retry = Callback::new(move |()| query.refresh());
    view! {
        <section class="page">
            <nav class="crumbs"><a href=list>{t(Word::EntitiesTitle)}</a></nav>
            <div class="head">
                <div class="row">
                    <h1 class="mono id"><bdi>{title}</bdi></h1>
                    {copy_button(t(Word::EntityIdName), move || copied.clone())}
                    <span class="grow"></span>
                    <span aria-busy=move || query.is_busy().to_string()>
                        {button(Weight::Normal, Some(Icon::Refresh), t(Word::Refresh), move || query.refresh())}
                    </span>
                </div>
                {actions(desk, &connection, &id)}
                {stale_note(move || query.phase(), hub, retry)}
            </div>
            <div class="below values">{state_of(query, connection, id)}</div>
            <div class="below">{requests_panel(scope)}</div>
        </section>
    }
}

fn actions(desk: Desk, connection: &Connection, id: &str) -> Markup {
    let why = why_not_at_all(Verb::Signal, id, connection.address.generation);
    if let Some(why) = why {
        return note(Tone::Info, t(why_word(why)));
    }
    let action = |verb: Verb| {
        let (shape, word) = look(verb);
        view! { <button type="button" class="btn" on:click=move |_| desk.choose(verb)>{icon(shape)}{t(word)}</button> }
    };
    view! {
        <div class="acting">
            <div class="row wrap actions" role="group" aria-label=t(Word::ActionsLabel)>
                {action(Verb::Signal)}
                {action(Verb::DeleteEntity)}
            </div>
            {desk_place(desk)}
        </div>
    }
}

#[derive(Clone, PartialEq)]
enum Kind {
    Waiting,
    Failed(ApiError),
    Here,
}

fn state_of(query: Query<durable_api::RawJson>, connection: Connection, id: String) -> Markup {
    let zone = App::get().preferences.zone();
    let retry = Callback::new(move |()| query.refresh());
    let kind = Memo::new(move |_| match query.phase() {
        Phase::Idle | Phase::Waiting(_) => Kind::Waiting,
        Phase::Failed(error) => Kind::Failed(error),
        // What was deleted meanwhile is gone, not stale.
        Phase::Stale(error) if error.cause == Cause::NotFound => Kind::Failed(error),
        Phase::Fresh | Phase::Refreshing | Phase::Stale(_) => Kind::Here,
    });
    let text = Memo::new(move |_| query.data().map(|it| it.text().to_owned()));
    dynamic(move || match kind.get() {
        Kind::Waiting => skeleton(5),
        Kind::Failed(error) if error.cause == Cause::NotFound => empty(
            Icon::Cube,
            t(Word::EntityNotFound),
            t(Word::EntityNotFoundWhy),
            Markup::Empty,
        ),
        Kind::Failed(error) => problem(&error, &connection, retry, Markup::Empty),
        Kind::Here => {
            let text = text.get().unwrap_or_default();
            let viewer = json_viewer(Shown {
                text: Rc::new(text),
                what: say(Word::TheValue, &[("what", t(Word::EntityState).into())]),
                file: format!("{}.json", file::name_of(&id)),
                first: Mode::Tree,
                field: "find-state",
                zone,
            });
            view! { <section class="value"><h2>{t(Word::EntityState)}</h2>{viewer}</section> }
        }
    })
}
