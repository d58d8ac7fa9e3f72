//! A text that someone types in sight, with the keys in it out of sight.

use crate::prelude::*;
use durable_api::paste::mask;
use durable_api::{Paste, PasteError, read_paste};

/// What a pasted text says, or what is wrong with it.
pub type Reading = Result<Paste, PasteError>;

/// See the module. The text with its keys is in memory alone; what is drawn has a dot for each character of a key.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    text: RwSignal<String>,
    reading: Memo<Reading>,
    shown: Memo<String>,
}

impl Typed {
    /// Nothing yet.
    pub fn new() -> Self {
        let text = RwSignal::new(String::new());
        let reading = Memo::new(move |_| text.with(|text| read_paste(text)));
        let shown = Memo::new(move |_| {
            reading.with(|reading| {
                let key = reading.as_ref().ok().and_then(|it| it.key.as_ref());
                text.with(|text| mask(text, key.map(|(key, _)| key)))
            })
        });
        Self {
            text,
            reading,
            shown,
        }
    }

    /// What it says, tracked.
    pub fn reading(self) -> Reading {
        self.reading.get()
    }

    /// The text as it may be seen, tracked.
    pub fn shown(self) -> String {
        self.shown.get()
    }

    /// The text as it was typed, with its keys; not tracked.
    pub fn text(self) -> String {
        self.text.get_untracked()
    }

    /// Replaces the text.
    pub fn set(self, text: String) {
        self.text.set(text);
    }

    /// Takes over what was done to the field that shows it, and hides at once what is a key.
    pub fn take(self, event: &Event) {
        let (now, caret) = (event.value(), event.caret());
        let before = self.shown.get_untracked();
        let typed = edited(&self.text.get_untracked(), &before, &now, caret);
        self.text.set(typed);
        let shown = self.shown.get_untracked();
        if shown != now && !event.is_composing() {
            event.retype(&shown, caret);
        }
    }
}

/// The text behind a field that showed `shown` and now shows `now`, with the caret behind `caret` UTF-16 units of it.
///
/// Each character shown stands for one of the text, so what was not touched is taken from the text. Between equal dots the caret
/// tells which was touched: what was typed stands before it.
fn edited(text: &str, shown: &str, now: &str, caret: usize) -> String {
    let text: Vec<char> = text.chars().collect();
    let shown: Vec<char> = shown.chars().collect();
    let now_chars: Vec<char> = now.chars().collect();
    if text == shown || text.len() != shown.len() {
        return now.to_owned();
    }
    let mut units = 0;
    let before_caret = now_chars
        .iter()
        .take_while(|c| {
            units += c.len_utf16();
            units <= caret
        })
        .count();
    let same_end = shown
        .iter()
        .rev()
        .zip(now_chars.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let tail = same_end.min(now_chars.len() - before_caret);
    let most = (shown.len() - tail).min(now_chars.len() - tail);
    let head = shown
        .iter()
        .zip(&now_chars)
        .take(most)
        .take_while(|(a, b)| a == b)
        .count();
    let mut typed: String = text[..head].iter().collect();
    typed.extend(&now_chars[head..now_chars.len() - tail]);
    typed.extend(&text[text.len() - tail..]);
    typed
}

#[cfg(test)]
mod tests {
    use super::edited;
    use durable_api::paste::mask;
    use proptest::prelude::*;

    #[test]
    fn what_is_typed_before_in_and_behind_the_dots_is_done_to_the_key() {
        let text = "x?code=abc&y";
        let shown = "x?code=•••&y";
        for (now, caret, typed) in [
            ("zx?code=•••&y", 1, "zx?code=abc&y"),
            ("x?code=•d••&y", 9, "x?code=adbc&y"),
            ("x?code=•••d&y", 11, "x?code=abcd&y"),
            ("x?code=••&y", 7, "x?code=bc&y"),
            ("x?code=••&y", 8, "x?code=ac&y"),
            ("x?code=••&y", 9, "x?code=ab&y"),
            ("x?code=&y", 7, "x?code=&y"),
            ("x?code=Q&y", 8, "x?code=Q&y"),
            ("new", 3, "new"),
            ("", 0, ""),
            (shown, 12, text),
        ] {
            assert_eq!(edited(text, shown, now, caret), typed, "{now} at {caret}");
        }
    }

    #[test]
    fn the_caret_counts_as_browsers_count() {
        assert_eq!(
            edited("😀?code=ab", "😀?code=••", "😀?code=•", 9),
            "😀?code=a"
        );
        assert_eq!(
            edited("😀?code=ab", "😀?code=••", "😀?code=•", 8),
            "😀?code=b"
        );
    }

    proptest! {
        #[test]
        fn any_edit_of_what_is_shown_is_that_edit_of_the_text(
            key in "[a-zA-Z0-9]{1,12}", put in "[a-z]{0,3}", from in 0_usize..40, length in 0_usize..6,
        ) {
            let text = format!("https://a.example/?code={key}&taskHub=H");
            let shown = mask(&text, None);
            let cut = |text: &str| {
                let chars: Vec<char> = text.chars().collect();
                let from = from.min(chars.len());
                let end = (from + length).min(chars.len());
                let (head, tail): (String, String) = (chars[..from].iter().collect(), chars[end..].iter().collect());
                (format!("{head}{put}{tail}"), from + put.len())
            };
            let (now, caret) = cut(&shown);
            prop_assert_eq!(edited(&text, &shown, &now, caret), cut(&text).0);
        }
    }
}
