//! What an orchestrator asked for, and what it shares with the engine.

use chrono::{DateTime, Utc};

use super::registry::Outcome;
use crate::json::Json;

/// One thing that an orchestrator asked for, in the order of its asking.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// Run an activity.
    Activity {
        task: u64,
        name: String,
        input: Json,
    },
    /// Start a child.
    Child {
        task: u64,
        name: String,
        instance_id: Option<String>,
        input: Json,
    },
    /// Set a timer.
    Timer { task: u64, fire_at: DateTime<Utc> },
    /// Send an operation to an entity.
    Operation { task: u64, operation: Operation },
}

/// A message to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Operation {
    /// An operation without an answer.
    Signal {
        entity: String,
        op: String,
        input: Json,
    },
    /// An operation whose answer comes as an event named by `id`.
    Call {
        entity: String,
        op: String,
        input: Json,
        id: String,
    },
    /// A request to lock; the answer comes as an event named by `id`.
    Lock { entities: Vec<String>, id: String },
    /// The end of a lock.
    Release { entity: String, id: String },
}

/// The state that the context and the engine share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub instance_id: String,
    pub input: Json,
    pub now: DateTime<Utc>,
    pub next_task: u64,
    pub actions: Vec<Action>,
    pub done: Vec<(u64, Outcome)>,
    pub raised: Vec<(String, Json)>,
    pub waits: Vec<(u64, String)>,
    pub next_wait: u64,
    pub met: Vec<(u64, Json)>,
    pub custom_status: Option<Json>,
    pub again: Option<Json>,
    pub ids: u64,
    pub seed: u64,
}
