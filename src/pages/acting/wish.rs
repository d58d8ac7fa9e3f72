//! What a person says of an operation before it is sent.

use std::rc::Rc;

use durable_api::act::{Grade, Operation, Verb};

use crate::prelude::*;
use crate::state::connections::connection::Environment;

use super::Desk;

/// What is typed and ticked. Copies are the same.
#[derive(Clone, Copy)]
pub struct Wish {
    /// Why.
    pub reason: RwSignal<String>,
    /// The name of an event, or of an entity's operation.
    pub name: RwSignal<String>,
    /// JSON that goes with it.
    pub data: RwSignal<String>,
    /// Of a restart: under the same id.
    pub same_id: RwSignal<bool>,
    /// Of a purge: though it has not finished.
    pub unfinished: RwSignal<bool>,
    /// The hub's name, where it is asked for.
    pub typed: RwSignal<String>,
    /// Of a start: what the page says it is.
    pub start: StoredValue<Option<Rc<dyn Fn() -> Operation>>>,
    /// What it was said of last.
    of: StoredValue<Option<Verb>>,
}

impl Wish {
    /// Nothing said yet.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            reason: empty(),
            name: empty(),
            data: empty(),
            same_id: RwSignal::new(false),
            unfinished: RwSignal::new(false),
            typed: empty(),
            start: StoredValue::new(None),
            of: StoredValue::new(None),
        }
    }

    /// Before a form is drawn: what was typed for the same operation is still there, but consents are given anew.
    pub fn open(self, verb: Verb) {
        if self.of.get_value() != Some(verb) {
            self.of.set_value(Some(verb));
            for text in [self.reason, self.name, self.data] {
                text.set(String::new());
            }
        }
        self.typed.set(String::new());
        self.same_id.set(false);
        self.unfinished.set(false);
    }

    /// Once it has come true nothing of it is wanted again.
    pub fn forget(self) {
        self.of.set_value(None);
    }

    /// The operation as it stands, tracked.
    pub fn operation(self, verb: Verb) -> Operation {
        let reason = self.reason.get().trim().to_owned();
        match verb {
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
            Verb::DeleteEntity => Operation::DeleteEntity,
            Verb::Signal => {
                let data = self.data.get();
                Operation::Signal {
                    operation: self.name.get().trim().to_owned(),
                    data: (!data.trim().is_empty()).then_some(data),
                }
            }
            Verb::Start => match self.start.get_value() {
                Some(start) => start(),
                None => Operation::Start {
                    what: durable_api::Start::default(),
                    overwrite: false,
                },
            },
            Verb::RaiseEvent => Operation::RaiseEvent {
                event: self.name.get().trim().to_owned(),
                data: self.data.get(),
            },
        }
    }

    /// How much is asked of who confirms.
    pub fn grade(self, verb: Verb, desk: Desk) -> Grade {
        let environment = desk.about().connection.environment;
        Grade::of(
            &untrack(|| self.operation(verb)),
            1,
            environment == Environment::Prod,
        )
    }
}
