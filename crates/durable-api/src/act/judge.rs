//! When an operation is allowed, and why not: one table for single acts, for plans and for buttons.

use super::operation::{Operation, Verb};
use super::seen::Seen;
use crate::address::Generation;
use crate::status::RuntimeStatus as S;

/// Why an operation is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// What is asked for is so already.
    AlreadySo,
    /// It has finished, and what has finished takes this no more (410).
    Finished,
    /// Only what is suspended can be resumed.
    NotSuspended,
    /// Only what has failed can be rewound.
    NotFailed,
    /// It has not finished, so its id is taken.
    StillRunning,
    /// It has not finished, and the purge was to take finished ones only.
    NotFinished,
    /// It exists and is finished: its run would be overwritten, to which nobody agreed.
    WouldOverwrite,
    /// An entity is no orchestration.
    IsEntity,
    /// The host cannot be asked for an id with a `/`, nor for `.` and `..`.
    Unaddressable,
    /// Extension 1.x does not know this operation.
    OldGeneration,
}

impl WhyNot {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::AlreadySo,
        Self::Finished,
        Self::NotSuspended,
        Self::NotFailed,
        Self::StillRunning,
        Self::NotFinished,
        Self::WouldOverwrite,
        Self::IsEntity,
        Self::Unaddressable,
        Self::OldGeneration,
    ];
}

/// Why an operation cannot be sent to an id, whatever its status.
///
/// Source: the wire contract, sections 1 (generations), 3 (entities among instances) and 5 (ids).
pub fn why_not_at_all(verb: Verb, id: &str, generation: Generation) -> Option<WhyNot> {
    let is_entity = id.strip_prefix('@').is_some_and(|rest| rest.contains('@'));
    if is_entity != verb.is_of_entity() {
        return Some(WhyNot::IsEntity);
    }
    if !is_entity && (id.contains('/') || matches!(id, "." | "..")) {
        return Some(WhyNot::Unaddressable);
    }
    let is_new = matches!(
        verb,
        Verb::Start
            | Verb::Suspend
            | Verb::Resume
            | Verb::RestartNew
            | Verb::RestartSame
            | Verb::Signal
            | Verb::DeleteEntity
    );
    (is_new && generation == Generation::First).then_some(WhyNot::OldGeneration)
}

/// Why an operation is not sent to a target of this status; `None`: it may be. A status that nobody knows is left to the host.
///
/// Source: the wire contract, section 3 (operations); recordings lifecycle, rewind, restart.
pub fn why_not(operation: &Operation, status: &S) -> Option<WhyNot> {
    let finished = status.is_finished();
    if matches!(status, S::Other(_)) {
        return None;
    }
    match (operation, status) {
        (Operation::Terminate { .. }, S::Terminated)
        | (Operation::Suspend { .. }, S::Suspended) => Some(WhyNot::AlreadySo),
        (
            Operation::Terminate { .. }
            | Operation::Suspend { .. }
            | Operation::Resume { .. }
            | Operation::RaiseEvent { .. },
            _,
        ) if finished => Some(WhyNot::Finished),
        (Operation::Resume { .. }, S::Suspended) | (Operation::Rewind { .. }, S::Failed) => None,
        (Operation::Resume { .. }, _) => Some(WhyNot::NotSuspended),
        (Operation::Rewind { .. }, _) => Some(WhyNot::NotFailed),
        (Operation::Restart { new_id: false } | Operation::Start { .. }, _) if !finished => {
            Some(WhyNot::StillRunning)
        }
        (
            Operation::Start {
                overwrite: false, ..
            },
            _,
        ) => Some(WhyNot::WouldOverwrite),
        (
            Operation::Purge {
                unfinished_too: false,
            },
            _,
        ) if !finished => Some(WhyNot::NotFinished),
        _ => None,
    }
}

/// The same of what was seen.
pub(super) fn why_not_seen(operation: &Operation, seen: &Seen) -> Option<WhyNot> {
    if operation.verb().is_of_entity() {
        None
    } else {
        why_not(operation, &seen.status)
    }
}
