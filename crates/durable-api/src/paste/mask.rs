//! Hiding keys on screen: shoulders, screenshots and shared screens are the likeliest leak.

use super::keys::{DOT, looks_like_key, named_keys};
use crate::secret::Secret;

/// The text with each key in it written as dots, one for each character, so that places in both are the same. `key` is the one
/// that was read from the text, if any: it is hidden wherever it stands.
pub fn mask(text: &str, key: Option<&Secret>) -> String {
    let mut ranges: Vec<(usize, usize)> = named_keys(text)
        .into_iter()
        .map(|span| (span.at, span.end))
        .collect();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| c.is_whitespace() || "\"'`<>,;".contains(c)) {
        let bare = word.trim_end_matches(|c: char| c.is_whitespace() || "\"'`<>,;".contains(c));
        if looks_like_key(bare) {
            ranges.push((at, at + bare.len()));
        }
        at += word.len();
    }
    // A short one would hide letters of everything else.
    if let Some(key) = key.map(Secret::expose).filter(|key| key.len() > 3) {
        ranges.extend(
            text.match_indices(key)
                .map(|(at, found)| (at, at + found.len())),
        );
    }
    ranges.sort_unstable();
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for (at, end) in ranges {
        masked.push_str(text.get(done..at).unwrap_or_default());
        let hidden = text.get(at.max(done)..end).unwrap_or_default();
        masked.extend(hidden.chars().map(|_| DOT));
        done = done.max(end);
    }
    masked.push_str(text.get(done..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests {
    use super::mask;
    use crate::secret::Secret;

    #[test]
    fn keys_become_dots_and_the_rest_stays() {
        for (text, masked) in [
            (
                "https://a.example/x?taskHub=H&code=abc==&y=1#z",
                "https://a.example/x?taskHub=H&code=•••••&y=1#z",
            ),
            (
                "https://a.example/x?CODE=abc",
                "https://a.example/x?CODE=•••",
            ),
            (
                r#"{"a":"x?code=ab","b":"y?code=cd"}"#,
                r#"{"a":"x?code=••","b":"y?code=••"}"#,
            ),
            (
                r#"{"a":"x?y=1\u0026code=ab\u0026z=2"}"#,
                r#"{"a":"x?y=1\u0026code=••\u0026z=2"}"#,
            ),
            (
                "curl -H 'x-functions-key: se same' u",
                "curl -H 'x-functions-key: •• same' u",
            ),
            (
                "irm $u -Headers @{ 'X-Functions-Key' = 'a b' }",
                "irm $u -Headers @{ 'X-Functions-Key' = '•••' }",
            ),
            (
                r#"{"name":"x-functions-key","value":"abc"}"#,
                r#"{"name":"x-functions-key","value":"•••"}"#,
            ),
            (
                "?url=https%3A%2F%2Fa%3Fcode%3Dabc&x=1",
                "?url=https%3A%2F%2Fa%3Fcode%3D•••&x=1",
            ),
            (
                "AccountName=a;AccountKey=abc==;x",
                "AccountName=a;AccountKey=•••••;x",
            ),
            (
                "postcode=12345 and nothing else",
                "postcode=12345 and nothing else",
            ),
            ("the x-functions-key header", "the x-functions-key header"),
            ("?code=", "?code="),
            ("?code=åß", "?code=••"),
        ] {
            assert_eq!(mask(text, None), masked);
            assert_eq!(
                mask(&mask(text, None), None),
                masked,
                "masking twice changes nothing"
            );
            assert_eq!(text.chars().count(), masked.chars().count());
        }
    }

    #[test]
    fn a_key_that_was_read_is_hidden_wherever_it_stands() {
        let key = Secret::new("hunter2");
        assert_eq!(
            mask("http://h/ hunter2 'hunter2'", Some(&key)),
            "http://h/ ••••••• '•••••••'"
        );
        let azure = "a".repeat(30) + "B7" + &"c".repeat(22) + "==";
        assert_eq!(
            mask(&format!("key {azure},"), None),
            format!("key {},", "•".repeat(56))
        );
    }
}
