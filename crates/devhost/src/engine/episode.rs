//! One episode of an orchestration: a message comes in, the function goes on until it waits, what it asked for is written down.

use chrono::{DateTime, Utc};

use super::actions;
use super::ending::{end, renew};
use super::env::Env;
use super::event::{Event, HistoryRow};
use super::instance::{Body, Instance};
use super::queue::Message;
use super::registry::Outcome;
use super::replay;
use super::running::feed;
use super::status::RuntimeStatus;
use super::written::event_of;

/// Hands a message to an orchestration. One that has ended takes nothing any more, but a rewind.
pub(super) fn deliver(
    instance: &mut Instance,
    message: Message,
    sent: DateTime<Utc>,
    env: &mut Env<'_>,
) {
    let rewinds = matches!(message, Message::Rewind { .. });
    if instance.row.status.is_finished() && !rewinds {
        return;
    }
    if instance.row.status == RuntimeStatus::Pending {
        let scripted = instance.orchestration().is_some_and(|own| own.scripted);
        if scripted && instance.history.is_empty() && message != Message::Start {
            // Its start was never picked up: what is sent to it stays in the queue as well.
            return;
        }
        instance.row.status = RuntimeStatus::Running;
    }
    instance
        .history
        .push(HistoryRow::new(env.now, Event::OrchestratorStarted));
    let row = HistoryRow::new(sent, event_of(instance, &message));
    instance.history.push(row.clone());
    let outcome = take_in(instance, message, row, env);
    settle(instance, outcome, env);
    let at = env.tick();
    instance
        .history
        .push(HistoryRow::new(at, Event::OrchestratorCompleted));
    instance.row.updated = at;
}

/// Lets the function take a message in and go on. The outcome, once it has ended.
fn take_in(
    instance: &mut Instance,
    message: Message,
    row: HistoryRow,
    env: &mut Env<'_>,
) -> Option<Outcome> {
    let suspended = instance.row.status == RuntimeStatus::Suspended;
    match message {
        Message::Terminate { reason } => {
            end(instance, RuntimeStatus::Terminated, reason, None, env);
            return None;
        }
        Message::Suspend { reason } => {
            instance.row.status = RuntimeStatus::Suspended;
            instance.row.output = reason;
            return None;
        }
        Message::Resume { reason } => {
            instance.row.status = RuntimeStatus::Running;
            instance.row.output = reason;
        }
        Message::Rewind { .. } => instance.row.status = RuntimeStatus::Running,
        _ if suspended => {
            instance.orchestration()?.held.push(row);
            return None;
        }
        _ => {}
    }
    if !instance.orchestration()?.scripted {
        return None;
    }
    if instance.orchestration()?.running.is_none() {
        return match replay::begin(instance, env) {
            Ok(outcome) => outcome,
            Err(thrown) => Some(Err(thrown)),
        };
    }
    let Instance {
        body: Body::Orchestration(orchestration),
        history,
        ..
    } = instance
    else {
        return None;
    };
    let rows = if matches!(row.event, Event::ExecutionResumed { .. }) {
        std::mem::take(&mut orchestration.held)
    } else {
        vec![row]
    };
    let running = orchestration.running.as_mut()?;
    for row in rows {
        if let Some(outcome) = feed(running, &row, history, env.now) {
            return Some(outcome);
        }
    }
    None
}

/// Writes down what the function asked for, and its end.
fn settle(instance: &mut Instance, outcome: Option<Outcome>, env: &mut Env<'_>) {
    let Some(running) = instance
        .orchestration()
        .and_then(|orchestration| orchestration.running.as_ref())
    else {
        if let Some(Err(thrown)) = outcome {
            let text = thrown.output_of(&instance.row.name);
            end(
                instance,
                RuntimeStatus::Failed,
                Some(text),
                Some(Err(thrown)),
                env,
            );
        }
        return;
    };
    let mut shared = running.ctx.lock();
    let actions = std::mem::take(&mut shared.actions);
    let status = shared.custom_status.take();
    let again = if outcome.is_some() {
        shared.again.take()
    } else {
        None
    };
    let raised = if again.is_some() {
        std::mem::take(&mut shared.raised)
    } else {
        Vec::new()
    };
    drop(shared);
    if let Some(status) = status {
        instance.row.custom_status = status.stored();
    }
    for action in actions {
        actions::write(instance, action, env);
    }
    match (outcome, again) {
        (Some(Ok(_)), Some(input)) => renew(instance, &input, raised, env),
        (Some(Ok(result)), None) => end(
            instance,
            RuntimeStatus::Completed,
            result.stored(),
            Some(Ok(result)),
            env,
        ),
        (Some(Err(thrown)), _) => {
            let text = thrown.output_of(&instance.row.name);
            end(
                instance,
                RuntimeStatus::Failed,
                Some(text),
                Some(Err(thrown)),
                env,
            );
        }
        (None, _) => {}
    }
}
