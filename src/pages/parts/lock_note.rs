//! Why a form that writes cannot be sent: its hub is locked.

use crate::components::{Tone, note};
use crate::prelude::*;
use crate::words::{Word, t};

/// Says so while it is locked.
pub fn lock_note(locked: Memo<bool>) -> Markup {
    dynamic(move || {
        locked
            .get()
            .then(|| view! { <div role="alert">{note(Tone::Careful, t(Word::ActLocked))}</div> })
    })
}
