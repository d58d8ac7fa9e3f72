//! The order of the store: ordinal by UTF-16 unit of the escaped instance id (recording `positions`).

use std::cmp::Ordering;

/// An instance id as the store's partition key: `^ / \ # ?` written `^^ ^0 ^1 ^2 ^3`, control characters as `^` and the
/// character 0xC0 higher. Compared by UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StoreKey(String);

impl StoreKey {
    /// The key of an instance id.
    pub fn of(id: &str) -> Self {
        let mut key = String::with_capacity(id.len());
        for c in id.chars() {
            match c {
                '^' => key.push_str("^^"),
                '/' => key.push_str("^0"),
                '\\' => key.push_str("^1"),
                '#' => key.push_str("^2"),
                '?' => key.push_str("^3"),
                '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                    key.push('^');
                    key.push(char::from_u32(u32::from(c) + 0xC0).unwrap_or(c));
                }
                _ => key.push(c),
            }
        }
        Self(key)
    }

    /// A key as written in a position; it need not be that of an id.
    pub fn raw(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The escaped text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id whose key is the smallest that is not before this one, for a store that is searched by id. Where the key is no id's, it is
    /// read as far as it can be.
    pub fn to_id(&self) -> String {
        let mut id = String::with_capacity(self.0.len());
        let mut chars = self.0.chars();
        while let Some(c) = chars.next() {
            if c != '^' {
                id.push(c);
                continue;
            }
            match chars.next() {
                Some('^') | None => id.push('^'),
                Some('0') => id.push('/'),
                Some('1') => id.push('\\'),
                Some('2') => id.push('#'),
                Some('3') => id.push('?'),
                Some(other) => {
                    let back = u32::from(other).checked_sub(0xC0).and_then(char::from_u32);
                    match back.filter(|c| c.is_control()) {
                        Some(control) => id.push(control),
                        None => id.extend(['^', other]),
                    }
                }
            }
        }
        id
    }
}

impl Ord for StoreKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.encode_utf16().cmp(other.0.encode_utf16())
    }
}

impl PartialOrd for StoreKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_escaped_and_comes_back() {
        let id = "a/b\\c#d?e^f\u{7}\u{85}é";
        let key = StoreKey::of(id);
        assert_eq!(key.as_str(), "a^0b^1c^2d^3e^^f^\u{c7}^\u{145}é");
        assert_eq!(key.to_id(), id);
    }

    #[test]
    fn order_is_by_utf_16_units() {
        // U+FF5E is after the surrogates of an emoji in UTF-16, before it in code points.
        assert!(StoreKey::of("\u{ff5e}") > StoreKey::of("🌙"));
        assert!(StoreKey::of("Z") < StoreKey::of("a"));
    }
}
