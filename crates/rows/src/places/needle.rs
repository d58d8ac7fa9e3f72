//! A text that is looked for in many others, letters of ASCII in either case, and where it is.

use super::cursor::next_of;

/// How common a byte is in the JSON of histories, roughly: the later, the more.
const COMMON: &[u8] = b"zqxjkvw_97563842ybpgh-fm.u1cdl0si:rnoat,e \\\"";

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Needle {
    /// In lower case.
    bytes: Vec<u8>,
    /// Its rarest byte, and where that is.
    rare: Option<(usize, u8)>,
}

impl Needle {
    /// Looks for this text.
    pub fn new(what: &str) -> Self {
        let rank = |byte: &u8| {
            COMMON
                .iter()
                .position(|common| common == byte)
                .map_or(0, |at| at + 1)
        };
        let bytes = what.to_ascii_lowercase().into_bytes();
        let rare = bytes.iter().enumerate().min_by_key(|(_, byte)| rank(byte));
        let rare = rare.map(|(at, byte)| (at, *byte));
        Self { bytes, rare }
    }

    /// Whether it is everywhere.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Where it begins for the first time at or behind `from`. An empty one is everywhere.
    pub fn first_in(&self, text: &[u8], from: usize) -> Option<usize> {
        let Some((place, rare)) = self.rare else {
            return (from <= text.len()).then_some(from);
        };
        let mut at = from + place;
        while let Some(found) = next_of(text, at, rare, rare.to_ascii_uppercase()) {
            let start = found - place;
            let part = text.get(start..start + self.bytes.len())?;
            if part.eq_ignore_ascii_case(&self.bytes) {
                return Some(start);
            }
            at = found + 1;
        }
        None
    }
}

impl PartialEq for Needle {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
