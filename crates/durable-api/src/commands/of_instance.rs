//! What can be asked of one instance and done with it, as requests and as `func durable …`.

use super::FuncCommand;
use crate::address::Generation;
use crate::calls::{self, StatusOptions};
use crate::request::ApiRequest;

/// What stands where a reason is to be written.
pub const REASON: &str = "your reason";
/// What stands where an event's name is to be written.
pub const EVENT: &str = "EventName";

/// Something to ask of an instance, or to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceAction {
    /// Reads the status.
    Status,
    /// Reads the history, with inputs and results.
    History,
    /// Sends it an event.
    RaiseEvent,
    /// Halts it.
    Suspend,
    /// Lets it go on.
    Resume,
    /// Ends it.
    Terminate,
    /// Runs a failed one again from where it failed.
    Rewind,
    /// Starts it anew under another id.
    Restart,
    /// Removes all that is kept of it.
    Purge,
}

impl InstanceAction {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Status,
        Self::History,
        Self::RaiseEvent,
        Self::Suspend,
        Self::Resume,
        Self::Terminate,
        Self::Rewind,
        Self::Restart,
        Self::Purge,
    ];

    /// Whether hosts of this generation know it. Source: the wire contract, section 1.
    pub fn is_in(self, generation: Generation) -> bool {
        generation != Generation::First
            || !matches!(self, Self::Suspend | Self::Resume | Self::Restart)
    }

    /// The request, with [`REASON`] and [`EVENT`] where something is to be filled in.
    pub fn request(self, id: &str) -> ApiRequest {
        let full = StatusOptions {
            history: true,
            history_output: true,
            input: true,
        };
        match self {
            Self::Status => calls::status(
                id,
                StatusOptions {
                    input: true,
                    ..StatusOptions::default()
                },
            ),
            Self::History => calls::status(id, full),
            Self::RaiseEvent => calls::raise_event(id, EVENT, "{}"),
            Self::Suspend => calls::suspend(id, REASON),
            Self::Resume => calls::resume(id, REASON),
            Self::Terminate => calls::terminate(id, REASON),
            Self::Rewind => calls::rewind(id, REASON),
            Self::Restart => calls::restart(id, true, None),
            Self::Purge => calls::purge_one(id),
        }
    }

    /// The same for the Core Tools, which do not know all. Source: the wire contract, section 9.
    pub fn func(self, id: &str) -> Option<FuncCommand<'_>> {
        Some(match self {
            Self::Status => FuncCommand::Status(id),
            Self::History => FuncCommand::History(id),
            Self::RaiseEvent => FuncCommand::RaiseEvent(id, EVENT, "{}"),
            Self::Terminate => FuncCommand::Terminate(id, REASON),
            Self::Rewind => FuncCommand::Rewind(id, REASON),
            Self::Suspend | Self::Resume | Self::Restart | Self::Purge => return None,
        })
    }
}
