//! The history rows that messages become.

use super::event::{Event, HistoryRow};
use super::instance::Instance;
use super::queue::Message;

/// The history row that a message becomes.
pub(super) fn event_of(instance: &Instance, message: &Message) -> Event {
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
