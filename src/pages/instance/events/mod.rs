//! The history as a table.

use std::collections::HashSet;

use crate::prelude::*;

use crate::components::table::{heading, table};
use crate::state::history::HistoryHere;
use crate::state::history_row::{HistoryRow, history_rows};
use crate::words::{Word, count, say, t};

use super::panel::history_panel;
use super::view::View;
use row::event_row;

mod details;
mod row;

/// Rows drawn at first, and again with each press: a history can have 50,000 events.
const STEP: usize = 200;

/// Draws the tab.
pub fn events_tab(view: View) -> Markup {
    view.want_results();
    let open = RwSignal::new(HashSet::new());
    let limit = RwSignal::new(STEP);
    history_panel(view, move || filled(view, open, limit))
}

fn filled(view: View, open: RwSignal<HashSet<usize>>, limit: RwSignal<usize>) -> Markup {
    let rows = Memo::new(move |_| view.here().map(|it| rows(&it)).unwrap_or_default());
    let shown = move || rows.with(|rows| rows.iter().take(limit.get()).cloned().collect());
    let more = dynamic(move || {
        let all = rows.with(Vec::len);
        let rest = all.saturating_sub(limit.get());
        (rest > 0).then(|| {
            let word = say(Word::HistoryMore, &[("n", rest.min(STEP * 5).into()), ("all", all.into())]);
            view! {
                <div class="foot">
                    <button type="button" class="btn" on:click=move |_| limit.update(|it| *it += STEP * 5)>{word}</button>
                </div>
            }
        })
    });
    let body = view! {
        <For each=shown key=|it| it.number let(it)>
            {event_row(view, open, it)}
        </For>
    };
    view! {
        {table("events", t(Word::HistoryTitle), headings(), body)}
        {more}
    }
}

fn rows(here: &HistoryHere) -> Vec<HistoryRow> {
    let events = 0..here.history.len();
    let events = events.filter_map(|at| here.history.event(at)).collect();
    history_rows(events, here.status.runtime_status.is_finished())
}

fn headings() -> Markup {
    view! {
        {heading("c-number", "#")}
        {heading("", t(Word::EventType))}
        {heading("", t(Word::EventWhat))}
        {heading("", t(Word::EventTime))}
        {heading("num", t(Word::EventTook))}
        {heading("", t(Word::EventDetails))}
    }
}

/// The count for the tab: events, and how many of them are pending.
pub fn counted(here: &HistoryHere) -> String {
    let all = count(Word::HistoryCount, here.history.len() as u64);
    let pending = if here.status.runtime_status.is_finished() {
        0
    } else {
        here.model.pending().count()
    };
    if pending == 0 {
        all
    } else {
        format!("{all}, {}", count(Word::HistoryPending, pending as u64))
    }
}
