//! The story of an instance as plain text: for "copy as text", for a mail, and for tests to read.
//!
//! English only, and no part of a page: what people read on screen stands among the portal's words.

use crate::failure::WrapperRole;
use crate::history::HistoryEvent;
use crate::instance::InstanceStatus;
use crate::model::{HistoryModel, Meaning};
use crate::span::{Awaited, Span, SpanKind, SpanState, Sureness};
use crate::story::{FailureStory, failure_story};
use crate::time::wire_time;
use crate::usual::{Durations, Remarkable, remarkable};
use crate::waiting::{Waiting, WaitingFor, waiting};
use crate::write::put;
use crate::{OutputRole, RuntimeStatus};
use chrono::{DateTime, TimeDelta, Utc};

/// Tells an instance with its history: one sentence, why it failed if it did, and its spans.
///
/// `event` gives an event of the history by its index; `seen` tells how long things usually take.
pub fn tell(
    status: &InstanceStatus,
    model: &HistoryModel,
    event: &dyn Fn(usize) -> Option<HistoryEvent>,
    seen: &Durations,
) -> String {
    let mut out = format!(
        "{} {}: {}\n",
        status.name,
        status.instance_id,
        status.runtime_status.as_str()
    );
    let story = (status.runtime_status == RuntimeStatus::Failed)
        .then(|| failure_story(model, status.output.as_string().as_deref(), event))
        .flatten();
    out.push_str(&sentence(status, model, story.as_ref(), seen));
    out.push('\n');
    if let Some(story) = &story {
        out.push('\n');
        out.push_str(&tell_failure(story));
    }
    out.push('\n');
    out.push_str(&tell_spans(model, seen));
    out
}

/// The one sentence.
fn sentence(
    status: &InstanceStatus,
    model: &HistoryModel,
    story: Option<&FailureStory>,
    seen: &Durations,
) -> String {
    if let Some(story) = story {
        let headline = story.cause.headline();
        return format!("Failed: {}", headline.lines().next().unwrap_or_default());
    }
    let since = |time: &Option<DateTime<Utc>>| match time {
        Some(time) => format!(" since {}", wire_time(*time)),
        None => String::new(),
    };
    if status.is_entity() {
        return "An entity: it is kept, and waits for operations".to_owned();
    }
    match waiting(&status.runtime_status, Some(model), seen) {
        Waiting::Ended => {
            let reason = match status.output_role() {
                OutputRole::Reason => status.output.as_string(),
                _ => None,
            };
            let took = model.started.zip(model.ended_at);
            let took = took.map_or_else(String::new, |(from, to)| {
                format!(" after {}", span_of_time(to - from))
            });
            let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
            format!("{}{took}{reason}", status.runtime_status.as_str())
        }
        Waiting::NeverPickedUp => "Never picked up".to_owned(),
        Waiting::Terminating { since: at } => format!("Terminating{}", since(&at)),
        Waiting::Suspended { since: at, then } => {
            let reason = status.output.as_string();
            let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
            let then = if then.is_empty() {
                String::new()
            } else {
                format!("; then waiting for {}", list(&then))
            };
            format!("Suspended{}{reason}{then}", since(&at))
        }
        Waiting::Sleeping { timers, .. } => {
            let pause = timers
                .first()
                .and_then(|timer| timer.perhaps_pause_of)
                .and_then(|span| model.spans.get(span))
                .map_or_else(String::new, |span| {
                    format!(" (perhaps before the next try of {})", title(span))
                });
            format!(
                "Sleeping {}{pause}, or until an event arrives",
                list(&timers).replacen("timer ", "", 1)
            )
        }
        Waiting::For(items) => format!("Waiting for {}", list(&items)),
        Waiting::Idle { since: at } => {
            format!("Idle{}: most likely awaiting an external event", since(&at))
        }
        Waiting::Unknown => "What it waits for is not known".to_owned(),
    }
}

fn list(items: &[WaitingFor]) -> String {
    let told: Vec<String> = items.iter().map(item).collect();
    told.join(", ")
}

fn item(item: &WaitingFor) -> String {
    let name = item.name.as_deref().unwrap_or_default();
    let mut out = match (item.kind, item.in_pause) {
        (SpanKind::Timer, _) => "timer".to_owned(),
        (kind, _) if item.count > 1 => {
            format!("{} times {} {name}, the first", item.count, noun(kind))
        }
        (kind, true) => format!("try {} of {} {name}", item.attempt, noun(kind)),
        (kind, false) => format!("{} {name}", noun(kind)),
    };
    if let Some(id) = item
        .instance_id
        .as_deref()
        .filter(|_| item.kind != SpanKind::Lock)
    {
        put!(out, " ({id})");
    }
    if let Some(until) = item.until {
        put!(out, " until {}", wire_time(until));
    } else if let Some(since) = item.since {
        put!(out, " since {}", wire_time(since));
    }
    if item.attempt > 1 && !item.in_pause {
        put!(out, ", try {}", item.attempt);
    }
    if let Some(usual) = &item.usual {
        put!(out, " (usually {})", span_of_time(usual.median));
    }
    out.trim().to_owned()
}

/// The failure story: the cause, the way up, the stack with the app's own frames first.
pub fn tell_failure(story: &FailureStory) -> String {
    let mut out = String::from("Why\n");
    for line in story.cause.headline().lines() {
        put!(out, "  {line}\n");
    }
    for (at, step) in story.path.iter().enumerate() {
        let role = match step.role {
            WrapperRole::Orchestrator => "orchestrator",
            WrapperRole::Activity => "activity",
            WrapperRole::Entity => "entity",
            WrapperRole::Task => "task",
        };
        let word = if at == 0 { "in" } else { "and so in" };
        put!(out, "  {word} {role} {}", step.name);
        if let Some(id) = &step.instance_id {
            put!(out, " ({id})");
        }
        if step.tries > 1 {
            put!(out, ", after {} tries", step.tries);
        }
        out.push('\n');
    }
    let mut foreign = 0;
    for frame in story.cause.frames_to_read() {
        if frame.is_own {
            put!(out, "  at {}\n", frame.text);
            if let Some(code) = &frame.code {
                put!(out, "       {code}\n");
            }
        } else {
            foreign += 1;
        }
    }
    if foreign > 0 {
        put!(out, "  ({foreign} frames of frameworks)\n");
    }
    out
}

/// The spans, one a line: when it began after the start, how long it took, what it is, its events by number from 1.
pub fn tell_spans(model: &HistoryModel, seen: &Durations) -> String {
    let mut out = String::from("Spans\n");
    let marks = remarkable(model, seen);
    for (at, span) in model.spans.iter().enumerate() {
        let from = model.started.zip(span.start);
        let from = from.map_or_else(
            || "?".to_owned(),
            |(zero, from)| format!("+{}", span_of_time(from - zero)),
        );
        let took = if span.kind.is_moment() {
            "·".to_owned()
        } else {
            span.duration().map_or_else(|| "…".to_owned(), span_of_time)
        };
        put!(out, "  {from:>12} {took:>10}  {}", title(span));
        out.push_str(&outcome(span));
        for (_, mark) in marks.iter().filter(|(of, _)| *of == at) {
            match mark {
                Remarkable::Longest => out.push_str(", longest"),
                Remarkable::Slow => out.push_str(", slow"),
                Remarkable::Retried(_) | Remarkable::Recovered => {}
            }
        }
        let numbers: Vec<String> = model
            .events_of(at)
            .iter()
            .map(|event| (event + 1).to_string())
            .collect();
        put!(out, "  [{}]\n", numbers.join(" "));
    }
    for (at, meaning) in model.meanings.iter().enumerate() {
        let word = match meaning {
            Meaning::Of { .. } | Meaning::Started | Meaning::Ended(_) => continue,
            Meaning::NewGeneration => "new generation",
            Meaning::Bookkeeping => "bookkeeping",
            Meaning::Unpaired => "without its other half",
            Meaning::Unknown => "unknown",
        };
        put!(out, "  event {}: {word}\n", at + 1);
    }
    out
}

fn noun(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Activity => "activity",
        SpanKind::SubOrchestration => "sub-orchestration",
        SpanKind::Timer => "timer",
        SpanKind::ExternalEvent => "event",
        SpanKind::EventSent => "event sent",
        SpanKind::EntityCall => "entity call",
        SpanKind::EntitySignal => "entity signal",
        SpanKind::Lock => "lock",
        SpanKind::Suspension => "suspension",
        SpanKind::Rewind => "rewind",
        SpanKind::Termination => "termination",
    }
}

fn title(span: &Span) -> String {
    let mut out = noun(span.kind).to_owned();
    if let Some(name) = &span.name {
        out.push(' ');
        out.push_str(name);
    }
    if let Some(id) = span
        .instance_id
        .as_deref()
        .filter(|_| span.kind != SpanKind::Lock)
    {
        put!(out, " ({id})");
    }
    out
}

fn outcome(span: &Span) -> String {
    let mut out = match span.state {
        SpanState::Pending if span.kind == SpanKind::Lock && span.granted.is_some() => ", held",
        SpanState::Pending => ", pending",
        SpanState::Completed => "",
        SpanState::Failed => ", failed",
        SpanState::LeftBehind => ", left behind",
    }
    .to_owned();
    if span.tries.len() > 1 {
        put!(out, ", {} tries", span.tries.len());
    }
    match span.awaited {
        Awaited::Likely { .. } => out.push_str(", awaited"),
        Awaited::NotYet => out.push_str(", nothing followed so far"),
        Awaited::Unknown => {}
    }
    if span.sure == Sureness::Guessed {
        out.push_str(" (guessed)");
    }
    out
}

/// A length of time, short: `0.053 s`, `12.4 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`.
pub fn span_of_time(time: TimeDelta) -> String {
    let sign = if time < TimeDelta::zero() { "-" } else { "" };
    let time = time.abs();
    let (seconds, millis) = (time.num_seconds(), time.subsec_nanos() / 1_000_000);
    let text = match seconds {
        0..10 => format!("{seconds}.{millis:03} s"),
        10..60 => format!("{seconds}.{} s", millis / 100),
        60..3_600 => format!("{} min {} s", seconds / 60, seconds % 60),
        3_600..86_400 => format!("{} h {} min", seconds / 3_600, seconds / 60 % 60),
        _ => format!("{} d {} h", seconds / 86_400, seconds / 3_600 % 24),
    };
    format!("{sign}{text}")
}
