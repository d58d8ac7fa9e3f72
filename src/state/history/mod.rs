//! The history of one instance: received in pieces, asked about when it is large, read while it comes.

mod consent;
mod events;
mod load;
mod reading;
mod usual;

use durable_api::{History, HistoryModel, InstanceStatus, Meaning};

pub use consent::{Answer, Consent, NoAnswer};
pub use events::{event_names, note_events};
pub use load::{Wanted, load_history};
pub use usual::{note_durations, with_durations};

use crate::state::error::ApiError;
use crate::state::query::lifecycle::Phase;

/// How much of its events a history was asked for with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Neither inputs nor results: what is large was left out on the user's word. Entity calls cannot be paired then.
    Summary,
    /// Inputs, but no results: all that a picture takes.
    #[default]
    WithoutResults,
    /// Everything.
    Full,
}

/// A history that is here.
#[derive(Debug)]
pub struct HistoryHere {
    /// The events, each decoded when it is looked at.
    pub history: History,
    /// What they mean.
    pub model: HistoryModel,
    /// Everything of the same answer but the history.
    pub status: InstanceStatus,
    /// The size of the answer in bytes.
    pub bytes: u64,
    /// What it was asked for with.
    pub content: Content,
}

/// How far a load has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Progress {
    /// Nothing came yet.
    #[default]
    Begun,
    /// The answer is coming.
    Receiving {
        /// Bytes so far,
        bytes: u64,
        /// of so many, where the host says so.
        of: Option<u64>,
        /// Since when, in `clock::monotonic` milliseconds.
        since: f64,
    },
    /// It is large, and waits for the user's word.
    Asking {
        /// Bytes so far,
        bytes: u64,
        /// of so many, where the host says so.
        of: Option<u64>,
    },
}

/// What a page shows of a history.
#[derive(Clone, Debug, PartialEq)]
pub enum HistoryState {
    /// It was not asked for yet.
    Waiting,
    /// It is on its way, and none is here.
    Loading(Progress),
    /// It is here; perhaps a newer one is on its way, or could not be had.
    Here,
    /// There is none, and this is why.
    Failed(ApiError),
}

impl HistoryState {
    /// From what the query says and how far its load has come.
    pub fn of(phase: Phase, progress: Progress) -> Self {
        match phase {
            Phase::Idle => Self::Waiting,
            Phase::Waiting(_) => Self::Loading(progress),
            Phase::Fresh | Phase::Refreshing | Phase::Stale(_) => Self::Here,
            Phase::Failed(error) => Self::Failed(error),
        }
    }
}

impl HistoryHere {
    /// The event of this reading that is event `at` of an earlier one: itself, or what it was merged into.
    pub fn same_event(&self, before: &Self, at: usize) -> Option<usize> {
        let (row, text) = (before.history.row(at)?, before.history.json(at));
        let alike = |place: &usize| {
            self.history
                .row(*place)
                .is_some_and(|it| it.kind == row.kind && it.timestamp == row.timestamp)
                && self.history.json(*place) == text
        };
        // Mostly it is where it was.
        if alike(&at) {
            return Some(at);
        }
        if let Some(place) = (0..self.history.len()).find(alike) {
            return Some(place);
        }
        let Some(Meaning::Of { span, .. }) = before.model.meanings.get(at) else {
            return None;
        };
        let span = self.model.same_span(&before.model, *span)?;
        self.model.events_of(span).last().copied()
    }
}
