//! Editing a connection in its own row: what it is called, where it is, its key, its place in the list, and forgetting it.

mod actions;
mod editing;
mod fields;

use crate::components::{Tone, note};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::state::connections::keys::KeyState;
use crate::words::{Word, say, t};

use super::super::parts::unlock_form;
use actions::actions;
use editing::Purpose;
use fields::form;

pub use editing::Editing;

/// Draws the panel below the row of a connection.
pub fn panel(of: &Connection, editing: Editing) -> Markup {
    let hub = of.hub();
    match editing.open.get() {
        Some((_, Purpose::Unlock)) => {
            let done = Callback::new(move |()| editing.close());
            view! { <div class="panel">{unlock_form::form(hub, done)}</div> }
        }
        Some((_, purpose)) => view! {
            <div class="panel" role="group" aria-label=say(Word::KnownEdit, &[("name", (&of.name).into())])>
                {unlock_first(hub.clone(), purpose)}
                {form(of, purpose, editing)}
                {(purpose == Purpose::Edit).then(|| actions(of, editing))}
            </div>
        },
        None => Markup::Empty,
    }
}

/// A locked key is opened above the form: one form cannot stand in another.
fn unlock_first(hub: String, purpose: Purpose) -> Markup {
    let connections = App::get().connections;
    dynamic(move || {
        let locked = purpose == Purpose::Edit && connections.key_state(&hub) == KeyState::Locked;
        locked.then(|| {
            let form = unlock_form::form(hub.clone(), Callback::new(|()| {}));
            view! { {note(Tone::Info, t(Word::KeyLockedNote))} {form} }
        })
    })
}
