//! The form of a connection's panel: what it is called, where it is, its key and where that is kept.

use crate::components::{Toasts, Weight, button, facts};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::connections::keys::{KeyPlace, KeyState};
use crate::words::{Word, t};

use super::super::super::parts::inputs::{environment_select, named_input};
use super::super::super::parts::key_form::{secret_input, tick};
use super::super::super::parts::key_place::place_view;
use super::editing::{Editing, Purpose};

/// Draws it.
pub(super) fn form(of: &Connection, purpose: Purpose, editing: Editing) -> Markup {
    let connections = App::get().connections;
    let toasts = Toasts::here();
    let hub = of.hub();
    let place = format!("{}{}", host_of(&of.address), of.address.prefix);
    let default = || t(Word::DefaultPlaceholder).to_owned();
    let list = vec![
        (
            t(Word::FactName),
            named_input("edit-name", Word::FactName, of.name.clone(), editing.name),
        ),
        (
            t(Word::FactEnvironment),
            environment_select(
                "edit-environment",
                editing.environment.get_untracked(),
                Callback::new(move |it| editing.environment.set(it)),
            ),
        ),
        (
            t(Word::FactApp),
            view! { <span class="mono">{place}</span> },
        ),
        (
            t(Word::FactHub),
            named_input("edit-hub", Word::FactHub, default(), editing.hub),
        ),
        (
            t(Word::FactConnection),
            named_input(
                "edit-connection",
                Word::FactConnection,
                default(),
                editing.connection,
            ),
        ),
        (
            t(Word::FactKey),
            secret_input("edit-key", Word::KeyNew, Word::KeyUnchanged, editing.key),
        ),
    ];
    let ask = {
        let (hub, of) = (hub.clone(), of.clone());
        Signal::derive(move || {
            let state = connections.key_state(&hub);
            let kept = matches!(state, KeyState::Locked | KeyState::Held(KeyPlace::Device));
            let same = purpose == Purpose::Edit && editing.edited(&of).hub() == hub;
            !(kept && same && editing.key.get().trim().is_empty())
        })
    };
    let keyed = Memo::new(move |_| {
        connections.key_state(&hub) != KeyState::Absent || !editing.key.get().trim().is_empty()
    });
    let save = {
        let of = of.clone();
        move |event: Event| {
            event.prevent_default();
            editing.save(&of, purpose, connections, toasts);
        }
    };
    let word = match purpose {
        Purpose::Copy => Word::EditAdd,
        Purpose::Edit | Purpose::Unlock => Word::EditSave,
    };
    view! {
        <form class="stack" on:submit=save>
            {facts(list)}
            {dynamic(move || keyed.get().then(|| place_view(editing.place, ask)))}
            {tick("edit-remember", t(Word::RememberConnection), editing.remember)}
            <p class="hint bad" role="alert">{move || editing.fault.get()}</p>
            <div class="row wrap">
                <button type="submit" class="btn primary">{t(word)}</button>
                {button(Weight::Normal, None, t(Word::Cancel), move || editing.close())}
            </div>
        </form>
    }
}
