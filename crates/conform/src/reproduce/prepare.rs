//! What the recorded answers show to have been in the hub though no recorded request put it there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use devhost::store::{Position, StoreFlavour, StoreKey};

use super::query::{Query, finished, segments};
use super::text;
use super::tree::Tree;
use crate::recordings::{Exchange, Recording};

/// An instance that was there.
#[derive(Debug, Clone)]
pub struct Seed {
    /// Its id.
    pub id: String,
    /// Its function; `None` where only its id is known, from a token.
    pub name: Option<String>,
    /// Its input as JSON text.
    pub input: String,
    /// The status it was seen in first.
    pub status: String,
    /// Its output as it was seen, for the reason of a suspended or terminated one.
    pub output: Tree,
    /// When it was made, as far as that is known.
    pub created: Option<DateTime<Utc>>,
    /// It was put there before this exchange.
    pub before: usize,
}

fn is(exchange: &Exchange, method: &str, path: &[&str]) -> bool {
    exchange.request.method == method && segments(exchange) == path
}

/// The seeds of a recording: instances seen in an answer that no request before had started, and ids that tokens name.
pub fn seeds(recording: &Recording) -> Vec<Seed> {
    let mut started: BTreeSet<String> = BTreeSet::new();
    let mut seeds: BTreeMap<String, Seed> = BTreeMap::new();
    let foreign = |exchange: &Exchange| {
        Query::of(exchange)
            .get("taskhub")
            .is_some_and(|hub| !hub.eq_ignore_ascii_case("RecordingHub"))
    };
    for (at, exchange) in recording.exchanges.iter().enumerate() {
        let Some(body) = Tree::parse(exchange.response.body.as_deref().unwrap_or_default()) else {
            continue;
        };
        if exchange.request.method == "POST" {
            started.extend(body.get("id").and_then(Tree::text));
            let path = segments(exchange);
            if let [kind, _, id] = path.as_slice()
                && kind == "orchestrators"
            {
                started.insert(id.clone());
            }
            continue;
        }
        if foreign(exchange) {
            continue;
        }
        let rows = if body.get("instanceId").is_some() {
            std::slice::from_ref(&body)
        } else {
            body.items()
        };
        for seed in rows.iter().filter_map(|row| seed_of(row, at)) {
            let child = |parent: &String| seed.id.starts_with(parent.as_str());
            if !started.iter().any(child) {
                let first = seeds.get(&seed.id).is_none_or(|known| known.name.is_none());
                if first {
                    seeds.insert(seed.id.clone(), seed);
                }
            }
        }
        if let Some(id) = token_id(exchange)
            && !started.iter().any(|parent| id.starts_with(parent.as_str()))
        {
            let unknown = Seed {
                id: id.clone(),
                name: None,
                input: "null".to_owned(),
                status: "Completed".to_owned(),
                output: Tree::Leaf("null".to_owned()),
                created: None,
                before: at,
            };
            seeds.entry(id).or_insert(unknown);
        }
    }
    let mut seeds: Vec<Seed> = seeds
        .into_values()
        .filter(|seed| !seed.id.starts_with('@'))
        .collect();
    for seed in &mut seeds {
        if seed.status != "Pending" {
            seed.before = since(recording, seed);
        }
    }
    seeds
}

fn seed_of(row: &Tree, at: usize) -> Option<Seed> {
    Some(Seed {
        id: row.get("instanceId")?.text()?,
        name: Some(row.get("name")?.text()?),
        input: row
            .get("input")
            .filter(|input| matches!(input, Tree::Leaf(_)))
            .map_or_else(|| compact(row.get("input")), Tree::to_string),
        status: row.get("runtimeStatus")?.text()?,
        output: row
            .get("output")
            .cloned()
            .unwrap_or(Tree::Leaf("null".to_owned())),
        created: row
            .get("createdTime")
            .and_then(Tree::text)
            .and_then(|time| text::time(&time))
            .map(|(_, time, _)| time),
        before: at,
    })
}

/// A value as compact JSON.
fn compact(value: Option<&Tree>) -> String {
    value.map_or_else(
        || "null".to_owned(),
        |value| value.to_string().replace('\n', ""),
    )
}

/// The id that an answer's token goes on from.
fn token_id(exchange: &Exchange) -> Option<String> {
    let token = exchange
        .response
        .headers
        .get("x-ms-continuation-token")
        .filter(|token| !token.is_empty())?;
    match StoreFlavour::Emulator.read(token).ok()? {
        Position::Key(key) => Some(key.to_id()),
        Position::Page(_) => None,
    }
}

/// The first exchange before which an instance can have been there: after the last list that would have shown it and did not, and after the
/// last purge that would have taken it.
fn since(recording: &Recording, seed: &Seed) -> usize {
    let earlier = &recording.exchanges[..seed.before];
    let absent = |exchange: &Exchange| {
        if is(exchange, "GET", &["instances"]) {
            lists_up_to(exchange, seed)
        } else {
            is(exchange, "DELETE", &["instances"])
                && exchange.response.status == 200
                && purges(exchange, seed)
        }
    };
    earlier.iter().rposition(absent).map_or(0, |at| at + 1)
}

/// Whether a list's page reaches over the place where the instance would stand, and its filter takes it.
fn lists_up_to(exchange: &Exchange, seed: &Seed) -> bool {
    let query = Query::of(exchange);
    let key = StoreKey::of(&seed.id);
    let statuses = query.statuses();
    let takes = query
        .get("instanceidprefix")
        .is_none_or(|prefix| seed.id.starts_with(prefix))
        && query.in_window(seed.created)
        && (statuses.is_empty() || statuses.contains(&seed.status.as_str()));
    let key_of = |token: Option<&String>| match StoreFlavour::Emulator.read(token?).ok()? {
        Position::Key(key) => Some(key),
        Position::Page(_) => None,
    };
    let from = key_of(exchange.request.headers.get("x-ms-continuation-token"));
    let end = exchange
        .response
        .headers
        .get("x-ms-continuation-token")
        .filter(|token| !token.is_empty());
    let foreign = query
        .get("taskhub")
        .is_some_and(|hub| !hub.eq_ignore_ascii_case("RecordingHub"));
    exchange.response.status == 200
        && !foreign
        && takes
        && from.is_none_or(|from| key >= from)
        && key_of(end).is_none_or(|end| key < end)
}

fn purges(exchange: &Exchange, seed: &Seed) -> bool {
    let query = Query::of(exchange);
    let statuses = finished(&query);
    query.in_window(seed.created)
        && (statuses.is_empty() || statuses.contains(&seed.status.as_str()))
}

/// Whether the answers show a hub that stores inputs in its history: an activity or child has one.
pub fn stores_inputs(recording: &Recording) -> bool {
    let shows = |event: &Tree| {
        let kind = event
            .get("EventType")
            .and_then(Tree::text)
            .unwrap_or_default();
        (kind.starts_with("Task") || kind.starts_with("SubOrchestration"))
            && event.get("Input").and_then(Tree::text).is_some()
    };
    recording.exchanges.iter().any(|exchange| {
        let body = Tree::parse(exchange.response.body.as_deref().unwrap_or_default());
        body.is_some_and(|body| {
            body.get("historyEvents")
                .is_some_and(|events| events.items().iter().any(shows))
        })
    })
}

/// The earliest time of creation or writing that an answer shows.
pub fn earliest(recording: &Recording) -> Option<DateTime<Utc>> {
    let bodies = recording
        .exchanges
        .iter()
        .filter_map(|exchange| exchange.response.body.as_deref());
    let mark = "\"createdTime\":\"";
    bodies
        .flat_map(|body| {
            body.match_indices(mark)
                .filter_map(move |(at, _)| text::time(&body[at + mark.len()..]))
        })
        .map(|(_, time, _)| time)
        .min()
}
