//! A history as the API answers it: what ended is merged with its scheduling, what is pending stands where it was scheduled.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use crate::engine::event::{Event, HistoryRow};
use crate::engine::random::Random;
use crate::json::{Json, escape_into, quote};
use crate::time;

/// What was scheduled under a number.
struct Scheduled<'a> {
    name: &'a str,
    input: Option<&'a str>,
    at: DateTime<Utc>,
}

/// Appends the array of events.
pub fn write(out: &mut String, rows: &[HistoryRow], id: &str, show_input: bool, show_output: bool) {
    let mut scheduled = HashMap::new();
    let mut ended = HashSet::new();
    for row in rows {
        match &row.event {
            Event::TaskScheduled { task, name, input }
            | Event::SubOrchestrationCreated {
                task, name, input, ..
            } => {
                scheduled.insert(
                    *task,
                    Scheduled {
                        name,
                        input: input.as_deref(),
                        at: row.timestamp,
                    },
                );
            }
            Event::TaskCompleted { task, .. }
            | Event::TaskFailed { task, .. }
            | Event::SubOrchestrationCompleted { task, .. }
            | Event::SubOrchestrationFailed { task, .. } => {
                ended.insert(*task);
            }
            _ => {}
        }
    }
    let mut writer = Writer {
        out,
        show_input,
        show_output,
        scheduled,
        first: true,
    };
    writer.out.push('[');
    for row in rows {
        match &row.event {
            Event::OrchestratorStarted | Event::OrchestratorCompleted => {}
            Event::TaskScheduled { task, .. } | Event::SubOrchestrationCreated { task, .. }
                if ended.contains(task) => {}
            _ => writer.event(row, id),
        }
    }
    writer.out.push(']');
}

struct Writer<'a> {
    out: &'a mut String,
    show_input: bool,
    show_output: bool,
    scheduled: HashMap<u64, Scheduled<'a>>,
    first: bool,
}

impl Writer<'_> {
    /// Begins an event of this type.
    fn begin(&mut self, kind: &str) {
        self.separate();
        let _ = write!(self.out, "{{\"EventType\":\"{kind}\"");
    }

    fn separate(&mut self) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
    }

    fn raw(&mut self, name: &str, json: &str) {
        let _ = write!(self.out, ",\"{name}\":{json}");
    }

    fn text(&mut self, name: &str, text: Option<&str>) {
        let _ = write!(self.out, ",\"{name}\":");
        match text {
            Some(text) => escape_into(self.out, text),
            None => self.out.push_str("null"),
        }
    }

    /// A payload that is answered as text, unless inputs are not wanted.
    fn input(&mut self, text: Option<&str>) {
        if self.show_input {
            self.text("Input", text);
        }
    }

    /// A payload that is answered as what it means, where outputs are wanted.
    fn result(&mut self, text: Option<&str>) {
        if self.show_output {
            let _ = write!(self.out, ",\"Result\":{}", Json::of_stored(text));
        }
    }

    fn timestamp(&mut self, row: &HistoryRow) {
        let _ = write!(
            self.out,
            ",\"Timestamp\":\"{}\"",
            time::exact(row.timestamp)
        );
    }

    /// What the scheduling row of an ended one tells. The input is there also where outputs are not.
    fn scheduling(&mut self, task: u64) {
        let Some(Scheduled { name, input, at }) = self.scheduled.remove(&task) else {
            return;
        };
        let _ = write!(self.out, ",\"ScheduledTime\":\"{}+00:00\"", time::ticks(at));
        self.text("FunctionName", Some(name));
        self.input(input);
    }

    fn completed(&mut self, kind: &str, row: &HistoryRow, task: u64, result: Option<&str>) {
        self.begin(kind);
        self.result(result);
        self.timestamp(row);
        self.scheduling(task);
        self.out.push('}');
    }

    fn failed(
        &mut self,
        kind: &str,
        row: &HistoryRow,
        task: u64,
        reason: &str,
        details: Option<&str>,
    ) {
        self.begin(kind);
        self.text("Reason", Some(reason));
        self.text("Details", details);
        self.raw("FailureDetails", "null");
        self.timestamp(row);
        self.scheduling(task);
        self.out.push('}');
    }

    fn event(&mut self, row: &HistoryRow, id: &str) {
        match &row.event {
            Event::TaskCompleted { task, result } => {
                return self.completed("TaskCompleted", row, *task, result.as_deref());
            }
            Event::SubOrchestrationCompleted { task, result } => {
                return self.completed(
                    "SubOrchestrationInstanceCompleted",
                    row,
                    *task,
                    result.as_deref(),
                );
            }
            Event::TaskFailed {
                task,
                reason,
                details,
            } => {
                return self.failed("TaskFailed", row, *task, reason, details.as_deref());
            }
            Event::SubOrchestrationFailed {
                task,
                reason,
                details,
            } => {
                return self.failed(
                    "SubOrchestrationInstanceFailed",
                    row,
                    *task,
                    reason,
                    details.as_deref(),
                );
            }
            Event::Generic { data } => {
                self.separate();
                let data = data.as_deref().map_or_else(|| "null".to_owned(), quote);
                let _ = write!(self.out, "{{\"Data\":{data},\"EventType\":\"GenericEvent\"");
            }
            Event::ExecutionStarted {
                name,
                input,
                generation,
                scheduled_start,
            } => {
                self.begin("ExecutionStarted");
                self.input(input.as_deref());
                self.raw("Correlation", "null");
                self.raw("ParentTraceContext", "null");
                self.text(
                    "ScheduledStartTime",
                    scheduled_start.map(time::exact).as_deref(),
                );
                self.raw(
                    "Generation",
                    &generation.map_or_else(|| "null".to_owned(), |count| count.to_string()),
                );
                self.timestamp(row);
                self.text("FunctionName", Some(name));
                self.out.push('}');
                return;
            }
            other => self.plain(other, id),
        }
        self.timestamp(row);
        self.out.push('}');
    }

    /// Events whose last field is the timestamp.
    fn plain(&mut self, event: &Event, id: &str) {
        match event {
            Event::TaskScheduled { name, input, .. } => {
                self.begin("TaskScheduled");
                self.text("Name", Some(name));
                self.input(input.as_deref());
                self.raw("ParentTraceContext", "null");
            }
            Event::SubOrchestrationCreated {
                name,
                instance_id,
                input,
                task,
            } => {
                self.begin("SubOrchestrationInstanceCreated");
                self.text("Name", Some(name));
                self.text("InstanceId", Some(instance_id));
                self.input(input.as_deref());
                let seed = id.bytes().fold(*task, |seed, byte| {
                    seed.wrapping_mul(31).wrapping_add(u64::from(byte))
                });
                self.raw(
                    "ClientSpanId",
                    &format!("\"{}\"", &Random::new(seed).hex32()[..16]),
                );
            }
            Event::TimerCreated { fire_at, .. } | Event::TimerFired { fire_at, .. } => {
                let fired = matches!(event, Event::TimerFired { .. });
                self.begin(if fired { "TimerFired" } else { "TimerCreated" });
                self.raw("FireAt", &format!("\"{}\"", time::exact(*fire_at)));
            }
            Event::EventRaised { name, input } => {
                self.begin("EventRaised");
                self.text("Name", Some(name));
                self.input(input.as_deref());
                self.raw("ParentTraceContext", "null");
            }
            Event::EventSent {
                instance_id,
                name,
                input,
                ..
            } => {
                self.begin("EventSent");
                self.text("InstanceId", Some(instance_id));
                self.text("Name", Some(name));
                self.input(input.as_deref());
            }
            Event::ExecutionSuspended { reason } => {
                self.begin("ExecutionSuspended");
                self.text("Reason", reason.as_deref());
            }
            Event::ExecutionResumed { reason } => {
                self.begin("ExecutionResumed");
                self.text("Reason", reason.as_deref());
            }
            Event::ExecutionTerminated { input } => {
                self.begin("ExecutionTerminated");
                self.input(input.as_deref());
            }
            Event::ExecutionCompleted { status, result } => {
                self.begin("ExecutionCompleted");
                self.raw("OrchestrationStatus", &format!("\"{}\"", status.as_str()));
                self.result(result.as_deref());
                self.raw("FailureDetails", "null");
            }
            _ => self.begin("GenericEvent"),
        }
    }
}
