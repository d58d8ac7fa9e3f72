//! From events to spans: each event makes a span, or waits to be paired when all are known.

use super::pairing::is_error;
use super::retries::call_key;
use super::{HistoryModel, Meaning, Part, Seen};
use crate::event_kind::EventKind as K;
use crate::order::{Keyed, ticks_or_least};
use crate::span::{Span, SpanKind, SpanState, Sureness};
use crate::status::RuntimeStatus;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Takes the events in the store's order. Halves are paired at the end, so that the order decides only where nothing
/// else does: between equal halves, between suspends and resumes, and which failure a retry's timer follows.
#[derive(Default)]
pub struct ModelBuilder {
    pub(super) model: HistoryModel,
    /// Which span each event is a part of, before tries are grouped.
    pub(super) parts: Vec<Option<(usize, Part)>>,
    /// The names that were given last: they are few and repeat.
    pub(super) names: Vec<Arc<str>>,
    /// First halves, by when a timer is due and by the id of a request.
    pub(super) timers: Vec<Keyed>,
    pub(super) requests: Vec<Keyed>,
    /// The ids of requests, by span.
    pub(super) locks: Vec<Keyed>,
    /// Second halves that wait for the end.
    pub(super) fired: Vec<Fired>,
    pub(super) raised: Vec<Raised>,
    pub(super) released: Vec<(i64, usize, Option<DateTime<Utc>>)>,
    pub(super) suspension: Option<usize>,
    /// What a rewind that has not come yet erased.
    pub(super) erased: Vec<usize>,
    /// Of each span what it has in common with other tries of the same call.
    pub(super) calls: Vec<i64>,
}

/// A timer that rang.
#[derive(Clone, Copy)]
pub(super) struct Fired {
    pub(super) event: usize,
    pub(super) due: Option<DateTime<Utc>>,
    pub(super) queued: Option<DateTime<Utc>>,
}

/// An event that arrived: an answer, or from outside.
pub(super) struct Raised {
    pub(super) event: usize,
    pub(super) name: Option<Arc<str>>,
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) is_error: bool,
}

impl ModelBuilder {
    /// How many events were taken.
    pub fn taken(&self) -> usize {
        self.parts.len()
    }

    /// Takes the next event.
    pub(crate) fn take(&mut self, event: &Seen<'_>) {
        let at = self.parts.len();
        self.parts.push(None);
        let (meaning, happened) = self.meaning(at, event);
        self.model.meanings.push(meaning);
        if happened {
            self.model.last_activity = self.model.last_activity.max(event.timestamp);
        }
    }

    fn meaning(&mut self, at: usize, event: &Seen<'_>) -> (Meaning, bool) {
        let meaning = match event.kind {
            K::ExecutionStarted => {
                self.model.started = event.timestamp;
                self.model.name = event.subject().map(|name| self.name(name));
                Meaning::Started
            }
            K::ExecutionCompleted => self.ended(at, event, ""),
            K::ExecutionFailed => self.ended(at, event, "Failed"),
            K::ContinueAsNew => Meaning::NewGeneration,
            K::OrchestratorStarted | K::OrchestratorCompleted | K::HistoryState => {
                Meaning::Bookkeeping
            }
            K::Other(_) => Meaning::Unknown,
            _ => {
                self.work(at, event);
                // Until it is known to belong to a span.
                Meaning::Unpaired
            }
        };
        let happened = !matches!(meaning, Meaning::Unknown | Meaning::Bookkeeping);
        (meaning, happened)
    }

    fn ended(&mut self, at: usize, event: &Seen<'_>, usual: &str) -> Meaning {
        let status = RuntimeStatus::from_wire(event.status.as_deref().unwrap_or(usual));
        self.model.ended = Some(status.clone());
        self.model.ended_at = event.timestamp;
        self.model.ended_by = Some(at);
        Meaning::Ended(status)
    }

    fn work(&mut self, at: usize, event: &Seen<'_>) {
        use {SpanKind as S, SpanState::Completed, SpanState::Failed};
        match event.kind {
            K::TaskScheduled => self.pending(at, event, S::Activity),
            K::TaskCompleted => self.finished(at, event, S::Activity, Completed),
            K::TaskFailed => self.finished(at, event, S::Activity, Failed),
            K::SubOrchestrationInstanceCreated => self.pending(at, event, S::SubOrchestration),
            K::SubOrchestrationInstanceCompleted => {
                self.finished(at, event, S::SubOrchestration, Completed);
            }
            K::SubOrchestrationInstanceFailed => {
                self.finished(at, event, S::SubOrchestration, Failed);
            }
            K::TimerCreated => {
                self.model.timers = true;
                let mut span = Span::new(S::Timer, at);
                span.start = event.timestamp;
                span.due = event.fire_at;
                let index = self.add(span, Part::Opens);
                self.timers.push((ticks_or_least(event.fire_at), index));
            }
            K::TimerFired => {
                self.model.timers = true;
                self.fired.push(Fired {
                    event: at,
                    due: event.fire_at,
                    queued: event.timestamp,
                });
            }
            K::EventSent => self.sent(at, event),
            K::EventRaised => {
                let name = event.name.as_deref().map(|name| self.name(name));
                self.raised.push(Raised {
                    event: at,
                    name,
                    at: event.timestamp,
                    is_error: is_error(event.input),
                });
            }
            K::ExecutionTerminated => {
                let mut span = Span::new(S::Termination, at);
                span.start = event.timestamp;
                self.add(span, Part::Opens);
            }
            K::ExecutionSuspended => self.suspended(at, event),
            K::ExecutionResumed => self.resumed(at, event),
            K::GenericEvent if event.no_data => self.erased.push(at),
            K::GenericEvent | K::ExecutionRewound => {
                let index = self.moment(at, event, S::Rewind);
                for erased in std::mem::take(&mut self.erased) {
                    self.put(erased, index, Part::Erased);
                }
            }
            _ => {}
        }
    }

    pub(super) fn add(&mut self, span: Span, part: Part) -> usize {
        let index = self.model.spans.len();
        self.put(span.opened_by, index, part);
        self.model.spans.push(span);
        self.calls.push(0);
        index
    }

    pub(super) fn put(&mut self, event: usize, span: usize, part: Part) {
        if let Some(slot) = self.parts.get_mut(event) {
            *slot = Some((span, part));
        }
    }

    pub(super) fn name(&mut self, text: &str) -> Arc<str> {
        const KEPT: usize = 16;
        if let Some(known) = self.names.iter().rev().find(|name| &***name == text) {
            return known.clone();
        }
        let name: Arc<str> = text.into();
        if self.names.len() >= KEPT {
            self.names.remove(0);
        }
        self.names.push(name.clone());
        name
    }

    fn named(&mut self, at: usize, event: &Seen<'_>, kind: SpanKind) -> Span {
        let mut span = Span::new(kind, at);
        span.name = event.subject().map(|name| self.name(name));
        span.instance_id = event.instance_id.as_deref().map(|id| self.name(id));
        span
    }

    fn pending(&mut self, at: usize, event: &Seen<'_>, kind: SpanKind) {
        let mut span = self.named(at, event, kind);
        span.start = event.timestamp;
        let index = self.add(span, Part::Opens);
        self.note_input(index, event.input);
    }

    fn finished(&mut self, at: usize, event: &Seen<'_>, kind: SpanKind, state: SpanState) {
        let mut span = self.named(at, event, kind);
        span.start = event.scheduled;
        span.set_end(event.timestamp);
        span.state = state;
        span.closed_by = Some(at);
        let index = self.add(span, Part::Whole);
        self.note_input(index, event.input);
    }

    fn note_input(&mut self, index: usize, input: &str) {
        if let (Some(slot), Some(span)) = (self.calls.get_mut(index), self.model.spans.get(index)) {
            *slot = call_key(span.kind, span.name.as_deref().unwrap_or_default(), input);
        }
    }

    pub(super) fn moment(&mut self, at: usize, event: &Seen<'_>, kind: SpanKind) -> usize {
        let mut span = Span::new(kind, at);
        span.instance_id = event.instance_id.as_deref().map(|id| self.name(id));
        span.start = event.timestamp;
        span.end = event.timestamp;
        span.state = SpanState::Completed;
        span.closed_by = Some(at);
        self.add(span, Part::Whole)
    }

    fn suspended(&mut self, at: usize, event: &Seen<'_>) {
        // A second suspend, which the host refuses, is shown as itself.
        if self.suspension.is_none() {
            let mut span = Span::new(SpanKind::Suspension, at);
            span.start = event.timestamp;
            self.suspension = Some(self.add(span, Part::Opens));
        }
    }

    fn resumed(&mut self, at: usize, event: &Seen<'_>) {
        if let Some(index) = self.suspension.take() {
            self.close(index, at, event.timestamp, SpanState::Completed);
        }
    }

    pub(super) fn close(
        &mut self,
        index: usize,
        at: usize,
        end: Option<DateTime<Utc>>,
        state: SpanState,
    ) {
        self.put(at, index, Part::Closes);
        if let Some(span) = self.model.spans.get_mut(index) {
            span.set_end(end);
            span.state = state;
            span.closed_by = Some(at);
        }
    }
}

impl Sureness {
    /// The less sure of the two.
    pub(crate) fn and(self, other: Self) -> Self {
        self.max(other)
    }
}
