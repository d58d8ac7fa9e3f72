//! What a reading told of a target.

use super::operation::{Operation, Verb};
use crate::event_kind::EventKind;
use crate::instance::InstanceStatus;
use crate::status::RuntimeStatus;

/// How a target stood when it was read: as little as it takes to tell later what has changed, so that it can be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its status; of an entity [`RuntimeStatus::Running`].
    pub status: RuntimeStatus,
    /// `createdTime` as the host wrote it: another one means another run (or generation) under the same id.
    pub created: String,
    /// `lastUpdatedTime` as the host wrote it; of an entity its state.
    pub updated: String,
    /// How many events of the history are of the kind the operation leaves there; `None` where the history was not read.
    pub marks: Option<usize>,
}

impl Seen {
    /// What a status says, looked at for an operation.
    pub fn of(instance: &InstanceStatus, operation: &Operation) -> Self {
        let marks = instance.history.as_ref().map(|events| {
            let is_mark = |kind: &EventKind, name: Option<&str>| match operation {
                Operation::RaiseEvent { event, .. } => {
                    *kind == EventKind::EventRaised
                        && name.is_some_and(|it| it.to_lowercase() == event.to_lowercase())
                }
                _ => matches!(kind, EventKind::GenericEvent | EventKind::ExecutionRewound),
            };
            let marks = events
                .iter()
                .filter(|event| is_mark(&event.kind, event.name.as_deref()));
            marks.count()
        });
        Self {
            status: instance.runtime_status.clone(),
            created: instance.created_time.text().to_owned(),
            updated: instance.last_updated_time.text().to_owned(),
            marks: marks.filter(|_| operation.verb().shows_in_history()),
        }
    }

    /// What an entity's state says.
    pub(super) fn of_entity(state: &str) -> Self {
        Self {
            status: RuntimeStatus::Running,
            updated: state.to_owned(),
            ..Self::default()
        }
    }

    /// Whether it is the same run that another reading saw.
    pub(super) fn is_same_run(&self, other: &Self) -> bool {
        self.created == other.created
    }

    /// As texts, to be kept.
    pub fn to_row(&self) -> Vec<String> {
        vec![
            self.status.as_str().to_owned(),
            self.created.clone(),
            self.updated.clone(),
            self.marks.map(|it| it.to_string()).unwrap_or_default(),
        ]
    }

    /// Reads what [`Seen::to_row`] wrote.
    pub fn from_row(row: &[String]) -> Option<Self> {
        let [status, created, updated, marks] = row else {
            return None;
        };
        let marks = match marks.as_str() {
            "" => None,
            count => Some(count.parse().ok()?),
        };
        Some(Self {
            status: RuntimeStatus::from_wire(status),
            created: created.clone(),
            updated: updated.clone(),
            marks,
        })
    }
}

/// Whether an operation on something of which nothing was found makes sense at all.
pub(super) fn may_be_missing(verb: Verb) -> bool {
    matches!(verb, Verb::Start | Verb::Signal)
}
