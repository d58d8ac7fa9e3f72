//! What an orchestrator sees: the context it schedules its work through.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::registry::Outcome;
use super::tasks::{EventWait, Task};
use super::thrown::Thrown;
use crate::json::Json;

/// One thing that an orchestrator asked for, in the order of its asking.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// Run an activity.
    Activity {
        task: u64,
        name: String,
        input: Json,
    },
    /// Start a child.
    Child {
        task: u64,
        name: String,
        instance_id: Option<String>,
        input: Json,
    },
    /// Set a timer.
    Timer { task: u64, fire_at: DateTime<Utc> },
    /// Send an operation to an entity.
    Operation { task: u64, operation: Operation },
}

/// A message to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Operation {
    /// An operation without an answer.
    Signal {
        entity: String,
        op: String,
        input: Json,
    },
    /// An operation whose answer comes as an event named by `id`.
    Call {
        entity: String,
        op: String,
        input: Json,
        id: String,
    },
    /// A request to lock; the answer comes as an event named by `id`.
    Lock { entities: Vec<String>, id: String },
    /// The end of a lock.
    Release { entity: String, id: String },
}

/// The state that the context and the engine share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub instance_id: String,
    pub input: Json,
    pub now: DateTime<Utc>,
    pub next_task: u64,
    pub actions: Vec<Action>,
    pub done: Vec<(u64, Outcome)>,
    pub raised: Vec<(String, Json)>,
    pub waits: Vec<(u64, String)>,
    pub next_wait: u64,
    pub met: Vec<(u64, Json)>,
    pub custom_status: Option<Json>,
    pub again: Option<Json>,
    pub ids: u64,
    pub seed: u64,
}

/// How often and how soon something that failed is tried again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retry {
    /// All tries together, 1 or more.
    pub tries: u32,
    /// The wait after the first failure.
    pub first: Duration,
    /// What each further wait is multiplied with.
    pub backoff: f64,
}

impl Retry {
    /// So many tries, the same wait between them.
    pub fn times(tries: u32, wait: Duration) -> Self {
        Self {
            tries,
            first: wait,
            backoff: 1.0,
        }
    }

    /// The same with waits that grow.
    #[must_use]
    pub fn backing_off(mut self, factor: f64) -> Self {
        self.backoff = factor;
        self
    }

    /// The wait after the failure number `failures` (from 1); none after the last, for which the framework still sets a timer.
    fn wait(&self, failures: u32) -> TimeDelta {
        if failures >= self.tries {
            return TimeDelta::zero();
        }
        let factor = self
            .backoff
            .powi(i32::try_from(failures).unwrap_or(i32::MAX) - 1);
        TimeDelta::from_std(self.first.mul_f64(factor.clamp(0.0, 1e6))).unwrap_or(TimeDelta::MAX)
    }
}

/// An orchestrator's context.
#[derive(Clone)]
pub struct Ctx(pub(super) Arc<Mutex<Shared>>);

impl Ctx {
    pub(super) fn lock(&self) -> MutexGuard<'_, Shared> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The input.
    pub fn input(&self) -> Json {
        self.lock().input.clone()
    }

    /// The id of this instance.
    pub fn instance_id(&self) -> String {
        self.lock().instance_id.clone()
    }

    /// The time of the present episode.
    pub fn now(&self) -> DateTime<Utc> {
        self.lock().now
    }

    /// Sets the custom status.
    pub fn set_status(&self, status: impl Into<Json>) {
        self.lock().custom_status = Some(status.into());
    }

    /// When the function has returned, it begins anew with this input and an empty history; what it returned is dropped.
    pub fn continue_as_new(&self, input: impl Into<Json>) {
        self.lock().again = Some(input.into());
    }

    /// Schedules an activity.
    pub fn activity(&self, name: &str, input: impl Into<Json>) -> Task {
        self.schedule(|task| Action::Activity {
            task,
            name: name.to_owned(),
            input: input.into(),
        })
    }

    /// Schedules an activity and tries again where it fails.
    pub async fn activity_with_retry(
        &self,
        name: &str,
        input: impl Into<Json>,
        retry: Retry,
    ) -> Outcome {
        let input = input.into();
        self.retry(retry, || self.activity(name, input.clone()))
            .await
    }

    /// Starts a child under an id that the framework makes.
    pub fn child(&self, name: &str, input: impl Into<Json>) -> Task {
        self.schedule(|task| Action::Child {
            task,
            name: name.to_owned(),
            instance_id: None,
            input: input.into(),
        })
    }

    /// Starts a child under this id.
    pub fn child_with_id(&self, name: &str, instance_id: &str, input: impl Into<Json>) -> Task {
        let instance_id = Some(instance_id.to_owned());
        self.schedule(|task| Action::Child {
            task,
            name: name.to_owned(),
            instance_id,
            input: input.into(),
        })
    }

    /// Starts a child and starts it again where it fails.
    pub async fn child_with_retry(
        &self,
        name: &str,
        input: impl Into<Json>,
        retry: Retry,
    ) -> Outcome {
        let input = input.into();
        self.retry(retry, || self.child(name, input.clone())).await
    }

    async fn retry(&self, retry: Retry, mut again: impl FnMut() -> Task) -> Outcome {
        let mut failures = 0;
        loop {
            let thrown = match again().await {
                Ok(value) => return Ok(value),
                Err(thrown) => thrown,
            };
            failures += 1;
            self.timer(retry.wait(failures)).await;
            if failures >= retry.tries {
                return Err(thrown);
            }
        }
    }

    /// Sleeps.
    pub async fn timer(&self, delay: TimeDelta) {
        let fire_at = self.now() + delay;
        // A timer cannot fail; its outcome says nothing.
        let _ = self.timer_at(fire_at).await;
    }

    /// A timer that fires at this time.
    pub fn timer_at(&self, fire_at: DateTime<Utc>) -> Task {
        self.schedule(|task| Action::Timer { task, fire_at })
    }

    /// Waits for an event; names match in any case. One that came early was kept.
    pub fn event(&self, name: &str) -> EventWait {
        EventWait::new(self.clone(), name)
    }

    /// Waits for an event no longer than `patience`; `None` when it did not come.
    pub async fn event_within(&self, name: &str, patience: TimeDelta) -> Option<Json> {
        let timer = self.timer_at(self.now() + patience);
        match super::tasks::either(self.event(name), timer).await {
            super::tasks::Either::Left(payload) => Some(payload),
            super::tasks::Either::Right(_) => None,
        }
    }

    /// Sends an operation to an entity and does not wait.
    pub fn signal(&self, entity: &str, key: &str, op: &str, input: impl Into<Json>) {
        let operation = Operation::Signal {
            entity: entity_id(entity, key),
            op: op.to_owned(),
            input: input.into(),
        };
        self.send(operation);
    }

    /// Sends an operation to an entity and waits for its answer.
    pub async fn call(&self, entity: &str, key: &str, op: &str, input: impl Into<Json>) -> Outcome {
        let id = self.new_id();
        let answer = self.event(&id);
        self.send(Operation::Call {
            entity: entity_id(entity, key),
            op: op.to_owned(),
            input: input.into(),
            id,
        });
        let answer = answer.await;
        let result = Json::of_stored(answer.get("result").and_then(Json::as_str));
        match answer.get("exceptionType").and_then(Json::as_str) {
            Some(class) => Err(Thrown::new(class, result.as_str().unwrap_or_default())),
            None => Ok(result),
        }
    }

    /// Locks entities, in the order of their ids, and waits until it holds them.
    pub async fn lock_entities(&self, entities: &[(&str, &str)]) -> Lock {
        let id = self.new_id();
        let answer = self.event(&id);
        let mut entities: Vec<String> = entities
            .iter()
            .map(|(name, key)| entity_id(name, key))
            .collect();
        entities.sort();
        self.send(Operation::Lock {
            entities: entities.clone(),
            id: id.clone(),
        });
        answer.await;
        Lock { entities, id }
    }

    /// Gives locked entities back.
    pub fn release(&self, lock: Lock) {
        for entity in lock.entities {
            self.send(Operation::Release {
                entity,
                id: lock.id.clone(),
            });
        }
    }

    fn send(&self, operation: Operation) {
        let mut shared = self.lock();
        let task = shared.next_task;
        shared.next_task += 1;
        shared.actions.push(Action::Operation { task, operation });
    }

    fn schedule(&self, action: impl FnOnce(u64) -> Action) -> Task {
        let mut shared = self.lock();
        let task = shared.next_task;
        shared.next_task += 1;
        shared.actions.push(action(task));
        drop(shared);
        Task::new(self.clone(), task)
    }

    /// A GUID that is the same in each replay.
    pub fn new_id(&self) -> String {
        let mut shared = self.lock();
        shared.ids += 1;
        super::random::guid(shared.seed, shared.ids)
    }
}

/// Entities that are held until they are given back.
#[derive(Debug)]
#[must_use = "a lock is held until it is released"]
pub struct Lock {
    entities: Vec<String>,
    id: String,
}

/// The instance id of an entity: its name in lower case.
pub fn entity_id(name: &str, key: &str) -> String {
    format!("@{}@{key}", name.to_lowercase())
}
