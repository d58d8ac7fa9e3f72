//! A value that a person wrote, to compare others with.

use super::{compare_numbers, string};
use crate::scan::after_number;
use std::cmp::Ordering;

/// A value that a person wrote.
///
/// | written | compares with |
/// |---|---|
/// | a number | numbers by exact value; a string only for being this very text |
/// | `true`, `false`, `null` | itself; a string only for being this very text |
/// | any other text, and anything between quotes | strings alone, in the order of their characters |
///
/// Objects and arrays are equal to nothing that can be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Literal {
    text: String,
    is_text: bool,
}

impl Literal {
    /// What was written without quotes.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        let is_number = after_number(text.as_bytes()) == Some(text.len());
        Self {
            is_text: !is_number && !matches!(text.as_str(), "true" | "false" | "null"),
            text,
        }
    }

    /// What stood between quotes.
    pub fn quoted(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_text: true,
        }
    }

    /// The text, without quotes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a string, and neither a number nor `true`, `false`, `null`.
    pub fn is_text(&self) -> bool {
        self.is_text
    }

    fn is_number(&self) -> bool {
        !self.is_text && !self.text.starts_with(['t', 'f', 'n'])
    }

    /// How a JSON value stands to this; `None` when the two are of kinds that have no order, and not equal.
    pub fn order_of(&self, value: &str) -> Option<Ordering> {
        let equal = |is: bool| is.then_some(Ordering::Equal);
        match value.as_bytes().first()? {
            b'"' => {
                let said = string(value)?;
                if self.is_text {
                    Some((*said).cmp(self.text.as_str()))
                } else {
                    equal(said == self.text)
                }
            }
            b'{' | b'[' => None,
            b'-' | b'0'..=b'9' => self.is_number().then(|| compare_numbers(value, &self.text)),
            _ => equal(!self.is_text && value == self.text),
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
