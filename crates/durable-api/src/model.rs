//! A history with what its events mean: spans paired from events, what is pending, what was retried.

use crate::event_kind::EventKind as K;
use crate::history::HistoryEvent;
use crate::pairing::{entity_call, timer_key};
use crate::retries;
use crate::span::{Span, SpanKind, SpanState};
use crate::status::RuntimeStatus;
use crate::time::Timestamp;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, VecDeque};

/// What one event means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The orchestrator began.
    Started,
    /// The orchestrator ended so.
    Ended(RuntimeStatus),
    /// It begins the span of this index, and the history does not yet show its end here.
    Opens(usize),
    /// It ends the span of this index; of a finished task or child it is the only event.
    Closes(usize),
    /// An event arrived from outside.
    EventArrived,
    /// An event was sent, or an entity signalled, without waiting for an answer.
    EventSent,
    /// Somebody suspended it.
    Suspended,
    /// Somebody resumed it.
    Resumed,
    /// Somebody terminated it.
    TerminateArrived,
    /// Somebody rewound it; the reason is in `data`.
    Rewound,
    /// What a rewind left of a failed event.
    ErasedByRewind,
    /// It began afresh under the same id.
    NewGeneration,
    /// The framework's own bookkeeping.
    Bookkeeping,
    /// Unknown: to be drawn plainly.
    Unknown,
}

/// A history understood as far as it says.
///
/// Source: the wire contract, section 6; recordings failures, pending-work, entities, rewind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryModel {
    /// One for each event, at the same index.
    pub meanings: Vec<Meaning>,
    /// All work, in the order in which it first appears.
    pub spans: Vec<Span>,
    /// When the orchestrator began, of the generation shown.
    pub started: Option<DateTime<Utc>>,
    /// How it ended, if it did.
    pub ended: Option<RuntimeStatus>,
    timers: bool,
}

impl HistoryModel {
    /// Understands a history. Never fails: what it does not know is [`Meaning::Unknown`].
    pub fn build(events: &[HistoryEvent]) -> Self {
        let mut builder = Builder {
            model: Self::default(),
            open: BTreeMap::new(),
            order: Vec::new(),
        };
        for (at, event) in events.iter().enumerate() {
            let meaning = builder.meaning(at, event);
            builder.model.meanings.push(meaning);
        }
        let Builder {
            mut model, order, ..
        } = builder;
        if model.ended.is_some() {
            for span in model
                .spans
                .iter_mut()
                .filter(|span| span.state == SpanState::Pending)
            {
                span.state = SpanState::LeftBehind;
            }
        }
        retries::mark(&mut model.spans, &order);
        model
    }

    /// What the orchestrator may be waiting for.
    pub fn pending(&self) -> impl Iterator<Item = &Span> {
        self.spans
            .iter()
            .filter(|span| span.state == SpanState::Pending)
    }

    /// Whether the history holds timers, those of retries included: a rewind then ends as failed,
    /// "Non-Deterministic workflow detected". Source: the wire contract, section 3; recording rewind.
    pub fn has_timers(&self) -> bool {
        self.timers
    }

    /// Whether anything was tried more than once.
    pub fn has_retries(&self) -> bool {
        self.spans.iter().any(|span| span.attempt.is_some())
    }
}

struct Builder {
    model: HistoryModel,
    /// Spans that wait for their second event, by what both events have in common.
    open: BTreeMap<String, VecDeque<usize>>,
    /// Spans in the order in which retries show: tasks when they ended, timers when they were set.
    order: Vec<usize>,
}

impl Builder {
    fn meaning(&mut self, at: usize, event: &HistoryEvent) -> Meaning {
        match &event.kind {
            K::ExecutionStarted => {
                self.model.started = moment(event.timestamp.as_ref());
                Meaning::Started
            }
            K::ExecutionCompleted | K::ExecutionFailed => {
                let said = event.orchestration_status.as_deref();
                let usual = if event.kind == K::ExecutionFailed {
                    "Failed"
                } else {
                    ""
                };
                let status = RuntimeStatus::from_wire(said.unwrap_or(usual));
                self.model.ended = Some(status.clone());
                Meaning::Ended(status)
            }
            K::TaskScheduled => self.pending(at, event, SpanKind::Activity),
            K::SubOrchestrationInstanceCreated => {
                self.pending(at, event, SpanKind::SubOrchestration)
            }
            K::TaskCompleted => self.finished(at, event, SpanKind::Activity, SpanState::Completed),
            K::TaskFailed => self.finished(at, event, SpanKind::Activity, SpanState::Failed),
            K::SubOrchestrationInstanceCompleted => {
                self.finished(at, event, SpanKind::SubOrchestration, SpanState::Completed)
            }
            K::SubOrchestrationInstanceFailed => {
                self.finished(at, event, SpanKind::SubOrchestration, SpanState::Failed)
            }
            K::TimerCreated => self.timer_created(at, event),
            K::TimerFired => self.timer_fired(at, event),
            K::EventSent => self.event_sent(at, event),
            K::EventRaised => self.event_raised(at, event),
            K::ExecutionTerminated => Meaning::TerminateArrived,
            K::ExecutionSuspended => Meaning::Suspended,
            K::ExecutionResumed => Meaning::Resumed,
            K::GenericEvent if event.data.is_null() => Meaning::ErasedByRewind,
            K::GenericEvent | K::ExecutionRewound => Meaning::Rewound,
            K::ContinueAsNew => Meaning::NewGeneration,
            K::OrchestratorStarted | K::OrchestratorCompleted | K::HistoryState => {
                Meaning::Bookkeeping
            }
            K::Other(_) => Meaning::Unknown,
        }
    }

    fn add(&mut self, span: Span) -> usize {
        self.model.spans.push(span);
        self.model.spans.len() - 1
    }

    fn pending(&mut self, at: usize, event: &HistoryEvent, kind: SpanKind) -> Meaning {
        let mut span = Span::new(kind, at);
        span.name = event.subject().map(str::to_owned);
        span.instance_id.clone_from(&event.instance_id);
        span.start = moment(event.timestamp.as_ref());
        let index = self.add(span);
        self.order.push(index);
        Meaning::Opens(index)
    }

    fn finished(
        &mut self,
        at: usize,
        event: &HistoryEvent,
        kind: SpanKind,
        state: SpanState,
    ) -> Meaning {
        let mut span = Span::new(kind, at);
        span.name = event.subject().map(str::to_owned);
        span.instance_id.clone_from(&event.instance_id);
        span.start = moment(event.scheduled_time.as_ref());
        span.end = moment(event.timestamp.as_ref());
        span.state = state;
        span.closed_by = Some(at);
        let index = self.add(span);
        self.order.push(index);
        Meaning::Closes(index)
    }

    fn timer_created(&mut self, at: usize, event: &HistoryEvent) -> Meaning {
        self.model.timers = true;
        let mut span = Span::new(SpanKind::Timer, at);
        span.start = moment(event.timestamp.as_ref());
        span.due = moment(event.fire_at.as_ref());
        let index = self.add(span);
        self.order.push(index);
        self.open
            .entry(timer_key(event))
            .or_default()
            .push_back(index);
        Meaning::Opens(index)
    }

    fn timer_fired(&mut self, at: usize, event: &HistoryEvent) -> Meaning {
        self.model.timers = true;
        let index = match self.take_open(&timer_key(event)) {
            Some(index) => index,
            // Its creation is not in this history.
            None => self.add(Span::new(SpanKind::Timer, at)),
        };
        let (due, queued) = (
            moment(event.fire_at.as_ref()),
            moment(event.timestamp.as_ref()),
        );
        if let Some(span) = self.model.spans.get_mut(index) {
            span.due = span.due.or(due);
            // `None` is the smallest: the later of those that are known.
            span.end = due.max(queued);
            span.state = SpanState::Completed;
            span.closed_by = Some(at);
        }
        Meaning::Closes(index)
    }

    fn event_sent(&mut self, at: usize, event: &HistoryEvent) -> Meaning {
        let Some(call) = entity_call(event) else {
            return Meaning::EventSent;
        };
        let mut span = Span::new(SpanKind::EntityCall, at);
        span.name = call.operation;
        span.instance_id.clone_from(&event.instance_id);
        span.start = moment(event.timestamp.as_ref());
        let index = self.add(span);
        self.open.entry(call.id).or_default().push_back(index);
        Meaning::Opens(index)
    }

    fn event_raised(&mut self, at: usize, event: &HistoryEvent) -> Meaning {
        let Some(index) = event.name.as_deref().and_then(|name| self.take_open(name)) else {
            return Meaning::EventArrived;
        };
        if let Some(span) = self.model.spans.get_mut(index) {
            span.end = moment(event.timestamp.as_ref());
            span.state = SpanState::Completed;
            span.closed_by = Some(at);
        }
        Meaning::Closes(index)
    }

    fn take_open(&mut self, key: &str) -> Option<usize> {
        self.open.get_mut(key)?.pop_front()
    }
}

fn moment(time: Option<&Timestamp>) -> Option<DateTime<Utc>> {
    time.and_then(Timestamp::utc)
}
