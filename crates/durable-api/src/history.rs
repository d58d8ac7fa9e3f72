//! The events of a history, each decoded by itself.

use crate::event_kind::EventKind;
use crate::json::{Extra, RawJson, array, object, string, take_raw, take_string};
use crate::time::Timestamp;
use crate::write::ObjectWriter;
use serde_json::value::RawValue;

/// One event of a history. Every value of the event is in one of its fields; what has an unusual shape is in
/// `extra` under its own key, and an event that is no object at all is in `strange`.
///
/// Source: the wire contract, section 6.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryEvent {
    /// `EventType`.
    pub kind: EventKind,
    /// When it was written. Of `TimerFired` when it was queued, often before `FireAt`.
    pub timestamp: Option<Timestamp>,
    /// `FireAt` of a timer.
    pub fire_at: Option<Timestamp>,
    /// When a finished task or child had been scheduled.
    pub scheduled_time: Option<Timestamp>,
    /// `Name` of a pending task or child, or of an event.
    pub name: Option<String>,
    /// `FunctionName` of a finished task or child, or of the orchestrator.
    pub function_name: Option<String>,
    /// `InstanceId`: a child's, or whom an event was sent to.
    pub instance_id: Option<String>,
    /// `Input`: JSON *text* in a JSON string, or null where the host does not store inputs; a terminate's reason.
    pub input: RawJson,
    /// `Result`, as JSON.
    pub result: RawJson,
    /// `Reason` of a failure, suspend or resume.
    pub reason: Option<String>,
    /// `Details`: JSON text of an exception, or plain text.
    pub details: Option<String>,
    /// `FailureDetails`, as JSON.
    pub failure_details: RawJson,
    /// `OrchestrationStatus` of `ExecutionCompleted`, as the host spells it.
    pub orchestration_status: Option<String>,
    /// `Data` of a `GenericEvent`.
    pub data: RawJson,
    /// Fields that have no place above, in their order.
    pub extra: Extra,
    /// The whole event, when it is no object.
    pub strange: RawJson,
}

impl HistoryEvent {
    /// The function or event this is about: `FunctionName` of what is finished, `Name` of what is not.
    pub fn subject(&self) -> Option<&str> {
        self.function_name.as_deref().or(self.name.as_deref())
    }

    /// The input as JSON: the text inside the string, where that is JSON; else the value itself.
    pub fn input_json(&self) -> RawJson {
        self.input
            .as_string()
            .and_then(|text| RawJson::parse(&text))
            .unwrap_or_else(|| self.input.clone())
    }

    /// Writes the event again, losing nothing.
    pub fn to_json(&self) -> String {
        let Self {
            kind,
            timestamp,
            fire_at,
            scheduled_time,
            name,
            function_name,
            instance_id,
            input,
            result,
            reason,
            details,
            failure_details,
            orchestration_status,
            data,
            extra,
            strange,
        } = self;
        if !strange.is_absent() {
            return strange.text().to_owned();
        }
        let mut object = ObjectWriter::new();
        object.raw("Data", data);
        object.given_text("EventType", kind.as_str());
        object.text("Name", name.as_deref());
        object.text("FunctionName", function_name.as_deref());
        object.text("InstanceId", instance_id.as_deref());
        object.raw("Input", input);
        object.text("OrchestrationStatus", orchestration_status.as_deref());
        object.raw("Result", result);
        object.text("Reason", reason.as_deref());
        object.text("Details", details.as_deref());
        object.raw("FailureDetails", failure_details);
        object.text("FireAt", fire_at.as_ref().map(Timestamp::text));
        object.text(
            "ScheduledTime",
            scheduled_time.as_ref().map(Timestamp::text),
        );
        object.text("Timestamp", timestamp.as_ref().map(Timestamp::text));
        object.extra(extra);
        object.finish()
    }
}

/// Reads a history. `None` when it is no array; whatever its elements are, each becomes an event.
pub(crate) fn read_history(text: &str) -> Option<Vec<HistoryEvent>> {
    Some(array(text).ok()?.into_iter().map(read_event).collect())
}

pub(crate) fn read_event(value: &RawValue) -> HistoryEvent {
    let mut event = HistoryEvent::default();
    let Ok(fields) = object(value.get()) else {
        event.strange = value.into();
        return event;
    };
    for (key, value) in fields {
        let taken = match &*key {
            "EventType" => take_kind(&mut event.kind, value),
            "Timestamp" => take_time(&mut event.timestamp, value),
            "FireAt" => take_time(&mut event.fire_at, value),
            "ScheduledTime" => take_time(&mut event.scheduled_time, value),
            "Name" => take_string(&mut event.name, value),
            "FunctionName" => take_string(&mut event.function_name, value),
            "InstanceId" => take_string(&mut event.instance_id, value),
            "Input" => take_raw(&mut event.input, value),
            "Result" => take_raw(&mut event.result, value),
            "Reason" => take_string(&mut event.reason, value),
            "Details" => take_string(&mut event.details, value),
            "FailureDetails" => take_raw(&mut event.failure_details, value),
            "OrchestrationStatus" => take_string(&mut event.orchestration_status, value),
            "Data" => take_raw(&mut event.data, value),
            _ => false,
        };
        if !taken {
            event.extra.push((key.into_owned(), value.into()));
        }
    }
    event
}

fn take_kind(slot: &mut EventKind, value: &RawValue) -> bool {
    if !slot.as_str().is_empty() {
        return false;
    }
    *slot = EventKind::from_wire(&string(value.get()).unwrap_or_default());
    !slot.as_str().is_empty()
}

fn take_time(slot: &mut Option<Timestamp>, value: &RawValue) -> bool {
    let mut text = None;
    let taken = slot.is_none() && take_string(&mut text, value);
    if taken {
        *slot = text.map(Timestamp::new);
    }
    taken
}
