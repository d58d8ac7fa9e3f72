//! A line of JSON in colours, and what was found in it marked.

use crate::prelude::*;

/// A run of text with the class that colours it.
type Run<'a> = (&'static str, &'a str);

/// The runs of a line of JSON; `in_string`: it begins within a string.
fn runs(line: &str, in_string: bool) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut rest = line;
    let mut inside = in_string;
    while !rest.is_empty() {
        let (class, length) = if inside {
            inside = false;
            let end = string_end(rest, 0);
            (string_class(rest, end), end)
        } else {
            token(rest)
        };
        let (run, after) = rest.split_at_checked(length.max(1)).unwrap_or((rest, ""));
        runs.push((class, run));
        rest = after;
    }
    runs
}

fn token(rest: &str) -> Run2 {
    let bytes = rest.as_bytes();
    let while_is = |is: fn(&u8) -> bool| bytes.iter().take_while(|byte| is(byte)).count();
    match bytes.first() {
        Some(b'"') => {
            let end = string_end(rest, 1);
            (string_class(rest, end), end)
        }
        Some(b'-' | b'0'..=b'9') => (
            "nbr",
            while_is(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)),
        ),
        Some(b'a'..=b'z') => ("wrd", while_is(u8::is_ascii_alphanumeric)),
        _ => {
            let next = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_alphanumeric());
            ("", next.unwrap_or(rest.len()))
        }
    }
}

type Run2 = (&'static str, usize);

/// Behind the quote that ends a string; the end of the line if none does.
fn string_end(text: &str, from: usize) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What a colon follows is a name.
fn string_class(text: &str, end: usize) -> &'static str {
    match text.get(end..) {
        Some(after) if after.starts_with(':') => "k",
        _ => "v",
    }
}

/// Draws a line of JSON, or, where `coloured` is false, of any text. `wanted` is marked in either case of ASCII; it is in lower
/// case. `now` is the place in the line of the one that is shown.
pub fn painted(
    line: &str,
    in_string: bool,
    coloured: bool,
    wanted: &str,
    now: Option<usize>,
) -> Vec<Markup> {
    let runs = if coloured {
        runs(line, in_string)
    } else {
        vec![("", line)]
    };
    let hits = hits(line, wanted);
    let mut out = Vec::new();
    let mut at = 0;
    for (class, run) in runs {
        let end = at + run.len();
        let mut from = at;
        for hit in hits
            .iter()
            .filter(|hit| **hit < end && **hit + wanted.len() > at)
        {
            let (begin, behind) = ((*hit).max(at), (hit + wanted.len()).min(end));
            push(&mut out, class, line.get(from..begin));
            if let Some(text) = line.get(begin..behind) {
                let mark = if now == Some(*hit) { "now" } else { "" };
                out.push(view! { <mark class=mark>{visible(text)}</mark> });
            }
            from = behind;
        }
        push(&mut out, class, line.get(from..end));
        at = end;
    }
    out
}

fn hits(line: &str, wanted: &str) -> Vec<usize> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let lower = line.to_ascii_lowercase();
    lower.match_indices(wanted).map(|(at, _)| at).collect()
}

fn push(out: &mut Vec<Markup>, class: &'static str, text: Option<&str>) {
    match text {
        None | Some("") => {}
        Some(text) if class.is_empty() => out.push(visible(text).into_markup()),
        Some(text) => out.push(view! { <span class=class>{visible(text)}</span> }),
    }
}

/// A text with what would hide or turn other text as the sign for "replaced": controls, and marks of direction.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(hidden) {
        text.replace(hidden, "\u{fffd}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{hits, runs, visible};

    #[test]
    fn names_texts_numbers_and_words_have_colours_of_their_own() {
        let told: Vec<String> = runs(r#"  "a\"": [-1.5e3, true, "x"],"#, false)
            .iter()
            .map(|(class, run)| format!("{class}<{run}>"))
            .collect();
        let expected = r#"<  > k<"a\""> <: [> nbr<-1.5e3> <, > wrd<true> <, > v<"x"> <],>"#;
        assert_eq!(told.join(" "), expected);
        assert_eq!(runs(r#"rest" : 1"#, true)[0], ("v", "rest\""));
        assert_eq!(runs("é", false), [("", "é")]);
    }

    #[test]
    fn what_is_found_is_marked_in_either_case_and_hidden_marks_are_shown() {
        assert_eq!(hits("aXbxé", "x"), [1, 3]);
        assert!(hits("abc", "").is_empty());
        assert_eq!(visible("a\u{202e}b\u{7}\tc"), "a\u{fffd}b\u{fffd}\tc");
    }
}
