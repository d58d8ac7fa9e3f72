//! Times as the host writes them.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use std::fmt::Write as _;

/// A time with the exact text it came as, so that nothing of it is lost.
///
/// Source: the wire contract, section 6: up to 7 digits of a second, `Z` or an offset; list and status
/// answers have whole seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timestamp {
    text: String,
    utc: Option<DateTime<Utc>>,
}

impl Timestamp {
    /// Reads a time. A text that is none is kept all the same.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let utc = moment(&text);
        Self { text, utc }
    }

    /// The text as the host wrote it; empty when the host gave none.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The moment, where the text is a time of the years 1 to 9999. Without zone it is taken as UTC.
    pub fn utc(&self) -> Option<DateTime<Utc>> {
        self.utc
    }

    /// The moment in milliseconds since 1970 (UTC), as a browser's clock counts, rounded down: negative before 1970. `None` where
    /// [`Timestamp::utc`] is.
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of the years 1 to 9999 stay below 2^53"
    )]
    pub fn unix_ms(&self) -> Option<f64> {
        self.utc.map(|moment| moment.timestamp_millis() as f64)
    }
}

/// The moment a text says.
pub(crate) fn moment(text: &str) -> Option<DateTime<Utc>> {
    usual_moment(text.as_bytes()).or_else(|| any_moment(text))
}

/// The form the host mostly writes, `2026-11-21T07:09:29.5905233Z`, quickly: a large history has a hundred thousand of them.
fn usual_moment(text: &[u8]) -> Option<DateTime<Utc>> {
    let &[
        y1,
        y2,
        y3,
        y4,
        b'-',
        mo1,
        mo2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        mi1,
        mi2,
        b':',
        s1,
        s2,
        ref rest @ ..,
    ] = text
    else {
        return None;
    };
    let fraction = match rest {
        [b'Z'] | [b'+', b'0', b'0', b':', b'0', b'0'] => &[],
        [b'.', fraction @ .., b'Z'] | [b'.', fraction @ .., b'+', b'0', b'0', b':', b'0', b'0'] => {
            fraction
        }
        _ => return None,
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i64, |sum, digit| {
            let digit = digit.wrapping_sub(b'0');
            (digit < 10).then(|| sum * 10 + i64::from(digit))
        })
    };
    let (year, month, day) = (
        number(&[y1, y2, y3, y4])?,
        number(&[mo1, mo2])?,
        number(&[d1, d2])?,
    );
    let (hour, minute, second) = (number(&[h1, h2])?, number(&[mi1, mi2])?, number(&[s1, s2])?);
    if fraction.len() > 9 || rest.len() != 1 && fraction.is_empty() && rest.first() == Some(&b'.') {
        return None;
    }
    let places = u32::try_from(9 - fraction.len()).ok()?;
    let nanos = number(fraction)? * 10_i64.pow(places);
    // Days of a year that begins in March, so that the leap day is its last.
    // The 29th to 31st are left to the careful reader.
    if !(1..=12).contains(&month)
        || !(1..=28).contains(&day)
        || hour > 23
        || minute > 59
        || second > 59
    {
        return None;
    }
    let (march_year, march_month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leaps = march_year.div_euclid(4) - march_year.div_euclid(100) + march_year.div_euclid(400);
    // 719,468 days lie between the 1st of March of the year 0 and the 1st of January 1970.
    let days = march_year * 365 + leaps + (153 * march_month + 2) / 5 + day - 1 - 719_468;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second;
    DateTime::from_timestamp(seconds, u32::try_from(nanos).ok()?)
}

/// Any form a host writes, by hand: chrono's parser of formats is several kilobytes.
fn any_moment(text: &str) -> Option<DateTime<Utc>> {
    let mut rest = text.trim();
    let year = digits(&mut rest, 4)?;
    skip(&mut rest, "-")?;
    let month = digits(&mut rest, 2)?;
    skip(&mut rest, "-")?;
    let day = digits(&mut rest, 2)?;
    skip(&mut rest, "T")
        .or_else(|| skip(&mut rest, "t"))
        .or_else(|| skip(&mut rest, " "))?;
    let hour = digits(&mut rest, 2)?;
    skip(&mut rest, ":")?;
    let minute = digits(&mut rest, 2)?;
    skip(&mut rest, ":")?;
    let second = digits(&mut rest, 2)?;
    let mut nanos = 0;
    if skip(&mut rest, ".").is_some() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        // Beyond nanoseconds nothing is kept.
        let kept = length.min(9);
        let mut fraction = rest.get(..kept)?;
        nanos = digits(&mut fraction, kept)? * 10_u32.checked_pow(u32::try_from(9 - kept).ok()?)?;
        rest = rest.get(length..)?;
    }
    let offset = offset_seconds(rest)?;
    let local = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?
        .and_hms_nano_opt(hour, minute, second, nanos)?;
    Some(
        local
            .checked_sub_signed(TimeDelta::seconds(offset))?
            .and_utc(),
    )
}

/// `Z`, `+hh:mm`, `-hhmm`, or nothing, which the host means as UTC.
fn offset_seconds(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, mut rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let hours = digits(&mut rest, 2)?;
    let _ = skip(&mut rest, ":");
    let minutes = digits(&mut rest, 2)?;
    (rest.is_empty() && hours < 24 && minutes < 60)
        .then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

fn digits(rest: &mut &str, count: usize) -> Option<u32> {
    let (head, tail) = rest.split_at_checked(count)?;
    if head.is_empty() || !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    *rest = tail;
    head.parse().ok()
}

fn skip(rest: &mut &str, expected: &str) -> Option<()> {
    *rest = rest.strip_prefix(expected)?;
    Some(())
}

/// A moment as a filter is sent: always with `Z`, else the host takes it for its own local time.
///
/// Source: the wire contract, section 3 (`createdTimeFrom`). Seven digits of a second where there are any: .NET's tick.
pub fn wire_time(moment: DateTime<Utc>) -> String {
    let mut text = String::with_capacity(28);
    let (date, time) = (moment.date_naive(), moment.time());
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        date.year().clamp(1, 9999),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    );
    let ticks = time.nanosecond() % 1_000_000_000 / 100;
    if ticks > 0 {
        let _ = write!(text, ".{ticks:07}");
        text.truncate(text.trim_end_matches('0').len());
    }
    text.push('Z');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        Timestamp::new(text).utc().map(wire_time)
    }

    #[test]
    fn every_form_the_host_writes_is_read() {
        for (text, moment) in [
            ("2026-11-21T07:09:29Z", "2026-11-21T07:09:29Z"),
            (
                "2026-11-21T07:09:29.5905233Z",
                "2026-11-21T07:09:29.5905233Z",
            ),
            (
                "2026-11-21T07:09:33.527136+00:00",
                "2026-11-21T07:09:33.527136Z",
            ),
            (
                "2024-02-29T12:34:56.1234567+02:00",
                "2024-02-29T10:34:56.1234567Z",
            ),
            ("2024-01-01T00:30:00-0130", "2024-01-01T02:00:00Z"),
            (
                "2026-11-21T07:10:57.8103659",
                "2026-11-21T07:10:57.8103659Z",
            ),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            (
                "9999-12-31T23:59:59.9999999Z",
                "9999-12-31T23:59:59.9999999Z",
            ),
        ] {
            assert_eq!(utc(text).as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn a_moment_counts_in_whole_milliseconds_since_1970() {
        for (text, ms) in [
            ("1970-01-01T00:00:00Z", 0.0),
            ("2026-11-21T07:00:00.1239999Z", 1_795_244_400_123.0),
            ("2026-11-21T09:00:00.123+02:00", 1_795_244_400_123.0),
            ("1969-12-31T23:59:59.9995Z", -1.0),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000.0),
            ("9999-12-31T23:59:59.9999999Z", 253_402_300_799_999.0),
        ] {
            assert_eq!(Timestamp::new(text).unix_ms(), Some(ms), "{text}");
        }
        assert_eq!(Timestamp::new("yesterday").unix_ms(), None);
    }

    #[test]
    fn the_quick_way_reads_as_the_careful_way() {
        let mut read = 0;
        for year in [
            0, 1, 4, 100, 400, 1600, 1899, 1900, 1970, 2000, 2023, 2024, 2026, 2100, 9999,
        ] {
            for month in 0..=13 {
                for day in 0..=32 {
                    for rest in [
                        "00:00:00Z",
                        "23:59:59.9Z",
                        "12:30:07.1234567+00:00",
                        "24:00:00Z",
                        "07:08:09.Z",
                        "1:00:00Z",
                    ] {
                        let text = format!("{year:04}-{month:02}-{day:02}T{rest}");
                        if let Some(quick) = usual_moment(text.as_bytes()) {
                            assert_eq!(Some(quick), any_moment(&text), "{text}");
                            read += 1;
                        }
                    }
                }
            }
        }
        assert_eq!(read, 15 * 12 * 28 * 3);
    }

    #[test]
    fn what_is_no_time_keeps_its_text() {
        for text in [
            "",
            "yesterday",
            "2026-02-30T00:00:00Z",
            "2026-11-21",
            "2026-11-21T07:09:29+2",
            "2026-11-21T07:09:29.Z",
            "٢٠٢٦-11-21T07:09:29Z",
        ] {
            let time = Timestamp::new(text);
            assert_eq!(time.utc(), None, "{text}");
            assert_eq!(time.text(), text);
        }
    }
}
