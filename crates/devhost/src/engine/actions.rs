//! Writing down what an orchestrator asked for, and sending it on its way.

use chrono::{DateTime, TimeDelta, Utc};

use super::asked::{Action, Operation};
use super::entity::{Request, RequestKind};
use super::env::Env;
use super::event::{Event, HistoryRow};
use super::instance::{Instance, Parent};
use super::queue::{Job, Message};
use crate::json::{Json, quote};
use crate::time::Stamp;

/// Adds the row of an action to the history and puts its work in the queue.
pub(super) fn write(instance: &mut Instance, action: Action, env: &mut Env<'_>) {
    let at = env.tick();
    let event = match action {
        Action::Activity { task, name, input } => {
            let stored = env.store_inputs.then(|| format!("[{input}]"));
            let takes = env
                .registry
                .find_activity(&name)
                .and_then(|activity| activity.takes(&input));
            let takes = takes.map_or_else(
                || env.millis(3, 30),
                |takes| takes.clamp(TimeDelta::zero(), TimeDelta::days(36_500)),
            );
            let picked = at + env.millis(4, 12);
            let due = env.queue.work(env.hub, picked, takes);
            let job = Job::Activity {
                instance_id: instance.row.id.clone(),
                execution_id: instance.execution_id.clone(),
                task,
                name: name.clone(),
                input,
            };
            env.queue.push(due, env.hub, job);
            Event::TaskScheduled {
                task,
                name,
                input: stored,
            }
        }
        Action::Child {
            task,
            name,
            instance_id,
            input,
        } => {
            let instance_id =
                instance_id.unwrap_or_else(|| format!("{}:{task:X}", instance.execution_id));
            let parent = Parent {
                instance_id: instance.row.id.clone(),
                execution_id: instance.execution_id.clone(),
                task,
            };
            let stored = if env.store_inputs {
                input.stored()
            } else {
                None
            };
            let due = at + env.millis(8, 25);
            let sent = at + TimeDelta::nanoseconds(500);
            let job = Job::Child {
                instance_id: instance_id.clone(),
                name: name.clone(),
                input,
                parent,
                sent,
            };
            env.queue.push(due, env.hub, job);
            Event::SubOrchestrationCreated {
                task,
                name,
                instance_id,
                input: stored,
            }
        }
        Action::Timer { task, fire_at } => {
            let due = fire_at.clamp(at, at + TimeDelta::days(36_500)) + env.millis(2, 12);
            let job = Job::Deliver {
                instance_id: instance.row.id.clone(),
                execution_id: Some(instance.execution_id.clone()),
                message: Message::Timer { task, fire_at },
                // The row of a timer that fired bears the time it was queued at, not that of its firing (recording `approval`).
                sent: at + TimeDelta::nanoseconds(1200),
            };
            env.queue.push(due, env.hub, job);
            Event::TimerCreated { task, fire_at }
        }
        Action::Operation { task, operation } => return send(instance, task, operation, at, env),
    };
    instance.history.push(HistoryRow::new(at, event));
}

const EXTENSION: &str = "Microsoft.Azure.WebJobs.Extensions.DurableTask";

/// Sends a message to an entity. Its text is what the recording `entities` shows.
fn send(
    instance: &mut Instance,
    task: u64,
    operation: Operation,
    at: DateTime<Utc>,
    env: &mut Env<'_>,
) {
    let parent = quote(&instance.row.id);
    let (entity, name, text, kind, id) = match operation {
        Operation::Release { entity, id } => {
            let text = format!(
                r#"{{"$type":"{EXTENSION}.ReleaseMessage, {EXTENSION}","parent":{parent},"id":"{id}"}}"#
            );
            (entity, "release", text, RequestKind::Release, id)
        }
        Operation::Signal { entity, op, input } => {
            let id = super::random::guid(env.random.draw(), task);
            let body = format!(
                r#""op":{},"signal":true,{}"id":"{id}""#,
                quote(&op),
                input_member(&input)
            );
            let text = request_text(instance, &entity, &body, "", env);
            (
                entity,
                "op",
                text,
                RequestKind::Operation {
                    op,
                    input,
                    signal: true,
                },
                id,
            )
        }
        Operation::Call {
            entity,
            op,
            input,
            id,
        } => {
            let body = format!(r#""op":{},{}"id":"{id}""#, quote(&op), input_member(&input));
            let text = request_text(instance, &entity, &body, "", env);
            (
                entity,
                "op",
                text,
                RequestKind::Operation {
                    op,
                    input,
                    signal: false,
                },
                id,
            )
        }
        Operation::Lock { entities, id } => {
            let Some(entity) = entities.first().cloned() else {
                return;
            };
            let set: Vec<String> = entities.iter().map(|entity| lock_member(entity)).collect();
            let set = format!(r#","lockset":[{}]"#, set.join(","));
            let text = request_text(
                instance,
                &entity,
                &format!(r#""op":null,"id":"{id}""#),
                &set,
                env,
            );
            (
                entity,
                "op",
                text,
                RequestKind::Lock { entities, place: 0 },
                id,
            )
        }
    };
    let stamp = instance
        .orchestration()
        .and_then(|orchestration| orchestration.sent.get(&entity).copied());
    let request = Request {
        kind,
        id,
        parent: Some((instance.row.id.clone(), instance.execution_id.clone())),
        stamp: stamp.unwrap_or(Stamp { at, moved: false }),
    };
    let job = Job::Entity {
        instance_id: entity.clone(),
        request,
    };
    let due = at + env.millis(5, 15);
    env.queue.push_in_order(due, env.hub, &entity, job);
    let event = Event::EventSent {
        task,
        instance_id: entity,
        name: name.to_owned(),
        input: Some(text),
    };
    instance.history.push(HistoryRow::new(at, event));
}

fn input_member(input: &Json) -> String {
    input
        .stored()
        .map_or_else(String::new, |text| format!(r#""input":{},"#, quote(&text)))
}

fn lock_member(entity: &str) -> String {
    let (name, key) = super::entity::parts(entity);
    format!(
        r#"{{"$type":"{EXTENSION}.EntityId, {EXTENSION}","name":{},"key":{}}}"#,
        quote(name),
        quote(key)
    )
}

/// The text of a request. Messages to one entity bear rising times: one that would bear the time of the last bears the next tick of
/// 100 ns, and is written without a zone then.
fn request_text(
    instance: &mut Instance,
    entity: &str,
    body: &str,
    tail: &str,
    env: &Env<'_>,
) -> String {
    let parent = quote(&instance.row.id);
    let execution = instance.execution_id.clone();
    let last = instance
        .orchestration()
        .and_then(|orchestration| orchestration.sent.get(entity).copied());
    let stamp = Stamp::after(last, env.now);
    if let Some(orchestration) = instance.orchestration() {
        orchestration.sent.insert(entity.to_owned(), stamp);
    }
    let before = last.map_or_else(|| "0001-01-01T00:00:00".to_owned(), |last| last.to_string());
    format!(
        r#"{{"$type":"{EXTENSION}.RequestMessage, {EXTENSION}",{body},"parent":{parent},"parentExecution":"{execution}","Timestamp":"{stamp}","Predecessor":"{before}"{tail}}}"#
    )
}
