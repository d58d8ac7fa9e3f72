//! How an orchestrator talks to entities.

use super::asked::{Action, Operation};
use super::registry::Outcome;
use super::script::Ctx;
use super::thrown::Thrown;
use crate::json::Json;

impl Ctx {
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
