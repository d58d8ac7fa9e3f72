//! A history that stays in the text it came in.

use super::EventRow;
use super::needle::needles;
use crate::history::{HistoryEvent, read_event};
use crate::model::{HistoryModel, ModelBuilder};
use std::borrow::Cow;

/// The events of a history as places in one text.
#[derive(Clone, Debug, Default)]
pub struct History {
    text: String,
    rows: Vec<EventRow>,
}

impl History {
    pub(super) fn new(text: String, rows: Vec<EventRow>) -> Self {
        Self { text, rows }
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The whole answer, exactly.
    pub fn answer(&self) -> &str {
        &self.text
    }

    /// What lists show of an event.
    pub fn row(&self, event: usize) -> Option<&EventRow> {
        self.rows.get(event)
    }

    /// All rows, in the store's order.
    pub fn rows(&self) -> &[EventRow] {
        &self.rows
    }

    /// The function or event an event is about.
    pub fn subject(&self, event: usize) -> Option<Cow<'_, str>> {
        self.rows.get(event)?.subject(&self.text)
    }

    /// The exact JSON of an event.
    pub fn json(&self, event: usize) -> &str {
        let place = self.rows.get(event).map(|row| row.whole);
        place.map_or("", |place| place.of(&self.text))
    }

    /// An event with all its fields, decoded now.
    pub fn event(&self, event: usize) -> Option<HistoryEvent> {
        self.rows.get(event)?;
        serde_json::from_str(self.json(event)).ok().map(read_event)
    }

    /// Understands the history, at once.
    pub fn model(&self) -> HistoryModel {
        let mut builder = ModelBuilder::default();
        self.build(&mut builder, usize::MAX);
        builder.finish()
    }

    /// Gives the builder so many more events, and says whether all are given. For reading in slices.
    pub fn build(&self, builder: &mut ModelBuilder, events: usize) -> bool {
        give(&self.text, &self.rows, builder, events)
    }

    /// The events whose text holds `what`, from the event `from` on and at most `most` of them. Letters of ASCII match in either
    /// case. What JSON writes as an escape is found as itself and as that escape.
    pub fn find(&self, what: &str, from: usize, most: usize) -> Vec<usize> {
        let needles = needles(what);
        let mut found = Vec::new();
        for at in from..self.rows.len() {
            if found.len() >= most {
                break;
            }
            let text = self.json(at).as_bytes();
            if needles
                .iter()
                .any(|needle| needle.first_in(text, 0).is_some())
            {
                found.push(at);
            }
        }
        found
    }
}

/// See [`History::build`].
pub(super) fn give(
    text: &str,
    rows: &[EventRow],
    builder: &mut ModelBuilder,
    events: usize,
) -> bool {
    for row in rows.iter().skip(builder.taken()).take(events) {
        builder.take(&row.seen(text));
    }
    builder.taken() >= rows.len()
}
