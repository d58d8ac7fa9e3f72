//! The rank of every id, so that a tie is broken by comparing two numbers.

use super::merging::merge;
use super::plain::{Drawn, sort};
use crate::order::{is_plain, store_key, store_order};
use crate::{Rows, Slot};

/// The rank of what is not in the order.
const NONE: u32 = u32::MAX;
/// So many new rows are taken in at a time: some milliseconds in a browser.
const PORTION: usize = 4_096;

/// All rows by id in the store's order.
#[derive(Clone, Debug, Default)]
pub struct IdOrder {
    order: Vec<Slot>,
    ranks: Vec<u32>,
    /// Slots below the end of `ranks` that were not in use when they were looked at.
    vacant: Vec<Slot>,
    /// How many removals were taken in.
    removed: usize,
    /// How many rows had come when all of them were taken in.
    arrivals: u32,
}

impl IdOrder {
    /// Takes in all that came and went since the last time, at once.
    pub fn refresh(&mut self, rows: &Rows) {
        while self.step(rows) {}
    }

    /// Takes in what went and some of what came since the last time; whether there is more. Until then ranks are not to be relied on.
    pub fn step(&mut self, rows: &Rows) -> bool {
        self.take_out(rows);
        if rows.arrivals() == self.arrivals {
            return false;
        }
        let mut new = self.reused(rows);
        let known = self.ranks.len();
        let end = (rows.end() as usize).min(known + PORTION.saturating_sub(new.len()));
        self.ranks.resize(end, NONE);
        for slot in known as Slot..end as Slot {
            let of = if rows.is_gone(slot) {
                &mut self.vacant
            } else {
                &mut new
            };
            of.push(slot);
        }
        // What was left out because the portion was full.
        let more = new.len() >= PORTION || end < rows.end() as usize;
        sort_by_id(rows, &mut new);
        let before = |a: Slot, b: Slot| store_order(rows.id(a), rows.id(b)).is_lt();
        merge(&mut self.order, &new, before);
        for (rank, slot) in self.order.iter().enumerate() {
            if let Some(place) = self.ranks.get_mut(*slot as usize) {
                *place = rank as u32;
            }
        }
        if !more {
            self.arrivals = rows.arrivals();
        }
        more
    }

    /// The rows that were removed leave the order; the ranks of the others have gaps then, and sort as they did.
    fn take_out(&mut self, rows: &Rows) {
        let removed = rows.removed();
        let gone = removed.get(self.removed..).unwrap_or_default();
        if gone.is_empty() {
            return;
        }
        self.removed = removed.len();
        for slot in gone {
            if let Some(rank) = self.ranks.get_mut(*slot as usize) {
                *rank = NONE;
                self.vacant.push(*slot);
            }
        }
        let ranks = &self.ranks;
        self.order
            .retain(|slot| ranks.get(*slot as usize) != Some(&NONE));
    }

    /// Slots that were given to others since they were vacant, as many as are taken in at a time.
    fn reused(&mut self, rows: &Rows) -> Vec<Slot> {
        let mut new = Vec::new();
        let ranks = &mut self.ranks;
        self.vacant.retain(|slot| {
            if new.len() >= PORTION || rows.is_gone(*slot) {
                return true;
            }
            // One that was vacant twice stands there twice.
            if let Some(rank) = ranks.get_mut(*slot as usize)
                && *rank == NONE
            {
                *rank = 0;
                new.push(*slot);
            }
            false
        });
        new
    }

    /// A number that grows with the place of a row among all.
    #[inline]
    pub fn rank(&self, slot: Slot) -> u32 {
        self.ranks.get(slot as usize).copied().unwrap_or(NONE)
    }

    /// All rows in order.
    pub fn slots(&self) -> &[Slot] {
        &self.order
    }
}

/// Sorts rows by id, in the store's order.
///
/// Eight bytes of all ids at a time are drawn together and sorted as numbers; only those that are equal in them are looked at
/// again. Comparing ids where they lie would jump through memory twice for each comparison.
fn sort_by_id(rows: &Rows, slots: &mut Vec<Slot>) {
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
            by_comparing(rows, run);
            continue;
        }
        let depth = depth + shared(rows, run, depth);
        let mut longest = 0;
        for drawn in &mut *run {
            let id = rows.id(drawn.slot);
            longest = longest.max(id.len());
            drawn.key = if is_plain(id) {
                eight(id.as_bytes(), depth)
            } else {
                eight(store_key(id).as_slice(), depth)
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
                by_comparing(rows, same);
            }
            at += length;
        }
    }
    slots.clear();
    slots.extend(drawn.iter().map(|it| it.slot));
}

fn by_comparing(rows: &Rows, run: &mut [Drawn]) {
    for drawn in &mut *run {
        drawn.key = 0;
    }
    let order = |a, b| store_order(rows.id(a), rows.id(b));
    sort(run, Some(&order));
}

/// How many bytes from `depth` on all of them share, so that `order-1000…` costs no round.
fn shared(rows: &Rows, run: &[Drawn], depth: usize) -> usize {
    let id = |slot: Slot| rows.id(slot).as_bytes().get(depth..).unwrap_or_default();
    let Some(first) = run.first() else {
        return 0;
    };
    let first = id(first.slot);
    let mut length = first.len();
    for drawn in run {
        if length == 0 || !is_plain(rows.id(drawn.slot)) {
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
