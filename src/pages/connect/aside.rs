//! What the browser kept and this version cannot read: it is offered, not thrown away.

use crate::browser::file;
use crate::components::{Icon, Tone, Weight, button, note};
use crate::prelude::*;
use crate::state::stored;
use crate::words::{Word, t};

/// The file it is saved as.
const FILE: &str = "durable-portal-unreadable.txt";

/// A note, if there is anything.
pub fn aside_note() -> Markup {
    let aside = RwSignal::new(stored::all_aside());
    dynamic(move || {
        if aside.with(Vec::is_empty) {
            return Markup::Empty;
        }
        let save = move || {
            let lines: Vec<String> = aside.with_untracked(|all| {
                all.iter()
                    .map(|(name, text)| format!("{name}\n{text}\n"))
                    .collect()
            });
            file::save(FILE, "text/plain", &lines.join("\n"));
        };
        let discard = move || {
            stored::discard_aside();
            aside.set(Vec::new());
        };
        let body = view! {
            <p>{t(Word::AsideWhat)}</p>
            <div class="row wrap">
                {button(Weight::Quiet, Some(Icon::Download), t(Word::AsideSave), save)}
                {button(Weight::Quiet, Some(Icon::Cross), t(Word::AsideDiscard), discard)}
            </div>
        };
        note(Tone::Careful, body)
    })
}
