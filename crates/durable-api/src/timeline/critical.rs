//! What the time was spent on: the chain of spans of which each ended right before the next began.

use super::Ticks;
use crate::model::HistoryModel;
use crate::order::{Keyed, sort, ticks};
use crate::span::{Awaited, SpanKind, SpanState};

/// A span on the critical path, and the part of it that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnPath {
    /// The span.
    pub span: usize,
    /// From when,
    pub from: Ticks,
    /// to when nothing else held the orchestrator up.
    pub to: Ticks,
}

/// The critical path, from the beginning on. Walked backwards from the end: what ended last before the orchestrator went
/// on is what it waited for. A history does not say what was awaited, so this is an inference. Of an unfinished one the path
/// up to the last thing that happened.
pub fn critical_path(model: &HistoryModel) -> Vec<OnPath> {
    let Some(started) = model.started.map(ticks) else {
        return Vec::new();
    };
    let mut ends: Vec<Keyed> = Vec::new();
    for (at, span) in model.spans.iter().enumerate() {
        let counts = match span.kind {
            SpanKind::ExternalEvent => matches!(span.awaited, Awaited::Likely { .. }),
            // Within a lock other things are done; a suspension holds everything.
            SpanKind::Lock => false,
            SpanKind::Suspension => true,
            kind => kind.is_awaited_work(),
        };
        let ended = matches!(span.state, SpanState::Completed | SpanState::Failed);
        if let (true, true, Some(end)) = (counts, ended, span.end) {
            ends.push((ticks(end), at));
        }
    }
    sort(&mut ends);
    let last = ends.last().map_or(started, |(end, _)| *end);
    let mut until = model.ended_at.map_or(last, ticks);
    let mut path: Vec<OnPath> = Vec::new();
    let mut left = ends.as_slice();
    while until > started {
        let reach = left.partition_point(|(end, _)| *end <= until);
        left = left.get(..reach).unwrap_or_default();
        let Some(((end, at), rest)) = left.split_last() else {
            break;
        };
        left = rest;
        let Some(span) = model.spans.get(*at) else {
            break;
        };
        let from = match span.awaited {
            Awaited::Likely { since } => since,
            _ => span.start,
        };
        let from = from.map_or(*end, ticks).clamp(started, *end);
        path.push(OnPath {
            span: *at,
            from,
            to: *end,
        });
        until = from;
    }
    path.reverse();
    path
}
