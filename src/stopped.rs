//! After a panic nothing recovers: say so, and say what happened.

use crate::{
    browser::page,
    words::{Word, t},
};

/// From now on a panic covers the page with a banner that holds its message as text. Messages name code, never data of a
/// hub or a key, because nothing here panics with a value from outside.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| {
        page::show_stopped(t(Word::Stopped), &info.to_string(), t(Word::Reload));
    }));
}
