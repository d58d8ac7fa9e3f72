//! Keys of the list. None acts inside a field, none writes.

use crate::browser::listener::{Listener, on_key};
use crate::browser::page;
use crate::components::{Toasts, Tone};
use crate::words::{Word, t};

use super::View;
use super::filter::LINE;
use super::grid;

/// Listens while the page is shown. `Enter` needs nothing: what has the focus is a link.
pub fn listen(view: View) -> Listener {
    let toasts = Toasts::here();
    on_key(move |key| {
        if key.in_field || key.command {
            return false;
        }
        let table = view.table;
        match key.name.as_str() {
            "j" => table.step(1),
            "k" => table.step(-1),
            "ArrowDown" if grid::has_focus() => table.step(1),
            "ArrowUp" if grid::has_focus() => table.step(-1),
            " " if !key.on_control && key.shift => table.mark_to_cursor(),
            " " if !key.on_control => table.mark_cursor(),
            "i" => table.toggle_peek(),
            "Escape" if table.is_peeking() => table.toggle_peek(),
            "/" => page::select_all(LINE),
            "r" => view.here.again(),
            "?" => toasts.say(Tone::Info, t(Word::KeysHelp)),
            _ => return false,
        }
        true
    })
}
