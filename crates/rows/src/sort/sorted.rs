//! Rows in an order, kept in it as more come.

use super::keys::{Keys, LAST, compare, exact, value, value_key};
use super::merging::Runs;
use super::plain::{Drawn, sort};
use super::{By, IdOrder};
use crate::json::Step;
use crate::{Field, Rows, Slot};
use std::cmp::Ordering;

/// Slots in the order of a column.
///
/// Rows come in small portions ([`Sorted::add`]), each of which is sorted at once, and are put among the others in slices
/// ([`Sorted::step`]), so that sorting a million never takes longer at a time than one allows.
#[derive(Clone, Debug)]
pub struct Sorted {
    by: By,
    descending: bool,
    runs: Runs<Entry>,
    /// All rows in order, as they stood when they were last in one.
    slots: Vec<Slot>,
    /// How many names and statuses there were when the keys were made.
    named: (usize, usize),
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    key: u64,
    slot: Slot,
}

impl Entry {
    fn of(drawn: Drawn) -> Self {
        Self {
            key: drawn.key,
            slot: drawn.slot,
        }
    }
}

impl Sorted {
    /// So many rows are sorted in some two milliseconds in a browser: add no more at a time.
    pub const PORTION: usize = 8_192;

    /// No rows yet.
    pub fn new(by: By, descending: bool) -> Self {
        Self {
            by,
            descending,
            runs: Runs::new(),
            slots: Vec::new(),
            named: (0, 0),
        }
    }

    /// Takes rows that are not there yet; [`Sorted::step`] puts them in their places. `ids` must be fresh: see [`IdOrder::step`].
    pub fn add(&mut self, rows: &Rows, ids: &IdOrder, slots: &[Slot]) {
        let named = (rows.names().len(), rows.other_statuses().len());
        if named != self.named {
            self.named = named;
            self.renew_keys(rows, ids);
        }
        let run = self.entries_of(rows, ids, slots);
        self.runs.add(run);
    }

    /// Puts the rows in their places while `go_on` says so; whether there is more to do. `ids` must be fresh.
    pub fn step(&mut self, rows: &Rows, ids: &IdOrder, go_on: &mut dyn FnMut() -> bool) -> bool {
        if self.is_settled() {
            return false;
        }
        let mut runs = std::mem::replace(&mut self.runs, Runs::new());
        let more = runs.step(|a, b| self.compare(rows, ids, a, b), go_on);
        self.runs = runs;
        if !more {
            self.renew();
        }
        more
    }

    /// Sorts these rows as well, at once.
    pub fn insert(&mut self, rows: &Rows, ids: &IdOrder, slots: &[Slot]) {
        self.add(rows, ids, slots);
        self.step(rows, ids, &mut || true);
    }

    /// Takes out the rows that are not to stay: removed ones, and changed ones before they are added again.
    pub fn retain(&mut self, stays: &dyn Fn(Slot) -> bool) {
        self.runs.retain(&|entry| stays(entry.slot));
        if self.runs.is_one() {
            self.renew();
        } else {
            self.slots.retain(|slot| stays(*slot));
        }
    }

    /// The rows in order; those that were added since all were in their places are not among them.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// How many rows there are, those included that are not in their places yet.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether all rows are in their places.
    pub fn is_settled(&self) -> bool {
        self.runs.is_one() && self.runs.len() == self.slots.len()
    }

    /// What they are sorted by.
    pub fn by(&self) -> &By {
        &self.by
    }

    /// Whether the largest stand first.
    pub fn is_descending(&self) -> bool {
        self.descending
    }

    /// A new name moves the places of others among the names, not their order.
    fn renew_keys(&mut self, rows: &Rows, ids: &IdOrder) {
        if !matches!(self.by, By::Name | By::Status) {
            return;
        }
        let mut runs = std::mem::replace(&mut self.runs, Runs::new());
        let keys = Keys::new(rows, &self.by);
        runs.each(&mut |run| {
            for entry in run {
                entry.key = self.turn(keys.of(rows, ids, entry.slot));
            }
        });
        self.runs = runs;
    }

    fn entries_of(&self, rows: &Rows, ids: &IdOrder, slots: &[Slot]) -> Vec<Entry> {
        if let By::Path(field, path) = &self.by {
            return self.entries_by_value(rows, ids, slots, *field, path);
        }
        let keys = Keys::new(rows, &self.by);
        let mut drawn: Vec<Drawn> = slots
            .iter()
            .map(|slot| Drawn {
                key: self.turn(keys.of(rows, ids, *slot)),
                rank: ids.rank(*slot),
                slot: *slot,
            })
            .collect();
        sort(&mut drawn, None);
        drawn.into_iter().map(Entry::of).collect()
    }

    /// The same for values inside texts: each is looked up once, and compared only where the keys are equal.
    fn entries_by_value(
        &self,
        rows: &Rows,
        ids: &IdOrder,
        slots: &[Slot],
        field: Field,
        path: &[Step],
    ) -> Vec<Entry> {
        let values: Vec<&str> = slots
            .iter()
            .map(|slot| value(rows, *slot, field, path).unwrap_or_default())
            .collect();
        let mut drawn: Vec<Drawn> = slots
            .iter()
            .zip(&values)
            .enumerate()
            .map(|(at, (slot, value))| Drawn {
                key: self.turn(if value.is_empty() {
                    LAST
                } else {
                    value_key(value)
                }),
                rank: ids.rank(*slot),
                slot: at as u32,
            })
            .collect();
        let value = |at: Slot| values.get(at as usize).copied().unwrap_or_default();
        sort(
            &mut drawn,
            Some(&|a, b| self.turned(compare(value(a), value(b)))),
        );
        let slot = |at: Slot| slots.get(at as usize).copied().unwrap_or_default();
        let entry = |drawn: Drawn| Entry {
            key: drawn.key,
            slot: slot(drawn.slot),
        };
        drawn.into_iter().map(entry).collect()
    }

    /// The key the other way round, if the largest stand first. What has none stays last.
    fn turn(&self, key: u64) -> u64 {
        if self.descending && key != LAST {
            !key
        } else {
            key
        }
    }

    fn compare(&self, rows: &Rows, ids: &IdOrder, a: Entry, b: Entry) -> Ordering {
        let ranks = || ids.rank(a.slot).cmp(&ids.rank(b.slot));
        // A rank moves when ids come before it: what was drawn with the key is old.
        if self.by == By::Id {
            return self.turned(ranks());
        }
        a.key
            .cmp(&b.key)
            .then_with(|| self.turned(exact(rows, &self.by, a.slot, b.slot)))
            .then_with(ranks)
    }

    fn turned(&self, order: Ordering) -> Ordering {
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }

    fn renew(&mut self) {
        self.slots.clear();
        self.slots.extend(self.runs.one().iter().map(|it| it.slot));
    }
}
