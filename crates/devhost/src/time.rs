//! Times as .NET writes and reads them.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

/// To 100 ns with trailing zeros cut and no zone: `2026-11-21T07:11:30.247107`.
pub fn ticks(time: DateTime<Utc>) -> String {
    let whole = time.format("%Y-%m-%dT%H:%M:%S").to_string();
    let fraction = format!("{:07}", time.nanosecond() % 1_000_000_000 / 100);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        whole
    } else {
        format!("{whole}.{fraction}")
    }
}

/// To 100 ns, in UTC: `2026-11-21T07:11:30.247107Z`.
pub fn exact(time: DateTime<Utc>) -> String {
    ticks(time) + "Z"
}

/// The time that a message to an entity bears. One that had to be moved behind the message before it has lost its zone (recording
/// `entities`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The time.
    pub at: DateTime<Utc>,
    /// Whether it was moved.
    pub moved: bool,
}

impl Stamp {
    /// The time of now, or the next tick of 100 ns after the message before.
    pub fn after(last: Option<Self>, now: DateTime<Utc>) -> Self {
        match last {
            Some(last) if last.at >= now => Self {
                at: last.at + TimeDelta::nanoseconds(100),
                moved: true,
            },
            _ => Self {
                at: now,
                moved: false,
            },
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", ticks(self.at), if self.moved { "" } else { "Z" })
    }
}

/// To the second, in UTC, as `createdTime` is.
pub fn seconds(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Reads a time as .NET's `DateTime.TryParse` does for the forms one meets; without a zone it is the host's own, here UTC.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)) {
        return Some(time.with_timezone(&Utc));
    }
    let zones = [
        "%Y-%m-%dT%H:%M%:z",
        "%Y-%m-%d %H:%M:%S%.f %:z",
        "%a, %d %b %Y %H:%M:%S GMT",
    ];
    for zone in zones {
        if let Ok(time) = DateTime::parse_from_str(text, zone) {
            return Some(time.with_timezone(&Utc));
        }
    }
    let bare = text.trim_end_matches(['Z', 'z']);
    let forms = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
        "%m/%d/%Y %H:%M:%S",
        "%m/%d/%Y %H:%M",
    ];
    for form in forms {
        if let Ok(time) = NaiveDateTime::parse_from_str(bare, form) {
            return Some(time.and_utc());
        }
    }
    for form in ["%Y-%m-%d", "%m/%d/%Y", "%Y/%m/%d"] {
        if let Ok(day) = NaiveDate::parse_from_str(bare, form) {
            return day.and_hms_opt(0, 0, 0).map(|time| time.and_utc());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_zeros_are_cut() {
        let time = parse("2026-11-21T07:11:30.2471070Z").map(exact);
        assert_eq!(time.as_deref(), Some("2026-11-21T07:11:30.247107Z"));
        assert_eq!(
            parse("2026-11-21").map(exact).as_deref(),
            Some("2026-11-21T00:00:00Z")
        );
    }

    #[test]
    fn times_are_read_with_and_without_a_zone() {
        let expected = parse("2000-01-01T00:00:00Z");
        assert!(expected.is_some());
        for text in [
            "2000-01-01T00:00:00",
            "2000-01-01",
            "2000-01-01T01:00:00+01:00",
            "01/01/2000",
            "2000-01-01 00:00",
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
        assert_eq!(parse("yesterday"), None);
        assert_eq!(parse(""), None);
    }
}
