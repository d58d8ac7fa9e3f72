//! What can be done to an instance or an entity.

use crate::calls::{self, Start, StatusOptions};
use crate::commands::FuncCommand;
use crate::entity_calls;
use crate::request::ApiRequest;

/// What is to be done, without to whom. The target is named beside it by its id; an entity's is `@name@key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Starts an orchestrator under the target's id; the id in [`Start`] itself is not looked at.
    Start {
        /// Function, input, wait.
        what: Start,
        /// Whether the run of a finished instance of that id may be overwritten.
        overwrite: bool,
    },
    /// Raises an event: its name, and JSON.
    RaiseEvent {
        /// The event's name; matches in any case.
        event: String,
        /// JSON; nothing is sent as `null`.
        data: String,
    },
    /// Ends it, for this reason.
    Terminate {
        /// Free text, may be empty.
        reason: String,
    },
    /// Holds it, for this reason.
    Suspend {
        /// Free text, may be empty.
        reason: String,
    },
    /// Lets it go on, for this reason.
    Resume {
        /// Free text, may be empty.
        reason: String,
    },
    /// Runs what failed once more, for this reason.
    Rewind {
        /// Free text, may be empty.
        reason: String,
    },
    /// Runs it again from its beginning, with the same input.
    Restart {
        /// Under an id that the host makes; else under its own, and its old run is overwritten.
        new_id: bool,
    },
    /// Deletes it with its history.
    Purge {
        /// Also one that has not finished, which is then gone without an end.
        unfinished_too: bool,
    },
    /// Signals an operation to an entity.
    Signal {
        /// The operation's name.
        operation: String,
        /// JSON, or nothing.
        data: Option<String>,
    },
    /// Signals the operation `delete` to an entity.
    DeleteEntity,
}

/// The kind of an operation, without what is said with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// [`Operation::Start`].
    Start,
    /// [`Operation::RaiseEvent`].
    RaiseEvent,
    /// [`Operation::Terminate`].
    Terminate,
    /// [`Operation::Suspend`].
    Suspend,
    /// [`Operation::Resume`].
    Resume,
    /// [`Operation::Rewind`].
    Rewind,
    /// [`Operation::Restart`] under a new id.
    RestartNew,
    /// [`Operation::Restart`] under the same id.
    RestartSame,
    /// [`Operation::Purge`].
    Purge,
    /// [`Operation::Signal`].
    Signal,
    /// [`Operation::DeleteEntity`].
    DeleteEntity,
}

impl Verb {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::RaiseEvent => "raise event",
            Self::Terminate => "terminate",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Rewind => "rewind",
            Self::RestartNew => "restart under a new id",
            Self::RestartSame => "restart under the same id",
            Self::Purge => "purge",
            Self::Signal => "signal",
            Self::DeleteEntity => "delete",
        }
    }

    /// Whether it is about an entity.
    pub fn is_of_entity(self) -> bool {
        matches!(self, Self::Signal | Self::DeleteEntity)
    }

    /// Whether its effect is told by the history rather than by the status.
    pub(super) fn shows_in_history(self) -> bool {
        matches!(self, Self::RaiseEvent | Self::Rewind)
    }
}

impl Operation {
    /// Its kind.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Start { .. } => Verb::Start,
            Self::RaiseEvent { .. } => Verb::RaiseEvent,
            Self::Terminate { .. } => Verb::Terminate,
            Self::Suspend { .. } => Verb::Suspend,
            Self::Resume { .. } => Verb::Resume,
            Self::Rewind { .. } => Verb::Rewind,
            Self::Restart { new_id: true } => Verb::RestartNew,
            Self::Restart { new_id: false } => Verb::RestartSame,
            Self::Purge { .. } => Verb::Purge,
            Self::Signal { .. } => Verb::Signal,
            Self::DeleteEntity => Verb::DeleteEntity,
        }
    }

    /// The request that does it to `id`.
    pub fn request(&self, id: &str) -> ApiRequest {
        match self {
            Self::Start { what, .. } => calls::start(&Start {
                id: Some(id.to_owned()),
                ..what.clone()
            }),
            Self::RaiseEvent { event, data } => calls::raise_event(id, event, data),
            Self::Terminate { reason } => calls::terminate(id, reason),
            Self::Suspend { reason } => calls::suspend(id, reason),
            Self::Resume { reason } => calls::resume(id, reason),
            Self::Rewind { reason } => calls::rewind(id, reason),
            Self::Restart { new_id } => calls::restart(id, *new_id, None),
            Self::Purge { .. } => calls::purge_one(id),
            Self::Signal { operation, data } => {
                let (name, key) = entity_of(id);
                entity_calls::signal_entity(name, key, operation, data.as_deref())
            }
            Self::DeleteEntity => {
                let (name, key) = entity_of(id);
                entity_calls::delete_entity(name, key)
            }
        }
    }

    /// The same for `func durable`, where it can do it.
    pub fn func<'a>(&'a self, id: &'a str) -> Option<FuncCommand<'a>> {
        Some(match self {
            Self::Start { what, .. } => {
                FuncCommand::Start(&what.function, Some(id), what.input.as_deref())
            }
            Self::RaiseEvent { event, data } => FuncCommand::RaiseEvent(id, event, data),
            Self::Terminate { reason } => FuncCommand::Terminate(id, reason),
            Self::Rewind { reason } => FuncCommand::Rewind(id, reason),
            _ => return None,
        })
    }

    /// The request that reads how `id` stands, with the history where that tells the effect.
    pub(super) fn look(&self, id: &str, with_history: bool) -> ApiRequest {
        if self.verb().is_of_entity() {
            let (name, key) = entity_of(id);
            return entity_calls::entity_state(name, key);
        }
        let options = StatusOptions {
            history: with_history,
            ..StatusOptions::default()
        };
        calls::status(id, options)
    }
}

/// Name and key of an entity's id; of anything else the whole as a name.
fn entity_of(id: &str) -> (&str, &str) {
    id.strip_prefix('@')
        .and_then(|rest| rest.split_once('@'))
        .unwrap_or((id, ""))
}
