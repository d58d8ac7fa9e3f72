//! What is due, and when.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::entity::Request;
use super::instance::Parent;
use super::registry::Outcome;
use crate::json::Json;

/// Something that reaches an orchestration.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Begin.
    Start,
    /// An event came.
    Event {
        /// Its name.
        name: String,
        /// Its payload as JSON text.
        input: String,
    },
    /// End it.
    Terminate {
        /// Why.
        reason: Option<String>,
    },
    /// Hold it.
    Suspend {
        /// Why.
        reason: Option<String>,
    },
    /// Let it go on.
    Resume {
        /// Why.
        reason: Option<String>,
    },
    /// Go on after a rewind has cleared the failures.
    Rewind {
        /// Why.
        reason: Option<String>,
    },
    /// An activity ended.
    TaskDone {
        /// The number it was scheduled under.
        task: u64,
        /// How.
        outcome: Outcome,
    },
    /// A child ended.
    ChildDone {
        /// The number it was started under.
        task: u64,
        /// The text of its output or error.
        reason: Option<String>,
        /// How.
        outcome: Outcome,
    },
    /// A timer fired.
    Timer {
        /// The number it was set under.
        task: u64,
        /// When it was to fire.
        fire_at: DateTime<Utc>,
    },
}

/// One thing to do when its time comes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Job {
    /// Hand a message to an orchestration.
    Deliver {
        instance_id: String,
        execution_id: Option<String>,
        message: Message,
        sent: DateTime<Utc>,
    },
    /// Finish an activity.
    Activity {
        instance_id: String,
        execution_id: String,
        task: u64,
        name: String,
        input: Json,
    },
    /// Bring a child to life.
    Child {
        instance_id: String,
        name: String,
        input: Json,
        parent: Parent,
        sent: DateTime<Utc>,
    },
    /// Hand a message to an entity.
    Entity {
        instance_id: String,
        request: Request,
    },
}

/// Jobs of all hubs in the order of their times; those of one time in the order they were put in.
#[derive(Debug, Default)]
pub(super) struct Queue {
    jobs: BTreeMap<(DateTime<Utc>, u64), (String, Job)>,
    lanes: BTreeMap<(String, String), DateTime<Utc>>,
    /// When each worker of a hub is free again.
    workers: BTreeMap<String, Vec<DateTime<Utc>>>,
    number: u64,
}

/// How many activities of a hub run at once; long ones are not counted.
const WORKERS: usize = 10;

impl Queue {
    /// When an activity that is picked at a time and takes so long will have ended, given what else runs.
    pub fn work(&mut self, hub: &str, picked: DateTime<Utc>, takes: TimeDelta) -> DateTime<Utc> {
        if takes > TimeDelta::seconds(1) {
            return picked + takes;
        }
        let workers = self.workers.entry(hub.to_owned()).or_default();
        if workers.len() < WORKERS {
            workers.push(picked + takes);
            return picked + takes;
        }
        let Some(free) = workers.iter_mut().min() else {
            return picked + takes;
        };
        *free = picked.max(*free) + takes;
        *free
    }

    /// Puts a job of a hub in.
    pub fn push(&mut self, due: DateTime<Utc>, hub: &str, job: Job) {
        self.number += 1;
        self.jobs.insert((due, self.number), (hub.to_owned(), job));
    }

    /// Puts a job in that must not overtake what was sent to the same instance before.
    pub fn push_in_order(&mut self, due: DateTime<Utc>, hub: &str, instance_id: &str, job: Job) {
        let lane = (hub.to_owned(), instance_id.to_owned());
        let due = match self.lanes.get(&lane) {
            Some(last) if *last >= due => *last + TimeDelta::microseconds(100),
            _ => due,
        };
        self.lanes.insert(lane, due);
        self.push(due, hub, job);
    }

    /// The time of the first job.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.jobs.keys().next().map(|(due, _)| *due)
    }

    /// Takes the first job that is due until `to`.
    pub fn pop(&mut self, to: DateTime<Utc>) -> Option<(DateTime<Utc>, String, Job)> {
        let (due, _) = *self.jobs.keys().next()?;
        if due > to {
            return None;
        }
        let ((due, _), (hub, job)) = self.jobs.pop_first()?;
        if self.number.is_multiple_of(1024) || self.jobs.is_empty() {
            self.lanes.retain(|_, last| *last >= due);
        }
        Some((due, hub, job))
    }
}
