//! What is alike in messages that differ in their particulars.

use crate::json;
use std::borrow::Cow;

/// Characters of a fingerprint at most.
const MOST: usize = 200;
/// How the host ends a message that it took over from a function.
/// Source: recording failures.
const TAIL: &str = "\". See the function execution logs for additional details.";

/// The message of a failed instance's output, without what the host says around it: `Orchestrator function 'X' failed: The
/// activity function 'Y' failed: "…". See the function execution logs for additional details.` Only its first line.
pub fn message(output: &str) -> Cow<'_, str> {
    let text = match output.strip_prefix('"') {
        // A cut one has no closing quote.
        Some(inside) => json::readable(inside.strip_suffix('"').unwrap_or(inside)),
        None => json::readable(output),
    };
    let mut rest: &str = &text;
    while let Some(inner) = framed(rest) {
        rest = inner;
    }
    let line = rest
        .trim_start()
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end();
    let (start, end) = match text.find(line) {
        Some(at) => (at, at + line.len()),
        None => (0, 0),
    };
    match text {
        Cow::Borrowed(text) => text.get(start..end).unwrap_or_default().into(),
        Cow::Owned(text) => text.get(start..end).unwrap_or_default().to_owned().into(),
    }
}

/// What stands in one of the host's frames.
fn framed(text: &str) -> Option<&str> {
    let (who, rest) = text.split_once(" function '")?;
    if !matches!(
        who,
        "Orchestrator"
            | "The activity"
            | "The orchestrator"
            | "The sub-orchestrator"
            | "The entity"
    ) {
        return None;
    }
    let (_, rest) = rest.split_once("' failed: ")?;
    match rest.strip_prefix('"') {
        Some(inner) => Some(
            inner
                .strip_suffix(TAIL)
                .or_else(|| inner.strip_suffix('"'))
                .unwrap_or(inner),
        ),
        None => Some(rest),
    }
}

/// The message with everything that tells one case from another made equal: each word that has a digit (ids, GUIDs, numbers,
/// hexadecimals, times, addresses) is `#`, whatever stands between quotes is `'…'`, white space is one space.
pub fn fingerprint(message: &str) -> String {
    let mut out = String::new();
    let mut rest = message.trim();
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        if out.len() >= MOST {
            out.push('…');
            break;
        }
        let length = if is_letter(c) {
            let length = word(rest);
            let word = rest.get(..length).unwrap_or_default();
            let varies = word.bytes().any(|b| b.is_ascii_digit());
            out.push_str(if varies { "#" } else { word });
            length
        } else if c.is_whitespace() {
            if !before.is_whitespace() {
                out.push(' ');
            }
            c.len_utf8()
        } else if let Some(length) = quoted(rest, c, before) {
            out.push_str("'…'");
            length
        } else {
            out.push(c);
            c.len_utf8()
        };
        before = rest
            .get(..length)
            .and_then(|it| it.chars().next_back())
            .unwrap_or(' ');
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Letters and digits: ASCII ones, and whatever lies beyond Latin-1's signs and is neither punctuation nor white space.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (c >= '\u{c0}'
            && !matches!(c, '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{feff}')
            && !c.is_whitespace())
}

/// The length of the word at the beginning: letters and digits, with marks between them that do not end one.
fn word(text: &str) -> usize {
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let joins = match c {
            '-' | '_' | '.' | '/' | '\\' | '@' | '+' | '%' => is_letter(after),
            ':' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => is_letter(c),
        };
        if !joins {
            return at;
        }
        before = c;
    }
    text.len()
}

/// The length of what stands between quotes here, with them. An apostrophe inside a word opens nothing.
fn quoted(text: &str, c: char, before: char) -> Option<usize> {
    let close = match c {
        '\'' | '"' | '`' => c,
        '“' | '”' => '”',
        '‘' => '’',
        '«' => '»',
        _ => return None,
    };
    if is_letter(before) {
        return None;
    }
    let inside = text.get(c.len_utf8()..)?;
    let (at, _) = inside.match_indices(close).find(|(at, _)| {
        let after = inside.get(at + close.len_utf8()..);
        let after = after.and_then(|it| it.chars().next());
        !after.is_some_and(is_letter)
    })?;
    Some(c.len_utf8() + at + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hosts_frames_are_taken_off() {
        for (output, said) in [
            (
                r#""Orchestrator function 'Order' failed: The activity function 'ChargeCard' failed: \"The card ending in 4242 was declined.\". See the function execution logs for additional details.""#,
                "The card ending in 4242 was declined.",
            ),
            (
                r#""Orchestrator function 'Cart' failed: The orchestrator function 'Order' failed: \"The activity function 'ChargeCard' failed: \"The card ending in 1881 was declined.\". See the function execution logs for additional details.\". See the function execution logs for additional details.""#,
                "The card ending in 1881 was declined.",
            ),
            (
                r#""Orchestrator function 'ThrowEarly' failed: Input was not an order.""#,
                "Input was not an order.",
            ),
            (r#""first\r\n   at Shop.X()""#, "first"),
            (r#""cut off in the mid"#, "cut off in the mid"),
            (r#"{"error":"x"}"#, r#"{"error":"x"}"#),
            ("null", "null"),
            (r#""""#, ""),
        ] {
            assert_eq!(message(output), said);
        }
    }

    #[test]
    fn messages_that_differ_in_particulars_are_equal() {
        for (message, equal) in [
            (
                "The card ending in 4242 was declined.",
                "The card ending in # was declined.",
            ),
            (
                "Row 4417 of part-00031.csv: '12,5O' is not a number.",
                "Row # of #: '…' is not a number.",
            ),
            (
                "connect ECONNREFUSED 10.2.4.11:1883",
                "connect ECONNREFUSED #",
            ),
            (
                "Order 7f9d1c9e-52f0-4a1e-9b60-1a2b3c4d5e6f at 2026-11-21T07:09:29.5Z doesn't exist",
                "Order # at # doesn't exist",
            ),
            ("0xDEADBEEF0 \t is  \"bad\", 1,234.5 %", "# is '…', # %"),
            ("It's 5 o'clock, isn't it", "It's # o'clock, isn't it"),
            ("No manager found", "No manager found"),
            ("", ""),
        ] {
            assert_eq!(fingerprint(message), equal);
            // What is equal already stays so: a group leads to itself.
            assert_eq!(fingerprint(equal), equal);
        }
    }
}
