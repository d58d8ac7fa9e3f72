//! Keeps this tab in step with the others of this browser: what one changes on the device, all show.
//!
//! By the browser's storage event alone. Keys never travel between tabs: what the device keeps is a ciphertext, which each tab
//! opens for itself.

use signals::Effect;

use crate::{
    browser::{
        storage::{self, StorageError},
        timers,
    },
    components::{Toasts, Tone},
    state::{
        App,
        connections::{keys, saved},
        locks,
    },
    words::{Word, t},
};

/// Listens from now on.
pub(super) fn keep_in_step(app: App) {
    let changed = move |name: Option<&str>| match name {
        Some(saved::NAME) => app.connections.reread(),
        Some(locks::NAME) => app.connections.locks.reread(),
        Some(name) => match name.strip_prefix(keys::SEALED) {
            Some(hub) => app.connections.relock(hub),
            None => app.preferences.reread(),
        },
        None => reread(app),
    };
    storage::on_change(changed).forever();
    // A tab that was frozen may have missed what the others said.
    let visible = timers::visible();
    Effect::new(move |_| {
        // Where storage fails, this page knows better than the device.
        if visible.get() && storage::trouble().get_untracked().is_none() {
            reread(app);
        }
    });
}

fn reread(app: App) {
    app.connections.reread();
    app.connections.let_go_of_forgotten();
    app.connections.locks.reread();
    app.preferences.reread();
}

/// Says once, however often it happens, that the browser keeps nothing for this page.
pub(super) fn say_storage_trouble(toasts: Toasts) {
    let trouble = storage::trouble();
    Effect::new(move |_| {
        let word = match trouble.get() {
            Some(StorageError::Denied) => Word::StorageDenied,
            Some(StorageError::Full) => Word::StorageFull,
            None => return,
        };
        toasts.stay(Tone::Careful, t(word));
    });
}
