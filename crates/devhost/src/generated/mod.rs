//! Hubs of up to ten million instances that nobody holds: every row is computed from its index and a seed when it is asked for.
//!
//! The rows fall into [`family::Family`]s, which stand one behind the other in the store's order: orders with their payments
//! and shipments, a nightly batch, ids drawn as GUIDs with the children of their executions between them. A family knows the id of each
//! of its rows and when it was created, forwards and backwards, so that a page anywhere, by id or by time of creation, costs a
//! few bisections and then its own rows. Memory is a few tables of a thousand numbers, whatever the size of the hub.

mod catalog;
mod creation;
mod family;
mod fate;
mod id;
mod layout;
mod long_history;
mod permutation;
mod rhythm;
mod row;
mod story;

use std::cell::RefCell;

use chrono::{DateTime, Utc};

use crate::engine::event::HistoryRow;
use crate::engine::rows::{InstanceRow, Rows};
use crate::store::StoreKey;
use creation::Cursor;
use family::Family;

/// A generated hub. The same seed, count and time give the same rows.
#[derive(Debug)]
pub struct Generated {
    seed: u64,
    now: DateTime<Utc>,
    long_history: u32,
    /// In the store's order, none empty, with the index of the first row of each.
    families: Vec<(u64, Family)>,
    len: u64,
    /// Where the last question for a place in the order of creation went, for the next is mostly the one after it.
    cursor: RefCell<Option<Cursor>>,
}

impl Generated {
    /// A hub of so many instances, created over the six weeks before `now`.
    pub fn new(seed: u64, count: u64, now: DateTime<Utc>) -> Self {
        Self::with_long_history(seed, count, 0, now)
    }

    /// The same with two instances more, whose histories have so many events as the API shows them: `long-history-{events}`, which
    /// is completed, and `long-history-{events}-running`. None where `events` is 0.
    pub fn with_long_history(seed: u64, count: u64, events: u32, now: DateTime<Utc>) -> Self {
        let mut first = 0;
        let mut families = Vec::new();
        for family in layout::families(seed, count, events, now) {
            let next = first + family.len();
            families.push((first, family));
            first = next;
        }
        Self {
            seed,
            now,
            long_history: events,
            families,
            len: first,
            cursor: RefCell::default(),
        }
    }

    /// The family that an index falls into, and the place in it.
    fn find(&self, index: u64) -> (&Family, u64) {
        let at = self
            .families
            .partition_point(|(first, _)| *first <= index)
            .saturating_sub(1);
        let (first, family) = &self.families[at];
        (family, index - first)
    }

    fn compose(&self, index: u64) -> row::Composed {
        let (family, local) = self.find(index);
        row::compose(self.seed, self.now, family, local)
    }
}

impl Rows for Generated {
    fn len(&self) -> u64 {
        self.len
    }

    fn seek(&self, id: &str) -> u64 {
        let wanted = StoreKey::of(id);
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low.midpoint(high);
            if StoreKey::of(&self.id_at(middle)) < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn id_at(&self, index: u64) -> String {
        let (family, local) = self.find(index);
        family.id(local)
    }

    fn row(&self, index: u64) -> InstanceRow {
        self.compose(index).row
    }

    fn history(&self, index: u64) -> Vec<HistoryRow> {
        let (family, local) = self.find(index);
        let composed = row::compose(self.seed, self.now, family, local);
        if family.is_long_history() {
            long_history::write(&composed, self.long_history)
        } else {
            story::write(&composed)
        }
    }

    fn by_created(&self, rank: u64) -> u64 {
        let mut cursor = self.cursor.borrow_mut();
        let mut here = match cursor.take() {
            Some(cursor) if cursor.rank() == rank => cursor,
            _ => Cursor::at(&self.families, rank),
        };
        let index = here.step(&self.families);
        *cursor = Some(here);
        index
    }
}

#[cfg(test)]
mod tests;
