//! The one place where anything is sorted: every further instance of a sort is some kilobytes of code.

use crate::Slot;
use std::cmp::Ordering;

/// What is sorted: by key, then by what the caller says of equal keys, then by rank.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drawn {
    pub(super) key: u64,
    pub(super) rank: u32,
    pub(super) slot: Slot,
}

/// The order of two rows that have the same key.
pub(super) type Tie<'a> = &'a dyn Fn(Slot, Slot) -> Ordering;

/// Sorts by key, tie and rank.
pub(super) fn sort(drawn: &mut [Drawn], tie: Option<Tie<'_>>) {
    drawn.sort_unstable_by(|a, b| {
        a.key
            .cmp(&b.key)
            .then_with(|| tie.map_or(Ordering::Equal, |tie| tie(a.slot, b.slot)))
            .then(a.rank.cmp(&b.rank))
    });
}

/// The numbers from 0 to before `count` in an order; those that are equal in it stay as they were.
pub fn order_of(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut drawn: Vec<Drawn> = (0..count as u32)
        .map(|number| Drawn {
            key: 0,
            rank: number,
            slot: number,
        })
        .collect();
    sort(&mut drawn, Some(&|a, b| order(a as usize, b as usize)));
    drawn.into_iter().map(|it| it.slot as usize).collect()
}
