//! What a recorded request asks for: its path, and the filter of a list or a purge of many.

use chrono::{DateTime, Utc};

use super::text;
use crate::recordings::Exchange;

/// A list or purge of many, as far as it tells which rows it concerns.
pub struct Query {
    parameters: Vec<(String, String)>,
}

impl Query {
    /// The query of a request.
    pub fn of(exchange: &Exchange) -> Self {
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

    /// The value of a name in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The statuses that are spelled right.
    pub fn statuses(&self) -> Vec<&str> {
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

    /// Whether a time of creation is in the window; one that is not known is.
    pub fn in_window(&self, created: Option<DateTime<Utc>>) -> bool {
        let bound = |name: &str| self.get(name).and_then(text::time).map(|(_, time, _)| time);
        let Some(created) = created else { return true };
        bound("createdtimefrom").is_none_or(|from| created >= from)
            && bound("createdtimeto").is_none_or(|to| created <= to)
    }
}

/// Decodes a percent-encoded text; a plus is a space.
fn decode(text: &str) -> String {
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

/// The finished ones of the statuses asked for.
pub fn finished(query: &Query) -> Vec<&str> {
    let mut statuses = query.statuses();
    statuses.retain(|status| ["Completed", "Failed", "Terminated", "Canceled"].contains(status));
    statuses
}
