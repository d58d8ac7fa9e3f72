//! The table of rows.

mod changes;
mod keep;
mod put;
mod row;
mod sparse;

pub use changes::{Changes, Put};
pub use row::{Row, Text};

use crate::hash::{Parts, hash};
use crate::limits::{Lean, Limits, Needs};
use crate::names::Names;
use crate::texts::Texts;
use crate::{Field, Slot, Status};
use sparse::Sparse;

/// Numbers of texts that are none.
const ABSENT: u32 = u32::MAX;
const NULL: u32 = u32::MAX - 1;
const DROPPED: u32 = u32::MAX - 2;

/// A time that is none.
pub(crate) const NO_TIME: i64 = i64::MIN;

/// What is odd about a row.
mod flag {
    pub(super) const GONE: u8 = 1;
    pub(super) const MORE: u8 = 2;
    pub(super) const ODD: u8 = 4;
    /// Shifted by the field: its text is cut.
    pub(super) const CUT: u8 = 8;
}

/// The instances of a hub, entities apart: those are listed among the instances and are none.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The orchestrations.
    pub instances: Rows,
    /// The entities. Their id is `@name@key`.
    pub entities: Rows,
}

impl Held {
    /// Nothing yet, under these bounds.
    pub fn new(limits: Limits) -> Self {
        Self {
            instances: Rows::new(limits),
            entities: Rows::new(limits),
        }
    }

    /// Bytes of memory.
    pub fn bytes(&self) -> usize {
        self.instances.bytes() + self.entities.bytes()
    }
}

/// Rows by their ids, as columns.
///
/// A row keeps its [`Slot`] until it is removed. Times are ticks with the exact text beside them where the host wrote
/// another than the usual form; JSON texts are kept exactly, within [`Limits`].
#[derive(Clone, Debug, Default)]
pub struct Rows {
    limits: Limits,
    needs: Needs,
    lean: Lean,

    ids: Vec<u32>,
    hashes: Vec<u32>,
    names: Vec<u32>,
    statuses: Vec<u8>,
    flags: Vec<u8>,
    created: Vec<i64>,
    updated: Vec<i64>,
    custom: Vec<u32>,
    output: Vec<u32>,
    asked: Vec<u32>,

    /// Inputs of the few instances whose details were asked for.
    inputs: Sparse<u32>,
    odd: Sparse<Odd>,
    free: Vec<Slot>,
    removed: Vec<Slot>,
    arrivals: u32,
    by_id: Parts,
    texts: Texts,
    known_names: Names,
    known_statuses: Vec<Box<str>>,
}

/// Exact texts of what has an unusual form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Odd {
    created: Option<Box<str>>,
    updated: Option<Box<str>>,
    status: Option<Box<str>>,
}

impl Rows {
    /// Nothing yet, under these bounds.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// How many instances are held.
    pub fn len(&self) -> usize {
        self.ids.len() - self.free.len()
    }

    /// Whether none is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One more than the highest slot in use: what [`Rows::slots`] goes through.
    pub fn end(&self) -> Slot {
        self.ids.len() as Slot
    }

    /// The slots of all rows that were removed so far, each as often as that happened. They may have been given to others since.
    pub fn removed(&self) -> &[Slot] {
        &self.removed
    }

    /// How many rows came so far, those that were removed included.
    pub fn arrivals(&self) -> u32 {
        self.arrivals
    }

    /// Bytes of memory, what is reserved and not used yet included.
    pub fn bytes(&self) -> usize {
        let four = self.ids.capacity()
            + self.hashes.capacity()
            + self.names.capacity()
            + self.custom.capacity()
            + self.output.capacity()
            + self.asked.capacity()
            + self.free.capacity()
            + self.removed.capacity();
        let eight = self.created.capacity() + self.updated.capacity();
        let odd = |it: &Option<Box<str>>| it.as_ref().map_or(0, |text| text.len());
        let beside: usize = self
            .odd
            .values()
            .map(|it| odd(&it.created) + odd(&it.updated) + odd(&it.status))
            .sum();
        four * 4
            + eight * 8
            + self.statuses.capacity()
            + self.flags.capacity()
            + self.inputs.bytes()
            + self.odd.bytes()
            + beside
            + self.by_id.bytes()
            + self.texts.bytes()
            + self.known_names.bytes()
    }

    /// The slots in use, in the order in which rows came.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        let flags = self.flags.iter().enumerate();
        flags
            .filter(|(_, flags)| **flags & flag::GONE == 0)
            .map(|(slot, _)| slot as Slot)
    }

    /// The row of a slot in use.
    pub fn row(&self, slot: Slot) -> Option<Row<'_>> {
        let used = *self.flags.get(slot as usize)? & flag::GONE == 0;
        used.then_some(Row { rows: self, slot })
    }

    /// Where an instance stands.
    pub fn find(&self, id: &str) -> Option<Slot> {
        self.find_hashed(id, hash(id))
    }

    fn find_hashed(&self, id: &str, hashed: u32) -> Option<Slot> {
        self.by_id.find(hashed, |slot| {
            self.hashes.get(slot as usize) == Some(&hashed) && self.id(slot) == id
        })
    }

    /// The instances whose id begins so. Looks at every id: some 2 ms for 100,000.
    pub fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = Slot> {
        self.slots()
            .filter(move |slot| self.id(*slot).starts_with(prefix))
    }

    /// The names that were seen, in the order they came. A row has the place of its name: [`Row::name_number`].
    pub fn names(&self) -> &[Box<str>] {
        self.known_names.all()
    }

    /// How the host spells a status; nothing for [`Status::BESIDE`], whose text is the row's.
    pub fn status_name(&self, status: Status) -> &str {
        if let Some(name) = Status::KNOWN.get(usize::from(status.0)) {
            return name;
        }
        let other = usize::from(status.0 - Status::FIRST_OTHER);
        self.known_statuses.get(other).map_or("", |it| it)
    }

    /// One more than the highest number of a status that has a name.
    pub(crate) fn statuses_end(&self) -> u8 {
        Status::FIRST_OTHER + self.known_statuses.len() as u8
    }

    /// The names of statuses that the portal does not know, in the order they came.
    pub fn other_statuses(&self) -> &[Box<str>] {
        &self.known_statuses
    }

    /// The number of a status: a known one, or one that a row had.
    pub fn status_of(&self, name: &str) -> Option<Status> {
        Status::known(name).or_else(|| {
            let at = self.known_statuses.iter().position(|it| **it == *name)?;
            Some(Status(at as u8 + Status::FIRST_OTHER))
        })
    }

    /// What a filter, sorting or column looks at, to be kept of rows that come beyond [`Limits::full_rows`].
    pub fn set_needs(&mut self, needs: Needs) {
        self.needs = needs;
    }

    /// What was not kept, if anything. To be said wherever rows are searched.
    pub fn lean(&self) -> Option<Lean> {
        (self.lean.rows > 0).then_some(Lean {
            needs: self.needs,
            ..self.lean
        })
    }

    #[inline]
    pub(crate) fn is_gone(&self, slot: Slot) -> bool {
        let flags = self.flags.get(slot as usize);
        flags.is_none_or(|flags| flags & flag::GONE != 0)
    }

    #[inline]
    pub(crate) fn id(&self, slot: Slot) -> &str {
        self.ids
            .get(slot as usize)
            .map_or("", |number| self.texts.get(*number))
    }

    #[inline]
    pub(crate) fn status(&self, slot: Slot) -> Status {
        Status(self.statuses.get(slot as usize).copied().unwrap_or(255))
    }

    #[inline]
    pub(crate) fn name_number(&self, slot: Slot) -> u32 {
        self.names.get(slot as usize).copied().unwrap_or(u32::MAX)
    }

    #[inline]
    pub(crate) fn created(&self, slot: Slot) -> i64 {
        self.created.get(slot as usize).copied().unwrap_or(NO_TIME)
    }

    #[inline]
    pub(crate) fn updated(&self, slot: Slot) -> i64 {
        self.updated.get(slot as usize).copied().unwrap_or(NO_TIME)
    }

    #[inline]
    pub(crate) fn text(&self, slot: Slot, field: Field) -> Text<'_> {
        let at = slot as usize;
        let number = match field {
            Field::CustomStatus => self.custom.get(at).copied(),
            Field::Output => self.output.get(at).copied(),
            Field::Input => Some(self.inputs.get(slot).copied().unwrap_or(DROPPED)),
        };
        match number.unwrap_or(ABSENT) {
            ABSENT => Text::Absent,
            NULL => Text::Whole("null"),
            DROPPED => Text::NotKept,
            number => {
                let text = self.texts.get(number);
                let flags = self.flags.get(at).copied().unwrap_or_default();
                if flags & flag::CUT << field as u8 == 0 {
                    Text::Whole(text)
                } else {
                    keep::cut(text)
                }
            }
        }
    }
}
