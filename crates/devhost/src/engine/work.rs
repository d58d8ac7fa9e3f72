//! Doing what is due.

use super::entity;
use super::env::Env;
use super::episode;
use super::instance::Instance;
use super::queue::{Job, Message};
use super::registry::{Outcome, Registry};
use super::thrown::Thrown;
use super::world::World;
use crate::json::Json;

impl World {
    /// Does a job of a hub at the present time.
    pub(super) fn carry_out(&mut self, key: &str, job: Job) {
        let Self {
            registry,
            hubs,
            queue,
            random,
            now,
            store_inputs,
            ..
        } = self;
        let mut env = Env {
            hub: key,
            queue,
            registry,
            random,
            store_inputs: *store_inputs,
            now: *now,
            clock: *now,
        };
        match job {
            Job::Deliver {
                instance_id,
                execution_id,
                message,
                sent,
            } => {
                let instance = hubs
                    .get_mut(key)
                    .and_then(|hub| hub.for_change(&instance_id));
                let Some(instance) = instance.filter(|instance| !instance.is_entity()) else {
                    return;
                };
                if execution_id.is_none_or(|execution| execution == instance.execution_id) {
                    episode::deliver(instance, message, sent, &mut env);
                }
            }
            Job::Activity {
                instance_id,
                execution_id,
                task,
                name,
                input,
            } => {
                let outcome = run_activity(env.registry, &name, &input);
                let sent = env.now;
                let due = sent + env.millis(3, 9);
                let message = Message::TaskDone { task, outcome };
                let job = Job::Deliver {
                    instance_id,
                    execution_id: Some(execution_id),
                    message,
                    sent,
                };
                env.queue.push(due, key, job);
            }
            Job::Child {
                instance_id,
                name,
                input,
                parent,
                sent,
            } => {
                let mut instance = Instance::pending(
                    &instance_id,
                    &name,
                    input.stored(),
                    env.random.hex32(),
                    sent,
                );
                instance.parent = Some(parent);
                episode::deliver(&mut instance, Message::Start, sent, &mut env);
                hubs.entry(key.to_owned()).or_default().put(instance);
            }
            Job::Entity {
                instance_id,
                request,
            } => {
                let hub = hubs.entry(key.to_owned()).or_default();
                if hub.for_change(&instance_id).is_none() {
                    let execution_id = env.random.hex32();
                    hub.put(Instance::entity(&instance_id, execution_id, env.now));
                }
                if let Some(instance) = hub.for_change(&instance_id) {
                    entity::deliver(instance, request, &mut env);
                }
            }
        }
    }
}

fn run_activity(registry: &Registry, name: &str, input: &Json) -> Outcome {
    match registry.find_activity(name) {
        Some(activity) => activity.run(input),
        None => Err(Thrown::new(
            "System.ArgumentException",
            format!(
                "The function '{name}' doesn't exist, is disabled, or is not an activity function."
            ),
        )),
    }
}
