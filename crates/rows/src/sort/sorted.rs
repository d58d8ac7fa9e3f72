//! Rows in an order, kept in it as more come.

use super::ids::{merge, sort_by_id};
use super::keys::{Keys, LAST, compare, exact, value, value_key};
use super::plain::{Drawn, sort};
use super::{By, IdOrder};
use crate::json::Step;
use crate::{Field, Rows, Slot};
use std::cmp::Ordering;

/// Slots in the order of a column.
#[derive(Clone, Debug)]
pub struct Sorted {
    by: By,
    descending: bool,
    entries: Vec<Entry>,
    slots: Vec<Slot>,
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
    /// Sorts these rows. `ids` must be fresh: see [`IdOrder::refresh`].
    pub fn new(rows: &Rows, ids: &IdOrder, by: By, descending: bool, slots: &[Slot]) -> Self {
        let mut sorted = Self {
            by,
            descending,
            entries: Vec::new(),
            slots: Vec::new(),
        };
        sorted.entries = sorted.entries_of(rows, ids, slots);
        sorted.renew();
        sorted
    }

    /// Puts more rows in their places, without sorting those that are there. `ids` must be fresh.
    pub fn insert(&mut self, rows: &Rows, ids: &IdOrder, slots: &[Slot]) {
        let new = self.entries_of(rows, ids, slots);
        let mut entries = std::mem::take(&mut self.entries);
        if matches!(self.by, By::Name | By::Status) {
            // A new name moves the places of others, not their order.
            let keys = Keys::new(rows, &self.by);
            for entry in &mut entries {
                entry.key = self.key(&keys, rows, ids, entry.slot);
            }
        }
        merge(&mut entries, &new, |a, b| {
            self.compare(rows, ids, a, b).is_lt()
        });
        self.entries = entries;
        self.renew();
    }

    /// Takes out the rows that are not to stay: removed ones, and changed ones before they are inserted again.
    pub fn retain(&mut self, stays: impl Fn(Slot) -> bool) {
        self.entries.retain(|entry| stays(entry.slot));
        self.renew();
    }

    /// The rows in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// What they are sorted by.
    pub fn by(&self) -> &By {
        &self.by
    }

    /// Whether the largest stand first.
    pub fn is_descending(&self) -> bool {
        self.descending
    }

    fn entries_of(&self, rows: &Rows, ids: &IdOrder, slots: &[Slot]) -> Vec<Entry> {
        if self.by == By::PlainId {
            let mut slots = slots.to_vec();
            sort_by_id(rows, &mut slots, false);
            if self.descending {
                slots.reverse();
            }
            return slots
                .into_iter()
                .map(|slot| Entry { key: 0, slot })
                .collect();
        }
        if let By::Path(field, path) = &self.by {
            return self.entries_by_value(rows, ids, slots, *field, path);
        }
        let keys = Keys::new(rows, &self.by);
        let mut drawn: Vec<Drawn> = slots
            .iter()
            .map(|slot| Drawn {
                key: self.key(&keys, rows, ids, *slot),
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

    #[inline]
    fn key(&self, keys: &Keys<'_>, rows: &Rows, ids: &IdOrder, slot: Slot) -> u64 {
        self.turn(keys.of(rows, ids, slot))
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
        // A rank moves when ids come before it: what was drawn with the key is old.
        if self.by == By::Id {
            return self.turned(ids.rank(a.slot).cmp(&ids.rank(b.slot)));
        }
        a.key
            .cmp(&b.key)
            .then_with(|| self.turned(exact(rows, &self.by, a.slot, b.slot)))
            .then_with(|| ids.rank(a.slot).cmp(&ids.rank(b.slot)))
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
        self.slots.extend(self.entries.iter().map(|it| it.slot));
    }
}
