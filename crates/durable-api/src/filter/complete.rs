//! What may stand at the caret.

use super::ValuePath;
use super::print::{quoted, word_into};
use super::typed::{KEYS, words};
use crate::status::RuntimeStatus;
use rows::folded;
use std::ops::Range;

/// What was seen in the hub, the most frequent first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Orchestrators' names.
    pub names: &'a [String],
    /// Statuses beside the known ones.
    pub statuses: &'a [String],
    /// Paths of values: see [`rows::json::paths`].
    pub paths: &'a [ValuePath],
}

/// What may be put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// What an item takes the place of, in bytes of the text; ends at the caret.
    pub range: Range<usize>,
    /// The items, the likeliest first.
    pub items: Vec<Item>,
}

/// One thing that may be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The text.
    pub text: String,
    /// What it is.
    pub offer: Offer,
    /// Whether the clause is whole with it: a space may follow.
    pub is_whole: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offer {
    /// The name of a clause, with its colon.
    Key,
    /// A runtime status.
    Status,
    /// An orchestrator's name.
    Name,
    /// A window of time.
    Time,
    /// A length of time.
    Length,
    /// A path to a value.
    Path,
}

const TIMES: [&str; 6] = [">-15m", ">-1h", ">-24h", ">-7d", "today", "yesterday"];
const LENGTHS: [&str; 5] = [">10s", ">1m", ">10m", ">1h", ">1d"];

/// What may stand at the caret, a place in bytes of the text. Nothing inside quotes.
pub fn complete(text: &str, caret: usize, known: Known<'_>) -> Completion {
    let before = text
        .get(..text.floor_char_boundary(caret))
        .unwrap_or_default();
    let word = words(before).into_iter().next_back();
    // Behind white space a new word begins.
    let (word, start) = match word {
        Some(word) if word.range().end == before.len() => {
            if word.unclosed.is_some() {
                return Completion::default();
            }
            (word.text, word.at)
        }
        _ => ("", before.len()),
    };
    let (word, start) = match word.strip_prefix('-') {
        Some(rest) => (rest, start + 1),
        None => (word, start),
    };
    let (typed, items) = match word.split_once(':') {
        Some((key, value)) => {
            let typed = value.rsplit_once(',').map_or(value, |(_, last)| last);
            let is_list = key.eq_ignore_ascii_case("status") || key.eq_ignore_ascii_case("name");
            let typed = if is_list { typed } else { value };
            (typed, values(key, known))
        }
        None => (word, beginnings(known)),
    };
    let lower = folded(typed);
    let items = items
        .into_iter()
        .filter(|it| folded(&it.text).starts_with(&lower) && it.text != typed)
        .collect();
    Completion {
        range: start + word.len() - typed.len()..before.len(),
        items,
    }
}

/// What a clause may begin with.
fn beginnings(known: Known<'_>) -> Vec<Item> {
    let keys = KEYS.iter().map(|key| Item {
        text: format!("{key}:"),
        offer: Offer::Key,
        is_whole: false,
    });
    let paths = known.paths.iter().map(|path| Item {
        text: path.to_text(),
        offer: Offer::Path,
        is_whole: false,
    });
    keys.chain(paths).collect()
}

/// What may stand behind the name of a clause.
fn values(key: &str, known: Known<'_>) -> Vec<Item> {
    let item = |text: &str, offer| Item {
        text: text.to_owned(),
        offer,
        is_whole: true,
    };
    match key.to_ascii_lowercase().as_str() {
        "status" => {
            let others = known.statuses.iter().map(|it| quoted(it));
            let all = RuntimeStatus::ALL.iter().map(|it| it.as_str().to_owned());
            all.chain(others)
                .map(|it| item(&it, Offer::Status))
                .collect()
        }
        "name" => {
            let names = known.names.iter().map(|name| {
                let mut out = String::new();
                word_into(&mut out, name);
                out
            });
            names.map(|it| item(&it, Offer::Name)).collect()
        }
        "created" | "updated" => TIMES.iter().map(|it| item(it, Offer::Time)).collect(),
        "duration" | "age" | "idle" => LENGTHS.iter().map(|it| item(it, Offer::Length)).collect(),
        "has" => {
            let paths = known.paths.iter().map(ValuePath::to_text);
            paths.map(|it| item(&it, Offer::Path)).collect()
        }
        _ => Vec::new(),
    }
}
