//! A list answer's bytes, read into [`Held`] a slice at a time.

use crate::Slot;
use crate::scan::{Cursor, Fault, Fields};
use crate::store::{Changes, Held, Put};

/// The body of a list answer on its way into memory.
///
/// Bytes that are no UTF-8 become U+FFFD, as in a browser's own reading. Rows read before a fault stay: each is whole and
/// true. Whoever keeps a record of what was seen must not count an answer that ended in a fault.
#[derive(Debug)]
pub struct Ingest {
    body: String,
    at: usize,
    state: State,
    asked: u32,
    report: Report,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Fresh,
    Within,
    Ended,
}

/// What an answer brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Objects in the answer, entities included.
    pub rows: usize,
    /// Each of them in the order of the answer, but those for which there was no room.
    pub seen: Vec<Seen>,
    /// Entities among them.
    pub entities: usize,
    /// Instances not known before.
    pub new: usize,
    /// Known ones that changed.
    pub changed: usize,
    /// Known ones whose created time moved: a new generation, not a new instance. Among `changed`.
    pub generations: usize,
    /// The first id, entities included: what proves a position.
    pub first_id: Option<String>,
    /// The last id: where to go on.
    pub last_id: Option<String>,
    /// Whether each id came after the one before it in the store's order.
    pub is_ordered: bool,
    /// New and changed instances, with what changed: `None` for a new one.
    pub touched: Vec<(Slot, Option<Changes>)>,
}

/// One object of an answer, and where it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// An instance, in [`Held::instances`].
    Instance(Slot),
    /// An entity, in [`Held::entities`].
    Entity(Slot),
}

/// How far a step came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more: step again.
    More,
    /// The whole answer is read.
    Done,
    /// It is no list of instances from here on.
    Fault {
        /// Which object, from 0.
        row: usize,
        /// What is wrong.
        fault: Fault,
    },
}

impl Ingest {
    /// Takes a body. `asked` is the order in which requests were sent, any numbers that grow: what a later request
    /// told of an instance is not overwritten by the late answer to an earlier one.
    pub fn new(body: Vec<u8>, asked: u32) -> Self {
        let body = String::from_utf8(body)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Self {
            at: if body.starts_with('\u{feff}') { 3 } else { 0 },
            body,
            state: State::Fresh,
            asked,
            report: Report {
                is_ordered: true,
                ..Report::default()
            },
        }
    }

    /// Reads up to `most` rows. 2000 of them take some 5 ms in a browser.
    pub fn step(&mut self, held: &mut Held, most: usize) -> Progress {
        let mut cursor = Cursor::new(&self.body, self.at);
        let result = Self::read(
            &mut cursor,
            &mut self.state,
            &mut self.report,
            self.asked,
            held,
            most,
        );
        self.at = cursor.at;
        match result {
            Ok(true) => Progress::Done,
            Ok(false) => Progress::More,
            Err(fault) => Progress::Fault {
                row: self.report.rows,
                fault,
            },
        }
    }

    /// Reads all that is left at once.
    pub fn run(&mut self, held: &mut Held) -> Progress {
        self.step(held, usize::MAX)
    }

    /// What the answer brought so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The body as text, and what it brought: for the message about a fault.
    pub fn into_parts(self) -> (String, Report) {
        (self.body, self.report)
    }

    fn read(
        cursor: &mut Cursor<'_>,
        state: &mut State,
        report: &mut Report,
        asked: u32,
        held: &mut Held,
        most: usize,
    ) -> Result<bool, Fault> {
        if *state == State::Fresh {
            cursor.expect(b'[', "an array is expected")?;
            *state = State::Within;
            if cursor.take(b']') {
                *state = State::Ended;
            }
        }
        let mut left = most;
        while *state == State::Within {
            if left == 0 {
                return Ok(false);
            }
            left -= 1;
            let fields = Fields::read(cursor)?;
            report.take(&fields, asked, held);
            if cursor.take(b',') {
                continue;
            }
            cursor.expect(b']', "a comma or an end is expected")?;
            *state = State::Ended;
        }
        match cursor.next() {
            None => Ok(true),
            Some(_) => Err(cursor.fault("nothing more is expected")),
        }
    }
}

impl Report {
    #[inline]
    fn take(&mut self, fields: &Fields<'_>, asked: u32, held: &mut Held) {
        self.rows += 1;
        if let Some(last) = &mut self.last_id {
            self.is_ordered &= crate::order::store_order(last, &fields.id).is_lt();
            last.clear();
            last.push_str(&fields.id);
        } else {
            self.first_id = Some(fields.id.to_string());
            self.last_id = Some(fields.id.to_string());
        }
        if fields.entity().is_some() {
            self.entities += 1;
            let slot = held.entities.put(fields, asked).slot();
            self.seen.extend(slot.map(Seen::Entity));
            return;
        }
        let put = held.instances.put(fields, asked);
        self.seen.extend(put.slot().map(Seen::Instance));
        match put {
            Put::New(slot) => {
                self.new += 1;
                self.touched.push((slot, None));
            }
            Put::Changed(slot, changes) => {
                self.changed += 1;
                self.generations += usize::from(changes.has(Changes::CREATED));
                self.touched.push((slot, Some(changes)));
            }
            Put::Same(_) | Put::Older(_) | Put::Full => {}
        }
    }
}
