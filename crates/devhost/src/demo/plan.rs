//! What is to happen in the demo, and when.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::engine::Message;
use crate::json::Json;

/// Something that the world around the hub does.
#[derive(Debug, Clone)]
pub enum Act {
    /// Starts an orchestration.
    Start {
        name: &'static str,
        id: String,
        input: Json,
    },
    /// Starts an orchestration that nobody picks up.
    Strand {
        name: &'static str,
        id: String,
        input: Json,
    },
    /// Sends something to an instance; where it does not live yet, again some seconds later, so many times.
    Send {
        id: String,
        message: Message,
        tries: u32,
    },
    /// Signals an entity.
    Signal {
        entity: String,
        op: &'static str,
        input: Json,
    },
    /// A customer orders, and the next one is planned.
    NextOrder,
    /// Somebody wants to buy something, and the next one is planned.
    NextApproval,
    /// One of the smaller jobs, and the next one is planned.
    NextJob,
    /// The nightly runs of the day, and the next night is planned.
    NextNight,
    /// Old instances go, and the next time is planned.
    Housekeeping,
}

impl Act {
    /// An event for an instance.
    pub fn raise(id: &str, name: &str, payload: &Json) -> Self {
        Self::send(
            id,
            Message::Event {
                name: name.to_owned(),
                input: payload.to_string(),
            },
        )
    }

    /// A message for an instance.
    pub fn send(id: &str, message: Message) -> Self {
        Self::Send {
            id: id.to_owned(),
            message,
            tries: 12,
        }
    }
}

/// Acts in the order of their times; those of one time in the order they were planned.
#[derive(Debug, Default)]
pub struct Plan {
    acts: BTreeMap<(DateTime<Utc>, u64), Act>,
    number: u64,
}

impl Plan {
    /// Plans an act.
    pub fn add(&mut self, due: DateTime<Utc>, act: Act) {
        self.number += 1;
        self.acts.insert((due, self.number), act);
    }

    /// The time of the first act.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.acts.keys().next().map(|(due, _)| *due)
    }

    /// Takes the first act.
    pub fn pop(&mut self) -> Option<(DateTime<Utc>, Act)> {
        self.acts.pop_first().map(|((due, _), act)| (due, act))
    }
}
