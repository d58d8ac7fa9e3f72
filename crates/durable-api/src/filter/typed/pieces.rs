//! Values: bare and quoted pieces next to each other, as in a shell.

use super::words::Word;
use super::{FilterError, Problem};
use crate::filter::Pattern;
use crate::filter::path::unquote;
use crate::filter::print::quote_into;

/// A value: its text without quotes, and how it was written.
pub(super) struct Value {
    pub(super) text: String,
    pub(super) has_quotes: bool,
}

/// The text of a value. Its quotes are closed: words that are not are refused before.
pub(super) fn value(word: &Word<'_>) -> Result<Value, FilterError> {
    if word.text.is_empty() {
        return Err(nothing(word));
    }
    let mut value = Value {
        text: String::new(),
        has_quotes: false,
    };
    let mut rest = word.text;
    while let Some((bare, quoted)) = rest.split_once('"') {
        value.has_quotes = true;
        value.text.push_str(bare);
        let (inside, behind) = unquote(quoted).unwrap_or_default();
        value.text.push_str(&inside);
        rest = behind;
    }
    value.text.push_str(rest);
    Ok(value)
}

/// The text of a value that must not be empty.
pub(super) fn text(word: &Word<'_>) -> Result<String, FilterError> {
    let value = value(word)?;
    if value.text.is_empty() {
        return Err(nothing(word));
    }
    Ok(value.text)
}

fn nothing(word: &Word<'_>) -> FilterError {
    FilterError {
        range: word.range(),
        problem: Problem::NothingBehind,
        instead: "\"…\"".to_owned(),
    }
}

/// A text with stars at its ends.
pub(super) fn pattern(word: &Word<'_>) -> Result<Pattern, FilterError> {
    let starts = word.text.starts_with('*');
    let inner = word.text.strip_prefix('*').unwrap_or(word.text);
    // A star that is quoted, or the very first one again, is not at the end.
    let ends = inner.ends_with('*');
    let inner = inner.strip_suffix('*').unwrap_or(inner);
    if inner.is_empty() && (starts || ends) {
        return Err(FilterError {
            range: word.range(),
            problem: Problem::StarAlone,
            instead: "Order*".to_owned(),
        });
    }
    if let Some(star) = bare_star(inner) {
        let at = word.part(inner).at + star;
        let mut instead = String::new();
        quote_into(&mut instead, &value(word)?.text);
        return Err(FilterError {
            range: at..at + 1,
            problem: Problem::StarInside,
            instead,
        }
        .of_whole(word));
    }
    let text = value(&word.part(inner))?.text;
    if text.is_empty() && (starts || ends) {
        return Err(nothing(word));
    }
    Ok(match (starts, ends) {
        (false, false) => Pattern::Is(text),
        (false, true) => Pattern::Begins(text),
        (true, false) => Pattern::Ends(text),
        (true, true) => Pattern::Has(text),
    })
}

impl FilterError {
    /// The same, with the whole word underlined because the whole is to be replaced.
    fn of_whole(mut self, word: &Word<'_>) -> Self {
        self.range = word.range();
        self
    }
}

/// Where a star stands outside quotes.
fn bare_star(text: &str) -> Option<usize> {
    outside_quotes(text)
        .find(|(_, c)| *c == '*')
        .map(|(at, _)| at)
}

/// The values between commas outside quotes.
pub(super) fn list<'a>(word: &Word<'a>) -> Vec<Word<'a>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let commas = outside_quotes(word.text).filter(|(_, c)| *c == ',');
    for end in commas.map(|(at, _)| at).chain([word.text.len()]) {
        parts.push(word.part(word.text.get(start..end).unwrap_or_default()));
        start = end + 1;
    }
    parts
}

/// The characters of a word that stand outside quotes, with their places.
pub(super) fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quoted, mut escaped) = (false, false);
    text.char_indices().filter(move |(_, c)| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '"' => {
                quoted = !quoted;
                false
            }
            '\\' if quoted => {
                escaped = true;
                false
            }
            _ => !quoted,
        }
    })
}
