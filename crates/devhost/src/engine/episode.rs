//! One episode of an orchestration: a message comes in, the function goes on until it waits, what it asked for is written down.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use chrono::{DateTime, TimeDelta, Utc};

use super::actions;
use super::event::{Event, HistoryRow};
use super::instance::{Instance, Orchestration, Running};
use super::queue::{Job, Message, Queue};
use super::random::Random;
use super::registry::{Outcome, Registry};
use super::replay;
use super::script::{Ctx, Shared};
use super::status::RuntimeStatus;
use super::tasks::same_name;
use super::thrown::Thrown;
use crate::json::Json;

/// What an episode may touch beside its instance.
pub(super) struct Env<'a> {
    pub hub: &'a str,
    pub queue: &'a mut Queue,
    pub registry: &'a Registry,
    pub random: &'a mut Random,
    pub store_inputs: bool,
    /// When the episode began.
    pub now: DateTime<Utc>,
    /// The time of the next row of it.
    pub clock: DateTime<Utc>,
}

impl Env<'_> {
    /// The time of the next row: some microseconds after the last.
    pub fn tick(&mut self) -> DateTime<Utc> {
        self.clock += TimeDelta::nanoseconds(
            100 * i64::try_from(self.random.between(90, 400)).unwrap_or(100),
        );
        self.clock
    }

    /// A span of so many milliseconds, drawn.
    pub fn millis(&mut self, from: u64, to: u64) -> TimeDelta {
        TimeDelta::nanoseconds(
            100 * i64::try_from(self.random.between(from * 10_000, to * 10_000))
                .unwrap_or_default(),
        )
    }
}

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

/// The history row that a message becomes.
fn event_of(instance: &Instance, message: &Message) -> Event {
    match message.clone() {
        Message::Start => Event::ExecutionStarted {
            name: instance.row.name.clone(),
            input: instance.row.input.clone(),
            generation: instance.generation,
            scheduled_start: None,
        },
        Message::Event { name, input } => Event::EventRaised {
            name,
            input: Some(input),
        },
        Message::Terminate { reason } => Event::ExecutionTerminated { input: reason },
        Message::Suspend { reason } => Event::ExecutionSuspended { reason },
        Message::Resume { reason } => Event::ExecutionResumed { reason },
        Message::Rewind { reason } => Event::Generic { data: reason },
        Message::TaskDone {
            task,
            outcome: Ok(result),
        } => Event::TaskCompleted {
            task,
            result: result.stored(),
        },
        Message::TaskDone {
            task,
            outcome: Err(thrown),
        } => Event::TaskFailed {
            task,
            reason: format!(
                "Activity function '{}' failed: {}",
                scheduled_name(&instance.history, task),
                thrown.message
            ),
            details: Some(thrown.details_text()),
        },
        Message::ChildDone {
            task,
            outcome: Ok(result),
            ..
        } => Event::SubOrchestrationCompleted {
            task,
            result: result.stored(),
        },
        Message::ChildDone {
            task,
            reason,
            outcome: Err(thrown),
        } => Event::SubOrchestrationFailed {
            task,
            reason: reason.unwrap_or_default(),
            details: Some(thrown.details_text()).filter(|text| !text.is_empty()),
        },
        Message::Timer { task, fire_at } => Event::TimerFired { task, fire_at },
    }
}

/// The name of the function that was scheduled under a number.
pub(super) fn scheduled_name(history: &[HistoryRow], task: u64) -> &str {
    let name = history.iter().rev().find_map(|row| match &row.event {
        Event::TaskScheduled {
            task: other, name, ..
        }
        | Event::SubOrchestrationCreated {
            task: other, name, ..
        } if *other == task => Some(name.as_str()),
        _ => None,
    });
    name.unwrap_or_default()
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
        body: super::instance::Body::Orchestration(orchestration),
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

/// Begins the function of an instance; `None` where the app has none of that name.
pub(super) fn begin(instance: &Instance, env: &Env<'_>) -> Option<Running> {
    let orchestrator = env.registry.find_orchestrator(&instance.row.name)?;
    let seed = instance.execution_id.bytes().fold(0_u64, |seed, byte| {
        seed.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    let ctx = Ctx(Arc::new(Mutex::new(Shared {
        instance_id: instance.row.id.clone(),
        input: Json::of_stored(instance.row.input.as_deref()),
        now: env.now,
        seed,
        ..Shared::default()
    })));
    let run = orchestrator.begin(ctx.clone());
    Some(Running { ctx, run })
}

/// Tells the function what a row says and lets it go on; its outcome, if it has ended by that.
pub(super) fn feed(
    running: &mut Running,
    row: &HistoryRow,
    history: &[HistoryRow],
    now: DateTime<Utc>,
) -> Option<Outcome> {
    {
        let mut shared = running.ctx.lock();
        shared.now = now;
        let parse = |text: &Option<String>| Json::of_stored(text.as_deref());
        match &row.event {
            Event::TaskCompleted { task, result }
            | Event::SubOrchestrationCompleted { task, result } => {
                shared.done.push((*task, Ok(parse(result))));
            }
            Event::TaskFailed {
                task,
                reason,
                details,
            } => {
                let thrown = Thrown::of_row(reason, details.as_deref());
                shared.done.push((
                    *task,
                    Err(thrown.failed_function("activity", scheduled_name(history, *task))),
                ));
            }
            Event::SubOrchestrationFailed {
                task,
                reason,
                details,
            } => {
                let thrown = Thrown::of_row(reason, details.as_deref());
                shared.done.push((
                    *task,
                    Err(thrown.failed_function("orchestrator", scheduled_name(history, *task))),
                ));
            }
            Event::TimerFired { task, .. } => shared.done.push((*task, Ok(Json::Null))),
            Event::EventRaised { name, input } => {
                let payload = parse(input);
                match shared
                    .waits
                    .iter()
                    .position(|(_, waited)| same_name(waited, name))
                {
                    Some(at) => {
                        let (wait, _) = shared.waits.remove(at);
                        shared.met.push((wait, payload));
                    }
                    None => shared.raised.push((name.clone(), payload)),
                }
            }
            _ => {}
        }
    }
    poll(running)
}

fn poll(running: &mut Running) -> Option<Outcome> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(&mut running.run).poll(&mut context) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
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

/// Ends the instance and tells its parent. A terminated child counts as failed for its parent.
fn end(
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
fn renew(instance: &mut Instance, input: &Json, raised: Vec<(String, Json)>, env: &mut Env<'_>) {
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
