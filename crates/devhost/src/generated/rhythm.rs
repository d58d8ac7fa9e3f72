//! When instances are created: busy hours and quiet ones, weekdays and weekends, nights of batches.

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};

/// Microseconds.
pub(super) const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3600 * SECOND;
const DAYS: i64 = 42;

/// How often [`Window::each_night`] comes within the window.
pub(super) const NIGHTS: u32 = 42;

/// How creations are spread over the time before now. Times are microseconds since the beginning of the spread's window.
#[derive(Debug, Clone)]
pub(super) enum Spread {
    /// By the hour: the share of all that is created before each hour begins, and the last hour's length.
    Hours { before: Vec<f64>, last: i64 },
    /// Evenly between two times.
    Even { from: i64, to: i64 },
    /// Once each day, so many days.
    Daily { first: i64, days: u32 },
}

/// Six weeks up to now, beginning with a full hour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    begin: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl Window {
    pub(super) fn before(now: DateTime<Utc>) -> Self {
        let past_hour = i64::from(now.minute()) * 60 + i64::from(now.second());
        let hour = now
            - TimeDelta::seconds(past_hour)
            - TimeDelta::nanoseconds(i64::from(now.nanosecond()));
        Self {
            begin: hour - TimeDelta::days(DAYS),
            now,
        }
    }

    /// The time that so many microseconds after its beginning are.
    pub(super) fn time(&self, micros: i64) -> DateTime<Utc> {
        self.begin + TimeDelta::microseconds(micros)
    }

    /// The date at so many microseconds after its beginning, as a text that sorts: `2026-11-20`.
    pub(super) fn date(&self, micros: i64) -> String {
        self.time(micros).format("%Y-%m-%d").to_string()
    }

    /// The beginning of the day after, in microseconds since the beginning.
    pub(super) fn next_day(&self, micros: i64) -> i64 {
        let time = self.time(micros);
        let into_day = i64::from(time.num_seconds_from_midnight()) * SECOND
            + i64::from(time.timestamp_subsec_micros());
        micros + 24 * HOUR - into_day
    }

    /// Its length up to now in microseconds.
    pub(super) fn length(&self) -> i64 {
        (self.now - self.begin)
            .num_microseconds()
            .unwrap_or_default()
    }

    /// Business: busy by day and in the evening, quiet at night and at weekends.
    pub(super) fn business(&self) -> Spread {
        self.hours(|time| {
            let by_hour = match time.hour() {
                0..=4 => 0.2,
                5..=6 => 0.7,
                7..=8 => 1.6,
                9..=11 => 2.6,
                12..=13 => 2.0,
                14..=16 => 2.4,
                17..=18 => 1.5,
                19..=21 => 2.2,
                _ => 0.8,
            };
            let weekend = time.weekday().num_days_from_monday() > 4;
            by_hour * if weekend { 0.45 } else { 1.0 }
        })
    }

    /// A batch: everything between 02:00 and 03:00, more of it on the first of a month.
    pub(super) fn nightly(&self) -> Spread {
        self.hours(|time| match (time.hour(), time.day()) {
            (2, 1) => 3.0,
            (2, _) => 1.0,
            _ => 0.0,
        })
    }

    /// The same at every hour.
    pub(super) fn steady(&self) -> Spread {
        Spread::Even {
            from: 0,
            to: self.length(),
        }
    }

    /// At 02:00 of each day.
    pub(super) fn each_night(&self) -> Spread {
        let midnight = self.next_day(0);
        let two = midnight + 2 * HOUR;
        let first = if two >= 24 * HOUR {
            two - 24 * HOUR
        } else {
            two
        };
        Spread::Daily {
            first,
            days: NIGHTS,
        }
    }

    /// Within the last seconds: what continues as new and has a young generation.
    pub(super) fn last_seconds(&self, seconds: i64) -> Spread {
        Spread::Even {
            from: self.length() - seconds * SECOND,
            to: self.length(),
        }
    }

    #[allow(clippy::cast_precision_loss)] // microseconds of one hour are exact
    fn hours(&self, weight: impl Fn(DateTime<Utc>) -> f64) -> Spread {
        let hours = DAYS * 24;
        let last = self.length() - hours * HOUR;
        let mut before = Vec::new();
        let mut sum = 0.0;
        for hour in 0..=hours {
            before.push(sum);
            let part = if hour == hours {
                last as f64 / HOUR as f64
            } else {
                1.0
            };
            sum += weight(self.time(hour * HOUR)) * part;
        }
        for share in &mut before {
            *share /= sum;
        }
        Spread::Hours { before, last }
    }
}

impl Spread {
    /// When the share `0 ≤ share < 1` of all has been created. Never falls as the share grows.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap
    )] // hours are about a thousand, microseconds of six weeks fit an f64 exactly
    pub(super) fn at(&self, share: f64) -> i64 {
        match self {
            Self::Even { from, to } => from + (share * (to - from) as f64) as i64,
            Self::Daily { first, days } => first + (share * f64::from(*days)) as i64 * 24 * HOUR,
            Self::Hours { before, last } => {
                let hour = before
                    .partition_point(|start| *start <= share)
                    .saturating_sub(1);
                let is_last = hour + 1 == before.len();
                let end = if is_last { 1.0 } else { before[hour + 1] };
                let length = if is_last { *last } else { HOUR };
                let within = (share - before[hour]) / (end - before[hour]);
                let offset = ((within * length as f64) as i64).clamp(0, (length - 1).max(0));
                hour as i64 * HOUR + offset
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window() -> Window {
        Window::before("2026-11-21T08:20:30Z".parse().unwrap())
    }

    #[test]
    fn time_never_falls_and_stays_in_the_window() {
        let window = window();
        for spread in [window.business(), window.nightly(), window.steady()] {
            let mut last = 0;
            for step in 0..20_000 {
                let at = spread.at(f64::from(step) / 20_000.0);
                assert!(at >= last && at <= window.length(), "{step}");
                last = at;
            }
        }
    }

    #[test]
    fn business_sleeps_at_night_and_rests_at_weekends() {
        let window = window();
        let spread = window.business();
        let (mut night, mut forenoon, mut sunday) = (0, 0, 0);
        for step in 0..42_000 {
            let time = window.time(spread.at(f64::from(step) / 42_000.0));
            night += u32::from(time.hour() == 3);
            forenoon += u32::from(time.hour() == 10);
            sunday += u32::from(time.weekday() == chrono::Weekday::Sun);
        }
        assert!(forenoon > 8 * night, "{forenoon} against {night}");
        assert!(sunday > 1000 && sunday < 42_000 / 8, "{sunday}");
    }

    #[test]
    fn the_batch_runs_at_two() {
        let window = window();
        let spread = window.nightly();
        for step in 0..1000 {
            let time = window.time(spread.at(f64::from(step) / 1000.0));
            assert_eq!(time.hour(), 2);
        }
    }

    #[test]
    fn each_night_comes_once_and_within_the_window() {
        for now in [
            "2026-11-21T00:00:00Z",
            "2026-11-21T02:00:00Z",
            "2026-11-21T23:59:59Z",
        ] {
            let window = Window::before(now.parse().unwrap());
            let spread = window.each_night();
            let times: Vec<i64> = (0..NIGHTS)
                .map(|night| spread.at((f64::from(night) + 0.5) / f64::from(NIGHTS)))
                .collect();
            assert!(times.is_sorted_by(|a, b| b - a == 24 * HOUR), "{now}");
            assert!(times[0] >= 0 && times[41] <= window.length(), "{now}");
            assert_eq!(window.time(times[7]).hour(), 2, "{now}");
        }
    }

    #[test]
    fn the_next_day_begins_at_midnight() {
        let window = window();
        let next = window.time(window.next_day(100 * HOUR + 5));
        assert_eq!(next.num_seconds_from_midnight(), 0);
        assert!(next > window.time(100 * HOUR));
    }
}
