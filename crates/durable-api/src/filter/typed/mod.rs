//! The typed form, read.

mod clause;
mod error;
mod pieces;
mod times;
mod words;

pub(super) use clause::KEYS;
pub use error::{FilterError, Problem, byte_of_utf16, utf16_of_byte};
pub(super) use words::words;

use super::{Filter, Zone};
use std::ops::Range;

/// What was typed, as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The clauses that could be read.
    pub filter: Filter,
    /// Where each of them stands, in bytes of the text.
    pub ranges: Vec<Range<usize>>,
    /// What could not be read, in the order of the text.
    pub errors: Vec<FilterError>,
}

impl Filter {
    /// Reads the typed form. Times without an offset are meant in `zone`.
    pub fn typed(text: &str, zone: &dyn Zone) -> Typed {
        let mut typed = Typed::default();
        for word in words(text) {
            match clause::read(&word, zone) {
                Ok(clause) => {
                    typed.filter.clauses.push(clause);
                    typed.ranges.push(word.range());
                }
                Err(error) => typed.errors.push(error),
            }
        }
        typed
    }

    /// Reads the whole text or, like an address, nothing.
    pub fn parse(text: &str, zone: &dyn Zone) -> Result<Self, FilterError> {
        let typed = Self::typed(text, zone);
        match typed.errors.into_iter().next() {
            None => Ok(typed.filter),
            Some(error) => Err(error),
        }
    }
}
