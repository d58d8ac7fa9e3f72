//! Which spans are tries of the same call.
//!
//! A history does not say it. Source: the wire contract, section 6: a retry is seen as a failure, a timer, then
//! the next try; the last failure is followed by one more timer. Recording failures.

use crate::order::{Keyed, sign, sort};
use crate::span::{Pause, Span, SpanKind, SpanState, Sureness, Try};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::VecDeque;

/// A retry's timer is set in the same turn that sees the failure; a busy host may take this long.
const TURN: TimeDelta = TimeDelta::seconds(60);

/// How much the clocks of two workers may differ, and how early the store may ring a timer (recording rewind: 0.97 s).
const EARLY: TimeDelta = TimeDelta::seconds(2);

/// Of the pauses of one call so many are looked at, the latest first.
const LOOKED_AT: usize = 64;

const NONE: usize = usize::MAX;

/// What two tries of the same call have in common, as a number: kind, name and input, as far as the host tells it. Of a
/// long input its length and its ends.
pub(super) fn call_key(kind: SpanKind, name: &str, input: &str) -> i64 {
    const ENDS: usize = 256;
    let mut sum = sign(name.as_bytes(), kind as u64);
    if input != "null" {
        let bytes = input.as_bytes();
        let (head, rest) = bytes.split_at(bytes.len().min(ENDS));
        let tail = rest.rchunks(ENDS).next().unwrap_or_default();
        sum = sign(tail, sign(head, sum ^ bytes.len() as u64));
    }
    i64::from_ne_bytes(sum.to_ne_bytes())
}

/// Which span follows which, by span.
pub(super) struct Grouping {
    /// The pause that a failure was followed by.
    pause_after: Vec<usize>,
    /// The next try of a failure.
    next: Vec<(usize, Sureness)>,
    /// Whether it is the next try of another.
    follows: Vec<bool>,
    /// Of each try and pause of a call: the span of the first try, the number of the try, whether it is a pause.
    places: Vec<Option<Place>>,
}

/// Where a try or a pause belongs.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The first try.
    pub(super) head: usize,
    /// The number of the try, from 1.
    pub(super) number: u32,
    pub(super) is_pause: bool,
}

/// A call with its tries.
pub(super) struct Tries {
    all: Vec<Try>,
    last: Span,
    sure: Sureness,
}

/// A pause that no try followed yet.
#[derive(Clone, Copy)]
struct Open {
    /// When it ends or is to end.
    end: Option<DateTime<Utc>>,
    start: Option<DateTime<Utc>>,
    failure: usize,
}

/// Finds tries and the pauses between them. Spans come in the order in which they show: tasks when they ended,
/// timers when they were set. `calls` has the key of each span, see [`call_key`].
pub(super) fn group(spans: &[Span], calls: &[i64]) -> Grouping {
    let mut grouping = Grouping {
        pause_after: vec![NONE; spans.len()],
        next: vec![(NONE, Sureness::Known); spans.len()],
        follows: vec![false; spans.len()],
        places: vec![None; spans.len()],
    };
    // Failures that have no timer yet.
    let mut failures: VecDeque<usize> = VecDeque::new();
    let (groups, count) = numbered(spans, calls);
    let mut open: Vec<Vec<Open>> = Vec::new();
    open.resize_with(count, Vec::new);
    for (at, span) in spans.iter().enumerate() {
        match span.kind {
            SpanKind::Timer => {
                if let Some(failure) = failed_before(spans, &mut failures, span)
                    && let Some(slot) = grouping.pause_after.get_mut(failure)
                {
                    *slot = at;
                    let pause = Open {
                        end: span.end.or(span.due),
                        start: span.start,
                        failure,
                    };
                    let group = groups.get(failure).copied().unwrap_or(NONE);
                    if let Some(open) = open.get_mut(group) {
                        open.push(pause);
                    }
                }
            }
            SpanKind::Activity | SpanKind::SubOrchestration => {
                let group = groups.get(at).copied().unwrap_or(NONE);
                if let (Some(start), Some(open)) = (span.start, open.get_mut(group))
                    && let Some((failure, sure)) = take_best(open, start)
                    && let Some(slot) = grouping.next.get_mut(failure)
                {
                    *slot = (at, sure);
                    if let Some(follows) = grouping.follows.get_mut(at) {
                        *follows = true;
                    }
                }
                if span.state == SpanState::Failed {
                    failures.push_back(at);
                }
            }
            _ => {}
        }
    }
    grouping
}

/// The failure that this timer was set after, if there is one. Those that are too old for any timer are dropped.
fn failed_before(spans: &[Span], failures: &mut VecDeque<usize>, timer: &Span) -> Option<usize> {
    while let Some(failure) = failures.front().copied() {
        let ended = spans.get(failure).and_then(|failed| failed.end);
        let passed = ended.and_then(|ended| Some(timer.start? - ended));
        if passed.is_some_and(|passed| passed < -EARLY) {
            return None;
        }
        failures.pop_front();
        if passed.is_some_and(|passed| passed <= TURN) {
            return Some(failure);
        }
    }
    None
}

/// The pause that a try beginning at `start` most likely follows: the last to end before it.
fn take_best(open: &mut Vec<Open>, start: DateTime<Utc>) -> Option<(usize, Sureness)> {
    let from = open.len().saturating_sub(LOOKED_AT);
    let (mut best, mut fitting) = (None, 0);
    for (place, pause) in open.iter().enumerate().skip(from) {
        if pause.start <= Some(start) && pause.end <= Some(start + EARLY) {
            fitting += 1;
            if best.is_none_or(|(end, _)| pause.end >= end) {
                best = Some((pause.end, place));
            }
        }
    }
    let (_, place) = best?;
    let sure = if fitting > 1 {
        Sureness::Guessed
    } else {
        Sureness::Inferred
    };
    Some((open.remove(place).failure, sure))
}

/// The calls of which a try failed, numbered from 0, by span, and how many there are. No other call has a second try.
fn numbered(spans: &[Span], calls: &[i64]) -> (Vec<usize>, usize) {
    let is_call =
        |span: &Span| matches!(span.kind, SpanKind::Activity | SpanKind::SubOrchestration);
    let mut failed: Vec<Keyed> = Vec::new();
    for (span, key) in spans.iter().zip(calls) {
        if span.state == SpanState::Failed && is_call(span) {
            failed.push((*key, 0));
        }
    }
    sort(&mut failed);
    failed.dedup();
    let mut groups = vec![NONE; spans.len()];
    if failed.is_empty() {
        return (groups, 0);
    }
    for ((span, key), group) in spans.iter().zip(calls).zip(&mut groups) {
        if is_call(span) {
            let at = failed.partition_point(|(other, _)| other < key);
            if failed.get(at).is_some_and(|(other, _)| other == key) {
                *group = at;
            }
        }
    }
    (groups, failed.len())
}

impl Grouping {
    /// The calls by the span of their first try.
    pub(super) fn take_calls(&mut self, spans: &[Span]) -> Vec<(usize, Tries)> {
        // A pause that ended before it began is that of a last failure (recording failures).
        let at_once = |timer: usize| {
            spans
                .get(timer)
                .is_some_and(|timer| timer.due.is_some() && timer.due <= timer.start)
        };
        let mut calls = Vec::new();
        for head in 0..spans.len() {
            let timer = self.pause_after.get(head).copied().unwrap_or(NONE);
            let follows = self.follows.get(head).copied().unwrap_or_default();
            let continued = self.next.get(head).is_some_and(|(next, _)| *next != NONE);
            if !follows
                && (continued || at_once(timer))
                && let Some(call) = self.call(head, spans)
            {
                calls.push((head, call));
            }
        }
        calls
    }

    fn call(&mut self, head: usize, spans: &[Span]) -> Option<Tries> {
        let mut all = Vec::new();
        let mut sure = Sureness::Inferred;
        let (mut at, mut number) = (head, 1);
        loop {
            let span = spans.get(at)?;
            let timer = self.pause_after.get(at).copied().unwrap_or(NONE);
            for (span, is_pause) in [(at, false), (timer, true)] {
                if let Some(place) = self.places.get_mut(span) {
                    *place = Some(Place {
                        head,
                        number,
                        is_pause,
                    });
                }
            }
            let pause = spans.get(timer).map(|timer| Pause {
                created: timer.opened_by,
                fired: timer.closed_by,
                start: timer.start,
                end: timer.end,
                due: timer.due,
            });
            all.push(Try {
                event: span.opened_by,
                start: span.start,
                end: span.end,
                state: span.state,
                pause,
            });
            match self.next.get(at).copied() {
                Some((next, how)) if next != NONE => {
                    sure = sure.and(how);
                    (at, number) = (next, number + 1);
                }
                _ => {
                    let last = span.clone();
                    return Some(Tries { all, last, sure });
                }
            }
        }
    }

    /// Where a span belongs, if it is a try or a pause of a call.
    pub(super) fn place(&self, span: usize) -> Option<Place> {
        self.places.get(span).copied().flatten()
    }
}

impl Tries {
    /// Makes the span of the first try that of all of them. `ended`: whether the orchestrator did, and when.
    pub(super) fn into_span(self, span: &mut Span, ended: (bool, Option<DateTime<Utc>>)) {
        let Self { all, last, sure } = self;
        span.state = last.state;
        span.closed_by = last.closed_by;
        span.instance_id = last.instance_id;
        span.sure = sure;
        span.set_end(last.end);
        if let Some(pause) = all.last().and_then(|last| last.pause.as_ref()) {
            if pause.fired.is_some() {
                span.set_end(pause.end.max(span.end));
            } else {
                span.due = pause.due;
                span.closed_by = None;
                span.end = None;
                span.state = SpanState::Pending;
                if ended.0 {
                    span.state = SpanState::LeftBehind;
                    span.set_end(ended.1);
                }
            }
        }
        span.tries = all;
    }
}
