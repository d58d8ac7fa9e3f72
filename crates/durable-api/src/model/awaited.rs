//! Whether somebody waited for the events that arrived.
//!
//! A history does not say what an orchestrator waits for. What it says is when something happened to it and when it did
//! something: an event that is followed at once by something it did was waited for, most likely. One that arrived
//! and changed nothing is kept (the wire contract, section 3: raiseEvent; recordings approval, events-by-name).

use super::HistoryModel;
use crate::order::{Keyed, after, before, sort, ticks};
use crate::span::{Awaited, Span, SpanKind};
use chrono::{DateTime, Utc};

/// Times in their order, each with the span it is of.
struct Times(Vec<Keyed>);

impl Times {
    fn add(&mut self, time: Option<DateTime<Utc>>, span: usize) {
        self.0.extend(time.map(|time| (ticks(time), span)));
    }
}

pub(super) fn mark(model: &mut HistoryModel) {
    let is_event = |span: &Span| span.kind == SpanKind::ExternalEvent;
    if !model.spans.iter().any(is_event) {
        return;
    }
    // What the orchestrator did, what happened to it, and when it was suspended.
    let (mut did, mut happened, mut held) = (Times(vec![]), Times(vec![]), Times(vec![]));
    for (at, span) in model.spans.iter().enumerate() {
        match span.kind {
            SpanKind::ExternalEvent | SpanKind::Termination | SpanKind::Rewind => {
                happened.add(span.start, at);
            }
            SpanKind::Suspension => held.add(span.start, at),
            SpanKind::EventSent | SpanKind::EntitySignal => did.add(span.start, at),
            _ => {
                did.add(span.start, at);
                // What was left behind ended when the orchestrator did, and nothing followed.
                happened.add(span.closed_by.and(span.end), at);
                happened.add(span.granted, at);
            }
        }
    }
    did.add(model.ended_at, usize::MAX);
    happened.add(model.started, usize::MAX);
    for times in [&mut did, &mut happened, &mut held] {
        sort(&mut times.0);
    }
    for at in 0..model.spans.len() {
        let Some(arrived) = model.spans.get(at).filter(|span| is_event(span)) else {
            continue;
        };
        let Some(arrived) = arrived.start.map(ticks) else {
            continue;
        };
        // What arrives while it is held is seen when it is resumed.
        let holding = before(&held.0, arrived.saturating_add(1));
        let holding = holding.and_then(|(_, span)| model.spans.get(span));
        let seen = match holding {
            Some(holding) => holding.end.map(|end| arrived.max(ticks(end))),
            None => Some(arrived),
        };
        let done = seen.and_then(|seen| Some((seen, after(&did.0, seen)?.0)));
        let awaited = match done {
            None if model.ended.is_some() => Awaited::Unknown,
            None => Awaited::NotYet,
            Some((seen, done)) => match after(&happened.0, seen) {
                Some((other, _)) if other < done => Awaited::Unknown,
                _ => Awaited::Likely {
                    since: before(&happened.0, arrived).and_then(|(time, span)| {
                        let span = model.spans.get(span);
                        let own = span.and_then(|span| {
                            [span.end, span.granted, span.start]
                                .into_iter()
                                .flatten()
                                .find(|it| ticks(*it) == time)
                        });
                        own.or(model.started)
                    }),
                },
            },
        };
        if let Some(span) = model.spans.get_mut(at) {
            span.awaited = awaited;
        }
    }
}
