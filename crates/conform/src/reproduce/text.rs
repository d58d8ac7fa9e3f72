//! Taking volatile parts out of a text: times of the day of recording, ids that were drawn, stack traces.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

/// Names for drawn ids in the order they appear, so that two places that held the same id still must.
pub struct Names {
    /// About when the answers were given: times far from it are payload and stay.
    around: DateTime<Utc>,
    ids: HashMap<String, usize>,
}

impl Names {
    /// No names yet.
    pub fn new(around: DateTime<Utc>) -> Self {
        Self {
            around,
            ids: HashMap::new(),
        }
    }

    fn name(&mut self, kind: &str, id: &str) -> String {
        let next = self.ids.len() + 1;
        let number = *self.ids.entry(id.to_owned()).or_insert(next);
        format!("<{kind} {number}>")
    }

    /// The text with its volatile parts named.
    pub fn replace(&mut self, text: &str) -> String {
        let text = without_stacks(text);
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        let mut before: Option<char> = None;
        while let Some(c) = rest.chars().next() {
            let begins = !before.is_some_and(|c| c.is_ascii_alphanumeric());
            let found = if begins { self.volatile(rest) } else { None };
            let length = if let Some((length, name)) = found {
                out.push_str(&name);
                length
            } else {
                out.push(c);
                c.len_utf8()
            };
            before = rest[..length].chars().next_back();
            rest = &rest[length..];
        }
        out
    }

    /// A volatile part at the beginning of a text: its length and its name.
    fn volatile(&mut self, text: &str) -> Option<(usize, String)> {
        if let Some(length) = guid(text) {
            return Some((length, self.name("guid", &text[..length])));
        }
        if let Some(length) = hex(text, 32) {
            return Some((length, self.name("id", &text[..length])));
        }
        let (length, time, fraction) = time(text)?;
        let near = (time - self.around).abs() < TimeDelta::days(2);
        near.then(|| {
            (
                length,
                if fraction { "<exact time>" } else { "<time>" }.to_owned(),
            )
        })
    }
}

/// The time at the beginning of a text, without its zone; its length and whether it has a fraction.
pub fn time(text: &str) -> Option<(usize, DateTime<Utc>, bool)> {
    let whole = text.get(..19)?;
    let time = NaiveDateTime::parse_from_str(whole, "%Y-%m-%dT%H:%M:%S")
        .ok()?
        .and_utc();
    let fraction = text[19..].strip_prefix('.').map_or(0, |rest| {
        1 + rest.bytes().take_while(u8::is_ascii_digit).count()
    });
    let nanos: f64 = text[19..19 + fraction].parse().unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a fraction of a second in nanoseconds fits"
    )]
    let time = time + TimeDelta::nanoseconds((nanos * 1e9) as i64);
    Some((19 + fraction, time, fraction > 0))
}

fn hex(text: &str, digits: usize) -> Option<usize> {
    let count = text.bytes().take_while(u8::is_ascii_hexdigit).count();
    let follows = text[count..]
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphanumeric());
    (count == digits && !follows && text[..count].bytes().any(|b| b.is_ascii_digit()))
        .then_some(count)
}

fn guid(text: &str) -> Option<usize> {
    let mut at = 0;
    for (place, digits) in [8, 4, 4, 4, 12].into_iter().enumerate() {
        if place > 0 {
            text[at..].strip_prefix('-')?;
            at += 1;
        }
        at += hex_run(text.get(at..)?, digits)?;
    }
    Some(at)
}

fn hex_run(text: &str, digits: usize) -> Option<usize> {
    let count = text.bytes().take_while(u8::is_ascii_hexdigit).count();
    (count == digits).then_some(count)
}

/// The text (with its line feeds still escaped) without the lines of stack traces; what follows the last of a trace stays.
fn without_stacks(text: &str) -> String {
    if !text.contains("at ") {
        return text.to_owned();
    }
    let mut out: Vec<String> = Vec::new();
    for (number, line) in text.split("\\n").enumerate() {
        let bare = line
            .trim_start_matches(['"', ' '])
            .trim_start_matches("\\t")
            .trim_start();
        let framed = bare.starts_with("at ") && (number > 0 || line.starts_with("\"   at "));
        if !framed {
            out.push(line.to_owned());
            continue;
        }
        let tail = line.rsplit_once(')').map_or("", |(_, tail)| tail);
        if out.last().is_none_or(|last| last != "<stack>") {
            out.push("<stack>".to_owned());
        }
        if !tail.is_empty() {
            out.push(tail.to_owned());
        }
    }
    out.join("\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(text: &str) -> String {
        let around = time("2026-11-21T07:00:00Z")
            .map(|(_, time, _)| time)
            .unwrap_or_default();
        Names::new(around).replace(text)
    }

    #[test]
    fn times_of_that_day_are_volatile_and_others_are_not() {
        assert_eq!(
            replaced("at 2026-11-21T07:10:57.8103659, 2024-02-29T12:34:56Z"),
            "at <exact time>, 2024-02-29T12:34:56Z"
        );
        assert_eq!(replaced("0001-01-01T00:00:00"), "0001-01-01T00:00:00");
    }

    #[test]
    fn an_id_is_named_and_keeps_its_identity() {
        let id = "b735735123294f39a584d2b67a999c99";
        assert_eq!(
            replaced(&format!("{id}/{id}/0e6f1f81-e2fb-535f-bb38-031bfaae0478")),
            "<id 1>/<id 1>/<guid 2>"
        );
        assert_eq!(replaced("expense-1"), "expense-1");
    }

    #[test]
    fn stack_frames_go_and_the_words_around_them_stay() {
        assert_eq!(
            replaced(r#""It broke.\n   at A.B(C c)\n   at D()". See the log."#),
            r#""It broke.\n<stack>\n". See the log."#
        );
    }
}
