//! Asking for a function key in place: the page stays as it is and goes on with the key.

use crate::prelude::*;
use std::cell::Cell;

use durable_api::Secret;

use crate::components::field;
use crate::state::App;
use crate::words::{Word, t};

/// Ids of the fields, in turn: several panels may ask for the key at once.
const IDS: [(&str, &str); 4] = [
    ("key-1", "keep-key-1"),
    ("key-2", "keep-key-2"),
    ("key-3", "keep-key-3"),
    ("key-4", "keep-key-4"),
];

thread_local! {
    static FORMS: Cell<usize> = const { Cell::new(0) };
}

/// A form for the key of `hub`; `go_on` is called once it is held.
pub fn key_form(hub: String, go_on: Callback<()>) -> Markup {
    let connections = App::get().connections;
    let typed = RwSignal::new(String::new());
    let keep = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let number = FORMS.replace(FORMS.get() + 1);
    let (id, keep_id) = IDS[number % IDS.len()];
    let submit = move |event: Event| {
        event.prevent_default();
        let key = typed.get_untracked();
        if key.trim().is_empty() {
            missing.set(true);
            return;
        }
        connections.set_key(&hub, Secret::new(key.trim()), keep.get_untracked());
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
            {tick(keep_id, t(Word::KeyKeep), keep)}
            <button type="submit" class="btn primary">{t(Word::KeyUse)}</button>
        </form>
    }
}

/// Where a key is typed: dots on screen, and a property rather than an attribute, so that it is nowhere in the document's text.
pub fn key_input(id: &'static str, value: RwSignal<String>) -> Markup {
    view! {
        <input
            type="password"
            id=id
            aria-label=t(Word::KeyLabel)
            placeholder=t(Word::KeyPlaceholder)
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
