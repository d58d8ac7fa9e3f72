//! Text in text, in any case.

/// A text that is looked for in many others. Latin, Greek and Cyrillic letters match in any case; nothing else is made equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    folded: String,
    /// The place of the byte that is rarest in texts, if all are ASCII.
    rare: Option<usize>,
}

/// How common a byte is in ids, JSON and messages, from what is common to what is not.
const COMMON: &[u8] = b"e\"tao inrs0:1l2,d3c45u6789mpfhg-.y{}bwv_k'/x[]jqz()";

impl Needle {
    /// Looks for this text. The empty text is in every other.
    pub fn new(text: &str) -> Self {
        let folded = folded(text);
        let bytes = folded.as_bytes();
        let rarity = |byte: u8| {
            let place = COMMON.iter().position(|it| *it == byte);
            place.unwrap_or(COMMON.len())
        };
        let rare = (0..bytes.len()).max_by_key(|at| bytes.get(*at).map(|byte| rarity(*byte)));
        Self {
            rare: rare.filter(|_| folded.is_ascii()),
            folded,
        }
    }

    /// Whether it is in there.
    #[inline]
    pub fn is_in(&self, text: &str) -> bool {
        match self.rare {
            Some(rare) => self.is_in_bytes(text.as_bytes(), rare),
            None => self.is_in_chars(text),
        }
    }

    /// Whether it is in a JSON text as a person reads that: with the escapes of its strings read.
    pub fn is_in_json(&self, json: &str) -> bool {
        if json.contains('\\') {
            self.is_in(&crate::json::readable(json))
        } else {
            self.is_in(json)
        }
    }

    /// Whether the text begins with it.
    pub fn begins(&self, text: &str) -> bool {
        let mut chars = text.chars().map(fold);
        self.folded.chars().all(|c| chars.next() == Some(c))
    }

    /// Whether the text ends with it.
    pub fn ends(&self, text: &str) -> bool {
        let mut chars = text.chars().rev().map(fold);
        self.folded.chars().rev().all(|c| chars.next() == Some(c))
    }

    /// Whether the two are equal.
    pub fn is(&self, text: &str) -> bool {
        self.folded.chars().eq(text.chars().map(fold))
    }

    fn is_in_bytes(&self, text: &[u8], rare: usize) -> bool {
        let needle = self.folded.as_bytes();
        let Some(byte) = needle.get(rare).copied() else {
            return true;
        };
        let Some(last) = text.len().checked_sub(needle.len()) else {
            return false;
        };
        let mut at = rare;
        while let Some(found) = next(text, at, byte) {
            let start = found - rare;
            if start > last {
                return false;
            }
            if text
                .get(start..start + needle.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(needle))
            {
                return true;
            }
            at = found + 1;
        }
        false
    }

    fn is_in_chars(&self, text: &str) -> bool {
        self.folded.is_empty()
            || text
                .char_indices()
                .any(|(at, _)| text.get(at..).is_some_and(|rest| self.begins(rest)))
    }
}

/// The next byte that is this one, a small ASCII letter also as its capital.
#[inline]
fn next(text: &[u8], mut at: usize, byte: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let case = if byte.is_ascii_lowercase() { 0x20 } else { 0 };
    while let Some(word) = text.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let other = (u64::from_le_bytes(*word) | (ONES * case)) ^ (ONES * u64::from(byte));
        let found = other.wrapping_sub(ONES) & !other & TOPS;
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let rest = text.get(at..)?;
    let found = rest.iter().position(|it| it.to_ascii_lowercase() == byte)?;
    Some(at + found)
}

/// A text in the form in which a [`Needle`] compares: two that are equal in it are found by each other.
pub fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// The small form of a Latin, Greek or Cyrillic letter; any other character is its own. By rule, because the table of all
/// scripts weighs more than everything else here.
fn fold(c: char) -> char {
    let code = u32::from(c);
    let small = match code {
        // A to Z, À to Þ without the sign of multiplication, Α to Ϋ, А to Я.
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => {
            code + 32
        }
        // Pairs of a capital and its small letter: Ā to ķ, Ŋ to ŷ, and Ѡ to ҁ, Ҋ to ҿ, Ӑ to ӿ.
        0x100..=0x12F
        | 0x132..=0x137
        | 0x14A..=0x177
        | 0x460..=0x481
        | 0x48A..=0x4BF
        | 0x4D0..=0x52F => code | 1,
        // The same, beginning with an odd number: Ĺ to ň, Ź to ž.
        0x139..=0x148 | 0x179..=0x17E => code + code % 2,
        0x178 => 0xFF,
        // Ѐ to Џ.
        0x400..=0x40F => code + 80,
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_any_case_at_any_place() {
        let text = "The card ending in 4242 was DECLINED by \u{212a}afé Övik.";
        for needle in ["the", "declined", "4242 WAS", "vik.", "öVIK", "É", "", "."] {
            assert!(Needle::new(needle).is_in(text), "{needle}");
        }
        for needle in [
            "declined!",
            "4243",
            "kaf",
            "Ovik",
            "The card ending in 4242 was declined by no one at all",
        ] {
            assert!(!Needle::new(needle).is_in(text), "{needle}");
        }
        // `@` and a grave accent differ in the bit that tells capitals from small letters.
        assert!(!Needle::new("@").is_in("`") && !Needle::new("`").is_in("@"));
        assert!(Needle::new("a\nb").is_in_json(r#""xa\nB""#));
    }

    #[test]
    fn the_rule_of_small_letters_is_that_of_unicode() {
        for c in ('\0'..'\u{530}').filter(|c| !('\u{180}'..'\u{370}').contains(c)) {
            let small: Vec<char> = c.to_lowercase().collect();
            let fold = fold(c);
            // Greek letters with an accent and a few others stay what they are.
            let is_left = matches!(c, '\u{370}'..'\u{391}' | '\u{3cf}'..'\u{400}' | '\u{4c0}'..'\u{4d0}' | '\u{130}');
            assert!(small == [fold] || (is_left && fold == c), "{c} {fold}");
        }
    }

    #[test]
    fn searching_agrees_with_the_plain_way() {
        let alphabet = ["a", "A", "b", "\"", "é", "É", "1"];
        let word = |mut number: usize, length: usize| {
            let mut out = String::new();
            for _ in 0..length {
                out.push_str(alphabet[number % 7]);
                number /= 7;
            }
            out
        };
        for number in 0..7_usize.pow(5) {
            let text = word(number.wrapping_mul(0x9E37_79B9), 17);
            let needle = word(number, 1 + number % 4);
            let plain = text.to_lowercase().contains(&needle.to_lowercase());
            let found = Needle::new(&needle);
            assert_eq!(found.is_in(&text), plain, "{needle} in {text}");
            assert_eq!(
                found.begins(&text),
                text.to_lowercase().starts_with(&needle.to_lowercase())
            );
            assert_eq!(
                found.ends(&text),
                text.to_lowercase().ends_with(&needle.to_lowercase())
            );
        }
    }
}
