//! All hubs of an app and the one queue that drives them.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::entity::{Request, RequestKind};
use super::hub::Hub;
use super::instance::Instance;
use super::queue::{Job, Message, Queue};
use super::random::Random;
use super::registry::Registry;
use super::rewind;
use super::rows::{InstanceRow, Rows};
use super::status::RuntimeStatus;
use super::sweep::Swept;
use crate::config::HostConfig;
use crate::json::Json;
use crate::time::Stamp;

/// Why an orchestration could not be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartError {
    /// One of that id is there and has not ended.
    Exists(RuntimeStatus),
}

/// How many microseconds it takes until a start, and until any other message, has its effect: from, to.
const STARTS_IN: (u64, u64) = (25_000, 90_000);
const ARRIVES_IN: (u64, u64) = (8_000, 25_000);

/// Hubs, functions, queue and clock.
pub struct World {
    /// The functions of the app.
    pub registry: Registry,
    pub(super) hubs: BTreeMap<String, Hub>,
    pub(super) queue: Queue,
    pub(super) random: Random,
    pub(super) now: DateTime<Utc>,
    pub(super) store_inputs: bool,
    /// The one hub that this app works on. In another an instance can be started, but nobody runs it.
    worked: String,
}

impl World {
    /// No hubs yet; one comes into being when something is put in it.
    pub fn new(registry: Registry, config: &HostConfig, now: DateTime<Utc>) -> Self {
        Self {
            registry,
            hubs: BTreeMap::new(),
            queue: Queue::default(),
            random: Random::new(config.seed),
            now,
            store_inputs: config.store_inputs,
            worked: config.task_hub.to_lowercase(),
        }
    }

    /// The present time.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// When something is due next.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.queue.next_due()
    }

    /// The hub of that name, in any case, where it exists.
    pub fn hub(&self, name: &str) -> Option<&Hub> {
        self.hubs.get(&name.to_lowercase())
    }

    /// Puts generated rows into a hub.
    pub fn set_generated(&mut self, hub: &str, rows: Box<dyn Rows>) {
        let hub = self.hubs.entry(hub.to_lowercase()).or_default();
        hub.generated = Some(rows);
        hub.gone.clear();
    }

    /// Whether this app works on the hub, so that it knows which functions there are.
    pub fn works_on(&self, hub: &str) -> bool {
        self.worked == hub.to_lowercase()
    }

    /// Puts a job into the queue some moments from now, after everything sent to the same instance before.
    fn post(&mut self, hub: &str, id: &str, job: Job, micros: (u64, u64)) {
        if self.works_on(hub) {
            let wait = self.random.between(micros.0, micros.1);
            let due = self.now + TimeDelta::microseconds(i64::try_from(wait).unwrap_or_default());
            self.queue.push_in_order(due, &hub.to_lowercase(), id, job);
        }
    }

    /// A new id, 32 hexadecimal digits.
    pub fn new_id(&mut self) -> String {
        self.random.hex32()
    }

    /// Starts an orchestration: it is Pending from now on and runs some moments later. One that has ended is overwritten.
    pub fn start(
        &mut self,
        hub: &str,
        name: &str,
        id: &str,
        input: Option<String>,
    ) -> Result<(), StartError> {
        let key = hub.to_lowercase();
        let before = self.hubs.get(&key).and_then(|hub| hub.row(id));
        if let Some(row) = &before
            && !row.status.is_finished()
        {
            return Err(StartError::Exists(row.status));
        }
        let last = self
            .hubs
            .get(&key)
            .and_then(|hub| hub.living(id))
            .and_then(|instance| instance.generation);
        let generation = if before.is_some() {
            last.unwrap_or(0) + 1
        } else {
            0
        };
        let mut instance = Instance::pending(id, name, input, self.random.hex32(), self.now);
        instance.generation = Some(generation);
        let execution_id = Some(instance.execution_id.clone());
        self.hubs.entry(key).or_default().put(instance);
        let job = Job::Deliver {
            instance_id: id.to_owned(),
            execution_id,
            message: Message::Start,
            sent: self.now,
        };
        self.post(hub, id, job, STARTS_IN);
        Ok(())
    }

    /// Starts an orchestration whose start message nobody picks up, as when the worker that owns its partition is gone: it stays Pending.
    pub fn strand(&mut self, hub: &str, name: &str, id: &str, input: Option<String>) {
        let mut instance = Instance::pending(id, name, input, self.random.hex32(), self.now);
        instance.generation = Some(0);
        self.hubs
            .entry(hub.to_lowercase())
            .or_default()
            .put(instance);
    }

    /// Sends a message to an instance; its effect is there some moments later, after that of everything sent before.
    pub fn send(&mut self, hub: &str, id: &str, message: Message) {
        let job = Job::Deliver {
            instance_id: id.to_owned(),
            execution_id: None,
            message,
            sent: self.now,
        };
        self.post(hub, id, job, ARRIVES_IN);
    }

    /// Rewinds a failed instance: it is Pending at once and runs some moments later.
    pub fn rewind(&mut self, hub: &str, id: &str, reason: Option<&str>) {
        let leaves = match self.hubs.get_mut(&hub.to_lowercase()) {
            Some(hub) => rewind::clear(hub, id, self.now),
            None => Vec::new(),
        };
        for leaf in leaves {
            self.send(
                hub,
                &leaf,
                Message::Rewind {
                    reason: reason.map(str::to_owned),
                },
            );
        }
    }

    /// Signals an entity; it comes into being by it.
    pub fn signal(&mut self, hub: &str, entity: &str, op: &str, input: Json) {
        let kind = RequestKind::Operation {
            op: op.to_owned(),
            input,
            signal: true,
        };
        let id = self.random.hex32();
        let request = Request {
            kind,
            id,
            parent: None,
            stamp: Stamp {
                at: self.now,
                moved: false,
            },
        };
        let job = Job::Entity {
            instance_id: entity.to_owned(),
            request,
        };
        self.post(hub, entity, job, ARRIVES_IN);
    }

    /// Takes an instance out for good, whatever its status. Whether it was there.
    pub fn purge(&mut self, hub: &str, id: &str) -> bool {
        self.hubs
            .get_mut(&hub.to_lowercase())
            .is_some_and(|hub| hub.purge(id))
    }

    /// Takes out whatever of a hub was created in a window and is doomed, whatever its status; so many at most.
    pub fn sweep(
        &mut self,
        hub: &str,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        most: u64,
        doomed: &dyn Fn(&InstanceRow) -> bool,
    ) -> Swept {
        self.hubs
            .get_mut(&hub.to_lowercase())
            .map(|hub| hub.sweep(from, to, most, doomed))
            .unwrap_or_default()
    }

    /// Moves the clock and does everything that is due until then.
    pub fn advance(&mut self, to: DateTime<Utc>) {
        while let Some((due, hub, job)) = self.queue.pop(to) {
            self.now = self.now.max(due);
            self.carry_out(&hub, job);
        }
        self.now = self.now.max(to);
    }
}
