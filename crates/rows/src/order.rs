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
