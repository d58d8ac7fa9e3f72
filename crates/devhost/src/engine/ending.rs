//! The end of an execution: for good, or into the next generation.

use chrono::TimeDelta;

use super::env::Env;
use super::event::{Event, HistoryRow};
use super::instance::{Instance, Orchestration};
use super::queue::{Job, Message};
use super::registry::Outcome;
use super::status::RuntimeStatus;
use super::thrown::Thrown;
use crate::json::Json;

/// Ends the instance and tells its parent. A terminated child counts as failed for its parent.
pub(super) fn end(
    instance: &mut Instance,
    status: RuntimeStatus,
    text: Option<String>,
    outcome: Option<Outcome>,
    env: &mut Env<'_>,
) {
    let at = env.tick();
    instance.history.push(HistoryRow::new(
        at,
        Event::ExecutionCompleted {
            status,
            result: text.clone(),
        },
    ));
    instance.row.status = status;
    instance.row.output.clone_from(&text);
    if let Some(orchestration) = instance.orchestration() {
        let scripted = orchestration.scripted;
        *orchestration = Orchestration {
            scripted,
            ..Orchestration::default()
        };
    }
    if let Some(parent) = &instance.parent {
        let outcome =
            outcome.unwrap_or_else(|| Err(Thrown::plain(text.clone().unwrap_or_default(), "")));
        let message = Message::ChildDone {
            task: parent.task,
            reason: text,
            outcome,
        };
        let due = at + env.millis(6, 20);
        let job = Job::Deliver {
            instance_id: parent.instance_id.clone(),
            execution_id: Some(parent.execution_id.clone()),
            message,
            sent: at,
        };
        env.queue.push(due, env.hub, job);
    }
}

/// Begins the next generation: a new execution with a new input, an empty history and the events that nobody awaited yet
/// (recording `continue-as-new`).
pub(super) fn renew(
    instance: &mut Instance,
    input: &Json,
    raised: Vec<(String, Json)>,
    env: &mut Env<'_>,
) {
    let at = env.tick();
    instance.execution_id = env.random.hex32();
    instance.generation = None;
    instance.history.clear();
    instance.row.input = input.stored();
    instance.row.created = at;
    if let Some(orchestration) = instance.orchestration() {
        *orchestration = Orchestration {
            scripted: true,
            ..Orchestration::default()
        };
    }
    let events = raised.into_iter().map(|(name, payload)| Message::Event {
        name,
        input: payload.to_string(),
    });
    for message in std::iter::once(Message::Start).chain(events) {
        let due = at + TimeDelta::microseconds(200);
        let job = Job::Deliver {
            instance_id: instance.row.id.clone(),
            execution_id: Some(instance.execution_id.clone()),
            message,
            sent: at,
        };
        env.queue.push(due, env.hub, job);
    }
}
