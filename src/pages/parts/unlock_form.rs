//! Asking in place for the passphrase of a key that the device keeps.

use std::cell::Cell;

use durable_api::Secret;

use crate::browser::{crypto::CryptoError, spawn};
use crate::prelude::*;
use crate::state::App;
use crate::words::{Word, t};

use super::key_form::secret_input;

/// Ids of the fields, in turn: several panels may ask at once.
const IDS: [&str; 4] = [
    "passphrase-a",
    "passphrase-b",
    "passphrase-c",
    "passphrase-d",
];

thread_local! {
    static FORMS: Cell<usize> = const { Cell::new(0) };
}

/// A form for the passphrase of `hub`; `go_on` is called once its key is open.
pub fn form(hub: String, go_on: Callback<()>) -> Markup {
    let id = IDS[FORMS.replace(FORMS.get() + 1) % IDS.len()];
    let connections = App::get().connections;
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None);
    let submit = move |event: Event| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        let opening = connections.unlock(hub.clone(), Secret::new(typed.get_untracked()));
        spawn(async move {
            let outcome = opening.await;
            // The form may be gone by now.
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    typed.try_set(String::new());
                    go_on.run(());
                }
                Err(CryptoError::Refused) => {
                    fault.try_set(Some(Word::PassphraseWrong));
                }
                Err(CryptoError::Missing) => {
                    fault.try_set(Some(Word::KeyPlaceDeviceMissing));
                }
            }
        });
    };
    let button = move || {
        t(if busy.get() {
            Word::Unlocking
        } else {
            Word::KeyUnlock
        })
    };
    view! {
        <form class="key-form" on:submit=submit>
            {secret_input(id, Word::Passphrase, Word::PassphraseOfKey, typed)}
            <p class="hint bad" role="alert">{move || fault.get().map(t)}</p>
            <button type="submit" class="btn primary" aria-disabled=move || busy.get().to_string()>{button}</button>
        </form>
    }
}
