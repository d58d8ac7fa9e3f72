//! Positions in a list of our own making: a continuation token is not a secret but a place.
//!
//! Source: the wire contract, section 3 ("Walking a hub without reading the token"); recording positions.

use std::cmp::Ordering;

/// How a store writes "go on from this id".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionEncoding {
    /// Extension 2.x over the local storage emulator (seen on the real extension).
    Emulator,
    /// Extension 2.x over Azure Storage.
    Azure,
    /// Extension 3.x over Azure Storage, or over the emulator.
    NewerLibrary {
        /// Whether the store is Azure's own.
        azure: bool,
    },
    /// SQL Server: pages are counted, no id is a position.
    PageNumber,
}

impl PositionEncoding {
    /// The encodings that take an id, in the order worth trying.
    pub const BY_ID: [Self; 4] = [
        Self::Azure,
        Self::Emulator,
        Self::NewerLibrary { azure: true },
        Self::NewerLibrary { azure: false },
    ];

    /// The token for "go on from this id". The position is inclusive and need not exist. `None` where the store
    /// counts pages.
    pub fn token(self, from_id: &str) -> Option<String> {
        let key = base64(escape_key(from_id).as_bytes());
        match self {
            Self::Emulator => Some(table_token(&key)),
            Self::Azure => Some(table_token(&azure_key(&key))),
            Self::NewerLibrary { azure: true } => Some(azure_key(&key) + " "),
            Self::NewerLibrary { azure: false } => Some(key + " "),
            Self::PageNumber => None,
        }
    }

    /// The encoding of a token the host gave, and the id it goes on from; `None` when it is of none of these kinds.
    pub fn recognise(token: &str) -> Option<(Self, String)> {
        if let Some((key, _row)) = token.split_once(' ') {
            let (azure, id) = store_key(key)?;
            return Some((Self::NewerLibrary { azure }, id));
        }
        let text = String::from_utf8(from_base64(token)?).ok()?;
        let fields = crate::json::object(&text).ok()?;
        let (_, key) = fields.iter().find(|(name, _)| name == "NextPartitionKey")?;
        let (azure, id) = store_key(&crate::json::string(key.get())?)?;
        Some((if azure { Self::Azure } else { Self::Emulator }, id))
    }
}

/// The token of the pages from the second on where the store counts pages. The store counts from 0, and its first page has no token: that of
/// page 2 is `1`. Source: the wire contract, section 3; the SQL provider parses the token as the number of the page.
pub fn page_token(page: u32) -> Option<String> {
    (page > 1).then(|| (page - 1).to_string())
}

/// An id that comes right after `id` and before every other one in the store's order: the position of "the next one".
///
/// A space is the smallest character an id can have. Source: recording positions.
pub fn just_after(id: &str) -> String {
    let mut next = id.to_owned();
    next.push(' ');
    next
}

/// An instance id as the store's key.
pub fn escape_key(id: &str) -> String {
    let mut key = String::with_capacity(id.len());
    for c in id.chars() {
        match c {
            '^' => key.push_str("^^"),
            '/' => key.push_str("^0"),
            '\\' => key.push_str("^1"),
            '#' => key.push_str("^2"),
            '?' => key.push_str("^3"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                key.push('^');
                key.extend(char::from_u32(0xC0 + u32::from(c)));
            }
            c => key.push(c),
        }
    }
    key
}

/// The instance id of a store's key.
pub fn unescape_key(key: &str) -> String {
    let mut id = String::with_capacity(key.len());
    let mut chars = key.chars();
    while let Some(c) = chars.next() {
        if c != '^' {
            id.push(c);
            continue;
        }
        match chars.next() {
            Some('0') => id.push('/'),
            Some('1') => id.push('\\'),
            Some('2') => id.push('#'),
            Some('3') => id.push('?'),
            Some(c @ '\u{c0}'..='\u{15f}') => id.extend(char::from_u32(u32::from(c) - 0xC0)),
            other => id.extend(other),
        }
    }
    id
}

/// The order in which a store over Azure Storage lists ids: UTF-16 ordinal of the escaped id.
pub fn store_order(a: &str, b: &str) -> Ordering {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let (x, y) = (a.as_bytes().get(same), b.as_bytes().get(same));
    // Most ids differ in a character that is its own key: a walk compares millions of them.
    if x.copied().is_none_or(is_plain) && y.copied().is_none_or(is_plain) {
        return x.cmp(&y);
    }
    escape_key(a)
        .encode_utf16()
        .cmp(escape_key(b).encode_utf16())
}

/// Whether a byte is a character of ASCII that stands for itself in the store's key.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'^' | b'/' | b'\\' | b'#' | b'?')
}

fn table_token(key: &str) -> String {
    let mut json = String::from("{\"NextPartitionKey\":\"");
    json.push_str(key);
    json.push_str("\",\"NextRowKey\":\"\",\"NextTableName\":null,\"TargetLocation\":0}");
    base64(json.as_bytes())
}

fn azure_key(key: &str) -> String {
    let mut out = String::from("1!");
    out.push_str(&key.len().to_string());
    out.push('!');
    out.push_str(&key.replace('=', "-"));
    out
}

/// Whether the key is written as Azure's own store does, and the id it stands for.
fn store_key(written: &str) -> Option<(bool, String)> {
    let (azure, encoded) = match written.strip_prefix("1!") {
        Some(rest) => (true, rest.split_once('!')?.1.replace('-', "=")),
        None => (false, written.to_owned()),
    };
    let key = String::from_utf8(from_base64(&encoded)?).ok()?;
    Some((azure, unescape_key(&key)))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(group.get(at).copied().unwrap_or(0));
        }
        for at in 0..4 {
            let digit = ALPHABET.get((bits >> (18 - 6 * at) & 63) as usize);
            out.push(if at > group.len() {
                '='
            } else {
                digit.map_or('=', |d| char::from(*d))
            });
        }
    }
    out
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut have) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = ALPHABET.iter().position(|known| *known == digit)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        have += 6;
        if have >= 8 {
            have -= 8;
            bytes.push(u8::try_from(bits >> have & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_azure_key_counts_its_length_and_has_no_equals_sign() {
        // The example of the wire contract.
        assert_eq!(azure_key(&base64(b"Smith")), "1!8!U21pdGg-");
        assert_eq!(
            PositionEncoding::NewerLibrary { azure: true }
                .token("Smith")
                .unwrap(),
            "1!8!U21pdGg- "
        );
    }

    #[test]
    fn keys_escape_what_the_store_refuses_and_come_back() {
        let id = "a/b\\c#d?e^f\u{1}\u{1f}\u{7f}\u{9f} å";
        assert_eq!(
            escape_key(id),
            "a^0b^1c^2d^3e^^f^\u{c1}^\u{df}^\u{13f}^\u{15f} å"
        );
        assert_eq!(unescape_key(&escape_key(id)), id);
    }

    #[test]
    fn tokens_are_recognised_by_their_own_encoding() {
        for encoding in PositionEncoding::BY_ID {
            let token = encoding.token("k-^caret/å").unwrap();
            assert_eq!(
                PositionEncoding::recognise(&token),
                Some((encoding, "k-^caret/å".into()))
            );
        }
        for strange in [
            "",
            "2",
            "nonsense",
            "=",
            "====",
            "AAAA",
            "e30=",
            "\u{e5}\u{e5}",
        ] {
            assert_eq!(PositionEncoding::recognise(strange), None, "{strange}");
        }
    }

    #[test]
    fn the_order_is_of_utf16_units_of_the_escaped_id() {
        assert_eq!(store_order("Z", "a"), Ordering::Less);
        assert_eq!(store_order("k-/", "k-A"), Ordering::Greater);
        // U+1F600 is a surrogate pair, which sorts before U+FF5E.
        assert_eq!(store_order("\u{1f600}", "\u{ff5e}"), Ordering::Less);
        assert_eq!(store_order("k-007", &just_after("k-007")), Ordering::Less);
    }

    #[test]
    fn the_quick_comparison_is_the_slow_one() {
        let ids = [
            "",
            "a",
            "a ",
            "a/",
            "aZ",
            "a^",
            "a^0",
            "a~",
            "aå",
            "a\u{ff5e}",
            "a😀",
            "a\u{1}",
            "ab",
            "b#",
            "b?",
            "b\\",
            "bc",
        ];
        for a in ids {
            for b in ids {
                let slowly = escape_key(a)
                    .encode_utf16()
                    .cmp(escape_key(b).encode_utf16());
                assert_eq!(store_order(a, b), slowly, "{a:?} and {b:?}");
            }
        }
    }
}
