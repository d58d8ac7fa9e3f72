//! The words of the typed form: what stands between white space outside quotes.

use std::ops::Range;

/// One word, with its place.
#[derive(Clone, Copy, Debug)]
pub(in crate::filter) struct Word<'a> {
    pub(in crate::filter) text: &'a str,
    pub(in crate::filter) at: usize,
    /// Where the quote stands that is never closed.
    pub(in crate::filter) unclosed: Option<usize>,
}

impl<'a> Word<'a> {
    pub(in crate::filter) fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// What is left of the word behind this many bytes.
    pub(super) fn behind(&self, bytes: usize) -> Self {
        Self {
            text: self.text.get(bytes..).unwrap_or_default(),
            at: self.at + bytes,
            ..*self
        }
    }

    /// A part of the word.
    pub(super) fn part(&self, text: &'a str) -> Self {
        let offset = text.as_ptr() as usize - self.text.as_ptr() as usize;
        Self {
            text,
            at: self.at + offset,
            ..*self
        }
    }
}

/// The words of a text.
pub(in crate::filter) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        let trimmed = rest.trim_start();
        let start = at + rest.len() - trimmed.len();
        if trimmed.is_empty() {
            break;
        }
        let (length, unclosed) = length(trimmed);
        words.push(Word {
            text: trimmed.get(..length).unwrap_or_default(),
            at: start,
            unclosed: unclosed.map(|quote| start + quote),
        });
        at = start + length;
    }
    words
}

/// How long the word is that a text begins with, and where its unclosed quote stands.
fn length(text: &str) -> (usize, Option<usize>) {
    let mut quote = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if quote.is_some() => quote = None,
            '"' => quote = Some(at),
            '\\' if quote.is_some() => {
                chars.next();
            }
            c if c.is_whitespace() && quote.is_none() => return (at, None),
            _ => {}
        }
    }
    (text.len(), quote)
}
