//! Colour, shape and words of spans.

use durable_api::{Awaited, Remarkable, Span, SpanKind, SpanState};

use crate::components::Icon;
use crate::words::{Word, count, t};

/// The class that colours a span, and its shape.
pub fn look(span: &Span) -> (&'static str, Icon) {
    let (class, shape) = match span.state {
        SpanState::Failed => ("failed", Icon::Cross),
        SpanState::LeftBehind => ("terminated", Icon::Slash),
        SpanState::Pending => match span.kind {
            SpanKind::Timer => ("pending", Icon::Clock),
            SpanKind::Suspension => ("suspended", Icon::Pause),
            _ => ("running", Icon::Running),
        },
        SpanState::Completed => match span.kind {
            SpanKind::Timer => ("pending", Icon::Clock),
            SpanKind::ExternalEvent | SpanKind::EventSent | SpanKind::EntitySignal => {
                ("suspended", Icon::Bolt)
            }
            SpanKind::Suspension => ("suspended", Icon::Pause),
            SpanKind::Termination => ("terminated", Icon::Stop),
            SpanKind::Rewind => ("running", Icon::Refresh),
            _ => ("completed", Icon::Check),
        },
    };
    let shape = match (span.kind, span.state) {
        (SpanKind::SubOrchestration, SpanState::Pending | SpanState::Completed) => Icon::Branch,
        (SpanKind::Lock, SpanState::Pending | SpanState::Completed) => Icon::Lock,
        (SpanKind::EntityCall, SpanState::Completed) => Icon::Cube,
        _ => shape,
    };
    (class, shape)
}

/// What kind of work it is, in a word.
pub fn kind_word(kind: SpanKind) -> Word {
    match kind {
        SpanKind::Activity => Word::SpanActivity,
        SpanKind::SubOrchestration => Word::SpanChild,
        SpanKind::Timer => Word::SpanTimer,
        SpanKind::ExternalEvent => Word::SpanEvent,
        SpanKind::EventSent => Word::SpanEventSent,
        SpanKind::EntityCall => Word::SpanEntityCall,
        SpanKind::EntitySignal => Word::SpanSignal,
        SpanKind::Lock => Word::SpanLock,
        SpanKind::Suspension => Word::SpanSuspension,
        SpanKind::Rewind => Word::SpanRewind,
        SpanKind::Termination => Word::SpanTermination,
    }
}

/// The name of a span; of what has none, what it is.
pub fn name_of(span: &Span) -> String {
    match span.name.as_deref() {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => t(kind_word(span.kind)).to_owned(),
    }
}

/// How it stands, in a word.
pub fn state_word(span: &Span) -> Word {
    match (span.kind, span.state) {
        (SpanKind::Timer, SpanState::Pending) => Word::SpanSleeping,
        (SpanKind::Lock, SpanState::Pending) if span.granted.is_some() => Word::SpanHeld,
        (_, SpanState::Pending) if span.in_pause() => Word::SpanInPause,
        (_, SpanState::Pending) => Word::SpanRunning,
        (SpanKind::Timer, SpanState::Completed) => Word::SpanFired,
        (SpanKind::ExternalEvent, SpanState::Completed) => match span.awaited {
            Awaited::NotYet => Word::SpanNothingFollowed,
            _ => Word::SpanRaised,
        },
        (_, SpanState::Completed) => Word::SpanCompleted,
        (_, SpanState::Failed) => Word::SpanFailed,
        (_, SpanState::LeftBehind) => Word::SpanLeftBehind,
    }
}

/// What is unusual about it, in words.
pub fn mark_word(mark: Remarkable) -> String {
    match mark {
        Remarkable::Longest => t(Word::MarkLongest).to_owned(),
        Remarkable::Slow => t(Word::MarkSlow).to_owned(),
        Remarkable::Retried(tries) => count(Word::MarkTries, u64::from(tries)),
        Remarkable::Recovered => t(Word::MarkRecovered).to_owned(),
    }
}
