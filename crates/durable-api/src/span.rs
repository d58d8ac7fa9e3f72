//! Work that takes time, as a history shows it: from its beginning to its end.

use chrono::{DateTime, Utc};

/// What kind of work a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// An activity.
    Activity,
    /// A sub-orchestration.
    SubOrchestration,
    /// A timer; of a retried call the pause before the next try.
    Timer,
    /// A call to an entity that waits for the answer, or for a lock.
    EntityCall,
}

/// How a span stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanState {
    /// Not ended, and the orchestrator may still be waiting for it.
    Pending,
    /// Ended well; of a timer: it rang.
    Completed,
    /// Ended by an error.
    Failed,
    /// Not ended when the orchestrator did: a cancelled timer, or what a terminated one left behind.
    LeftBehind,
}

/// A call that was tried more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The span of the first try, which stands for all of them.
    pub first: usize,
    /// Which try this is, from 1.
    pub number: u32,
}

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// The function's name, or the entity's operation; a timer has none.
    pub name: Option<String>,
    /// The child's or entity's id, where the history has it: of a finished child the older generations do not.
    pub instance_id: Option<String>,
    /// When it was scheduled.
    pub start: Option<DateTime<Utc>>,
    /// When it ended. Of a timer the later of `FireAt` and the time it was queued.
    pub end: Option<DateTime<Utc>>,
    /// When a timer is to ring.
    pub due: Option<DateTime<Utc>>,
    /// How it stands.
    pub state: SpanState,
    /// The index of the first event that speaks of it.
    pub opened_by: usize,
    /// The index of the event that ended it; may be the same.
    pub closed_by: Option<usize>,
    /// Which try this is, if there were several.
    pub attempt: Option<Attempt>,
    /// Of a timer that is the pause after a failed try: the span of that try.
    pub pause_after: Option<usize>,
}

impl Span {
    pub(crate) fn new(kind: SpanKind, opened_by: usize) -> Self {
        Self {
            kind,
            name: None,
            instance_id: None,
            start: None,
            end: None,
            due: None,
            state: SpanState::Pending,
            opened_by,
            closed_by: None,
            attempt: None,
            pause_after: None,
        }
    }
}
