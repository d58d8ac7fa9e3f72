//! A history with what its events mean: spans paired from events, what is pending, what was retried.

mod awaited;
mod build;
mod finish;
mod pairing;
mod retries;
mod same;
mod seen;
mod sent;
mod times;

use crate::history::HistoryEvent;
use crate::span::{Span, SpanState};
use crate::status::RuntimeStatus;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

pub use build::ModelBuilder;
pub(crate) use seen::Seen;
pub(crate) use times::Bounds;

/// What one event means. Each event belongs to one span, or is shown as itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The orchestrator began.
    Started,
    /// The orchestrator ended so.
    Ended(RuntimeStatus),
    /// It is a part of the span of this index.
    Of {
        /// The span.
        span: usize,
        /// Which part.
        part: Part,
    },
    /// It began afresh under the same id.
    NewGeneration,
    /// The framework's own bookkeeping.
    Bookkeeping,
    /// Its other half is not in this history: a resume without a suspend, a release without its lock.
    Unpaired,
    /// Unknown: to be drawn plainly.
    Unknown,
}

/// Which part of its span an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It begins the span; the end, if there is one, is another event.
    Opens,
    /// It ends a span that another event began.
    Closes,
    /// It is all there is: a finished task or child, a moment.
    Whole,
    /// It grants a lock.
    Grants,
    /// The try of this number, from 1.
    Try(u32),
    /// It sets the timer after the try of this number.
    PauseBegins(u32),
    /// It ends the pause after the try of this number.
    PauseEnds(u32),
    /// What a rewind left of a failed event.
    Erased,
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
    /// The orchestrator function, as the history names it.
    pub name: Option<Arc<str>>,
    /// When the orchestrator began, of the generation shown.
    pub started: Option<DateTime<Utc>>,
    /// How it ended, if it did.
    pub ended: Option<RuntimeStatus>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The event with the end, and with the output or error where the host sends them.
    pub ended_by: Option<usize>,
    /// The latest time of any event that has happened.
    pub last_activity: Option<DateTime<Utc>>,
    /// Whether the last word of a suspend or a resume was a suspend.
    pub suspended: bool,
    timers: bool,
    /// One for each span.
    bounds: Vec<Bounds>,
    /// Indices of events by span: those of span `n` from `offsets[n]` to `offsets[n + 1]`.
    events: Vec<usize>,
    offsets: Vec<usize>,
}

impl HistoryModel {
    /// Understands a history. Never fails: what it does not know is [`Meaning::Unknown`].
    pub fn build(events: &[HistoryEvent]) -> Self {
        let mut builder = ModelBuilder::default();
        for event in events {
            builder.take(&Seen::from(event));
        }
        builder.finish()
    }

    /// What the orchestrator may be waiting for.
    pub fn pending(&self) -> impl Iterator<Item = &Span> {
        self.spans
            .iter()
            .filter(|span| span.state == SpanState::Pending)
    }

    /// The indices of the events that a span is made of, in their order; none for a span that is not there.
    pub fn events_of(&self, span: usize) -> &[usize] {
        let bound = |at: usize| self.offsets.get(at).copied();
        bound(span)
            .zip(bound(span + 1))
            .and_then(|(from, to)| self.events.get(from..to))
            .unwrap_or_default()
    }

    /// The span an event is a part of.
    pub fn span_of(&self, event: usize) -> Option<&Span> {
        match self.meanings.get(event)? {
            Meaning::Of { span, .. } => self.spans.get(*span),
            _ => None,
        }
    }

    /// What an event belongs to more closely than to its span: events with the same answer are the halves, or the tries, of one
    /// thing. Of a retried call each pause is a thing of its own, with its number. `None` of what stands alone.
    pub fn pair_of(&self, event: usize) -> Option<(usize, u32)> {
        match self.meanings.get(event)? {
            Meaning::Of { span, part } => Some(match part {
                Part::PauseBegins(number) | Part::PauseEnds(number) => (*span, *number),
                _ => (*span, 0),
            }),
            _ => None,
        }
    }

    /// Whether the history holds timers, those of retries included: a rewind then ends as failed,
    /// "Non-Deterministic workflow detected". Source: the wire contract, section 3; recording rewind.
    pub fn has_timers(&self) -> bool {
        self.timers
    }

    /// Whether anything was tried more than once.
    pub fn has_retries(&self) -> bool {
        self.spans.iter().any(|span| span.tries.len() > 1)
    }

    /// How long what ends with this event took: of a try that try alone, of the orchestrator's end all of it.
    pub fn took(&self, event: usize) -> Option<TimeDelta> {
        let (start, end) = match self.meanings.get(event)? {
            Meaning::Ended(_) => (self.started?, self.ended_at?),
            Meaning::Of { span, part } => {
                let span = self.spans.get(*span)?;
                let try_of = |number: &u32| span.tries.get((*number as usize).checked_sub(1)?);
                match part {
                    Part::Try(number) => {
                        let it = try_of(number)?;
                        (it.start?, it.end?)
                    }
                    Part::PauseEnds(number) => {
                        let it = try_of(number)?.pause.as_ref()?;
                        (it.start?, it.end?)
                    }
                    Part::Whole | Part::Closes => (span.start?, span.end?),
                    Part::Grants => (span.start?, span.granted?),
                    Part::Opens | Part::PauseBegins(_) | Part::Erased => return None,
                }
            }
            _ => return None,
        };
        Some((end - start).max(TimeDelta::zero()))
    }

    /// Whether `later` is of another generation than this: it began anew under the same id, by `ContinueAsNew`, by a
    /// restart, or by a start under the id of a finished one. Source: the wire contract, section 3.
    pub fn is_superseded_by(&self, later: &Self) -> bool {
        self.started.is_some() && later.started.is_some() && self.started != later.started
    }

    /// Fills what is looked up by span from what is known by event.
    fn index_events(&mut self) {
        let mut counts = vec![0; self.spans.len() + 1];
        let spans = self.meanings.iter().map(|meaning| match meaning {
            Meaning::Of { span, .. } => Some(*span),
            _ => None,
        });
        for span in spans.clone().flatten() {
            if let Some(count) = counts.get_mut(span + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        let mut next = counts.clone();
        self.events = vec![0; sum];
        for (event, span) in spans.enumerate() {
            if let Some(slot) = span.and_then(|span| next.get_mut(span)) {
                if let Some(place) = self.events.get_mut(*slot) {
                    *place = event;
                }
                *slot += 1;
            }
        }
        self.offsets = counts;
    }
}
