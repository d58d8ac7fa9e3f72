//! A history as a picture, without the picture: what is on which row, where on the axis, what is folded away, and
//! what the time was spent on.

mod axis;
mod critical;
mod gaps;
mod rows;

pub use axis::{Axis, Window};
pub use critical::{OnPath, critical_path};
pub use gaps::{Fold, folds};
pub use rows::{Group, Lanes, Row, RowOptions, rows};

use crate::model::HistoryModel;
use crate::order::ticks;
use chrono::{DateTime, Utc};

/// A time on the axis, in .NET's ticks of 100 ns since 1970: exact, and cheap to compute with.
pub type Ticks = i64;

/// So many ticks are a second.
pub const SECOND: Ticks = 10_000_000;

/// The ticks of a moment.
pub fn ticks_of(moment: DateTime<Utc>) -> Ticks {
    ticks(moment)
}

/// The moment of ticks; `None` outside of the years that there are.
pub fn moment_of(at: Ticks) -> Option<DateTime<Utc>> {
    let nanos = u32::try_from(at.rem_euclid(SECOND)).ok()? * 100;
    DateTime::from_timestamp(at.div_euclid(SECOND), nanos)
}

/// From when to when the picture goes: from the start to the end, or to `now` (and to no less than the last thing that
/// happened) while it is unfinished. Timers that are due later do not stretch it. At least a millisecond.
pub fn domain(model: &HistoryModel, now: DateTime<Utc>) -> (Ticks, Ticks) {
    let starts = model.spans.iter().filter_map(|span| span.start);
    let from = starts.chain(model.started).min().unwrap_or(now);
    let ends = model.spans.iter().filter_map(|span| span.end);
    let until = if model.ended.is_some() {
        model.ended_at
    } else {
        Some(now)
    };
    let to = ends
        .chain(until)
        .chain(model.last_activity)
        .max()
        .unwrap_or(now);
    let from = ticks(from);
    (from, ticks(to).max(from + SECOND / 1_000))
}
