//! The scan of a status answer, in slices, and while the answer is still coming.

use super::ScannedStatus;
use super::history::{History, give};
use super::row::{EventRow, key_of};
use crate::decode::is_success;
use crate::instance::from_fields;
use crate::model::ModelBuilder;
use crate::refusal::{Refusal, Undecodable, without_mark};
use rows::places::{Cursor, NoJson, Place};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// How a step of a scan went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanStep {
    /// There is more to read.
    More,
    /// All that has come is read; more is to come.
    Waits,
    /// All is read, or it was seen that this is no JSON object: [`StatusScan::finish`] says which.
    Done,
}

/// A scan under way.
pub struct StatusScan {
    text: String,
    /// Whether all of the text has come.
    is_whole: bool,
    /// What was cut off by the end of the text is not looked at again before there is so much text.
    worth_it: usize,
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
        let mut scan = Self::coming(0);
        scan.text = body;
        scan.is_whole = true;
        scan
    }

    /// A scan of a body that is still to come: [`Self::push`] brings it, [`Self::close`] says that it is all. `room`: so many bytes
    /// are expected.
    pub fn coming(room: usize) -> Self {
        Self {
            text: String::with_capacity(room),
            is_whole: false,
            worth_it: 0,
            at: 0,
            state: State::Start,
            members: Vec::new(),
            rows: None,
        }
    }

    /// More of the text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Nothing more is to come.
    pub fn close(&mut self) {
        self.is_whole = true;
    }

    /// What has come.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How much is read, of how much that has come: bytes.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// How many events were found so far.
    pub fn events(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    /// Gives the builder so many more of the events that were found, and says whether it has them all. As [`History::build`].
    pub fn build(&self, builder: &mut ModelBuilder, events: usize) -> bool {
        give(
            &self.text,
            self.rows.as_deref().unwrap_or_default(),
            builder,
            events,
        )
    }

    /// Reads on, about `bytes` further: a value that has begun is read to its end.
    pub fn step(&mut self, bytes: usize) -> ScanStep {
        let until = self.at.saturating_add(bytes.max(1));
        let text = std::mem::take(&mut self.text);
        let step = self.read(&text, until);
        self.text = text;
        step
    }

    fn read(&mut self, text: &str, until: usize) -> ScanStep {
        if !self.is_whole && text.len() < self.worth_it {
            return ScanStep::Waits;
        }
        let mut cursor = Cursor::new(text, self.at);
        loop {
            let before = (
                self.state,
                self.members.len(),
                self.rows.as_ref().map(Vec::len),
            );
            let outcome = self.advance(text, &mut cursor);
            // What reaches to the end of what has come may go on behind it, so nothing of it counts.
            if !self.is_whole && (outcome.is_err() || cursor.at >= text.len()) {
                self.take_back(before);
                // Twice as much is worth another look: a large value would else be gone over with each piece.
                self.worth_it = text.len() + (text.len() - self.at);
                return ScanStep::Waits;
            }
            self.at = cursor.at;
            if let Err(NoJson(at)) = outcome {
                self.state = State::Failed(at);
            }
            match self.state {
                State::Done | State::Failed(_) => return ScanStep::Done,
                _ if cursor.at >= until => return ScanStep::More,
                _ => {}
            }
        }
    }

    fn take_back(&mut self, (state, members, rows): (State, usize, Option<usize>)) {
        self.state = state;
        self.members.truncate(members);
        match (&mut self.rows, rows) {
            (Some(all), Some(before)) => all.truncate(before),
            (all, _) => *all = None,
        }
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
        self.close();
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
