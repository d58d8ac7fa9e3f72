//! A status answer with a large history, read lazily: the history stays in the one text, each event a place in it.
//!
//! Reading can be done in slices, so that a page stays responsive. What is read is what [`crate::decode::status_answer`]
//! reads; events are decoded one by one when they are looked at.

mod cursor;
mod history;
mod needle;
mod row;

pub use history::History;
pub use row::EventRow;

pub(crate) use cursor::{Cursor, NoJson, Place};
pub(crate) use needle::{Needle, needles};

use crate::decode::is_success;
use crate::instance::{InstanceStatus, from_fields};
use crate::refusal::{Refusal, Undecodable, without_mark};
use row::key_of;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Past this size in bytes a history is asked about before it is read to its end: "load all, summary, download".
pub const ASK_ABOVE: u64 = 24 * 1024 * 1024;

/// Whether to ask before reading on. `read`: bytes so far; `stated`: what the host said the whole has, where it is readable;
/// `agreed`: up to which size the user has said yes.
pub fn is_to_ask(read: u64, stated: Option<u64>, agreed: u64) -> bool {
    stated.unwrap_or(0).max(read) > agreed.max(ASK_ABOVE)
}

/// A status answer whose history is left in its text.
#[derive(Clone, Debug, Default)]
pub struct ScannedStatus {
    /// Everything but the history.
    pub status: InstanceStatus,
    /// The history, where the answer has one.
    pub history: Option<History>,
}

/// How a step of a scan went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanStep {
    /// There is more to read.
    More,
    /// All is read, or it was seen that this is no JSON object: [`StatusScan::finish`] says which.
    Done,
}

/// A scan under way.
pub struct StatusScan {
    text: String,
    at: usize,
    state: State,
    /// Members that are not the history: key and value.
    members: Vec<(Place, Place)>,
    rows: Option<Vec<EventRow>>,
}

#[derive(Clone, Copy)]
enum State {
    /// Before the object.
    Start,
    /// Before a key.
    Key,
    /// After a member's value.
    AfterMember,
    /// In the history, before an event.
    Event,
    Done,
    Failed(usize),
}

impl StatusScan {
    /// A scan of the body of an answer.
    pub fn new(body: String) -> Self {
        Self {
            text: body,
            at: 0,
            state: State::Start,
            members: Vec::new(),
            rows: None,
        }
    }

    /// How much is read, of how much: bytes.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// How many events were found so far.
    pub fn events(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    /// Reads on, about `bytes` further: a value that has begun is read to its end.
    pub fn step(&mut self, bytes: usize) -> ScanStep {
        let until = self.at.saturating_add(bytes.max(1));
        let text = std::mem::take(&mut self.text);
        let mut cursor = Cursor::new(&text, self.at);
        let more = loop {
            if let Err(NoJson(at)) = self.advance(&text, &mut cursor) {
                self.state = State::Failed(at);
            }
            match self.state {
                State::Done | State::Failed(_) => break ScanStep::Done,
                _ if cursor.at >= until => break ScanStep::More,
                _ => {}
            }
        };
        self.at = cursor.at;
        self.text = text;
        more
    }

    fn advance(&mut self, text: &str, cursor: &mut Cursor<'_>) -> Result<(), NoJson> {
        self.state = match self.state {
            State::Start => {
                cursor.at = text.len() - without_mark(text).len();
                if u32::try_from(text.len()).is_err() {
                    return Err(NoJson(0));
                }
                cursor.expect(b'{')?;
                if cursor.peek() == Some(b'}') {
                    State::AfterMember
                } else {
                    State::Key
                }
            }
            State::Key => {
                let key = cursor.key()?;
                let is_array = cursor.peek() == Some(b'[');
                if is_array && self.rows.is_none() && key_of(text, key) == "historyEvents" {
                    cursor.at += 1;
                    self.rows = Some(Vec::new());
                    if cursor.peek() == Some(b']') {
                        cursor.at += 1;
                        State::AfterMember
                    } else {
                        State::Event
                    }
                } else {
                    let value = cursor.value()?;
                    self.members.push((key.place, value));
                    State::AfterMember
                }
            }
            State::Event => {
                let row = EventRow::read(text, cursor)?;
                self.rows.get_or_insert_default().push(row);
                match cursor.peek() {
                    Some(b',') => {
                        cursor.at += 1;
                        State::Event
                    }
                    Some(b']') => {
                        cursor.at += 1;
                        State::AfterMember
                    }
                    _ => return Err(NoJson(cursor.at)),
                }
            }
            State::AfterMember => match cursor.peek() {
                Some(b',') => {
                    cursor.at += 1;
                    State::Key
                }
                Some(b'}') => {
                    cursor.at += 1;
                    if cursor.peek().is_some() {
                        return Err(NoJson(cursor.at));
                    }
                    State::Done
                }
                _ => return Err(NoJson(cursor.at)),
            },
            end => end,
        };
        Ok(())
    }

    /// What was read: as [`crate::decode::status_answer`] says it. Reads what is left.
    pub fn finish(mut self, http_status: u16) -> Result<ScannedStatus, Refusal> {
        while self.step(usize::MAX) == ScanStep::More {}
        let fault = match self.decoded(http_status) {
            Ok(status) => return Ok(status),
            Err(fault) => fault,
        };
        if is_success(http_status) {
            return Err(Refusal::undecodable(http_status, &self.text, fault));
        }
        Err(Refusal::read(http_status, &self.text))
    }

    fn decoded(&mut self, http_status: u16) -> Result<ScannedStatus, Undecodable> {
        if !is_success(http_status) && http_status != 500 {
            return Err(Undecodable::new("", "is a refusal"));
        }
        if let State::Failed(at) = self.state {
            // Its own words, and its line and column.
            let said = crate::json::object(without_mark(&self.text)).err();
            return Err(match said {
                Some(error) => Undecodable::json("", &error),
                None => Undecodable::new("", &format!("is no JSON at byte {at}")),
            });
        }
        let text = &self.text;
        let fields = self.members.iter().filter_map(|(key, value)| {
            let key: Cow<'_, str> = match crate::json::string(key.of(text)) {
                Some(key) => Cow::Owned(key),
                None => return None,
            };
            let value: &RawValue = serde_json::from_str(value.of(text)).ok()?;
            Some((key, value))
        });
        let status = from_fields(fields.collect(), "", self.rows.is_none())?;
        let history = self
            .rows
            .take()
            .map(|rows| History::new(std::mem::take(&mut self.text), rows));
        Ok(ScannedStatus { status, history })
    }
}

/// Reads a status answer at once, its history lazily. As [`crate::decode::status_answer`] in all else.
pub fn scan_status(http_status: u16, body: String) -> Result<ScannedStatus, Refusal> {
    StatusScan::new(body).finish(http_status)
}
