//! Work that takes time, as a history shows it: from its beginning to its end.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// What kind of work a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanKind {
    /// An activity, with all its tries.
    Activity,
    /// A sub-orchestration, with all its tries.
    SubOrchestration,
    /// A timer that is no pause between two tries.
    Timer,
    /// An event that arrived from outside: a moment.
    ExternalEvent,
    /// An event sent to another orchestration: a moment.
    EventSent,
    /// A call to an entity that waits for the answer.
    EntityCall,
    /// A call to an entity that waits for nothing: a moment.
    EntitySignal,
    /// A lock on entities: from asking for it to its release.
    Lock,
    /// From a suspend to the resume that ended it.
    Suspension,
    /// A rewind, with what it erased: a moment.
    Rewind,
    /// From the arrival of a terminate to the end it made.
    Termination,
}

impl SpanKind {
    /// Whether the orchestrator goes on only when it has ended (if it awaits it at all).
    pub fn is_awaited_work(self) -> bool {
        matches!(
            self,
            Self::Activity | Self::SubOrchestration | Self::Timer | Self::EntityCall | Self::Lock
        )
    }

    /// Whether it is a moment, with nothing between its beginning and its end.
    pub fn is_moment(self) -> bool {
        matches!(
            self,
            Self::ExternalEvent | Self::EventSent | Self::EntitySignal | Self::Rewind
        )
    }
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

/// How sure it is that things belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// The host says so: by an id, a due time, or because one event says it all.
    #[default]
    Known,
    /// Nothing says it, and nothing else fits.
    Inferred,
    /// Several would fit; this one fits best.
    Guessed,
}

/// Whether somebody waited for an event that arrived. The history does not say it; what the orchestrator did next does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Awaited {
    /// It cannot be told, or it is no event.
    #[default]
    Unknown,
    /// The orchestrator did something at once, before anything else happened to it.
    Likely {
        /// When the last thing before it happened, so the earliest that it can have been waiting.
        since: Option<DateTime<Utc>>,
    },
    /// Nothing has happened since: it is kept until somebody waits for it, or is one of several that are needed.
    NotYet,
}

/// One try of a call that was tried more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// The event that tells of it.
    pub event: usize,
    /// When it was scheduled.
    pub start: Option<DateTime<Utc>>,
    /// When it ended.
    pub end: Option<DateTime<Utc>>,
    /// How it stands.
    pub state: SpanState,
    /// The pause after it, if it failed: before the next try, or, after the last, before giving up.
    pub pause: Option<Pause>,
}

/// The timer between two tries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The event that set it.
    pub created: usize,
    /// The event that ended it.
    pub fired: Option<usize>,
    /// When it was set.
    pub start: Option<DateTime<Utc>>,
    /// When it ended.
    pub end: Option<DateTime<Utc>>,
    /// When it is to end.
    pub due: Option<DateTime<Utc>>,
}

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// The function's or event's name, the entity's operation, or the entities a lock holds; timers, suspensions,
    /// rewinds and terminations have none.
    pub name: Option<Arc<str>>,
    /// The child's or entity's id, where the history has it: of a finished child the older generations do not.
    pub instance_id: Option<Arc<str>>,
    /// When it began.
    pub start: Option<DateTime<Utc>>,
    /// When it ended, never before it began; of what was left behind when the orchestrator ended. Of a timer the
    /// later of `FireAt` and the time it was queued. `None` of what is pending.
    pub end: Option<DateTime<Utc>>,
    /// When a timer is to ring; of a call in a pause when the next try is due.
    pub due: Option<DateTime<Utc>>,
    /// Of a lock: when it was granted.
    pub granted: Option<DateTime<Utc>>,
    /// How it stands.
    pub state: SpanState,
    /// The first event that speaks of it.
    pub opened_by: usize,
    /// The event that ended it; may be the same.
    pub closed_by: Option<usize>,
    /// All tries in their order, if there were several; empty otherwise.
    pub tries: Vec<Try>,
    /// Whether somebody waited for it, if it is an event that arrived.
    pub awaited: Awaited,
    /// How sure it is that its events belong together.
    pub sure: Sureness,
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
            granted: None,
            state: SpanState::Pending,
            opened_by,
            closed_by: None,
            tries: Vec::new(),
            awaited: Awaited::Unknown,
            sure: Sureness::Known,
        }
    }

    /// How often it was tried, at least once.
    pub fn try_count(&self) -> usize {
        self.tries.len().max(1)
    }

    /// How long it took from its beginning to its end; `None` while it is pending or where the host gave no times.
    pub fn duration(&self) -> Option<TimeDelta> {
        Some((self.end? - self.start?).max(TimeDelta::zero()))
    }

    /// Whether it failed at least once and ended well.
    pub fn recovered(&self) -> bool {
        self.tries.len() > 1 && self.state == SpanState::Completed
    }

    /// Whether it waits between two tries.
    pub fn in_pause(&self) -> bool {
        self.state == SpanState::Pending
            && self
                .tries
                .last()
                .is_some_and(|last| last.state == SpanState::Failed)
    }

    /// The event with the error, if it failed: of the last try.
    pub fn failed_by(&self) -> Option<usize> {
        if self.state != SpanState::Failed {
            return None;
        }
        match self.tries.last() {
            Some(last) => Some(last.event),
            None => self.closed_by,
        }
    }

    /// Keeps the promise that no span ends before it starts: clocks of two machines differ.
    pub(crate) fn set_end(&mut self, end: Option<DateTime<Utc>>) {
        self.end = end.max(self.start.filter(|_| end.is_some()));
    }
}

/// Numbers for kinds and names, equal for equal ones. Spans that follow one another mostly share the text of their name.
#[derive(Default)]
pub(crate) struct Signs<'a> {
    last: Option<(SpanKind, &'a Arc<str>, u64)>,
}

impl<'a> Signs<'a> {
    /// The number of this span's kind and name.
    pub(crate) fn of(&mut self, span: &'a Span) -> u64 {
        let Some(name) = &span.name else {
            return sign_of(span.kind, "");
        };
        match self.last {
            Some((kind, known, sign)) if kind == span.kind && Arc::ptr_eq(known, name) => sign,
            _ => {
                let sign = sign_of(span.kind, name);
                self.last = Some((span.kind, name, sign));
                sign
            }
        }
    }
}

/// The number of a kind and a name.
pub(crate) fn sign_of(kind: SpanKind, name: &str) -> u64 {
    crate::order::sign(name.as_bytes(), kind as u64)
}
