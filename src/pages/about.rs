//! One connection: where it leads, its key, and what its API lets this page do.

use crate::components::{Tone, card, facts, note};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::state::connections::keys::KeyState;
use crate::words::{Word, say, t};

use super::parts::capability::capability_card;
use super::parts::key_form::key_form;
use super::parts::requests_panel::requests_panel;

/// Draws the page of a hub that is known.
pub fn about_page(hub: &str) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let title = say(Word::AboutTitle, &[("name", (&connection.name).into())]);
    view! {
        <section class="page">
            <div class="narrow">
                <h1>{title}</h1>
                {card(t(Word::FactApp), (), place(&connection))}
                {capability_card(&connection)}
                {card(t(Word::AboutKeyTitle), (), key_of(app, &connection))}
                {requests_panel(scope)}
            </div>
        </section>
    }
}

fn place(connection: &Connection) -> Markup {
    let address = &connection.address;
    let mono = |text: String| view! { <span class="mono">{text}</span> };
    let named = |text: &Option<String>, default: Word| match text {
        Some(text) => mono(text.clone()),
        None => t(default).into_markup(),
    };
    facts(vec![
        (t(Word::FactApp), mono(address.base_url())),
        (
            t(Word::FactHub),
            named(&address.task_hub, Word::UnknownHubDefault),
        ),
        (
            t(Word::FactConnection),
            named(&address.connection, Word::DefaultPlaceholder),
        ),
    ])
}

fn key_of(app: App, connection: &Connection) -> Markup {
    let hub = StoredValue::new(connection.hub());
    let state = Memo::new(move |_| app.connections.key_state(&hub.get_value()));
    let given = Callback::new(move |()| app.cards.look(&app, &hub.get_value(), true));
    dynamic(move || {
        let said = match state.get() {
            KeyState::Held(_) => Word::AboutKeyHeld,
            KeyState::Locked => Word::KeyLockedWhat,
            KeyState::Absent => Word::AboutKeyNone,
        };
        view! { {note(Tone::Info, t(said))} {key_form(hub.get_value(), given)} }
    })
}
