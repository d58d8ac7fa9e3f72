//! What an operation puts at risk, as data.

use super::operation::Operation;
use crate::instance::InstanceStatus;
use crate::model::HistoryModel;
use crate::span::SpanKind;
use crate::status::RuntimeStatus as S;

/// Something to know before an operation is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// Children of a terminated parent keep running: the ids of those that are pending. Source: the wire contract, section 3.
    ChildrenGoOn(Vec<String>),
    /// The history could not be looked at, so nobody knows whether there are children, timers or retries.
    HistoryUnknown,
    /// Nobody has picked it up: a terminate takes effect when a worker does.
    NeverPickedUp,
    /// Only one that runs on takes a terminate: an eternal orchestration may swallow it as it begins anew.
    MayBeSwallowed,
    /// A rewind over timers ends as failed again, "Non-Deterministic workflow detected". Source: recording rewind.
    Timers,
    /// The same, over activities or children that were retried.
    Retries,
    /// Its input, output and history are overwritten by the new run.
    RunIsOverwritten,
    /// What it did once it does again.
    RunsAgain,
    /// `createdTime` moves to now: filters by time find it elsewhere.
    CreatedMoves,
    /// It has not finished: it is gone without an end, and what it called keeps running.
    PurgeOfRunning,
    /// Input, output and history are deleted for good.
    HistoryIsLost,
    /// An event that nobody waits for is kept until somebody does, or until the end.
    KeptUntilAwaited,
    /// A wrong name is accepted too, and wakes nobody.
    NamesAreNotChecked,
    /// The event's name has a `/`, which arrives as `%2F` and wakes nobody. Source: recording events-by-name.
    NameCannotArrive,
    /// It is suspended: it takes the event up when it is resumed.
    WhileSuspended,
    /// An unknown operation is accepted too.
    SignalsAreNotChecked,
}

/// The risks of an operation on an instance; `history` is `None` while it is not known.
pub fn risks(
    operation: &Operation,
    status: &InstanceStatus,
    history: Option<&HistoryModel>,
) -> Vec<Risk> {
    let now = &status.runtime_status;
    let mut risks = Vec::new();
    match operation {
        Operation::Terminate { .. } => {
            if *now == S::Pending {
                risks.push(Risk::NeverPickedUp);
            }
            match history.map(children) {
                Some(children) if children.is_empty() => {}
                Some(children) => risks.push(Risk::ChildrenGoOn(children)),
                None if *now == S::Pending => {}
                None => risks.push(Risk::HistoryUnknown),
            }
            if *now == S::ContinuedAsNew {
                risks.push(Risk::MayBeSwallowed);
            }
        }
        Operation::Rewind { .. } => match history {
            None => risks.push(Risk::HistoryUnknown),
            Some(model) => {
                risks.extend(model.has_timers().then_some(Risk::Timers));
                risks.extend(model.has_retries().then_some(Risk::Retries));
            }
        },
        Operation::Restart { new_id: false } => {
            risks.extend([Risk::RunIsOverwritten, Risk::RunsAgain, Risk::CreatedMoves]);
        }
        Operation::Restart { new_id: true } => risks.push(Risk::RunsAgain),
        Operation::Start { .. } if now.is_finished() => risks.push(Risk::RunIsOverwritten),
        Operation::Purge { .. } => {
            risks.push(Risk::HistoryIsLost);
            risks.extend((!now.is_finished()).then_some(Risk::PurgeOfRunning));
        }
        Operation::RaiseEvent { event, .. } => {
            if event.contains('/') {
                risks.push(Risk::NameCannotArrive);
            }
            risks.extend([Risk::KeptUntilAwaited, Risk::NamesAreNotChecked]);
            risks.extend((*now == S::Suspended).then_some(Risk::WhileSuspended));
        }
        Operation::Signal { .. } => risks.push(Risk::SignalsAreNotChecked),
        _ => {}
    }
    risks
}

/// The ids of children that are pending; of one without an id its name.
fn children(model: &HistoryModel) -> Vec<String> {
    let pending = model
        .pending()
        .filter(|span| span.kind == SpanKind::SubOrchestration);
    pending
        .filter_map(|span| span.instance_id.as_deref().or(span.name.as_deref()))
        .map(str::to_owned)
        .collect()
}
