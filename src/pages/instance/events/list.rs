//! The rows of the table, of which only those in sight stand in the page.

use std::sync::Arc;

use crate::browser::viewport;
use crate::components::table::heading;
use crate::components::virtual_rows::{RowsOf, virtual_rows};
use crate::prelude::*;
use crate::words::{Word, t};

use super::Table;
use super::row::event_row;

/// The height of a row in CSS pixels: on one line, and on three.
const ROW: u32 = 34;
const ROW_NARROW: u32 = 78;

/// Draws the table.
pub fn list(table: Table) -> Markup {
    let narrow = viewport::compact();
    let lines = Signal::derive(move || table.len());
    let open = Memo::new(move |_| table.view().event().and_then(|event| table.line_of(event)));
    // Another answer of the host, other lines, other times: what rows show may have changed.
    let stamp = move |line: usize| {
        let here = table.view().here();
        let answer = here.map_or(0, |here| Arc::as_ptr(&here) as usize as u64);
        let event = table.event_at(line) as u64;
        let told = table.told() as u64;
        answer ^ event.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ told
    };
    let (rows, body) = virtual_rows(
        Some("rowgroup"),
        RowsOf {
            count: lines,
            height: Signal::derive(move || if narrow.get() { ROW_NARROW } else { ROW }),
            open: open.into(),
            stamp: Box::new(stamp),
            draw: Box::new(move |line| untrack(|| event_row(table, line))),
        },
    );
    Effect::new(move |_| {
        let line = table.wanted.get().and_then(|event| table.line_of(event));
        if let Some(line) = line {
            table.wanted.set(None);
            rows.show(line);
        }
    });
    let none = dynamic(move || {
        (lines.get() == 0 && !table.looking.get())
            .then(|| view! { <p class="below dim">{t(Word::EventsNone)}</p> })
    });
    let total = move || (lines.get() + 1).to_string();
    view! {
        <div class="grid events" role="table" aria-label=t(Word::HistoryTitle) aria-rowcount=total>
            <div role="rowgroup"><div class="tr th" role="row">{headings(table)}</div></div>
            {body}
        </div>
        {none}
    }
}

fn headings(table: Table) -> Markup {
    let time = move || match table.told() {
        super::Told::Clock => t(Word::EventTime),
        super::Told::SinceStart => t(Word::EventsSinceStart),
        super::Told::SinceBefore => t(Word::EventsSinceBefore),
    };
    view! {
        {heading("c-number", "#")}
        {heading("", t(Word::EventType))}
        {heading("", t(Word::EventWhat))}
        <span role="columnheader">{time}</span>
        {heading("num", t(Word::EventTook))}
        {heading("", t(Word::EventDetails))}
    }
}
