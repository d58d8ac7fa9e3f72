//! What can be done with a connection besides changing it: its place in the list, a copy, forgetting its key or all of it.

use crate::browser::page;
use crate::components::{Icon, Toasts, Weight, button};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::{Connection, Kept};
use crate::state::connections::keys::KeyState;
use crate::words::{Word, say, t};

use super::editing::{Editing, Purpose};

/// Draws the buttons.
pub(super) fn actions(of: &Connection, editing: Editing) -> Markup {
    let connections = App::get().connections;
    let toasts = Toasts::here();
    let own = of.kept != Kept::Portal;
    let action = |shape: Icon, word: Word, act: Box<dyn Fn()>| {
        button(Weight::Quiet, Some(shape), t(word), act)
    };
    let hub = StoredValue::new(of.hub());
    let copied = of.clone();
    let name = of.name.clone();
    let forget = move || {
        let Some(forgotten) = connections.forget(&hub.get_value()) else {
            return;
        };
        editing.close();
        let undo = Callback::new(move |()| connections.restore(forgotten.clone()));
        let said = say(Word::Forgotten, &[("name", (&name).into())]);
        toasts.offer(said, t(Word::Undo), undo);
    };
    let shift = move |step| {
        move || {
            page::keep_focus();
            connections.shift(&hub.get_value(), step);
        }
    };
    let copy = move || editing.begin(&copied, connections, Purpose::Copy);
    let keyed = Memo::new(move |_| connections.key_state(&hub.get_value()) != KeyState::Absent);
    let drop_key = dynamic(move || {
        let drop = move || connections.drop_key(&hub.get_value());
        keyed
            .get()
            .then(|| button(Weight::Quiet, Some(Icon::Key), t(Word::KeyForget), drop))
    });
    view! {
        <div class="row wrap actions">
            {own.then(|| action(Icon::Up, Word::MoveUp, Box::new(shift(-1))))}
            {own.then(|| action(Icon::Down, Word::MoveDown, Box::new(shift(1))))}
            {action(Icon::Copy, Word::Duplicate, Box::new(copy))}
            {drop_key}
            {own.then(|| action(Icon::Cross, Word::ForgetConnection, Box::new(forget)))}
        </div>
    }
}
