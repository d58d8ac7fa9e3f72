//! What the recorded answers show to have been in the hub though no recorded request put it there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use devhost::store::{Position, StoreFlavour, StoreKey};

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

/// A list or purge of many, as far as it tells which rows it concerns.
struct Query {
    parameters: Vec<(String, String)>,
}

impl Query {
    fn of(exchange: &Exchange) -> Self {
        let query = exchange
            .request
            .target
            .split_once('?')
            .map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Self {
            parameters: pairs
                .map(|(key, value)| (key.to_lowercase(), decode(value)))
                .collect(),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    }

    fn statuses(&self) -> Vec<&str> {
        let known = [
            "Pending",
            "Running",
            "Completed",
            "ContinuedAsNew",
            "Failed",
            "Canceled",
            "Terminated",
            "Suspended",
        ];
        let values = self
            .parameters
            .iter()
            .filter(|(key, _)| key == "runtimestatus");
        values
            .flat_map(|(_, value)| value.split(','))
            .filter(|status| known.contains(status))
            .collect()
    }

    fn in_window(&self, created: Option<DateTime<Utc>>) -> bool {
        let bound = |name: &str| self.get(name).and_then(text::time).map(|(_, time, _)| time);
        let Some(created) = created else { return true };
        bound("createdtimefrom").is_none_or(|from| created >= from)
            && bound("createdtimeto").is_none_or(|to| created <= to)
    }
}

/// Decodes a percent-encoded text; a plus is a space.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
    };
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 2;
            }
            (b'+', _, _) => out.push(b' '),
            (byte, _, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The path's segments below the base, decoded: `["instances", "order-1", "terminate"]`.
pub fn segments(exchange: &Exchange) -> Vec<String> {
    let path = exchange
        .request
        .target
        .split('?')
        .next()
        .unwrap_or_default();
    let below = path
        .split("/runtime/webhooks/durabletask")
        .nth(1)
        .unwrap_or_default();
    below.trim_matches('/').split('/').map(decode).collect()
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

/// The query of a list that shows what a purge of many takes.
pub fn purge_as_list(exchange: &Exchange) -> String {
    let query = exchange
        .request
        .target
        .split_once('?')
        .map_or("", |(_, query)| query);
    let window = query
        .split('&')
        .filter(|pair| pair.to_lowercase().starts_with("createdtime"));
    let mut parts: Vec<String> = window.map(str::to_owned).collect();
    let statuses = finished(&Query::of(exchange)).join(",");
    if !statuses.is_empty() {
        parts.push(format!("runtimeStatus={statuses}"));
    }
    parts.join("&")
}

fn finished(query: &Query) -> Vec<&str> {
    let mut statuses = query.statuses();
    statuses.retain(|status| ["Completed", "Failed", "Terminated", "Canceled"].contains(status));
    statuses
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
