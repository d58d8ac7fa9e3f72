//! How far the host's clock is from the browser's, as far as an answer tells.

/// The gap between two clocks. Positive: the host is ahead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockGap {
    /// Nothing told.
    #[default]
    Unknown,
    /// By so many milliseconds, give or take so many: the answer's own date could be read.
    Apart {
        /// The gap in milliseconds.
        ms: i64,
        /// Half the time the answer took, and half the second its date is rounded to.
        within_ms: i64,
    },
    /// At least so far ahead: an instance was updated later than now.
    AheadAtLeast {
        /// In milliseconds, at least 1000.
        ms: i64,
    },
}

impl ClockGap {
    /// From an answer's `Date`, which browsers show to pages of the host's own origin alone, and from when it was asked for and came.
    pub(super) fn from_date(date: &str, sent_ms: i64, came_ms: i64) -> Option<Self> {
        // The date is cut to whole seconds: on average half of one is missing.
        let host = http_date_ms(date)? + 500;
        Some(Self::Apart {
            ms: host - i64::midpoint(sent_ms, came_ms),
            within_ms: (came_ms - sent_ms).max(0) / 2 + 500,
        })
    }

    /// From the latest time an answer names, none of which can lie in the future. Times are cut to whole seconds.
    pub(super) fn from_latest(latest_ms: i64, came_ms: i64) -> Self {
        match latest_ms - came_ms {
            ms @ 1000.. => Self::AheadAtLeast { ms },
            _ => Self::Unknown,
        }
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `Sat, 21 Nov 2026 07:09:29 GMT` as milliseconds since 1970 (RFC 9110, section 5.6.7; the one form hosts send).
fn http_date_ms(text: &str) -> Option<i64> {
    let mut words = text.split_once(", ")?.1.split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|it| *it == month)? + 1;
    let time = words.next()?;
    let moment = crate::time::Timestamp::new(format!("{year}-{month:02}-{day}T{time}Z"));
    (words.next()? == "GMT").then_some(())?;
    moment.utc().map(|it| it.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::{ClockGap, http_date_ms};

    #[test]
    fn a_date_of_http_is_read_to_the_second() {
        assert_eq!(
            http_date_ms("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(784_111_777_000)
        );
        for strange in [
            "",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994",
        ] {
            assert_eq!(http_date_ms(strange), None, "{strange}");
        }
    }

    #[test]
    fn the_gap_is_taken_from_the_middle_of_the_way() {
        let gap = ClockGap::from_date(
            "Sun, 06 Nov 1994 08:49:37 GMT",
            784_111_776_400,
            784_111_776_600,
        );
        assert_eq!(
            gap,
            Some(ClockGap::Apart {
                ms: 1000,
                within_ms: 600
            })
        );
    }

    #[test]
    fn a_time_in_the_future_shows_that_the_host_is_ahead_and_one_in_the_past_shows_nothing() {
        assert_eq!(
            ClockGap::from_latest(61_000, 1_000),
            ClockGap::AheadAtLeast { ms: 60_000 }
        );
        assert_eq!(ClockGap::from_latest(1_999, 1_000), ClockGap::Unknown);
        assert_eq!(ClockGap::from_latest(1_000, 61_000), ClockGap::Unknown);
    }
}
