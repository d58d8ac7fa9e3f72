//! What a person says of an operation before it is sent.

use durable_api::act::{Grade, Operation, Verb};

use crate::prelude::*;
use crate::state::connections::connection::Environment;

use super::Desk;

/// What is typed and ticked. Copies are the same.
#[derive(Clone, Copy)]
pub struct Wish {
    pub verb: Verb,
    pub reason: RwSignal<String>,
    pub event: RwSignal<String>,
    pub data: RwSignal<String>,
    /// Of a restart: under the same id.
    pub same_id: RwSignal<bool>,
    /// Of a purge: though it has not finished.
    pub unfinished: RwSignal<bool>,
    /// The hub's name, where it is asked for.
    pub typed: RwSignal<String>,
}

impl Wish {
    /// Nothing said yet.
    pub fn new(verb: Verb) -> Self {
        Self {
            verb,
            reason: RwSignal::new(String::new()),
            event: RwSignal::new(String::new()),
            data: RwSignal::new(String::new()),
            same_id: RwSignal::new(false),
            unfinished: RwSignal::new(false),
            typed: RwSignal::new(String::new()),
        }
    }

    /// The operation as it stands, tracked.
    pub fn operation(self) -> Operation {
        let reason = self.reason.get().trim().to_owned();
        match self.verb {
            Verb::Terminate => Operation::Terminate { reason },
            Verb::Suspend => Operation::Suspend { reason },
            Verb::Resume => Operation::Resume { reason },
            Verb::Rewind => Operation::Rewind { reason },
            Verb::RestartNew | Verb::RestartSame => Operation::Restart {
                new_id: !self.same_id.get(),
            },
            Verb::Purge => Operation::Purge {
                unfinished_too: self.unfinished.get(),
            },
            _ => Operation::RaiseEvent {
                event: self.event.get().trim().to_owned(),
                data: self.data.get(),
            },
        }
    }

    /// How much is asked of who confirms.
    pub fn grade(self, desk: Desk) -> Grade {
        let environment = desk.view().connection.with_value(|it| it.environment);
        Grade::of(
            &untrack(|| self.operation()),
            1,
            environment == Environment::Prod,
        )
    }
}
