//! The history as a table.

use crate::components::dynamic;
use std::collections::HashSet;

use durable_api::{EventKind, HistoryEvent};
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::locale::{self, Detail, Zone};
use crate::components::table::{cell, heading, row, skeleton_rows, table};
use crate::components::{
    Icon, Weight, badge, duration_view, elapsed_view, link_button, millis, time_view,
};
use crate::route::Route;
use crate::state::App;
use crate::state::error::{ApiError, Cause};
use crate::state::history_row::{HistoryRow, Mark};
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, count, say, t};

use super::super::parts::problem::{problem, stale_note};
use super::View;
use super::event_data::{event_data, summary};

/// Rows drawn at first, and again with each press: a history can have 50,000 events.
const STEP: usize = 200;

/// Draws the panel.
pub fn events_panel(view: View) -> AnyView {
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
        }
        .into_any(),
        Kind::Failed(error) if error.cause == Cause::NotFound => {
            view! { <div class="below"><p class="dim">{t(Word::HistoryUnopenable)}</p></div> }
                .into_any()
        }
        Kind::Failed(error) => {
            let connection = view.connection.get_value();
            let retry = Callback::new(move |()| view.history.refresh());
            view! { <div class="below">{problem(&error, &connection, retry, ().into_any())}</div> }
                .into_any()
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

fn nothing(view: View) -> AnyView {
    let finished = view
        .status
        .data()
        .is_some_and(|it| it.status.runtime_status.is_finished());
    let word = if finished {
        Word::HistoryNoneFinished
    } else {
        Word::HistoryNone
    };
    view! { <div class="below"><p class="dim" role="status">{t(word)}</p></div> }.into_any()
}

fn filled(view: View, open: RwSignal<HashSet<usize>>, limit: RwSignal<usize>) -> AnyView {
    let stale = dynamic(move || match view.history.phase() {
        Phase::Stale(error) => {
            let retry = Callback::new(move |()| view.history.refresh());
            stale_note(&error, &view.hub.get_value(), retry)
        }
        _ => ().into_any(),
    });
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
        <For each=shown key=|it| it.key let(it)>
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
        {table("events", t(Word::HistoryTitle), headings(), body.into_any())}
        {more}
    }
    .into_any()
}

fn headings() -> AnyView {
    view! {
        {heading("c-number", "#")}
        {heading("", t(Word::EventType))}
        {heading("", t(Word::EventWhat))}
        {heading("", t(Word::EventTime))}
        {heading("num", t(Word::EventTook))}
        {heading("", t(Word::EventDetails))}
    }
    .into_any()
}

fn event_row(view: View, open: RwSignal<HashSet<usize>>, it: HistoryRow) -> AnyView {
    let zone = App::get().preferences.zone();
    let number = it.number;
    let event = &it.event;
    let kind = event.kind.as_str().to_owned();
    let subject = event.subject().unwrap_or_default().to_owned();
    let is_open = move || open.with(|open| open.contains(&number));
    let toggle = move |_| {
        open.update(|open| {
            if !open.remove(&number) {
                open.insert(number);
            }
        });
    };
    let name = say(
        Word::EventOpen,
        &[("event", (&format!("{number} {kind} {subject}")).into())],
    );
    let opener = view! {
        <button type="button" class="btn quiet opener" aria-label=name aria-expanded=move || is_open().to_string() on:click=toggle>
            {number}
        </button>
    };
    let (class, shape) = look(&event.kind, event.orchestration_status.as_deref());
    let kind = badge(class, shape, kind);
    let time = event
        .timestamp
        .as_ref()
        .map(|time| time_view(time, Detail::Time, zone));
    let class = if it.mark == Mark::Pending { "open" } else { "" };
    let took = took(&it);
    let said = said(event, zone);
    let child = it
        .child
        .clone()
        .filter(|_| event.kind != EventKind::EventRaised);
    let child = child.map(|id| {
        let href = view.hub.with_value(|hub| Route::instance(hub, &id).href());
        link_button(Weight::Quiet, Some(Icon::Branch), id, href)
    });
    let name_and_tags = view! {
        <bdi class="cut" title=subject.clone()>{subject.clone()}</bdi>
        {tags(&it)}
    };
    let cells = view! {
        {cell("c-number", opener.into_any())}
        {cell("c-kind", kind)}
        {cell("c-name", name_and_tags.into_any())}
        {cell("c-time dim", time)}
        {cell("c-took num dim", took)}
        {cell("c-said dim", view! { {child} {said} }.into_any())}
    };
    let data = dynamic(move || is_open().then(|| row("data", cell("", event_data(&it.event)))));
    view! {
        {row(class, cells.into_any())}
        {data}
    }
    .into_any()
}

/// The last cell: when a timer fires, else the one line that says most.
fn said(event: &HistoryEvent, zone: Signal<Zone>) -> AnyView {
    match &event.fire_at {
        Some(fire_at) => {
            view! { {t(Word::FiresAt)} " " {time_view(fire_at, Detail::Second, zone)} }.into_any()
        }
        None => view! { <bdi>{summary(event)}</bdi> }.into_any(),
    }
}

/// What the row says in a word beside its name.
fn tags(it: &HistoryRow) -> Vec<AnyView> {
    let mark = match it.mark {
        Mark::Pending => Some(t(Word::EventPending).to_owned()),
        Mark::LeftBehind => Some(t(Word::EventLeftBehind).to_owned()),
        Mark::None => None,
    };
    let attempt = it
        .attempt
        .map(|number| count(Word::EventTry, u64::from(number)));
    let pause = it
        .is_retry_pause
        .then(|| t(Word::EventRetryPause).to_owned());
    let words = [mark, attempt, pause].into_iter().flatten();
    words
        .map(|word| view! { <span class="tag">{word}</span> }.into_any())
        .collect()
}

/// How long it took; of what is pending, how long so far.
fn took(it: &HistoryRow) -> AnyView {
    match (it.took_ms, it.mark) {
        (Some(ms), _) => duration_view(ms),
        (None, Mark::Pending) => {
            let since = it.event.timestamp.as_ref().and_then(millis);
            since
                .filter(|since| *since <= clock::now())
                .map(elapsed_view)
                .into_any()
        }
        _ => ().into_any(),
    }
}

/// Colour and shape of an event; one this portal does not know is drawn plainly.
fn look(kind: &EventKind, ended: Option<&str>) -> (&'static str, Icon) {
    use EventKind as E;
    match kind {
        E::ExecutionStarted | E::ExecutionResumed => ("running", Icon::Right),
        E::ExecutionCompleted if ended == Some("Failed") => ("failed", Icon::Cross),
        E::ExecutionCompleted if ended == Some("Terminated") => ("terminated", Icon::Stop),
        E::ExecutionCompleted | E::TaskCompleted => ("completed", Icon::Check),
        E::ExecutionFailed | E::TaskFailed => ("failed", Icon::Cross),
        E::ExecutionTerminated => ("terminated", Icon::Stop),
        E::ExecutionSuspended => ("suspended", Icon::Pause),
        E::TaskScheduled => ("running", Icon::Running),
        E::SubOrchestrationInstanceCreated => ("running", Icon::Branch),
        E::SubOrchestrationInstanceCompleted => ("completed", Icon::Branch),
        E::SubOrchestrationInstanceFailed => ("failed", Icon::Branch),
        E::TimerCreated | E::TimerFired => ("pending", Icon::Clock),
        E::EventRaised | E::EventSent => ("suspended", Icon::Bolt),
        E::ContinueAsNew | E::ExecutionRewound => ("running", Icon::Refresh),
        _ => ("other", Icon::Unknown),
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
