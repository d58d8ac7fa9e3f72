//! What is to be purged, and how much of it there is.

use chrono::DateTime;
use durable_api::purge::Range;
use durable_api::{FinishedStatus, FinishedStatuses, RuntimeStatus};
use rows::time::MILLISECOND;

use crate::browser::clock;
use crate::prelude::*;
use crate::state::hub::Here;

/// Nothing of Durable Functions is older; in milliseconds since 1970.
const OLDEST: i64 = 1_420_070_400_000;
/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;
/// How old something is by default before it is purged, in days.
const AGE: i64 = 30;

/// A range and statuses, as they are chosen. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct Wished {
    /// The first moment, in milliseconds since 1970; `None`: from the beginning.
    pub from: RwSignal<Option<i64>>,
    /// The last moment.
    pub to: RwSignal<Option<i64>>,
    /// The statuses; while it is empty nothing can be purged.
    pub statuses: RwSignal<Vec<FinishedStatus>>,
}

/// How many there are of each status in the range, as far as the hub was looked at; in the order of [`FinishedStatus::ALL`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub of_each: [u64; 4],
    /// Whether more may be there.
    pub is_complete: bool,
}

impl Wished {
    /// Completed ones that are older than a month.
    pub fn new() -> Self {
        Self {
            from: RwSignal::new(None),
            to: RwSignal::new(Some(now() - AGE * DAY)),
            statuses: RwSignal::new(vec![FinishedStatus::Completed]),
        }
    }

    /// The range, if it is one: with at least one status, and an end behind its beginning. Tracked.
    pub fn range(self) -> Option<Range> {
        let statuses = self.statuses.with(|it| FinishedStatuses::of(it))?;
        let (from, to) = self.ends()?;
        Some(Range {
            from: DateTime::from_timestamp_millis(from)?,
            to: DateTime::from_timestamp_millis(to)?,
            statuses,
        })
    }

    /// Both ends, in milliseconds since 1970; tracked.
    pub fn ends(self) -> Option<(i64, i64)> {
        let from = self.from.get().unwrap_or(OLDEST);
        let to = self.to.get()?;
        (from <= to).then_some((from, to))
    }

    /// What there is of it; tracked.
    pub fn found(self, here: Here) -> Found {
        here.version();
        let mut found = Found {
            is_complete: here.walk().is_complete,
            ..Found::default()
        };
        let Some(ends) = self.ends() else {
            return found;
        };
        each(here, ends, |status, _| {
            if let Some(count) = found.of_each.get_mut(status as usize) {
                *count += 1;
            }
        });
        found
    }

    /// When those were created that match, as far as they are known, in milliseconds since 1970.
    pub fn known(here: Here, range: &Range) -> Vec<i64> {
        let ends = (range.from.timestamp_millis(), range.to.timestamp_millis());
        let mut known = Vec::new();
        each(here, ends, |status, created| {
            if range.statuses.has(status) {
                known.push(created);
            }
        });
        known
    }
}

/// Calls for each that has finished and was created between both ends.
fn each(here: Here, (from, to): (i64, i64), mut take: impl FnMut(FinishedStatus, i64)) {
    here.with_rows(|rows| {
        for row in rows.slots().filter_map(|slot| rows.row(slot)) {
            let created = row.created().unwrap_or(i64::MAX).div_euclid(MILLISECOND);
            if !row.status().is_finished() || !(from..=to).contains(&created) {
                continue;
            }
            if let Some(status) = RuntimeStatus::from_wire(row.status_name()).finished() {
                take(status, created);
            }
        }
    });
}

/// Now, in milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
pub fn now() -> i64 {
    clock::now() as i64
}
