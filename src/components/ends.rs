//! Texts of which both ends are seen, however narrow their place is.

use crate::prelude::*;

/// So many characters at the end are always seen.
const TAIL: usize = 10;
/// Shorter texts fit wherever they stand.
const SHORT: usize = 16;

/// A name that is cut in its middle where there is no room, never at its end: names that differ there can be told apart.
pub fn both_ends(text: &str) -> Markup {
    let Some(at) = cut(text) else {
        return view! { <bdi>{text.to_owned()}</bdi> };
    };
    let (head, tail) = text.split_at(at);
    // Letters of some scripts are twice as wide.
    let class = if tail.is_ascii() {
        "both-ends"
    } else {
        "both-ends wide"
    };
    view! { <bdi class=class><span>{head.to_owned()}</span><span>{tail.to_owned()}</span></bdi> }
}

/// Where the end begins: never inside of what is drawn as one character. `None` for a short text.
fn cut(text: &str) -> Option<usize> {
    let count = text.chars().count();
    if count <= SHORT {
        return None;
    }
    let mut places: Vec<(usize, char)> = text.char_indices().take(count - TAIL + 1).collect();
    while let Some((at, begins)) = places.pop() {
        let before = places.last().map(|(_, it)| *it)?;
        if !is_joined(begins) && before != JOINER {
            return Some(at);
        }
    }
    None
}

/// What makes one character of the two beside it.
const JOINER: char = '\u{200d}';

fn is_joined(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | JOINER | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn the_end_of_a_long_text_is_kept_whole() {
        assert_eq!(cut("order-1"), None);
        assert_eq!(cut("order-2026-11-21-0001"), Some(11));
        let text = "a family of four people: 👨‍👩‍👧‍👦 here!";
        let at = cut(text).expect("it is long");
        assert!(
            text[at..].starts_with('👨') || text[at..].starts_with(' '),
            "{}",
            &text[at..]
        );
    }
}
