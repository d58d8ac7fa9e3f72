//! What people do to many instances at once, by name.

use super::Plan;
use crate::act::Operation;

/// A kind of plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// Terminates them.
    Terminate,
    /// Suspends them.
    Suspend,
    /// Resumes them.
    Resume,
    /// Raises an event on those that may wait for it, or on all.
    Raise,
    /// Rewinds them.
    Rewind,
    /// Restarts them.
    Restart,
    /// Rewinds those that can be, and restarts the others: those whose history holds timers or retries.
    Mend,
    /// Purges those that have finished.
    Purge,
}

/// What is said with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Why, in the operator's words.
    pub reason: String,
    /// The event's name.
    pub event: String,
    /// The event's JSON.
    pub data: String,
    /// Restarts under the same id.
    pub same_id: bool,
    /// Raises on those alone that may wait for an event.
    pub only_waiting: bool,
}

impl Recipe {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Terminate,
        Self::Suspend,
        Self::Resume,
        Self::Raise,
        Self::Rewind,
        Self::Restart,
        Self::Mend,
        Self::Purge,
    ];

    /// Its name in addresses and on disk.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminate => "terminate",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Raise => "raise",
            Self::Rewind => "rewind",
            Self::Restart => "restart",
            Self::Mend => "mend",
            Self::Purge => "purge",
        }
    }

    /// Reads what [`Recipe::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The plan of it for these targets.
    pub fn plan(self, said: &Said, ids: impl IntoIterator<Item = String>) -> Plan {
        let reason = said.reason.clone();
        let new_id = !said.same_id;
        let operation = match self {
            Self::Terminate => Operation::Terminate { reason },
            Self::Suspend => Operation::Suspend { reason },
            Self::Resume => Operation::Resume { reason },
            Self::Raise => Operation::RaiseEvent {
                event: said.event.clone(),
                data: said.data.clone(),
            },
            Self::Rewind | Self::Mend => Operation::Rewind { reason },
            Self::Restart => Operation::Restart { new_id },
            Self::Purge => Operation::Purge {
                unfinished_too: false,
            },
        };
        let mut plan = Plan::new(operation, ids);
        plan.other = (self == Self::Mend).then_some(Operation::Restart { new_id });
        plan.only_waiting = self == Self::Raise && said.only_waiting;
        plan
    }

    /// The recipe of a plan, and what is said with it.
    pub fn of(plan: &Plan) -> (Self, Said) {
        let mut said = Said {
            only_waiting: plan.only_waiting,
            ..Said::default()
        };
        let mut restart =
            |it: &Operation| said.same_id = *it == Operation::Restart { new_id: false };
        plan.other.iter().for_each(&mut restart);
        let recipe = match &plan.operation {
            Operation::Suspend { reason } => {
                said.reason.clone_from(reason);
                Self::Suspend
            }
            Operation::Resume { reason } => {
                said.reason.clone_from(reason);
                Self::Resume
            }
            Operation::RaiseEvent { event, data } => {
                said.event.clone_from(event);
                said.data.clone_from(data);
                Self::Raise
            }
            Operation::Rewind { reason } => {
                said.reason.clone_from(reason);
                if plan.other.is_some() {
                    Self::Mend
                } else {
                    Self::Rewind
                }
            }
            Operation::Restart { new_id } => {
                said.same_id = !new_id;
                Self::Restart
            }
            Operation::Purge { .. } => Self::Purge,
            Operation::Terminate { reason } => {
                said.reason.clone_from(reason);
                Self::Terminate
            }
            _ => Self::Terminate,
        };
        (recipe, said)
    }
}

/// What people ask for most, with the filter that finds its targets in the typed form; a tree has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Restarts all that failed with an error.
    RestartFailed,
    /// Rewinds what can be rewound of what failed, and restarts the rest.
    MendFailed,
    /// Terminates an instance and all below it, children first.
    TerminateTree,
    /// Raises an event on all that may wait for it.
    RaiseOnWaiting,
    /// Purges what finished so many days ago.
    PurgeOld,
}

impl Preset {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::RestartFailed,
        Self::MendFailed,
        Self::TerminateTree,
        Self::RaiseOnWaiting,
        Self::PurgeOld,
    ];

    /// What is done.
    pub fn recipe(self) -> Recipe {
        match self {
            Self::RestartFailed => Recipe::Restart,
            Self::MendFailed => Recipe::Mend,
            Self::TerminateTree => Recipe::Terminate,
            Self::RaiseOnWaiting => Recipe::Raise,
            Self::PurgeOld => Recipe::Purge,
        }
    }

    /// Whom it is done to; `None`: a tree.
    pub fn filter(self, days: u32) -> Option<String> {
        Some(match self {
            Self::RestartFailed | Self::MendFailed => "status:Failed".to_owned(),
            Self::TerminateTree => return None,
            Self::RaiseOnWaiting => "status:Running".to_owned(),
            Self::PurgeOld => {
                format!("status:Completed,Failed,Terminated,Canceled updated:<-{days}d")
            }
        })
    }
}
