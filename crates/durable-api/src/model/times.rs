//! The times of spans as numbers. A large history is drawn from them, and a calendar's moments take long to compute with.

use super::HistoryModel;
use crate::order::ticks;
use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};

/// Ticks of a second.
const SECOND: i64 = 10_000_000;

/// Computes the ticks of many moments, of which most are of the same day as the one before: at first the day from which ticks count.
#[derive(Default)]
struct Clock {
    day: NaiveDate,
    midnight: i64,
}

impl Clock {
    fn ticks(&mut self, moment: DateTime<Utc>) -> i64 {
        let moment = moment.naive_utc();
        if moment.date() != self.day {
            self.day = moment.date();
            self.midnight = ticks(self.day.and_time(NaiveTime::MIN).and_utc());
        }
        let time = moment.time();
        let seconds = i64::from(time.num_seconds_from_midnight());
        self.midnight + seconds * SECOND + i64::from(time.nanosecond() / 100)
    }
}

/// When a span began and ended, in ticks; the least number where that is not known.
pub(crate) type Bounds = (i64, i64);

impl HistoryModel {
    /// Fills what is looked up by span.
    pub(super) fn index_times(&mut self) {
        let mut clock = Clock::default();
        let mut known =
            |moment: Option<DateTime<Utc>>| moment.map_or(i64::MIN, |it| clock.ticks(it));
        let bounds = self.spans.iter();
        self.bounds = bounds
            .map(|span| (known(span.start), known(span.end)))
            .collect();
    }

    /// The spans with their bounds.
    pub(crate) fn bounded(&self) -> impl Iterator<Item = (&crate::span::Span, Bounds)> {
        self.spans.iter().zip(self.bounds.iter().copied())
    }

    /// Of every span when it begins, and when it ends if it has, in ticks: of what has one of the two alone that one, of what has none when
    /// the orchestrator began. For drawing.
    pub fn times(&self) -> Vec<(i64, Option<i64>)> {
        let otherwise = self.started.map_or(0, ticks);
        let drawn = self.bounded().map(|(span, (start, end))| {
            let begin = match (start, end) {
                (i64::MIN, i64::MIN) => otherwise,
                (i64::MIN, end) => end,
                (start, _) => start,
            };
            let is_open = span.state == crate::span::SpanState::Pending;
            let end = if end == i64::MIN { begin } else { end };
            (begin, (!is_open).then_some(end))
        });
        drawn.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_moments_have_the_ticks_that_each_has() {
        let mut clock = Clock::default();
        for text in [
            "1970-01-01T00:00:00Z",
            "1970-01-01T23:59:59.9999999Z",
            "2026-11-21T07:00:00.1234567Z",
            "2026-11-21T23:59:59.9999999Z",
            "2026-11-22T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
            "1969-12-31T12:00:00.5Z",
        ] {
            let moment = crate::Timestamp::new(text).utc().unwrap();
            assert_eq!(clock.ticks(moment), ticks(moment), "{text}");
        }
    }
}
