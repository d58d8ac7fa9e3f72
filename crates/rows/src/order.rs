//! The order in which a store lists ids.

use std::cmp::Ordering;

/// The order of a store over Azure Storage: UTF-16 ordinal of the escaped id. As `durable_api::position::store_order`,
/// without writing either id out.
///
/// An id is escaped character by character, and what is escaped begins with `^`, which no other character does: so the
/// first characters that differ decide.
#[inline]
pub fn store_order(a: &str, b: &str) -> Ordering {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let mut at = x.iter().zip(y).take_while(|(x, y)| x == y).count();
    while !a.is_char_boundary(at) || !b.is_char_boundary(at) {
        at -= 1;
    }
    let first = |text: &str| text.get(at..).and_then(|rest| rest.chars().next());
    match (first(a), first(b)) {
        (Some(x), Some(y)) => units(x).cmp(&units(y)),
        (x, y) => x.is_some().cmp(&y.is_some()),
    }
}

/// The UTF-16 units of a character as the store's key has it.
fn units(c: char) -> (u16, u16) {
    let escaped = match c {
        '^' => '^',
        '/' => '0',
        '\\' => '1',
        '#' => '2',
        '?' => '3',
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => return (0x5E, c as u16 + 0xC0),
        _ => {
            let mut units = [0, 0];
            c.encode_utf16(&mut units);
            return (units[0], units[1]);
        }
    };
    (0x5E, escaped as u16)
}

/// Whether an id is its own key in the store, and its bytes sort as that does: ASCII, and nothing in it to be escaped.
#[inline]
pub(crate) fn is_plain(id: &str) -> bool {
    id.bytes()
        .all(|b| (b' '..0x7F).contains(&b) && !matches!(b, b'^' | b'/' | b'\\' | b'#' | b'?'))
}

/// Bytes that sort as the id does in the store: the UTF-16 units of its key, each written as UTF-8 writes a character.
pub(crate) fn store_key(id: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(id.len() + 8);
    for c in id.chars() {
        let (first, second) = units(c);
        for unit in [first, second]
            .into_iter()
            .take(1 + usize::from(second != 0))
        {
            match unit {
                0..0x80 => out.push(unit as u8),
                0x80..0x800 => out.extend([(unit >> 6) as u8 | 0xC0, unit as u8 & 63 | 0x80]),
                _ => out.extend([
                    (unit >> 12) as u8 | 0xE0,
                    (unit >> 6) as u8 & 63 | 0x80,
                    unit as u8 & 63 | 0x80,
                ]),
            }
        }
    }
    out
}
