//! Rebuilding a run from its history, as after a rewind, with the framework's check that the function asks for the same again.

use super::asked::{Action, Operation};
use super::env::Env;
use super::event::{Event, HistoryRow};
use super::instance::Instance;
use super::registry::Outcome;
use super::running;
use super::thrown::Thrown;

/// Begins the function and feeds it all of its history, the row that just came included. What it asked for beyond the history stays
/// among the context's actions. An error is the framework's: no such function, or a history that does not fit.
pub(super) fn begin(instance: &mut Instance, env: &mut Env<'_>) -> Result<Option<Outcome>, Thrown> {
    let Some(mut running) = running::begin(instance, env) else {
        let message = format!(
            "The function '{}' doesn't exist, is disabled, or is not an orchestrator function.",
            instance.row.name
        );
        return Err(Thrown::new("System.ArgumentException", message));
    };
    let mut open: Vec<Action> = Vec::new();
    let mut outcome = None;
    let mut mismatch = None;
    let mut now = env.now;
    for row in &instance.history {
        if row.event == Event::OrchestratorStarted {
            now = row.timestamp;
            continue;
        }
        if let Err(thrown) = check(&mut open, row) {
            mismatch = Some(thrown);
            break;
        }
        if outcome.is_none() && wakes(&row.event) {
            outcome = running::feed(&mut running, row, &instance.history, now);
            open.append(&mut running.ctx.lock().actions);
        }
    }
    {
        let mut shared = running.ctx.lock();
        shared.actions = open;
        shared.now = env.now;
    }
    if let Some(orchestration) = instance.orchestration() {
        orchestration.running = Some(running);
    }
    match mismatch {
        Some(thrown) => Ok(Some(Err(thrown))),
        None => Ok(outcome),
    }
}

/// Whether a row lets the function go on.
fn wakes(event: &Event) -> bool {
    matches!(
        event,
        Event::ExecutionStarted { .. }
            | Event::TaskCompleted { .. }
            | Event::TaskFailed { .. }
            | Event::SubOrchestrationCompleted { .. }
            | Event::SubOrchestrationFailed { .. }
            | Event::TimerFired { .. }
            | Event::EventRaised { .. }
    )
}

/// Takes the action that a row was written for off the open ones.
fn check(open: &mut Vec<Action>, row: &HistoryRow) -> Result<(), Thrown> {
    let what = match &row.event {
        Event::TaskScheduled { task, name, .. } => {
            format!("an activity task with sequence ID {task} and name '{name}' (version ''), but")
        }
        Event::TimerCreated { task, .. } => format!("a timer task with sequence number {task} but"),
        Event::SubOrchestrationCreated {
            task,
            name,
            instance_id,
            ..
        } => format!(
            "a sub-orchestration task with sequence ID {task} and name '{name}' (version '', instance ID '{instance_id}'), but"
        ),
        Event::EventSent {
            task,
            name,
            instance_id,
            ..
        } => format!(
            "a send event task with sequence ID {task}, type 'EventSent' name '{name}', instance ID '{instance_id}', but"
        ),
        _ => return Ok(()),
    };
    if let Some(at) = open.iter().position(|action| fits(action, &row.event)) {
        open.remove(at);
        return Ok(());
    }
    Err(Thrown::non_deterministic(format!(
        "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled {what} the current replay execution \
         hasn't (yet?) scheduled this task. Was a change made to the orchestrator code after this instance had already started running?"
    )))
}

fn fits(action: &Action, event: &Event) -> bool {
    match (action, event) {
        (
            Action::Activity { task, name, .. },
            Event::TaskScheduled {
                task: other,
                name: scheduled,
                ..
            },
        )
        | (
            Action::Child { task, name, .. },
            Event::SubOrchestrationCreated {
                task: other,
                name: scheduled,
                ..
            },
        ) => task == other && name.eq_ignore_ascii_case(scheduled),
        (Action::Timer { task, .. }, Event::TimerCreated { task: other, .. }) => task == other,
        (
            Action::Operation { task, operation },
            Event::EventSent {
                task: other, name, ..
            },
        ) => task == other && (name == "release") == matches!(operation, Operation::Release { .. }),
        _ => false,
    }
}
