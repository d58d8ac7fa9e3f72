//! Which units say a size or a duration best. Pure; [`super::locale`] writes them out.

/// One part of a duration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// How many.
    pub value: f64,
    /// Of what, as `Intl` calls it.
    pub unit: &'static str,
    /// Digits behind the point.
    pub digits: u8,
}

/// The value and unit for a size in bytes; units grow by 1000, as in the status line of browsers.
pub fn size(bytes: f64) -> (f64, &'static str) {
    let mut value = bytes;
    for unit in ["byte", "kilobyte", "megabyte"] {
        if value < 999.5 {
            return (value, unit);
        }
        value /= 1000.0;
    }
    (value, "gigabyte")
}

/// The parts of a duration in milliseconds: one below a minute, the two largest above. A negative one counts as none.
pub fn duration(ms: f64) -> Vec<Part> {
    let ms = ms.max(0.0);
    let part = |value, unit, digits| Part {
        value,
        unit,
        digits,
    };
    if ms < 999.5 {
        return vec![part(ms.round(), "millisecond", 0)];
    }
    let seconds = ms / 1000.0;
    if seconds < 9.95 {
        return vec![part(seconds, "second", 1)];
    }
    if seconds < 59.5 {
        return vec![part(seconds, "second", 0)];
    }
    let units = [
        ("day", 86_400.0),
        ("hour", 3_600.0),
        ("minute", 60.0),
        ("second", 1.0),
    ];
    let large = units
        .iter()
        .position(|(_, length)| seconds.round() >= *length)
        .unwrap_or(3);
    let (unit, length) = units[large];
    let Some((small_unit, small)) = units.get(large + 1).copied() else {
        return vec![part(seconds.round(), unit, 0)];
    };
    // Round in the smaller unit first, so that 119.7 s is "2 m", not "1 m 60 s".
    let whole = (seconds / small).round();
    let value = (whole * small / length + 1e-9).floor();
    let rest = whole - (value * length / small).round();
    let mut parts = vec![part(value, unit, 0)];
    if rest > 0.0 {
        parts.push(part(rest, small_unit, 0));
    }
    parts
}

/// The value and unit for a distance in time, in milliseconds; negative ones lie in the past.
pub fn relative(ms: f64) -> (f64, &'static str) {
    let seconds = ms / 1000.0;
    for (unit, length, limit) in [
        ("second", 1.0, 60.0),
        ("minute", 60.0, 60.0),
        ("hour", 3_600.0, 48.0),
    ] {
        let value = (seconds / length).round();
        if value.abs() < limit {
            return (value, unit);
        }
    }
    ((seconds / 86_400.0).round(), "day")
}

#[cfg(test)]
mod tests {
    use super::{duration, relative, size};

    fn said(ms: f64) -> String {
        let parts = duration(ms);
        let words: Vec<String> = parts
            .iter()
            .map(|it| format!("{:.*} {}", usize::from(it.digits), it.value, it.unit))
            .collect();
        words.join(" ")
    }

    #[test]
    fn a_duration_is_said_in_at_most_two_units() {
        for (ms, text) in [
            (-5.0, "0 millisecond"),
            (0.0, "0 millisecond"),
            (840.4, "840 millisecond"),
            (999.6, "1.0 second"),
            (1_900.0, "1.9 second"),
            (41_200.0, "41 second"),
            (59_700.0, "1 minute"),
            (124_000.0, "2 minute 4 second"),
            (119_700.0, "2 minute"),
            (3_599_900.0, "1 hour"),
            (29_460_000.0, "8 hour 11 minute"),
            (86_400_000.0 * 3.0 + 3_600_000.0, "3 day 1 hour"),
        ] {
            assert_eq!(said(ms), text, "{ms}");
        }
    }

    #[test]
    fn a_size_is_said_in_its_largest_unit() {
        assert_eq!(size(61.0), (61.0, "byte"));
        assert_eq!(size(9_800.0), (9.8, "kilobyte"));
        assert_eq!(size(48_000_000.0), (48.0, "megabyte"));
        assert_eq!(size(2_000_000_000.0), (2.0, "gigabyte"));
    }

    #[test]
    fn a_distance_in_time_keeps_its_side() {
        assert_eq!(relative(-3_200.0), (-3.0, "second"));
        assert_eq!(relative(-90_000.0), (-2.0, "minute"));
        assert_eq!(relative(7_200_000.0), (2.0, "hour"));
        assert_eq!(relative(-400_000_000.0), (-5.0, "day"));
    }
}
