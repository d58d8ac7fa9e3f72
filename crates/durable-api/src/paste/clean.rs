//! A text without what nobody typed: invisible characters, terminal colours, HTML escapes.

/// The text as it is read: lines end in `\n`, spaces of every kind are spaces, what cannot be seen is gone.
pub(crate) fn cleaned(text: &str) -> String {
    let html = holds_html(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((c, length)) = step(rest, html) {
        out.extend(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// How many characters of the pasted text stand before byte `at` of what [`cleaned`] made of it.
pub(crate) fn original(text: &str, at: usize) -> usize {
    let html = holds_html(text);
    let (mut made, mut chars, mut rest) = (0, 0, text);
    while made < at
        && let Some((c, length)) = step(rest, html)
    {
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        made += c.map_or(0, char::len_utf8);
        chars += taken.chars().count();
        rest = after;
    }
    chars
}

/// Only a text copied out of HTML is unescaped: a link may well have a parameter called `lt`.
fn holds_html(text: &str) -> bool {
    text.contains("&amp;") || text.contains("&quot;") || text.contains("&#")
}

/// What the text begins with: the character it stands for, and how many bytes it takes.
fn step(rest: &str, html: bool) -> Option<(Option<char>, usize)> {
    let c = rest.chars().next()?;
    let length = c.len_utf8();
    Some(match c {
        '\n' | '\t' => (Some(c), length),
        '\r' if rest.starts_with("\r\n") => (None, length),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => (Some('\n'), length),
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' => (Some(' '), length),
        '\u{1b}' => (None, terminal_escape(rest)),
        '&' if html => {
            let (c, length) = entity(rest);
            (Some(c), length)
        }
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => (None, length),
        c if c.is_control() => (None, length),
        c => (Some(c), length),
    })
}

/// The length of a terminal's colour sequence, `ESC [ … letter`.
fn terminal_escape(rest: &str) -> usize {
    let Some(inside) = rest.strip_prefix("\u{1b}[") else {
        return 1;
    };
    let end = inside
        .bytes()
        .take(16)
        .position(|byte| byte.is_ascii_alphabetic());
    end.map_or(2, |end| end + 3)
}

/// The character of an HTML escape, and its length. `&amp;amp;` is escaped twice.
fn entity(rest: &str) -> (char, usize) {
    const ENTITIES: [(&str, char); 11] = [
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&nbsp;", ' '),
        ("&#34;", '"'),
        ("&#39;", '\''),
        ("&#x27;", '\''),
        ("&#61;", '='),
        ("&#38;", '&'),
        ("&#x26;", '&'),
    ];
    let mut amps = 0;
    if let Some(mut after) = rest.strip_prefix("&amp;") {
        amps = 5;
        while let Some(more) = after.strip_prefix("amp;") {
            amps += 4;
            after = more;
        }
    }
    if amps > 0 {
        return ('&', amps);
    }
    ENTITIES
        .iter()
        .find(|(name, _)| rest.starts_with(name))
        .map_or(('&', 1), |(name, c)| (*c, name.len()))
}

#[cfg(test)]
mod tests {
    use super::{cleaned, original};

    #[test]
    fn what_nobody_typed_is_gone_and_places_are_kept() {
        let text = "\u{feff}a\u{ad}b\r\nc\u{a0}\u{1b}[32md\u{1b}[0m?x=1&amp;amp;y";
        assert_eq!(cleaned(text), "ab\nc d?x=1&y");
        for (at, chars) in [(0, 0), (1, 2), (2, 4), (3, 6), (5, 8), (6, 14)] {
            assert_eq!(original(text, at), chars, "{at}");
        }
        assert_eq!(original(text, 99), text.chars().count());
    }

    #[test]
    fn a_link_that_was_never_html_keeps_its_ampersands() {
        assert_eq!(cleaned("?a=1&lt;=2&ampere=3"), "?a=1&lt;=2&ampere=3");
        assert_eq!(cleaned("&quot;a&lt;&#38;&unknown;"), "\"a<&&unknown;");
    }
}
