//! Asking for a function key in place: the page stays as it is and goes on with the key.

use crate::prelude::*;
use std::cell::Cell;

use durable_api::Secret;

use crate::components::{Toasts, field};
use crate::state::App;
use crate::words::{Word, t};

use super::super::on_demand::{Part, part};
use super::key_place::{Ids, PlaceChoice, keep_key, place_view};
use super::unlock_form;

/// Ids of the fields, in turn: several panels may ask for the key at once.
const IDS: [(&str, Ids); 4] = [
    ("key-1", Ids::new("place-1", "passphrase-1", "again-1")),
    ("key-2", Ids::new("place-2", "passphrase-2", "again-2")),
    ("key-3", Ids::new("place-3", "passphrase-3", "again-3")),
    ("key-4", Ids::new("place-4", "passphrase-4", "again-4")),
];

thread_local! {
    static FORMS: Cell<usize> = const { Cell::new(0) };
}

/// A form for the key of `hub`, or for its passphrase where the device keeps the key; `go_on` is called once it is at hand.
pub fn key_form(hub: String, go_on: Callback<()>) -> Markup {
    part(Part::Key(hub, go_on))
}

/// The form itself, which comes on demand. A key that the device keeps is opened, or given again.
pub fn form(hub: String, go_on: Callback<()>) -> Markup {
    if !App::get().connections.is_key_locked(&hub) {
        return typing_form(hub, go_on);
    }
    view! {
        {unlock_form::form(hub.clone(), go_on)}
        <details><summary>{t(Word::KeyOther)}</summary>{typing_form(hub, go_on)}</details>
    }
}

fn typing_form(hub: String, go_on: Callback<()>) -> Markup {
    let connections = App::get().connections;
    let typed = RwSignal::new(String::new());
    let toasts = Toasts::here();
    let missing = RwSignal::new(false);
    let number = FORMS.replace(FORMS.get() + 1);
    let (id, ids) = IDS[number % IDS.len()];
    let choice = PlaceChoice::new(ids);
    let submit = move |event: Event| {
        event.prevent_default();
        let key = typed.get_untracked();
        if key.trim().is_empty() {
            missing.set(true);
            return;
        }
        let Some(keeping) = choice.keeping() else {
            return;
        };
        keep_key(connections, toasts, hub.clone(), Secret::new(key), keeping);
        typed.set(String::new());
        go_on.run(());
    };
    let hint = dynamic(move || {
        if missing.get() {
            t(Word::KeyNeeded)
        } else {
            t(Word::KeyHint)
        }
    });
    view! {
        <form class="key-form" on:submit=submit>
            {field(id, t(Word::KeyLabel), key_input(id, typed), hint)}
            {place_view(choice, Signal::derive(|| true))}
            <button type="submit" class="btn primary">{t(Word::KeyUse)}</button>
        </form>
    }
}

/// Where a key is typed.
pub fn key_input(id: &'static str, value: RwSignal<String>) -> Markup {
    secret_input(id, Word::KeyLabel, Word::KeyPlaceholder, value)
}

/// Where a secret is typed: dots on screen, and a property rather than an attribute, so that it is nowhere in the document's text.
pub fn secret_input(
    id: &'static str,
    label: Word,
    placeholder: Word,
    value: RwSignal<String>,
) -> Markup {
    view! {
        <input
            type="password"
            id=id
            aria-label=t(label)
            placeholder=t(placeholder)
            autocomplete="off"
            spellcheck="false"
            aria-describedby=format!("{id}-hint")
            prop:value=move || value.get()
            on:input=move |event| value.set(event.value())
        />
    }
}

/// A box to tick, with its words beside it.
pub fn tick(id: &'static str, words: &'static str, value: RwSignal<bool>) -> Markup {
    view! {
        <label class="tick" r#for=id>
            <input
                type="checkbox"
                id=id
                prop:checked=move || value.get()
                on:change=move |event| value.set(event.is_checked())
            />
            <span>{words}</span>
        </label>
    }
}
