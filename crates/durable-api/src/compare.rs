//! Two histories of the same orchestrator: where they part.

use crate::model::HistoryModel;
use crate::order::{Keyed, sort, ticks_or_least};
use crate::scan::History;
use crate::span::{Span, SpanState};
use chrono::TimeDelta;

/// One step of both, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The span of the first history, if it has this step.
    pub left: Option<usize>,
    /// The span of the second, if it has this step.
    pub right: Option<usize>,
    /// What differs.
    pub differs: Differs,
    /// How much longer the second took; `None` where one of them has no length.
    pub longer: Option<TimeDelta>,
}

/// What differs between two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    /// Nothing but, perhaps, the time.
    Nothing,
    /// Only one of them has this step.
    Step,
    /// They ended otherwise: well, with an error, not yet, left behind.
    Outcome,
    /// They needed another number of tries.
    Tries,
    /// They ended well with other results.
    Result,
}

/// Two histories side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// All steps of both, in the order in which they began.
    pub pairs: Vec<Pair>,
    /// The first pair in which they differ in more than time.
    pub parts_at: Option<usize>,
}

/// Compares two histories. Steps are the spans in the order in which they began; those of the same kind and name follow
/// each other in both. Results are compared as exact JSON, where the host sent them.
pub fn compare(left: (&HistoryModel, &History), right: (&HistoryModel, &History)) -> Comparison {
    /// How far ahead is looked for a step that the other side has not.
    const AHEAD: usize = 64;
    let (one, other) = (in_order(left.0), in_order(right.0));
    let (mut at, mut across) = (0, 0);
    let mut comparison = Comparison::default();
    let step = |model: &HistoryModel, order: &[Keyed], at: usize| -> Option<usize> {
        order
            .get(at)
            .map(|(_, span)| *span)
            .filter(|span| model.spans.len() > *span)
    };
    loop {
        let (l, r) = (step(left.0, &one, at), step(right.0, &other, across));
        let spans = (
            l.and_then(|l| left.0.spans.get(l)),
            r.and_then(|r| right.0.spans.get(r)),
        );
        let pair = match spans {
            (None, None) => break,
            (Some(a), Some(b)) if is_same(a, b) => {
                (at, across) = (at + 1, across + 1);
                Pair {
                    left: l,
                    right: r,
                    differs: difference((a, left.1), (b, right.1)),
                    longer: a.duration().zip(b.duration()).map(|(a, b)| b - a),
                }
            }
            (Some(a), Some(b)) => {
                // The side whose step comes up sooner on the other waits.
                let finds = |model: &HistoryModel, order: &[Keyed], from: usize, wanted: &Span| {
                    let next = order.iter().skip(from).take(AHEAD);
                    next.filter_map(|(_, span)| model.spans.get(*span))
                        .position(|span| is_same(span, wanted))
                };
                let in_right = finds(right.0, &other, across, a);
                let in_left = finds(left.0, &one, at, b);
                let skip_right = match (in_right, in_left) {
                    (Some(right), Some(left)) => right <= left,
                    (right, _) => right.is_some(),
                };
                if skip_right {
                    across += 1;
                    alone(None, r)
                } else {
                    at += 1;
                    alone(l, None)
                }
            }
            (Some(_), None) => {
                at += 1;
                alone(l, None)
            }
            (None, Some(_)) => {
                across += 1;
                alone(None, r)
            }
        };
        if pair.differs != Differs::Nothing && comparison.parts_at.is_none() {
            comparison.parts_at = Some(comparison.pairs.len());
        }
        comparison.pairs.push(pair);
    }
    comparison
}

fn alone(left: Option<usize>, right: Option<usize>) -> Pair {
    Pair {
        left,
        right,
        differs: Differs::Step,
        longer: None,
    }
}

fn in_order(model: &HistoryModel) -> Vec<Keyed> {
    let spans = model.spans.iter().enumerate();
    let mut order: Vec<Keyed> = spans
        .map(|(at, span)| (ticks_or_least(span.start.or(span.end)), at))
        .collect();
    sort(&mut order);
    order
}

fn is_same(one: &Span, other: &Span) -> bool {
    one.kind == other.kind && one.name == other.name
}

fn difference(left: (&Span, &History), right: (&Span, &History)) -> Differs {
    let (one, other) = (left.0, right.0);
    if one.state != other.state {
        return Differs::Outcome;
    }
    if one.try_count() != other.try_count() {
        return Differs::Tries;
    }
    if one.state == SpanState::Completed && result(left) != result(right) {
        return Differs::Result;
    }
    Differs::Nothing
}

/// The result (of an answer or an event: what it brought) as exact JSON, if the host sent it.
fn result((span, history): (&Span, &History)) -> Option<String> {
    let event = history.event(span.closed_by?)?;
    let result = if event.result.is_absent() {
        event.input
    } else {
        event.result
    };
    let moment_or_work = span.kind.is_awaited_work() || span.kind.is_moment();
    (moment_or_work && !result.is_null()).then(|| result.text().to_owned())
}
