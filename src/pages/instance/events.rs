//! The history as a table.

use std::collections::HashSet;

use crate::prelude::*;

use crate::browser::locale;
use crate::components::table::{heading, skeleton_rows, table};
use crate::state::error::{ApiError, Cause};
use crate::state::history_row::{HistoryRow, Mark};
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, count, say, t};

use super::super::parts::problem::{problem, stale_note};
use super::View;
use super::event_row::event_row;

/// Rows drawn at first, and again with each press: a history can have 50,000 events.
const STEP: usize = 200;

/// Draws the panel.
pub fn events_panel(view: View) -> Markup {
    let open = RwSignal::new(HashSet::new());
    let limit = RwSignal::new(STEP);
    let kind = Memo::new(move |_| match view.history.phase() {
        Phase::Idle | Phase::Waiting(_) => Kind::Waiting,
        Phase::Failed(error) => Kind::Failed(error),
        Phase::Fresh | Phase::Refreshing | Phase::Stale(_) => Kind::Data(
            view.history
                .data()
                .is_none_or(|history| history.rows.is_empty()),
        ),
    });
    dynamic(move || match kind.get() {
        Kind::Waiting => view! {
            <div role="status" aria-label=t(Word::HistoryLoading)>
                {table("events", t(Word::HistoryTitle), headings(), skeleton_rows(6, 6))}
            </div>
        },
        Kind::Failed(error) if error.cause == Cause::NotFound => {
            view! { <div class="below"><p class="dim">{t(Word::HistoryUnopenable)}</p></div> }
        }
        Kind::Failed(error) => {
            let connection = view.connection.get_value();
            let retry = Callback::new(move |()| view.history.refresh());
            view! { <div class="below">{problem(&error, &connection, retry, Markup::Empty)}</div> }
        }
        Kind::Data(true) => nothing(view),
        Kind::Data(false) => filled(view, open, limit),
    })
}

#[derive(Clone, PartialEq)]
enum Kind {
    Waiting,
    Failed(ApiError),
    Data(bool),
}

fn nothing(view: View) -> Markup {
    let finished = view
        .status
        .data()
        .is_some_and(|it| it.status.runtime_status.is_finished());
    let word = if finished {
        Word::HistoryNoneFinished
    } else {
        Word::HistoryNone
    };
    view! { <div class="below"><p class="dim" role="status">{t(word)}</p></div> }
}

fn filled(view: View, open: RwSignal<HashSet<usize>>, limit: RwSignal<usize>) -> Markup {
    let stale = stale_note(
        move || view.history.phase(),
        &view.hub.get_value(),
        Callback::new(move |()| view.history.refresh()),
    );
    let shown = move || {
        let history = view.history.data();
        history
            .map(|it| {
                it.rows
                    .iter()
                    .take(limit.get())
                    .cloned()
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    let more = dynamic(move || {
        let all = view.history.data().map_or(0, |it| it.rows.len());
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
    let large = move || {
        let size = view
            .history
            .data()
            .filter(|it| it.bytes > super::LARGE)
            .map(|it| it.bytes)?;
        let alive = view
            .status
            .data()
            .is_some_and(|it| !it.status.runtime_status.is_finished());
        alive.then(|| {
            let text = say(
                Word::HistoryLarge,
                &[("size", (&locale::bytes(size)).into())],
            );
            view! { <p class="below dim">{text}</p> }
        })
    };
    view! {
        {stale}
        {large}
        {table("events", t(Word::HistoryTitle), headings(), body)}
        {more}
    }
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
pub fn counted(rows: &[HistoryRow]) -> String {
    let all = count(Word::HistoryCount, rows.len() as u64);
    let pending = rows.iter().filter(|it| it.mark == Mark::Pending).count();
    if pending == 0 {
        all
    } else {
        format!("{all}, {}", count(Word::HistoryPending, pending as u64))
    }
}
