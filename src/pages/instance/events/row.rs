//! One event of a history as a row.

use crate::prelude::*;
use durable_api::{EventKind, HistoryEvent, Timestamp};

use crate::browser::locale::{self, Detail, Zone};
use crate::browser::{clock, location};
use crate::components::table::{cell, row};
use crate::components::{
    Icon, Toasts, Weight, badge, button, copy, duration_view, elapsed_view, link_button, time_view,
};
use crate::route::Route;
use crate::state::App;
use crate::state::history::HistoryHere;
use crate::state::history_row::{HistoryRow, Mark, history_row};
use crate::words::{Word, count, say, t};

use super::details::{event_data, summary};
use super::{Table, Told};

/// Draws the row of a line, and below it what the event carries while it is selected.
pub fn event_row(table: Table, line: usize) -> Markup {
    let view = table.view();
    let zone = App::get().preferences.zone();
    let Some(here) = view.here() else {
        return Markup::Empty;
    };
    let place = table.event_at(line);
    let Some(event) = here.history.event(place) else {
        return Markup::Empty;
    };
    let finished = here.status.runtime_status.is_finished();
    let it = history_row(&here.model, place, event, finished);
    let number = it.number;
    let event = &it.event;
    let kind = event.kind.as_str().to_owned();
    let subject = event.subject().unwrap_or_default().to_owned();
    let is_open = move || view.event() == Some(place);
    let toggle = move |_| {
        let now = untrack(is_open);
        view.select_event((!now).then_some(place));
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
    let time = time_of(table, &here, line, event, zone);
    let class = match it.mark {
        Mark::Pending => "open",
        _ if is_failure(event) => "bad",
        _ => "",
    };
    let took = took(&it);
    let details = said(event, zone);
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
        {cell("c-said dim", view! { {child} {details} })}
    };
    let of = here.clone();
    let below = dynamic(move || {
        is_open().then(|| {
            let raw = of.history.json(place);
            let address = location::page_address() + &view.event_href(place);
            let toasts = Toasts::here();
            let take_link = button(
                Weight::Quiet,
                Some(Icon::Copy),
                t(Word::EventCopyLink),
                move || {
                    copy(toasts, address.clone());
                },
            );
            let all = view! { {event_data(&it.event, raw)} <div class="row">{take_link}</div> };
            row("data", cell("", all))
        })
    });
    let pair = here.model.pair_of(place);
    let is_pair = move || {
        let other = table.pointed.get().filter(|other| *other != place);
        pair.is_some() && other.is_some_and(|other| here.model.pair_of(other) == pair)
    };
    let look = move || {
        let pair = if is_pair() { " pair" } else { "" };
        format!("tr {class}{pair}")
    };
    let point = move |_: Event| table.pointed.set(Some(place));
    let leave = move |_: Event| table.pointed.set(None);
    view! {
        <div class=look role="row" on:pointerenter=point on:pointerleave=leave on:focusin=point on:focusout=leave>{cells}</div>
        {below}
    }
}

fn is_failure(event: &HistoryEvent) -> bool {
    look(&event.kind, event.orchestration_status.as_deref()).0 == "failed"
        || event.kind == EventKind::SubOrchestrationInstanceFailed
}

/// The time of an event, told as is wanted.
fn time_of(
    table: Table,
    here: &HistoryHere,
    line: usize,
    event: &HistoryEvent,
    zone: Signal<Zone>,
) -> Markup {
    let Some(time) = &event.timestamp else {
        return Markup::Empty;
    };
    let told = untrack(|| table.told());
    let since = match told {
        Told::Clock => return time_view(time, Detail::Time, zone),
        Told::SinceStart => here.history.row(0),
        Told::SinceBefore => line
            .checked_sub(1)
            .and_then(|before| here.history.row(table.event_at(before))),
    };
    let since = since.and_then(|row| row.timestamp);
    let passed = time.utc().zip(since).map(|(time, since)| time - since);
    let Some(passed) = passed else {
        return if line == 0 {
            t(Word::NoTime).into_markup()
        } else {
            time_view(time, Detail::Time, zone)
        };
    };
    #[allow(
        clippy::cast_precision_loss,
        reason = "the milliseconds of a run are far below 2^53"
    )]
    let ms = passed.num_milliseconds() as f64;
    let sign = if ms < 0.0 { "−" } else { "+" };
    let exact = time.text().to_owned();
    view! { <time datetime=exact.clone() title=exact>{format!("{sign}{}", locale::duration(ms.abs()))}</time> }
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
