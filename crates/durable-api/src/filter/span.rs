//! Lengths of time as a person writes them.

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub u64);

const UNITS: [(&str, u64); 5] = [
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1000),
    ("ms", 1),
];
/// A thousand years: beyond it nothing in a hub can lie.
const MOST: u64 = 1000 * 366 * 86_400_000;

impl Span {
    /// Reads `2h`, `1h30m`, `1.5s`, `250ms`, `7d`, `2w`. `None` when it is none, or longer than a thousand years.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let mut sum = 0_u64;
        loop {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (whole, behind) = rest.split_at_checked(digits)?;
            let whole: u64 = whole.parse().ok()?;
            let (thousandths, behind) = fraction(behind)?;
            let letters = behind.len()
                - behind
                    .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                    .len();
            let (unit, behind) = behind.split_at_checked(letters)?;
            let unit = match unit {
                "w" => 7 * 86_400_000,
                unit => UNITS.iter().find(|(name, _)| *name == unit)?.1,
            };
            let length = whole
                .checked_mul(unit)?
                .checked_add(thousandths * unit / 1000)?;
            sum = sum.checked_add(length).filter(|it| *it <= MOST)?;
            if behind.is_empty() {
                return Some(Self(sum));
            }
            rest = behind;
        }
    }

    /// Writes it in whole units: `1h30m`, `1s500ms`.
    pub fn to_text(self) -> String {
        let mut out = String::new();
        let mut rest = self.0;
        for (name, unit) in UNITS {
            let count = rest / unit;
            rest %= unit;
            if count > 0 {
                out.push_str(&count.to_string());
                out.push_str(name);
            }
        }
        if out.is_empty() {
            out.push_str("0s");
        }
        out
    }

    /// The same in ticks.
    pub fn ticks(self) -> i64 {
        i64::try_from(self.0.saturating_mul(10_000)).unwrap_or(i64::MAX)
    }
}

/// `.5` in thousandths, with what follows; up to three digits.
fn fraction(text: &str) -> Option<(u64, &str)> {
    let Some(rest) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (digits, behind) = rest.split_at_checked(digits)?;
    let value: u64 = digits.parse().ok()?;
    match digits.len() {
        1 => Some((value * 100, behind)),
        2 => Some((value * 10, behind)),
        3 => Some((value, behind)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_and_write() {
        for (text, ms, again) in [
            ("2h", 7_200_000, "2h"),
            ("90m", 5_400_000, "1h30m"),
            ("1.5s", 1500, "1s500ms"),
            ("250ms", 250, "250ms"),
            ("2w", 14 * 86_400_000, "14d"),
            ("1d2h3m4s5ms", 93_784_005, "1d2h3m4s5ms"),
            ("0s", 0, "0s"),
        ] {
            assert_eq!(Span::parse(text), Some(Span(ms)), "{text}");
            assert_eq!(Span(ms).to_text(), again);
            assert_eq!(Span::parse(again), Some(Span(ms)));
        }
        for text in [
            "",
            "5",
            "h",
            "2x",
            "-2h",
            "1.h",
            "1.2345s",
            "99999999999999999999h",
            "5 m",
            "1100000d",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
