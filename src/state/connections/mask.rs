//! Hiding a pasted key on screen: shoulders, screenshots and shared screens are the likeliest leak.

use durable_api::Secret;

/// What stands for a character of the key.
pub const DOT: char = '•';

/// What a key follows, in lower case.
const MARKS: [&str; 4] = ["?code=", "&code=", "\\u0026code=", "x-functions-key:"];

/// The text with each key in it written as dots, as many as it has characters. Everything else stays as it was typed.
pub fn mask(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some((start, length)) = next_mark(&lower[at..]) {
        let mut from = at + start + length;
        from += text[from..].len() - text[from..].trim_start_matches(' ').len();
        let key = text[from..].find(ends_key).unwrap_or(text.len() - from);
        masked.push_str(&text[at..from]);
        masked.extend(std::iter::repeat_n(
            DOT,
            text[from..from + key].chars().count(),
        ));
        at = from + key;
    }
    masked.push_str(&text[at..]);
    masked
}

/// Whether a key holds dots of [`mask`]: those are on no keyboard and in no key.
pub fn is_masked(key: &Secret) -> bool {
    key.expose().contains(DOT)
}

/// The earliest mark in a text in lower case, and its length.
fn next_mark(lower: &str) -> Option<(usize, usize)> {
    MARKS
        .iter()
        .filter_map(|mark| Some((lower.find(mark)?, mark.len())))
        .min()
}

fn ends_key(c: char) -> bool {
    c.is_whitespace() || "&#\"'`<>\\,;".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{is_masked, mask};
    use durable_api::Secret;

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
                "postcode=12345 and nothing else",
                "postcode=12345 and nothing else",
            ),
            ("?code=", "?code="),
            ("?code=åß", "?code=••"),
        ] {
            assert_eq!(mask(text), masked);
            assert_eq!(mask(&mask(text)), masked, "masking twice changes nothing");
        }
    }

    #[test]
    fn a_masked_key_is_no_key() {
        assert!(is_masked(&Secret::new("•••")));
        assert!(
            is_masked(&Secret::new("•••a")),
            "someone typed behind the dots"
        );
        assert!(!is_masked(&Secret::new("abc")));
    }
}
