//! A function key: full power over every hub of an app, so it never shows itself.

use std::fmt;

/// A system or master key. `Debug` and `Display` print four dots; it cannot be serialised.
///
/// Source: the wire contract, section 1 (`code`).
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What a key shows of itself, whatever its length.
const REDACTED: &str = "••••";

impl Secret {
    /// Wraps a key as it was read; surrounding white space is not part of a key.
    pub fn new(key: impl Into<String>) -> Self {
        let key = key.into();
        let trimmed = key.trim();
        if trimmed.len() == key.len() {
            Self(key)
        } else {
            Self(trimmed.to_owned())
        }
    }

    /// The key itself. Called where a request's header is written and nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// How many characters the key has: enough to tell two keys apart on screen.
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_four_dots_however_it_is_printed() {
        let secret = Secret::new(" kLm9==\n");
        assert_eq!(format!("{secret} {secret:?} {secret:#?}"), "•••• •••• ••••");
        assert_eq!(secret.expose(), "kLm9==");
        assert_eq!(secret.chars(), 6);
    }
}
