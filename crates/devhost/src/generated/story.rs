//! The history of a generated instance, told so that it fits its row.

use chrono::{DateTime, TimeDelta, Utc};

use super::family::Kind;
use super::row::{Composed, fill};
use crate::engine::event::{Event, HistoryRow};
use crate::engine::status::RuntimeStatus;

/// Writes a history in order of time.
pub(super) struct Teller {
    rows: Vec<HistoryRow>,
    tasks: u64,
}

impl Teller {
    /// Begins with the start of the execution.
    pub(super) fn begin(composed: &Composed) -> Self {
        let mut teller = Self {
            rows: Vec::new(),
            tasks: 0,
        };
        teller.tell(
            composed.row.created,
            Event::ExecutionStarted {
                name: composed.row.name.clone(),
                input: composed.row.input.clone(),
                generation: (!composed.is_child).then_some(0),
                scheduled_start: None,
            },
        );
        teller
    }

    pub(super) fn tell(&mut self, at: DateTime<Utc>, event: Event) {
        self.rows.push(HistoryRow::new(at, event));
    }

    /// A number for the next thing that is scheduled.
    pub(super) fn next_task(&mut self) -> u64 {
        self.tasks += 1;
        self.tasks - 1
    }

    /// Schedules an activity and gives its number.
    pub(super) fn schedule(&mut self, at: DateTime<Utc>, name: &str) -> u64 {
        let task = self.next_task();
        self.tell(
            at,
            Event::TaskScheduled {
                task,
                name: name.to_owned(),
                input: None,
            },
        );
        task
    }

    /// A timer that fires when it should.
    pub(super) fn timer(&mut self, at: DateTime<Utc>, fire_at: DateTime<Utc>) {
        let task = self.next_task();
        self.tell(at, Event::TimerCreated { task, fire_at });
        let queued = at + TimeDelta::microseconds(3);
        self.tell(queued, Event::TimerFired { task, fire_at });
    }

    /// Ends as the row says it ended, if it did.
    pub(super) fn end(mut self, composed: &Composed) -> Vec<HistoryRow> {
        let at = composed.row.updated;
        let reason = Some(composed.reason.to_owned()).filter(|reason| !reason.is_empty());
        match composed.row.status {
            RuntimeStatus::Suspended => self.tell(at, Event::ExecutionSuspended { reason }),
            RuntimeStatus::Terminated => {
                self.tell(at, Event::ExecutionTerminated { input: reason });
            }
            _ => {}
        }
        if composed.row.status.is_finished() {
            self.tell(
                at,
                Event::ExecutionCompleted {
                    status: composed.row.status,
                    result: composed.row.output.clone(),
                },
            );
        }
        self.rows
    }
}

/// The history of a row.
pub(super) fn write(composed: &Composed) -> Vec<HistoryRow> {
    let mut teller = Teller::begin(composed);
    let row = &composed.row;
    if composed.kind == Kind::Entity || row.status == RuntimeStatus::Pending {
        return teller.end(composed);
    }
    let activities = composed.plot.activities;
    let steps = activities.len() + composed.children.len();
    // Half of the time for each step, so that the whole fits between creation and end.
    let step = (row.updated - row.created) / i32::try_from(2 * steps + 1).unwrap_or(i32::MAX);
    let finished = row.status == RuntimeStatus::Completed;
    let mut at = children(&mut teller, composed, step);
    for (number, activity) in activities.iter().enumerate() {
        let last = number + 1 == activities.len();
        at += step;
        if last && let Some(thrown) = &composed.thrown {
            failing(
                &mut teller,
                at,
                step,
                activity,
                &thrown.message,
                &thrown.details_text(),
            );
            break;
        }
        let task = teller.schedule(at, activity);
        if last && !finished {
            waiting(&mut teller, composed, at);
            break;
        }
        at += step;
        let result = Some(fill(
            r#"{"ok":true,"ms":~~}"#,
            composed.draw ^ (number as u64 + 16),
        ));
        teller.tell(at, Event::TaskCompleted { task, result });
    }
    teller.end(composed)
}

/// An activity that fails, is tried again after a pause, and fails for good.
fn failing(
    teller: &mut Teller,
    at: DateTime<Utc>,
    step: TimeDelta,
    activity: &str,
    message: &str,
    details: &str,
) {
    let tries = [at, at + step / 2];
    for (number, at) in tries.into_iter().enumerate() {
        let task = teller.schedule(at, activity);
        let failed = at + step / 8;
        teller.tell(
            failed,
            Event::TaskFailed {
                task,
                reason: format!("Activity function '{activity}' failed: {message}"),
                details: Some(details.to_owned()),
            },
        );
        if number == 0 {
            teller.timer(failed, at + step / 2);
        }
    }
}

/// What a row that is not done waits for besides its last activity.
fn waiting(teller: &mut Teller, composed: &Composed, at: DateTime<Utc>) {
    if matches!(composed.kind, Kind::Approval | Kind::Monitor) {
        let task = teller.next_task();
        let fire_at = at + TimeDelta::days(3);
        teller.tell(at, Event::TimerCreated { task, fire_at });
    }
}

/// The children of an order, one after the other; when the last has come to its end.
fn children(teller: &mut Teller, composed: &Composed, step: TimeDelta) -> DateTime<Utc> {
    let mut at = composed.row.created;
    for (suffix, name) in &composed.children {
        at += step;
        let task = teller.next_task();
        teller.tell(
            at,
            Event::SubOrchestrationCreated {
                task,
                name: (*name).to_owned(),
                instance_id: format!("{}{suffix}", composed.row.id),
                input: None,
            },
        );
        at += step;
        let result = Some(fill(r#"{"reference":"PAY-~~~~~~"}"#, composed.draw));
        teller.tell(at, Event::SubOrchestrationCompleted { task, result });
    }
    at
}
