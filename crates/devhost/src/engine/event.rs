//! The rows of a history as the store holds them, before the extension merges them for an answer.

use chrono::{DateTime, Utc};

/// One row of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// What happened.
    pub event: Event,
    /// When, to 100 ns.
    pub timestamp: DateTime<Utc>,
}

impl HistoryRow {
    /// A row.
    pub fn new(timestamp: DateTime<Utc>, event: Event) -> Self {
        Self { event, timestamp }
    }
}

/// What a row says. Payloads (`input`, `result`) are JSON text; `None` is the store's null. Rows that answer an earlier one name it
/// by the number it was scheduled under (`task`), counted from 0 within one execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The first row. `generation` counts runs under the same id and generations of continue-as-new.
    ExecutionStarted {
        /// The orchestrator's name.
        name: String,
        /// Its input.
        input: Option<String>,
        /// How many runs came before under this id by a start over it; nothing for a child, a new generation or an entity.
        generation: Option<u64>,
        /// For a start in the future.
        scheduled_start: Option<DateTime<Utc>>,
    },
    /// An activity was scheduled.
    TaskScheduled {
        /// Its number.
        task: u64,
        /// The activity's name.
        name: String,
        /// Kept only where the host stores inputs: the text of the array of arguments.
        input: Option<String>,
    },
    /// An activity ended.
    TaskCompleted {
        /// The number it was scheduled under.
        task: u64,
        /// What it returned.
        result: Option<String>,
    },
    /// An activity failed.
    TaskFailed {
        /// The number it was scheduled under.
        task: u64,
        /// The message.
        reason: String,
        /// JSON text of the exception, or plain text.
        details: Option<String>,
    },
    /// A child was started.
    SubOrchestrationCreated {
        /// Its number.
        task: u64,
        /// The orchestrator's name.
        name: String,
        /// The child's id.
        instance_id: String,
        /// The child's input, kept only where the host stores inputs.
        input: Option<String>,
    },
    /// A child ended.
    SubOrchestrationCompleted {
        /// The number it was started under.
        task: u64,
        /// What it returned.
        result: Option<String>,
    },
    /// A child failed.
    SubOrchestrationFailed {
        /// The number it was started under.
        task: u64,
        /// The message.
        reason: String,
        /// JSON text of the exception, or plain text.
        details: Option<String>,
    },
    /// A timer was set.
    TimerCreated {
        /// Its number.
        task: u64,
        /// When it is to fire.
        fire_at: DateTime<Utc>,
    },
    /// A timer fired; the row's time is when it was queued, often before `fire_at`.
    TimerFired {
        /// The number it was set under.
        task: u64,
        /// When it was to fire.
        fire_at: DateTime<Utc>,
    },
    /// An event came in.
    EventRaised {
        /// The event's name as the sender spelled it.
        name: String,
        /// Its payload.
        input: Option<String>,
    },
    /// A signal or call to an entity went out.
    EventSent {
        /// Its number.
        task: u64,
        /// The entity's instance id.
        instance_id: String,
        /// The message's name: `op`, `release`.
        name: String,
        /// The message.
        input: Option<String>,
    },
    /// Suspended.
    ExecutionSuspended {
        /// Why.
        reason: Option<String>,
    },
    /// Resumed.
    ExecutionResumed {
        /// Why.
        reason: Option<String>,
    },
    /// Terminated.
    ExecutionTerminated {
        /// The reason.
        input: Option<String>,
    },
    /// The last row.
    ExecutionCompleted {
        /// How it ended.
        status: super::status::RuntimeStatus,
        /// The output, the error text or the reason.
        result: Option<String>,
    },
    /// Left by a rewind.
    Generic {
        /// The reason, or nothing where a row was taken out.
        data: Option<String>,
    },
    /// An episode began; never in an answer.
    OrchestratorStarted,
    /// An episode ended; never in an answer.
    OrchestratorCompleted,
}
