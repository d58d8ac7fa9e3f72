//! Every sentence a person reads.
//!
//! English is built in (`english.rs`): adding a word is one line there. A further language is one more file,
//! `src/words/{language}.json`, an object from a word's name to its text; it is fetched when the browser's language or
//! the user's choice asks for it, and what it lacks stays English. A native test holds each language file to the names
//! and placeholders of the English one.
//!
//! Texts may hold `{name}` for a value and `{name, plural, one {# request} other {# requests}}` for a number, `#` being the
//! number written in the reader's way: the part of ICU's message syntax that translators know best.

mod english;
mod language;
mod message;

pub use english::Word;
pub use language::{begin, current};
pub use message::Arg;

use std::cell::RefCell;

use crate::browser::locale;

thread_local! {
    /// The texts of the loaded language, by the word's number. Empty while English speaks.
    static TRANSLATED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// The text of a word that takes no values, in the reader's language.
pub fn t(word: Word) -> &'static str {
    TRANSLATED
        .with_borrow(|it| it.get(word.number()).copied())
        .unwrap_or_else(|| word.english())
}

/// The text of a word with its values filled in.
pub fn say(word: Word, values: &[(&str, Arg<'_>)]) -> String {
    message::fill(
        t(word),
        values,
        &mut |number| locale::number(number),
        &mut |number| locale::plural(number),
    )
}

/// The text of a word about `n` things: its one value is called `n`.
pub fn count(word: Word, n: u64) -> String {
    say(word, &[("n", n.into())])
}

/// Puts the texts of a language in place; what it lacks stays English.
fn translate(texts: &serde_json::Value) {
    let text = |(name, english): &(&str, &'static str)| -> &'static str {
        match texts.get(*name).and_then(serde_json::Value::as_str) {
            // Loaded once for as long as the page is open: leaking is holding.
            Some(text) => Box::leak(text.to_owned().into_boxed_str()),
            None => english,
        }
    };
    TRANSLATED.set(english::TEXTS.iter().map(text).collect());
}

#[cfg(test)]
mod tests;
