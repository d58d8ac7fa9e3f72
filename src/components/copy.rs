//! Copying: always the whole value, not the part on screen.

use crate::prelude::*;

use super::{button::icon_button, icon::Icon, note::Tone, toasts::Toasts};
use crate::{
    browser::{clipboard, spawn},
    words::{Word, say, t},
};

/// A button that copies what `text` gives when it is pressed. `what` names it: "the instance id".
pub fn copy_button(what: &str, text: impl Fn() -> String + 'static) -> Markup {
    let toasts = Toasts::here();
    icon_button(
        Icon::Copy,
        say(Word::CopyThis, &[("what", what.into())]),
        move || copy(toasts, text()),
    )
}

/// Copies a text and says how that went.
pub fn copy(toasts: Toasts, text: String) {
    spawn(async move {
        match clipboard::copy(&text).await {
            Ok(()) => toasts.say(Tone::Good, t(Word::Copied)),
            Err(clipboard::NoClipboard) => toasts.say(Tone::Bad, t(Word::CopyRefused)),
        }
    });
}
