//! What kinds of event a history has.

/// The type of a history event. Spelled as on the wire.
///
/// Source: the wire contract, section 6, and Durable Task's own list of event types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// The orchestrator began.
    ExecutionStarted,
    /// The orchestrator ended, whichever way.
    ExecutionCompleted,
    /// The orchestrator failed (other backends).
    ExecutionFailed,
    /// A terminate request arrived.
    ExecutionTerminated,
    /// A suspend request arrived.
    ExecutionSuspended,
    /// A resume request arrived.
    ExecutionResumed,
    /// A rewind request arrived (newer backends).
    ExecutionRewound,
    /// An activity is pending.
    TaskScheduled,
    /// An activity ended well.
    TaskCompleted,
    /// An activity failed.
    TaskFailed,
    /// A child is pending.
    SubOrchestrationInstanceCreated,
    /// A child ended well.
    SubOrchestrationInstanceCompleted,
    /// A child failed.
    SubOrchestrationInstanceFailed,
    /// A timer was set.
    TimerCreated,
    /// A timer rang.
    TimerFired,
    /// An event was sent, mostly to an entity.
    EventSent,
    /// An event arrived.
    EventRaised,
    /// The orchestrator began afresh under the same id.
    ContinueAsNew,
    /// One turn of the orchestrator began.
    OrchestratorStarted,
    /// One turn of the orchestrator ended.
    OrchestratorCompleted,
    /// Anything the framework notes: a rewind's traces.
    GenericEvent,
    /// A snapshot of the state.
    HistoryState,
    /// A kind this portal does not know; empty when the host gave none.
    Other(String),
}

impl Default for EventKind {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl EventKind {
    /// All that are known.
    pub const ALL: [Self; 22] = [
        Self::ExecutionStarted,
        Self::ExecutionCompleted,
        Self::ExecutionFailed,
        Self::ExecutionTerminated,
        Self::ExecutionSuspended,
        Self::ExecutionResumed,
        Self::ExecutionRewound,
        Self::TaskScheduled,
        Self::TaskCompleted,
        Self::TaskFailed,
        Self::SubOrchestrationInstanceCreated,
        Self::SubOrchestrationInstanceCompleted,
        Self::SubOrchestrationInstanceFailed,
        Self::TimerCreated,
        Self::TimerFired,
        Self::EventSent,
        Self::EventRaised,
        Self::ContinueAsNew,
        Self::OrchestratorStarted,
        Self::OrchestratorCompleted,
        Self::GenericEvent,
        Self::HistoryState,
    ];

    /// Reads a kind as the host spells it.
    pub fn from_wire(text: &str) -> Self {
        for known in Self::ALL {
            if known.as_str() == text {
                return known;
            }
        }
        Self::Other(text.to_owned())
    }

    /// The kind as the host spells it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::ExecutionStarted => "ExecutionStarted",
            Self::ExecutionCompleted => "ExecutionCompleted",
            Self::ExecutionFailed => "ExecutionFailed",
            Self::ExecutionTerminated => "ExecutionTerminated",
            Self::ExecutionSuspended => "ExecutionSuspended",
            Self::ExecutionResumed => "ExecutionResumed",
            Self::ExecutionRewound => "ExecutionRewound",
            Self::TaskScheduled => "TaskScheduled",
            Self::TaskCompleted => "TaskCompleted",
            Self::TaskFailed => "TaskFailed",
            Self::SubOrchestrationInstanceCreated => "SubOrchestrationInstanceCreated",
            Self::SubOrchestrationInstanceCompleted => "SubOrchestrationInstanceCompleted",
            Self::SubOrchestrationInstanceFailed => "SubOrchestrationInstanceFailed",
            Self::TimerCreated => "TimerCreated",
            Self::TimerFired => "TimerFired",
            Self::EventSent => "EventSent",
            Self::EventRaised => "EventRaised",
            Self::ContinueAsNew => "ContinueAsNew",
            Self::OrchestratorStarted => "OrchestratorStarted",
            Self::OrchestratorCompleted => "OrchestratorCompleted",
            Self::GenericEvent => "GenericEvent",
            Self::HistoryState => "HistoryState",
            Self::Other(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_and_a_strange_one_survives() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_wire(kind.as_str()), kind);
        }
        assert_eq!(EventKind::from_wire("TaskSneezed").as_str(), "TaskSneezed");
    }
}
