//! What stands behind `?`: names and values.

use std::fmt;

use super::escape::{decode, decode_words, encode, encode_words};
use super::instances_view::FILTER;

/// Writes `?name=value&…`, or nothing.
pub(super) fn write(f: &mut fmt::Formatter<'_>, clauses: &[(&str, String)]) -> fmt::Result {
    for (at, (name, value)) in clauses.iter().enumerate() {
        let mark = if at == 0 { '?' } else { '&' };
        let value = if *name == FILTER {
            encode_words(value)
        } else {
            encode(value)
        };
        write!(f, "{mark}{}={value}", encode(name))?;
    }
    Ok(())
}

/// Reads what [`write()`] wrote. A clause without `=` has an empty value.
pub(super) fn read(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|it| !it.is_empty())
        .map(|clause| {
            let (name, value) = clause.split_once('=').unwrap_or((clause, ""));
            let name = decode(name);
            let value = if name == FILTER {
                decode_words(value)
            } else {
                decode(value)
            };
            (name, value)
        })
        .collect()
}
