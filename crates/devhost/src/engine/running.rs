//! The run of an orchestrator's function: beginning it, telling it what happened, letting it go on.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use chrono::{DateTime, Utc};

use super::asked::Shared;
use super::env::Env;
use super::event::{Event, HistoryRow};
use super::instance::Instance;
use super::registry::{Outcome, Run};
use super::script::Ctx;
use super::tasks::same_name;
use super::thrown::Thrown;
use super::written::scheduled_name;
use crate::json::Json;

/// The run of an orchestrator between two episodes.
pub(super) struct Running {
    pub ctx: Ctx,
    pub run: Run,
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
