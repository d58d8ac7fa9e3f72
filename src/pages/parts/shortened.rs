//! Long texts in rows.

/// The beginning of a text, at most `shown` characters, on one line; what was cut shows as an ellipsis.
pub fn shortened(text: &str, shown: usize) -> String {
    let mut line: String = text
        .chars()
        .take(shown)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    if text.chars().nth(shown).is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_text_is_cut_between_characters_and_says_so() {
        assert_eq!(shortened("a\r\nb", 240), "a  b");
        let cut = shortened(&"å".repeat(1_000), 240);
        assert_eq!((cut.chars().count(), cut.ends_with('…')), (241, true));
    }
}
