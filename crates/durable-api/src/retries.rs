//! Which spans are tries of the same call.
//!
//! A history does not say it. Source: the wire contract, section 6: a retry is seen as a failure, a timer, then
//! the next try; the last failure is followed by one more timer. Recording failures.

use crate::span::{Attempt, Span, SpanKind, SpanState};
use chrono::TimeDelta;

/// A retry's timer is set in the same turn that sees the failure; a busy host may take this long.
const TURN: TimeDelta = TimeDelta::seconds(60);

/// How many failures may be waiting for their next try at once; the oldest are given up.
const WAITING: usize = 256;

/// Marks tries and the pauses between them. Spans are taken in the order in which their last event came, which
/// `order` gives.
pub(crate) fn mark(spans: &mut [Span], order: &[usize]) {
    let mut without_timer: Vec<usize> = Vec::new();
    let mut with_timer: Vec<(usize, usize)> = Vec::new();
    for &at in order {
        let Some(span) = spans.get(at) else { continue };
        match span.kind {
            SpanKind::Timer => {
                without_timer.retain(|failed| {
                    spans
                        .get(*failed)
                        .is_some_and(|failed| in_turn(failed, span))
                });
                if !without_timer.is_empty() {
                    with_timer.push((without_timer.remove(0), at));
                }
            }
            SpanKind::Activity | SpanKind::SubOrchestration => {
                let tried = with_timer.iter().position(|(failed, timer)| {
                    let timer = spans.get(*timer).and_then(|timer| timer.start);
                    spans.get(*failed).is_some_and(|failed| {
                        failed.kind == span.kind && failed.name == span.name && timer <= span.start
                    })
                });
                let failed = span.state == SpanState::Failed;
                if let Some(position) = tried {
                    let (before, timer) = with_timer.remove(position);
                    join(spans, before, timer, at);
                }
                if failed {
                    without_timer.push(at);
                }
            }
            SpanKind::EntityCall => {}
        }
        forget_oldest(&mut without_timer);
        forget_oldest(&mut with_timer);
    }
    // The timer after the last failure of a call that was retried is a pause too.
    for (failed, timer) in with_timer {
        if spans
            .get(failed)
            .is_some_and(|failed| failed.attempt.is_some())
        {
            pause(spans, timer, failed);
        }
    }
}

fn forget_oldest<T>(waiting: &mut Vec<T>) {
    waiting.drain(..waiting.len().saturating_sub(WAITING));
}

fn in_turn(failed: &Span, timer: &Span) -> bool {
    match (failed.end, timer.start) {
        (Some(end), Some(start)) => start >= end && start - end <= TURN,
        _ => false,
    }
}

fn join(spans: &mut [Span], before: usize, timer: usize, next: usize) {
    let so_far = spans
        .get(before)
        .and_then(|span| span.attempt)
        .unwrap_or(Attempt {
            first: before,
            number: 1,
        });
    if let Some(span) = spans.get_mut(before) {
        span.attempt = Some(so_far);
    }
    if let Some(span) = spans.get_mut(next) {
        span.attempt = Some(Attempt {
            first: so_far.first,
            number: so_far.number.saturating_add(1),
        });
    }
    pause(spans, timer, before);
}

fn pause(spans: &mut [Span], timer: usize, after: usize) {
    if let Some(span) = spans.get_mut(timer) {
        span.pause_after = Some(after);
    }
}
