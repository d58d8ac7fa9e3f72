//! The entries, of which only those in sight stand in the page.

use crate::browser::viewport;
use crate::components::table::heading;
use crate::components::virtual_rows::{RowsOf, virtual_rows};
use crate::prelude::*;
use crate::words::{Word, t};

use super::View;
use super::row::entry_row;

/// The height of a row in CSS pixels: on one line, and on three.
const ROW: u32 = 34;
const ROW_NARROW: u32 = 74;

/// Draws the table.
pub fn list(view: View) -> Markup {
    let narrow = viewport::compact();
    let count = Signal::derive(move || view.shown.with(|it| it.len()));
    let open = Memo::new(move |_| {
        let open = view.open.get()?;
        (0..count.get()).find(|line| {
            view.entry(*line)
                .is_some_and(|it| super::number(&it) == open)
        })
    });
    let (_, body) = virtual_rows(
        Some("rowgroup"),
        RowsOf {
            count,
            height: Signal::derive(move || if narrow.get() { ROW_NARROW } else { ROW }),
            open: open.into(),
            stamp: Box::new(move |line| view.entry(line).map_or(0, |it| stamp(&it))),
            draw: Box::new(move |line| untrack(|| entry_row(view, line))),
        },
    );
    let total = move || (count.get() + 1).to_string();
    view! {
        <div class="grid journal" role="table" aria-label=t(Word::JournalTitle) aria-rowcount=total>
            <div role="rowgroup">
                <div class="tr th" role="row">
                    {heading("c-when", t(Word::JournalWhen))}
                    {heading("", t(Word::JournalHub))}
                    {heading("", t(Word::JournalRequest))}
                    {heading("", t(Word::JournalOutcome))}
                    {heading("num", t(Word::RequestTime))}
                </div>
            </div>
            {body}
        </div>
    }
}

/// Another number as soon as the row shows something else.
fn stamp(entry: &durable_api::journal::Entry) -> u64 {
    let ended = entry.end != durable_api::journal::End::Open;
    entry.at_ms.unsigned_abs().wrapping_mul(2) ^ u64::from(ended) ^ (entry.url.len() as u64) << 48
}
