//! One event of a history as a row.

use std::collections::HashSet;

use crate::prelude::*;
use durable_api::{EventKind, HistoryEvent, Timestamp};

use crate::browser::clock;
use crate::browser::locale::{Detail, Zone};
use crate::components::table::{cell, row};
use crate::components::{Icon, Weight, badge, duration_view, elapsed_view, link_button, time_view};
use crate::route::Route;
use crate::state::App;
use crate::state::history_row::{HistoryRow, Mark};
use crate::words::{Word, count, say, t};

use super::View;
use super::details::{event_data, summary};

/// Draws the row, and below it what the event carries once it was opened.
pub fn event_row(view: View, open: RwSignal<HashSet<usize>>, it: HistoryRow) -> Markup {
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
        {(!subject.is_empty()).then(|| view! { <bdi class="cut" title=subject.clone()>{subject.clone()}</bdi> })}
        {tags(&it)}
    };
    let cells = view! {
        {cell("c-number", opener)}
        {cell("c-kind", kind)}
        {cell("c-name", name_and_tags)}
        {cell("c-time dim", time)}
        {cell("c-took num dim", took)}
        {cell("c-said dim", view! { {child} {said} })}
    };
    let data = dynamic(move || is_open().then(|| row("data", cell("", event_data(&it.event)))));
    view! {
        {row(class, cells)}
        {data}
    }
}

/// The last cell: when a timer fires, else the one line that says most.
fn said(event: &HistoryEvent, zone: Signal<Zone>) -> Markup {
    if let Some(fire_at) = &event.fire_at {
        view! { {t(Word::FiresAt)} " " {time_view(fire_at, Detail::Second, zone)} }
    } else {
        view! { <bdi>{summary(event)}</bdi> }
    }
}

/// What the row says in a word beside its name.
fn tags(it: &HistoryRow) -> Vec<Markup> {
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
        .map(|word| view! { <span class="tag">{word}</span> })
        .collect()
}

/// How long it took; of what is pending, how long so far.
fn took(it: &HistoryRow) -> Markup {
    match (it.took_ms, it.mark) {
        (Some(ms), _) => duration_view(ms),
        (None, Mark::Pending) => {
            let since = it.event.timestamp.as_ref().and_then(Timestamp::unix_ms);
            since
                .filter(|since| *since <= clock::now())
                .map(elapsed_view)
                .into_markup()
        }
        _ => Markup::Empty,
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
