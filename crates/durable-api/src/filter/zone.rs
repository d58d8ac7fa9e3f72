//! The zone in which a person reads and writes times.

use rows::time::{DAY, SECOND};

/// A time zone. The portal's asks the browser; tests and exports take [`Utc`] or [`Fixed`].
pub trait Zone {
    /// How many seconds local time is ahead of UTC at a moment, given in ticks.
    fn offset(&self, ticks: i64) -> i32;
}

/// Coordinated universal time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Utc;

impl Zone for Utc {
    fn offset(&self, _: i64) -> i32 {
        0
    }
}

/// So many seconds ahead of UTC, always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed(pub i32);

impl Zone for Fixed {
    fn offset(&self, _: i64) -> i32 {
        self.0
    }
}

/// The moment that a local time means. One that comes twice, when clocks are set back, is the first; one that never comes is as
/// much later as the clocks were set forward.
pub fn ticks_of_local(local: i64, zone: &dyn Zone) -> i64 {
    let at = |offset: i32| local.saturating_sub(i64::from(offset) * SECOND);
    // The offsets a day before and after are those on both sides of a change.
    let before = zone.offset(at(0).saturating_sub(DAY));
    let after = zone.offset(at(0).saturating_add(DAY));
    let first = at(before);
    if zone.offset(first) == before {
        return first;
    }
    let second = at(after);
    if zone.offset(second) == after {
        return second;
    }
    first
}

/// The beginning of the local day of a moment, some days on or back.
pub fn start_of_day(ticks: i64, days: i64, zone: &dyn Zone) -> i64 {
    let local = ticks.saturating_add(i64::from(zone.offset(ticks)) * SECOND);
    let day = local.div_euclid(DAY).saturating_add(days);
    ticks_of_local(day.saturating_mul(DAY), zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rows::time::{parse, utc};

    /// Stockholm in the year 2026.
    struct Stockholm;

    impl Zone for Stockholm {
        fn offset(&self, ticks: i64) -> i32 {
            let summer =
                parse("2026-03-29T01:00:00Z").unwrap()..parse("2026-10-25T01:00:00Z").unwrap();
            if summer.contains(&ticks) { 7200 } else { 3600 }
        }
    }

    #[test]
    fn a_local_time_means_one_moment() {
        for (local, moment) in [
            ("2026-11-21T08:09:29", "2026-11-21T07:09:29Z"),
            ("2026-07-01T00:00:00", "2026-06-30T22:00:00Z"),
            // Never comes: half past two on the day that has none.
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
            // Comes twice.
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
            ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
        ] {
            assert_eq!(
                utc(ticks_of_local(parse(local).unwrap(), &Stockholm)),
                moment,
                "{local}"
            );
        }
    }

    #[test]
    fn a_day_begins_at_local_midnight_however_long_it_is() {
        let noon = parse("2026-10-25T12:00:00Z").unwrap();
        for (days, start) in [
            (-1, "2026-10-23T22:00:00Z"),
            (0, "2026-10-24T22:00:00Z"),
            (1, "2026-10-25T23:00:00Z"),
        ] {
            assert_eq!(utc(start_of_day(noon, days, &Stockholm)), start);
        }
    }
}
