//! Keys of the list: `j` and `k` go through the rows, `/` to the filter, `r` asks again. None acts inside a field, none writes.

use crate::browser::listener::{Listener, on_key};
use crate::browser::page;
use crate::components::{Toasts, Tone};
use crate::words::{Word, t};

use super::View;
use super::filters::PREFIX;

/// Listens while the page is shown. `Enter` needs nothing: what is focused is a link.
pub fn listen(view: View) -> Listener {
    let toasts = Toasts::here();
    on_key(move |key| {
        if key.in_field || key.command {
            return false;
        }
        match key.name.as_str() {
            "j" => page::step_focus(".instances .tr a", 1),
            "k" => page::step_focus(".instances .tr a", -1),
            "/" => page::select_all(PREFIX),
            "r" => view.list.refresh(),
            "?" => toasts.say(Tone::Info, t(Word::KeysHelp)),
            _ => return false,
        }
        true
    })
}
