//! One event of a history, left where it is.

use crate::event_kind::EventKind;
use crate::json::string;
use crate::model::Seen;
use crate::time::moment;
use chrono::{DateTime, Utc};
use rows::places::{Cursor, NoJson, Place, Text};
use std::borrow::Cow;

/// What every list of events shows of one; the rest is read when it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventRow {
    /// `EventType`.
    pub kind: EventKind,
    /// When it was written.
    pub timestamp: Option<DateTime<Utc>>,
    /// `FireAt` of a timer.
    pub fire_at: Option<DateTime<Utc>>,
    /// When a finished task or child had been scheduled.
    pub scheduled: Option<DateTime<Utc>>,
    pub(super) whole: Place,
    name: Place,
    function_name: Place,
    instance_id: Place,
    input: Place,
    status: Place,
    has_data: bool,
}

/// A slot that a value can be put into once.
fn put(slot: &mut Place, place: Place, is_string: bool) {
    if is_string && !slot.is_given() {
        *slot = place;
    }
}

impl EventRow {
    /// Reads the element of a history that begins here.
    pub(super) fn read(text: &str, cursor: &mut Cursor<'_>) -> Result<Self, NoJson> {
        let mut row = Self::default();
        let first = cursor.peek();
        let start = cursor.at;
        if first != Some(b'{') {
            row.whole = cursor.value()?;
            return Ok(row);
        }
        cursor.at += 1;
        let mut times = [Place::default(); 3];
        let mut data = Place::default();
        if cursor.peek() == Some(b'}') {
            cursor.at += 1;
        } else {
            loop {
                let key = cursor.key()?;
                let is_text = cursor.peek() == Some(b'"');
                let (place, is_string) = if is_text {
                    let said = cursor.string()?;
                    (said.place, is_unicode(text, said))
                } else {
                    (cursor.value()?, false)
                };
                match &*key_of(text, key) {
                    "EventType" if is_string && row.kind.as_str().is_empty() => {
                        row.kind = EventKind::from_wire(&said(text, place).unwrap_or_default());
                    }
                    "Timestamp" => put(&mut times[0], place, is_string),
                    "FireAt" => put(&mut times[1], place, is_string),
                    "ScheduledTime" => put(&mut times[2], place, is_string),
                    "Name" => put(&mut row.name, place, is_string),
                    "FunctionName" => put(&mut row.function_name, place, is_string),
                    "InstanceId" => put(&mut row.instance_id, place, is_string),
                    "OrchestrationStatus" => put(&mut row.status, place, is_string),
                    "Input" => put(&mut row.input, place, true),
                    "Data" => put(&mut data, place, true),
                    _ => {}
                }
                match cursor.peek() {
                    Some(b',') => cursor.at += 1,
                    Some(b'}') => {
                        cursor.at += 1;
                        break;
                    }
                    _ => return Err(NoJson(cursor.at)),
                }
            }
        }
        let time = |place: Place| said(text, place).and_then(|time| moment(&time));
        row.timestamp = time(times[0]);
        row.fire_at = time(times[1]);
        row.scheduled = time(times[2]);
        row.has_data = data.is_given() && data.of(text) != "null";
        row.whole = Place::new(start, cursor.at);
        Ok(row)
    }

    pub(super) fn seen<'a>(&'a self, text: &'a str) -> Seen<'a> {
        let input = self.input.of(text);
        Seen {
            kind: &self.kind,
            timestamp: self.timestamp,
            fire_at: self.fire_at,
            scheduled: self.scheduled,
            name: said(text, self.name),
            function_name: said(text, self.function_name),
            instance_id: said(text, self.instance_id),
            input: if input.is_empty() { "null" } else { input },
            no_data: !self.has_data,
            status: said(text, self.status),
        }
    }

    pub(super) fn subject<'a>(&self, text: &'a str) -> Option<Cow<'a, str>> {
        said(text, self.function_name).or_else(|| said(text, self.name))
    }
}

/// The string there without its quotes.
fn inside(text: &str, place: Place) -> Option<&str> {
    text.get(place.start() + 1..place.end().checked_sub(1)?)
}

/// What the string there says.
fn said(text: &str, place: Place) -> Option<Cow<'_, str>> {
    if !place.is_given() {
        return None;
    }
    let inside = inside(text, place)?;
    if inside.as_bytes().contains(&b'\\') {
        string(place.of(text)).map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(inside))
    }
}

/// A key that is no valid Unicode is that of nothing known.
pub(super) fn key_of(text: &str, key: Text) -> Cow<'_, str> {
    if key.is_plain {
        Cow::Borrowed(inside(text, key.place).unwrap_or_default())
    } else {
        said(text, key.place).unwrap_or_default()
    }
}

/// Whether a string is valid Unicode: only halves of surrogate pairs, which are written as escapes, are not.
fn is_unicode(text: &str, said: Text) -> bool {
    let quoted = said.place.of(text);
    said.is_plain
        || !(quoted.contains("\\ud") || quoted.contains("\\uD"))
        || string(quoted).is_some()
}
