//! What stands between the quotes of a JSON string.

use std::borrow::Cow;

/// The inside of a JSON string that was found well formed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted<'a> {
    pub(crate) raw: &'a str,
    pub(crate) escaped: bool,
}

impl<'a> Quoted<'a> {
    /// What it says; `None` when half a surrogate pair stands alone.
    #[inline]
    pub(crate) fn strict(self) -> Option<Cow<'a, str>> {
        if self.escaped {
            let mut out = String::with_capacity(self.raw.len());
            unescape(self.raw, &mut out).then_some(Cow::Owned(out))
        } else {
            Some(Cow::Borrowed(self.raw))
        }
    }
}

/// Writes a well-formed inside as it reads. Half a surrogate pair becomes U+FFFD, and the answer is then no.
pub(crate) fn unescape(raw: &str, out: &mut String) -> bool {
    let mut valid = true;
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let Some(kind) = after.bytes().next() else {
            return false;
        };
        rest = after.get(1..).unwrap_or_default();
        let plain = match kind {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let (c, after) = unicode(rest);
                valid &= c.is_some();
                rest = after;
                c.unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => char::from(other),
        };
        out.push(plain);
    }
    out.push_str(rest);
    valid
}

/// The character of `XXXX`, or of `XXXX\uXXXX` where that is a pair, and what follows it.
fn unicode(text: &str) -> (Option<char>, &str) {
    let Some((high, after)) = hex(text) else {
        return (None, text.get(4..).unwrap_or_default());
    };
    if let Some(c) = char::from_u32(high) {
        return (Some(c), after);
    }
    if high < 0xDC00
        && let Some((low, behind)) = after.strip_prefix("\\u").and_then(hex)
        && (0xDC00..0xE000).contains(&low)
    {
        let c = char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        return (c, behind);
    }
    (None, after)
}

fn hex(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    Some((u32::from_str_radix(digits, 16).ok()?, rest))
}

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

/// The first byte from here on that a string cannot hold as it is: a quote, a backslash, a control character; or the end.
///
/// Eight bytes at a time: in `x ^ n` the byte sought is zero, and `(x - 1) & !x` has the top bit of the lowest zero byte.
#[inline]
pub(super) fn special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * 0x22);
        let slash = word ^ (ONES * 0x5C);
        let found = (quote.wrapping_sub(ONES) & !quote)
            | (slash.wrapping_sub(ONES) & !slash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let found = found & TOPS;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes
        .get(at)
        .is_some_and(|b| *b >= 0x20 && *b != b'"' && *b != b'\\')
    {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands() {
        let plain: Vec<u8> = (0x20..=0xFF)
            .filter(|b| *b != b'"' && *b != b'\\')
            .collect();
        for mark in [b'"', b'\\', 0, 0x1F, b'\n'] {
            for at in 0..plain.len() {
                let mut bytes = plain.clone();
                bytes.insert(at, mark);
                bytes.extend(b"\"\"\\");
                for start in 0..8.min(at) {
                    assert_eq!(special(&bytes, start), at, "{mark} at {at} from {start}");
                }
            }
        }
        assert_eq!(special(&plain, 3), plain.len());
    }

    #[test]
    fn escapes_read_as_they_are_meant() {
        let said = |raw| {
            let mut out = String::new();
            let valid = unescape(raw, &mut out);
            (out, valid)
        };
        assert_eq!(said(r#"a\"\\\/\n\u00e5"#), ("a\"\\/\n\u{e5}".into(), true));
        assert_eq!(said(r"\ud83d\ude00!"), ("\u{1f600}!".into(), true));
        assert_eq!(said(r"\ud83d\u0041"), ("\u{fffd}A".into(), false));
        assert_eq!(said(r"\ude00"), ("\u{fffd}".into(), false));
    }
}
