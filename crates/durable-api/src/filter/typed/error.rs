//! What cannot be read, where, and what to write instead.

use std::ops::Range;

/// A part of the typed form that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// What to underline, in bytes of the text. Never empty unless the text ends there.
    pub range: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
    /// What to put in the place of the range: mostly what was meant.
    pub instead: String,
}

/// What is wrong with a part of the typed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// There is no clause of this name.
    UnknownKey,
    /// A quote is never closed.
    UnclosedQuote,
    /// Nothing stands behind the name of a clause, or between two commas.
    NothingBehind,
    /// Nothing stands behind a minus.
    MinusAlone,
    /// There is no such status. One that a host made up is written between quotes.
    UnknownStatus,
    /// A star stands elsewhere than at an end. Between quotes it is a character like others.
    StarInside,
    /// A star alone says nothing.
    StarAlone,
    /// This is no time.
    NotATime,
    /// A time alone does not say whether after or before it.
    NoDirection,
    /// This is no length of time.
    NotALength,
    /// A range ends where it begins, or before.
    Backwards,
    /// This is no path to a value.
    NotAPath,
    /// A path alone does not say what its value must be.
    NoComparison,
    /// A comparison this clause does not have.
    OtherComparison,
}

/// The place in UTF-16 units, as a browser counts an input's text, of a place in bytes.
pub fn utf16_of_byte(text: &str, byte: usize) -> usize {
    let before = text.get(..text.floor_char_boundary(byte));
    before
        .unwrap_or_default()
        .chars()
        .map(char::len_utf16)
        .sum()
}

/// The place in bytes of a place in UTF-16 units. One within a pair is that of the pair.
pub fn byte_of_utf16(text: &str, place: usize) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > place {
            return at;
        }
    }
    text.len()
}
