//! A value that a person wrote, to compare others with.

use super::{compare_numbers, string};
use crate::scan::after_number;
use std::cmp::Ordering;

/// A value that a person wrote: between quotes, or plainly.
///
/// | written | compares with |
/// |---|---|
/// | plain number | numbers by exact value; a string only for being this very text |
/// | plain text | strings, in the order of their characters; `true`, `false`, `null` for being this very text |
/// | quoted | strings alone |
///
/// Objects and arrays are equal to nothing that can be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Literal {
    text: String,
    is_quoted: bool,
}

impl Literal {
    /// A text without quotes.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_quoted: false,
        }
    }

    /// What stands between quotes.
    pub fn quoted(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_quoted: true,
        }
    }

    /// The text, without quotes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it stood between quotes.
    pub fn is_quoted(&self) -> bool {
        self.is_quoted
    }

    /// Whether it is a plain number.
    pub fn is_number(&self) -> bool {
        !self.is_quoted && after_number(self.text.as_bytes()) == Some(self.text.len())
    }

    /// How a JSON value stands to this; `None` when the two are of kinds that have no order, and not equal.
    pub fn order_of(&self, value: &str) -> Option<Ordering> {
        let equal = |is: bool| is.then_some(Ordering::Equal);
        match value.as_bytes().first()? {
            b'"' => {
                let said = string(value)?;
                if self.is_number() {
                    equal(said == self.text)
                } else {
                    Some((*said).cmp(self.text.as_str()))
                }
            }
            b'{' | b'[' => None,
            b'-' | b'0'..=b'9' => self.is_number().then(|| compare_numbers(value, &self.text)),
            _ => equal(!self.is_quoted && value == self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Ordering::{Equal, Greater, Less};

    #[test]
    fn values_compare_with_what_a_person_wrote() {
        let (number, text) = (Literal::plain("42"), Literal::plain("charging"));
        let (quoted, nothing) = (Literal::quoted("42"), Literal::plain("null"));
        for (value, literal, order) in [
            ("42.0", &number, Some(Equal)),
            ("41", &number, Some(Less)),
            ("\"42\"", &number, Some(Equal)),
            ("\"43\"", &number, None),
            ("true", &number, None),
            ("\"charging\"", &text, Some(Equal)),
            ("\"ch\\u0061rging\"", &text, Some(Equal)),
            ("\"done\"", &text, Some(Greater)),
            ("7", &text, None),
            ("42", &quoted, None),
            ("\"42\"", &quoted, Some(Equal)),
            ("null", &nothing, Some(Equal)),
            ("\"null\"", &nothing, Some(Equal)),
            ("[42]", &number, None),
            ("{}", &text, None),
        ] {
            assert_eq!(literal.order_of(value), order, "{value} {literal:?}");
        }
    }
}
