//! What an orchestrator sees: the context it schedules its work through.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::asked::{Action, Shared};
use super::registry::Outcome;
use super::tasks::{Either, EventWait, Task, either};
use crate::json::Json;

pub use super::calls::{Lock, entity_id};
pub use super::retry::Retry;

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
        let fire_at = self.ahead(delay);
        // A timer cannot fail; its outcome says nothing.
        let _ = self.timer_at(fire_at).await;
    }

    /// The time so far ahead, but no more than a hundred years.
    pub fn ahead(&self, delay: TimeDelta) -> DateTime<Utc> {
        self.now() + delay.clamp(TimeDelta::zero(), TimeDelta::days(36_500))
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
        let timer = self.timer_at(self.ahead(patience));
        match either(self.event(name), timer).await {
            Either::Left(payload) => Some(payload),
            Either::Right(_) => None,
        }
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
