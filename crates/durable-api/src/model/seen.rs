//! What the model needs of one event, borrowed from wherever the event is.

use crate::event_kind::EventKind;
use crate::history::HistoryEvent;
use crate::time::Timestamp;
use chrono::{DateTime, Utc};
use std::borrow::Cow;

/// One event as the model sees it. Payloads are slices of the answer and are looked into only where a pairing
/// needs it.
#[derive(Clone, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) kind: &'a EventKind,
    pub(crate) timestamp: Option<DateTime<Utc>>,
    pub(crate) fire_at: Option<DateTime<Utc>>,
    pub(crate) scheduled: Option<DateTime<Utc>>,
    pub(crate) name: Option<Cow<'a, str>>,
    pub(crate) function_name: Option<Cow<'a, str>>,
    pub(crate) instance_id: Option<Cow<'a, str>>,
    /// The JSON of `Input`; `null` where there is none.
    pub(crate) input: &'a str,
    /// Whether `Data` is null or missing.
    pub(crate) no_data: bool,
    pub(crate) status: Option<Cow<'a, str>>,
}

impl Seen<'_> {
    /// The function or event this is about.
    pub(crate) fn subject(&self) -> Option<&str> {
        self.function_name.as_deref().or(self.name.as_deref())
    }
}

impl<'a> From<&'a HistoryEvent> for Seen<'a> {
    fn from(event: &'a HistoryEvent) -> Self {
        let text = |value: &'a Option<String>| value.as_deref().map(Cow::Borrowed);
        let moment = |time: &Option<Timestamp>| time.as_ref().and_then(Timestamp::utc);
        Self {
            kind: &event.kind,
            timestamp: moment(&event.timestamp),
            fire_at: moment(&event.fire_at),
            scheduled: moment(&event.scheduled_time),
            name: text(&event.name),
            function_name: text(&event.function_name),
            instance_id: text(&event.instance_id),
            input: event.input.text(),
            no_data: event.data.is_null(),
            status: text(&event.orchestration_status),
        }
    }
}
