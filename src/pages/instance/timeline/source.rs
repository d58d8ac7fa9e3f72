//! What a timeline is drawn from: one history with the times of its spans at hand.

use std::sync::Arc;

use chrono::DateTime;
use durable_api::timeline::{Fold, SECOND, Ticks, domain, folds, ticks_of};
use durable_api::{Remarkable, Span, remarkable};

use crate::browser::clock;
use crate::browser::slices::Slice;
use crate::state::history::{HistoryHere, with_durations};

/// How long an idle time has to be to be folded, as a part of what is not folded.
const WORTH_FOLDING: f64 = 0.15;

/// One history, ready to be drawn.
pub struct Source {
    /// The instance.
    pub id: String,
    /// Its history.
    pub here: Arc<HistoryHere>,
    /// When each span began, and ended if it did.
    pub times: Vec<(Ticks, Option<Ticks>)>,
    /// From when to when it goes, as of when it was read.
    pub domain: (Ticks, Ticks),
    /// Idle times.
    pub folds: Vec<Fold>,
    /// What is unusual, by span.
    marks: Vec<(usize, Remarkable)>,
}

impl Source {
    /// Makes one ready, with a breath where it is time for one: each of these things takes milliseconds for 50,000 events.
    pub async fn prepare(hub: &str, id: String, here: Arc<HistoryHere>) -> Arc<Self> {
        let mut slice = Slice::begin();
        let model = &here.model;
        let times = model.times();
        slice.breathe().await;
        let domain = domain(model, now());
        let folds = folds(model, domain, WORTH_FOLDING);
        slice.breathe().await;
        let marks = with_durations(hub, |seen| remarkable(model, seen));
        slice.breathe().await;
        Arc::new(Self {
            id,
            here: here.clone(),
            times,
            domain,
            folds,
            marks,
        })
    }

    /// A span.
    pub fn span(&self, at: usize) -> Option<&Span> {
        self.here.model.spans.get(at)
    }

    /// When an event was written, if that can be read.
    pub fn event_time(&self, at: usize) -> Option<Ticks> {
        self.here.history.row(at)?.timestamp.map(ticks_of)
    }

    /// What is unusual about a span.
    pub fn marks_of(&self, at: usize) -> impl Iterator<Item = Remarkable> {
        let of = self.marks.iter().filter(move |(span, _)| *span == at);
        of.map(|(_, mark)| *mark)
    }

    /// Whether it goes on.
    pub fn is_open(&self) -> bool {
        self.here.model.ended.is_none() && !self.here.status.runtime_status.is_finished()
    }

    /// When the orchestrator began.
    pub fn started(&self) -> Ticks {
        self.here.model.started.map_or(self.domain.0, ticks_of)
    }

    /// When the orchestrator ended, if it did.
    pub fn ended(&self) -> Option<Ticks> {
        match self.here.model.ended_at {
            Some(at) => Some(ticks_of(at)),
            None => (!self.is_open()).then_some(self.domain.1),
        }
    }
}

/// Now, by this machine's clock.
pub fn now() -> DateTime<chrono::Utc> {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds of this age")]
    DateTime::from_timestamp_millis(clock::now() as i64).unwrap_or_default()
}

/// Ticks as milliseconds.
#[allow(clippy::cast_precision_loss, reason = "a length on screen is rounded")]
pub fn millis(length: Ticks) -> f64 {
    length as f64 * 1_000.0 / SECOND as f64
}

/// A length of time in milliseconds.
#[allow(clippy::cast_precision_loss, reason = "a length on screen is rounded")]
pub fn millis_of(length: chrono::TimeDelta) -> f64 {
    length
        .num_microseconds()
        .map_or(0.0, |passed| passed as f64 / 1_000.0)
}
