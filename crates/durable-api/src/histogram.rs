//! Counts over the time of creation, stacked by status, with what was not looked at.

use crate::filter::{Zone, ticks_of_local};
use rows::sort::order_of;
use rows::time::{DAY, SECOND};
use rows::{Rows, Slot};

/// How much of a bucket's time was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// All of it: its counts are exact.
    Wholly,
    /// Some of it: its counts say "at least".
    Partly,
    /// None: it is not empty, it is unknown.
    Not,
}

/// A stretch of time and who was created in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Begins with this tick.
    pub from: i64,
    /// Ends before this one.
    pub to: i64,
    /// How many of each status: the eight known ones in the order of `RuntimeStatus::ALL`, then all others.
    pub counts: [u32; 9],
    /// How much of it was looked at.
    pub looked: Looked,
}

impl Bucket {
    /// How many in all.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// Buckets next to each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// In the order of time.
    pub buckets: Vec<Bucket>,
    /// Instances created before the first bucket.
    pub earlier: usize,
    /// Instances created after the last.
    pub later: usize,
    /// Instances without a time of creation.
    pub timeless: usize,
}

/// Lengths of buckets worth reading: they divide the next larger unit.
const STEPS: [i64; 20] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
    604_800, 2_592_000,
];

impl Histogram {
    /// Empty buckets over a window, at most so many, with bounds at round times of the zone. The first and the last reach beyond
    /// the window where it does not begin or end at one. An empty window has none.
    pub fn over(from: i64, to: i64, most: usize, zone: &dyn Zone) -> Self {
        let mut histogram = Self::default();
        let length = to.saturating_sub(from);
        if length <= 0 || most == 0 {
            return histogram;
        }
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        // One more, because the window may begin in the middle of one.
        let fits = |step: &&i64| length / (**step * SECOND) < (most - 1).max(1);
        let step = match STEPS.iter().find(fits) {
            Some(step) => step * SECOND,
            // Days, as many as it takes.
            None => (length / most / DAY + 1) * DAY,
        };
        let mut start = round_down(from, step, zone);
        while start < to {
            let end = next(start, step, zone);
            histogram.buckets.push(Bucket {
                from: start,
                to: end,
                counts: [0; 9],
                looked: Looked::Not,
            });
            start = end;
        }
        histogram
    }

    /// Counts these rows. May be called for one slice after another.
    pub fn count(&mut self, rows: &Rows, slots: &[Slot]) {
        for slot in slots {
            let Some(row) = rows.row(*slot) else { continue };
            let Some(created) = row.created() else {
                self.timeless += 1;
                continue;
            };
            let after = self.buckets.partition_point(|it| it.from <= created);
            let bucket = after.checked_sub(1).and_then(|at| self.buckets.get_mut(at));
            match bucket {
                None => self.earlier += 1,
                Some(bucket) if created >= bucket.to => self.later += 1,
                Some(bucket) => {
                    let place = usize::from(row.status().0).min(8);
                    if let Some(count) = bucket.counts.get_mut(place) {
                        *count += 1;
                    }
                }
            }
        }
    }

    /// Says how much of each bucket was looked at: `seen` are stretches of creation time that were looked at wholly, each from
    /// its first tick to before its second, in any order and overlapping as they like.
    pub fn look(&mut self, seen: &[(i64, i64)]) {
        let order = order_of(seen.len(), &|a, b| seen.get(a).cmp(&seen.get(b)));
        let in_order = order.iter().filter_map(|at| seen.get(*at));
        let seen: Vec<(i64, i64)> = in_order.copied().filter(|(a, b)| a < b).collect();
        for bucket in &mut self.buckets {
            let mut covered = bucket.from;
            let mut any = false;
            for (from, to) in &seen {
                any |= *from < bucket.to && *to > bucket.from;
                if *from <= covered {
                    covered = covered.max(*to);
                }
            }
            bucket.looked = match any {
                _ if covered >= bucket.to => Looked::Wholly,
                true => Looked::Partly,
                false => Looked::Not,
            };
        }
    }
}

/// The round local time at or before a moment.
fn round_down(ticks: i64, step: i64, zone: &dyn Zone) -> i64 {
    let local = ticks.saturating_add(i64::from(zone.offset(ticks)) * SECOND);
    let start = ticks_of_local(local - local.rem_euclid(step), zone);
    // Where clocks were set back since, the same local time came twice.
    if start > ticks || ticks - start > step {
        ticks
    } else {
        start
    }
}

/// The next round local time: a day is 23 or 25 hours long where clocks change.
fn next(ticks: i64, step: i64, zone: &dyn Zone) -> i64 {
    let local = ticks.saturating_add(i64::from(zone.offset(ticks)) * SECOND);
    let end = ticks_of_local(local - local.rem_euclid(step) + step, zone);
    if end > ticks { end } else { ticks + step }
}
