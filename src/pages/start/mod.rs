//! Starting an instance: by name, under a drawn or a given id, with an input that is checked as it is typed.

mod fields;
mod fill;
mod id;
mod inputs;
mod known;
mod over;

use std::rc::Rc;

use durable_api::act::{Operation, Outcome, Risk, Verb};

use crate::browser::crypto;
use crate::components::{Icon, Weight, button, icon, is_json_or_nothing};
use crate::pages::acting::{About, Desk, desk_place, lines};
use crate::pages::parts::requests_panel::requests_panel;
use crate::prelude::*;
use crate::route::{Route, StartAt};
use crate::state::App;
use crate::state::acting::Stage;
use crate::state::connections::connection::Connection;
use crate::state::start::StartDraft;
use crate::words::{Word, t};

use self::id::{Standing, stands};
use self::known::Known;

/// What the parts of this page share. Copies are the same.
#[derive(Clone, Copy)]
struct View {
    app: StoredValue<App>,
    hub: StoredValue<String>,
    connection: StoredValue<Connection>,
    scope: u64,
    draft: StoredValue<StartDraft>,
    /// How the given id stands.
    standing: RwSignal<Standing>,
    /// Counts what makes the given id be looked at again.
    looks: RwSignal<u32>,
    /// Orchestrators' names, and instances to take an input from.
    known: Known,
}

impl View {
    fn app(self) -> App {
        self.app.get_value()
    }

    /// What is typed.
    fn draft(self) -> StartDraft {
        self.draft.get_value()
    }
}

/// An id like those that a host draws.
fn drawn() -> String {
    let number = u128::from_be_bytes(crypto::random());
    format!("{number:032x}")
}

/// Draws the page of a hub that is known.
pub fn start_page(hub: &str, at: &StartAt) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let key = app.connections.key_untracked(hub);
    let view = View {
        app: StoredValue::new(app),
        hub: StoredValue::new(hub.to_owned()),
        connection: StoredValue::new(connection.clone()),
        scope,
        draft: StoredValue::new(StartDraft::open(hub, key, drawn())),
        standing: RwSignal::new(Standing::Drawn),
        looks: RwSignal::new(0),
        known: Known::open(app, hub, scope),
    };
    stands(view);
    let like = fill::fill_in(view, at);
    let desk = desk(view, connection);
    let ready = Memo::new(move |_| is_complete(view));
    let submit = move |event: Event| {
        event.prevent_default();
        if ready.get_untracked() {
            desk.choose(Verb::Start);
        }
    };
    Effect::new(move |_| {
        if matches!(desk.acting.stage(), Stage::Over(Outcome::Done(_))) {
            // The next one is another instance.
            view.draft().id.set(String::new());
            view.draft().drawn.set(drawn());
        }
    });
    let list = Route::instances(hub).href();
    let named = Memo::new(move |_| view.draft().name.with(|it| !it.trim().is_empty()));
    view! {
        <section class="page start-page">
            <nav class="crumbs"><a href=list>{t(Word::BackToInstances)}</a></nav>
            <div class="head"><h1>{t(Word::StartTitle)}</h1></div>
            <div class="below">
                {like}
                <form class="start-form" on:submit=submit>
                    {fields::name(view)}
                    {fields::id(view)}
                    {fields::input(view)}
                    {inputs::used_before(view)}
                    {fields::wait(view)}
                    {dynamic(move || named.get().then(|| lines(desk, Verb::Start)))}
                    <div class="row wrap">
                        <button type="submit" class="btn primary" aria-disabled=move || (!ready.get()).then_some("true")>
                            {icon(Icon::Play)}
                            {t(Word::ActStart)}
                        </button>
                        {button(Weight::Quiet, None, t(Word::StartClear), move || view.draft().clear(drawn()))}
                        {fields::missing(view)}
                    </div>
                </form>
                {desk_place(desk)}
            </div>
            <div class="below">{requests_panel(scope)}</div>
        </section>
    }
}

/// Whether all is said that a start needs, and well.
fn is_complete(view: View) -> bool {
    let draft = view.draft();
    let is_open = !matches!(
        view.standing.get(),
        Standing::Taken(_) | Standing::Impossible(_)
    );
    is_open
        && !draft.name.get().trim().is_empty()
        && draft.wait().is_ok()
        && draft.input.with(|it| is_json_or_nothing(it))
}

/// The start, from the press of the button to what came of it.
fn desk(view: View, connection: Connection) -> Desk {
    let overwrites = move || matches!(view.standing.get(), Standing::Finished(_));
    let id = Signal::derive(move || view.draft().target());
    let desk = Desk::new(About {
        refresh: Rc::new(move || view.looks.update(|it| *it += 1)),
        risks: Rc::new(move |_| {
            let risk = overwrites().then_some(Risk::RunIsOverwritten);
            Some(risk.into_iter().collect())
        }),
        more: Rc::new(move |desk, outcome| over::after(view, desk, outcome)),
        ..About::new(view.hub.get_value(), connection, view.scope, id)
    });
    let operation = move || Operation::Start {
        what: view.draft().start(),
        overwrite: overwrites(),
    };
    desk.said().start.set_value(Some(Rc::new(operation)));
    desk
}
