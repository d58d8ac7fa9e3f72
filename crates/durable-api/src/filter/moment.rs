//! Moments and windows of time, as a filter holds them.

use super::{Span, Zone, start_of_day};

/// A moment: fixed, or one that moves on with the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// This one, in ticks: tenths of a microsecond since 1970 in UTC.
    At(i64),
    /// So long before now.
    Ago(Span),
    /// The beginning of a day in the chosen zone: 0 is today, -1 yesterday.
    Day(i32),
}

impl Moment {
    /// The moment in ticks, when it is `now`.
    pub fn ticks(self, now: i64, zone: &dyn Zone) -> i64 {
        match self {
            Self::At(ticks) => ticks,
            Self::Ago(span) => now.saturating_sub(span.ticks()),
            Self::Day(days) => start_of_day(now, i64::from(days), zone),
        }
    }
}

/// A window of time. It holds its first moment, and not its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// At or after.
    Since(Moment),
    /// Before.
    Before(Moment),
    /// At or after the first, before the second.
    Between(Moment, Moment),
    /// Not further from the moment than this, on both sides, both ends included.
    Around(Moment, Span),
}

impl Window {
    /// At or after the first tick, before the second, when it is `now`.
    pub fn ticks(self, now: i64, zone: &dyn Zone) -> (i64, i64) {
        let ticks = |moment: Moment| moment.ticks(now, zone);
        match self {
            Self::Since(from) => (ticks(from), i64::MAX),
            Self::Before(to) => (i64::MIN, ticks(to)),
            Self::Between(from, to) => (ticks(from), ticks(to)),
            Self::Around(at, by) => {
                let (at, by) = (ticks(at), by.ticks());
                (
                    at.saturating_sub(by),
                    at.saturating_add(by).saturating_add(1),
                )
            }
        }
    }
}
