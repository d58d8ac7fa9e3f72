//! The rank of every id, so that a tie is broken by comparing two numbers.

use super::plain::{Drawn, sort};
use crate::order::{is_plain, store_key, store_order};
use crate::{Rows, Slot};

/// All rows by id in the store's order.
#[derive(Clone, Debug, Default)]
pub struct IdOrder {
    order: Vec<Slot>,
    ranks: Vec<u32>,
    removals: u32,
    arrivals: u32,
}

impl IdOrder {
    /// Takes in what came and went since the last time. A page more of 1000 is put in its place; after a removal everything
    /// is sorted anew.
    pub fn refresh(&mut self, rows: &Rows) {
        let from = self.ranks.len() as Slot;
        let came = rows.arrivals().wrapping_sub(self.arrivals);
        if came == 0 && rows.removals() == self.removals {
            return;
        }
        let only_new = rows.removals() == self.removals && rows.end() - from == came;
        let mut new: Vec<Slot> = if only_new {
            (from..rows.end()).collect()
        } else {
            self.order.clear();
            rows.slots().collect()
        };
        sort_by_id(rows, &mut new, true);
        let before = |a: Slot, b: Slot| store_order(rows.id(a), rows.id(b)).is_lt();
        merge(&mut self.order, &new, before);
        self.ranks.clear();
        self.ranks.resize(rows.end() as usize, u32::MAX);
        for (rank, slot) in self.order.iter().enumerate() {
            if let Some(place) = self.ranks.get_mut(*slot as usize) {
                *place = rank as u32;
            }
        }
        self.removals = rows.removals();
        self.arrivals = rows.arrivals();
    }

    /// The place of a row among all, from 0.
    #[inline]
    pub fn rank(&self, slot: Slot) -> u32 {
        self.ranks.get(slot as usize).copied().unwrap_or(u32::MAX)
    }

    /// All rows in order.
    pub fn slots(&self) -> &[Slot] {
        &self.order
    }
}

/// Puts sorted items into a sorted vector: looks for the place of each, then moves everything once.
pub(super) fn merge<T: Copy>(into: &mut Vec<T>, new: &[T], before: impl Fn(T, T) -> bool) {
    let (Some(first), old) = (new.first(), into.len()) else {
        return;
    };
    into.resize(old + new.len(), *first);
    let (mut end, mut left) = (old, new);
    while let Some((last, rest)) = left.split_last() {
        let place = into
            .get(..end)
            .map_or(0, |old| old.partition_point(|it| !before(*last, *it)));
        let to = end + left.len();
        into.copy_within(place..end, to - (end - place));
        end = place;
        if let Some(slot) = into.get_mut(end + left.len() - 1) {
            *slot = *last;
        }
        left = rest;
    }
}

/// Sorts rows by id, in the store's order or by characters.
///
/// Eight bytes of all ids at a time are drawn together and sorted as numbers; only those that are equal in them are looked at
/// again. Comparing ids where they lie would jump through memory twice for each comparison.
pub(super) fn sort_by_id(rows: &Rows, slots: &mut Vec<Slot>, in_store: bool) {
    let draw = |slot: &Slot| Drawn {
        slot: *slot,
        ..Drawn::default()
    };
    let mut drawn: Vec<Drawn> = slots.iter().map(draw).collect();
    let mut todo = vec![(0, drawn.len(), 0)];
    while let Some((start, end, depth)) = todo.pop() {
        let Some(run) = drawn.get_mut(start..end) else {
            continue;
        };
        if run.len() <= 8 {
            by_comparing(rows, run, in_store);
            continue;
        }
        let depth = depth + shared(rows, run, depth, in_store);
        let mut longest = 0;
        for drawn in &mut *run {
            let id = rows.id(drawn.slot);
            longest = longest.max(id.len());
            drawn.key = if in_store && !is_plain(id) {
                eight(store_key(id).as_slice(), depth)
            } else {
                eight(id.as_bytes(), depth)
            };
        }
        sort(run, None);
        let mut at = 0;
        while let Some(first) = run.get(at) {
            let length = run.get(at..).map_or(1, |rest| {
                rest.iter().take_while(|it| it.key == first.key).count()
            });
            // A store's key is at most six times as long as its id. Behind the end only zeros are equal.
            if length > 1 && depth <= longest * 6 {
                todo.push((start + at, start + at + length, depth + 8));
            } else if let Some(same) = run.get_mut(at..at + length) {
                by_comparing(rows, same, in_store);
            }
            at += length;
        }
    }
    slots.clear();
    slots.extend(drawn.iter().map(|it| it.slot));
}

fn by_comparing(rows: &Rows, run: &mut [Drawn], in_store: bool) {
    for drawn in &mut *run {
        drawn.key = 0;
    }
    let order = |a, b| {
        let (a, b) = (rows.id(a), rows.id(b));
        if in_store {
            store_order(a, b)
        } else {
            a.cmp(b)
        }
    };
    sort(run, Some(&order));
}

/// How many bytes from `depth` on all of them share, so that `order-1000…` costs no round.
fn shared(rows: &Rows, run: &[Drawn], depth: usize, in_store: bool) -> usize {
    let id = |slot: Slot| rows.id(slot).as_bytes().get(depth..).unwrap_or_default();
    let Some(first) = run.first() else {
        return 0;
    };
    let first = id(first.slot);
    let mut length = first.len();
    for drawn in run {
        if length == 0 || (in_store && !is_plain(rows.id(drawn.slot))) {
            return 0;
        }
        let other = id(drawn.slot).iter();
        length = first
            .iter()
            .take(length)
            .zip(other)
            .take_while(|(a, b)| a == b)
            .count();
    }
    length
}

/// The eight bytes from there on as a number that sorts as they do.
#[inline]
fn eight(bytes: &[u8], from: usize) -> u64 {
    let rest = bytes.get(from..).unwrap_or_default();
    if let Some(word) = rest.first_chunk::<8>() {
        return u64::from_be_bytes(*word);
    }
    (0..8).fold(0, |key, at| {
        key << 8 | rest.get(at).map_or(0, |byte| u64::from(*byte))
    })
}
