//! An answer without what is different on each day, as lines to compare.

use chrono::{DateTime, Utc};
use devhost::store::{Position, StoreFlavour};

use super::text::{self, Names};
use super::tree::Tree;

/// An answer as it is compared: status, the headers that recordings keep, body.
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// Headers by lower-case name.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body.
    pub body: &'a str,
}

/// The headers that recordings keep.
pub const HEADERS: [&str; 4] = [
    "content-type",
    "location",
    "retry-after",
    "x-ms-continuation-token",
];

/// The lines of an answer.
pub fn lines(answer: &Answer<'_>, around: DateTime<Utc>) -> Vec<String> {
    let mut names = Names::new(around);
    let mut lines = vec![format!("status {}", answer.status)];
    for name in HEADERS {
        let value = answer
            .headers
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| *value);
        let value = match (name, value) {
            (_, None) => "none".to_owned(),
            ("x-ms-continuation-token", Some(token)) => position(token, &mut names),
            (_, Some(value)) => names.replace(value),
        };
        lines.push(format!("{name}: {value}"));
    }
    let body = match Tree::parse(answer.body) {
        Some(tree) => node(tree, "", &mut names).to_string(),
        None => names.replace(answer.body),
    };
    lines.extend(body.lines().map(str::to_owned));
    lines
}

/// The first line that differs, as `recorded … but answered …`.
pub fn difference(recorded: &[String], answered: &[String]) -> Option<String> {
    let length = recorded.len().max(answered.len());
    (0..length).find_map(|at| {
        let (ours, theirs) = (answered.get(at), recorded.get(at));
        (ours != theirs).then(|| {
            let same = ours.zip(theirs).map_or(0, |(ours, theirs)| {
                ours.chars()
                    .zip(theirs.chars())
                    .take_while(|(a, b)| a == b)
                    .count()
            });
            let from = same.saturating_sub(60);
            format!(
                "line {at}: recorded {} but answered {}",
                brief(theirs, from),
                brief(ours, from)
            )
        })
    })
}

/// A piece of a line, from a character on.
fn brief(line: Option<&String>, from: usize) -> String {
    line.map_or_else(
        || "nothing".to_owned(),
        |line| {
            let cut: String = line.chars().skip(from).take(160).collect();
            format!("{cut:?}")
        },
    )
}

/// A token as the key it goes on from; one that is no key stays as it is.
fn position(token: &str, names: &mut Names) -> String {
    match StoreFlavour::Emulator.read(token) {
        _ if token.is_empty() => "the end".to_owned(),
        Ok(Position::Key(key)) => names.replace(&format!("go on from {}", key.as_str())),
        _ => names.replace(token),
    }
}

/// A value with its volatile parts named. `key` is the member it stands under.
fn node(tree: Tree, key: &str, names: &mut Names) -> Tree {
    match tree {
        Tree::Array(mut items) => {
            if key == "historyEvents" {
                in_order_of_scheduling(&mut items);
            }
            Tree::Array(
                items
                    .into_iter()
                    .map(|item| node(item, "", names))
                    .collect(),
            )
        }
        Tree::Object(members) => {
            let written = members
                .iter()
                .find(|(key, _)| key == "Timestamp")
                .and_then(|(_, time)| moment(time));
            let members = members.into_iter().map(|(key, value)| {
                let value = match (key.as_str(), written) {
                    ("FireAt", Some(written)) => delay(&value, written),
                    _ => node(value, &key, names),
                };
                (key, value)
            });
            Tree::Object(members.collect())
        }
        Tree::Leaf(token) => Tree::Leaf(leaf(&token, key, names)),
    }
}

fn leaf(token: &str, key: &str, names: &mut Names) -> String {
    if !token.starts_with('"') {
        return token.to_owned();
    }
    let filled = token.len() > 2;
    match key {
        "StackTrace" | "StackTraceString" if filled => "<stack>".to_owned(),
        "ClientSpanId" if token.len() == 18 => "<span>".to_owned(),
        "Details" | "Input" => {
            let inner = Tree::Leaf(token.to_owned()).text().unwrap_or_default();
            match Tree::parse(&inner).filter(|tree| matches!(tree, Tree::Object(_))) {
                Some(tree) => format!("the text of {}", node(tree, "", names)),
                None => names.replace(token),
            }
        }
        _ => names.replace(token),
    }
}

fn moment(value: &Tree) -> Option<DateTime<Utc>> {
    text::time(&value.text()?).map(|(_, time, _)| time)
}

/// A timer's time as the whole seconds it was set ahead: the wait is no accident of the day.
fn delay(fire_at: &Tree, written: DateTime<Utc>) -> Tree {
    let ahead = moment(fire_at).map_or(0, |time| {
        ((time - written).num_milliseconds() + 500).div_euclid(1000)
    });
    Tree::Leaf(format!("<{ahead} s ahead>"))
}

/// Puts rows of work that ran at the same time into the order it was scheduled in: in which order parallel work ends is an accident. Work that
/// was scheduled after something else had ended keeps its place.
fn in_order_of_scheduling(events: &mut [Tree]) {
    let times = |event: &Tree| {
        let ended = event.get("EventType").and_then(Tree::text)?;
        let ended = ended.starts_with("Task") || ended.starts_with("SubOrchestrationInstance");
        let scheduled = event
            .get("ScheduledTime")
            .and_then(moment)
            .filter(|_| ended)?;
        Some((scheduled, event.get("Timestamp").and_then(moment)?))
    };
    let mut at = 0;
    while at < events.len() {
        let (mut last_begin, mut first_end) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        let together = events[at..]
            .iter()
            .map_while(times)
            .take_while(|(begin, end)| {
                last_begin = last_begin.max(*begin);
                first_end = first_end.min(*end);
                last_begin < first_end
            });
        let count = together.count().max(1);
        events[at..at + count].sort_by_key(|event| times(event).map(|(begin, _)| begin));
        at += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Vec<String> {
        let around = text::time("2026-11-21T07:00:00Z")
            .map(|(_, time, _)| time)
            .unwrap_or_default();
        lines(
            &Answer {
                status: 200,
                headers: Vec::new(),
                body: text,
            },
            around,
        )
    }

    #[test]
    fn what_is_not_volatile_is_compared_to_the_letter() {
        for (recorded, answered) in [
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#),
            (r#"{"a":1.0}"#, r#"{"a":1}"#),
            (r#"{"a":"é"}"#, "{\"a\":\"\\u00e9\"}"),
            (r#"{"a":null}"#, r"{}"),
            (
                r#"{"createdTime":"2026-11-21T07:00:00Z"}"#,
                r#"{"createdTime":"2026-11-21T07:00:00.5Z"}"#,
            ),
            (
                r#"{"createdTime":"2026-11-21T07:00:00Z"}"#,
                r#"{"createdTime":"2026-11-21T07:00:00"}"#,
            ),
        ] {
            assert!(
                difference(&body(recorded), &body(answered)).is_some(),
                "{recorded} {answered}"
            );
        }
    }

    #[test]
    fn the_wait_of_a_timer_is_compared() {
        let timer = |fire_at: &str| {
            format!(r#"{{"FireAt":"{fire_at}","Timestamp":"2026-11-21T07:00:00.01Z"}}"#)
        };
        let hour = body(&timer("2026-11-21T08:00:00.001Z"));
        assert!(difference(&hour, &body(&timer("2026-11-21T08:00:00.2Z"))).is_none());
        assert!(difference(&hour, &body(&timer("2026-11-21T07:30:00.2Z"))).is_some());
    }

    #[test]
    fn parallel_work_may_end_in_any_order_and_sequential_may_not() {
        let ended = |result: u8, scheduled: &str, end: &str| {
            format!(
                r#"{{"EventType":"TaskCompleted","Result":{result},"Timestamp":"2026-11-21T07:00:{end}Z","ScheduledTime":"2026-11-21T07:00:{scheduled}+00:00"}}"#
            )
        };
        let history =
            |rows: [String; 2]| body(&format!(r#"{{"historyEvents":[{}]}}"#, rows.join(",")));
        let (one, two) = (ended(1, "01.1", "03.1"), ended(2, "01.2", "02.1"));
        assert!(difference(&history([one.clone(), two.clone()]), &history([two, one])).is_none());
        let (first, second) = (ended(1, "01.1", "02.1"), ended(2, "03.1", "04.1"));
        assert!(
            difference(
                &history([first.clone(), second.clone()]),
                &history([second, first])
            )
            .is_some()
        );
    }
}
