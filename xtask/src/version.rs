//! Version numbers as tools print them.

use std::fmt;

/// `major.minor.patch`; what a tool leaves out counts as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// The first number in what a tool prints for `--version`: `trunk 0.21.14`, `wasm-opt version 108 (…)`.
    pub fn find(text: &str) -> Option<Self> {
        text.split_whitespace()
            .map(|word| word.trim_start_matches('v'))
            .filter(|word| word.starts_with(|first: char| first.is_ascii_digit()))
            .find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let mut parts = word.split('.').map(|part| {
            let digits = part
                .find(|c: char| !c.is_ascii_digit())
                .map_or(part, |end| &part[..end]);
            digits.parse().ok()
        });
        Some(Self(
            parts.next()??,
            parts.next().flatten().unwrap_or(0),
            parts.next().flatten().unwrap_or(0),
        ))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn the_version_is_found_in_what_each_tool_prints() {
        assert_eq!(Version::find("trunk 0.21.14\n"), Some(Version(0, 21, 14)));
        assert_eq!(
            Version::find("wasm-bindgen 0.2.130"),
            Some(Version(0, 2, 130))
        );
        assert_eq!(
            Version::find("wasm-opt version 108 (version_108)"),
            Some(Version(108, 0, 0))
        );
        assert_eq!(
            Version::find("wasm-opt version 132 (version_132-4-g1)"),
            Some(Version(132, 0, 0))
        );
        assert_eq!(
            Version::find("Chromium 142.0.7444.59 built on Debian"),
            Some(Version(142, 0, 7444))
        );
        assert_eq!(Version::find("no number here"), None);
    }

    #[test]
    fn versions_are_ordered_by_number_not_by_text() {
        assert!(Version(0, 21, 9) < Version(0, 21, 14));
        assert!(Version(0, 2, 130) > Version(0, 2, 99));
    }
}
