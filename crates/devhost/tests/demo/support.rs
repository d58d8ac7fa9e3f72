//! A demo hub at a fixed time, and the requests that tests read it with.

use std::sync::{Mutex, MutexGuard, OnceLock};

use chrono::{DateTime, TimeDelta, Utc};
use devhost::demo;
use devhost::host::{Host, Reply};
use devhost::wire::{Request, Response};
use serde_json::Value;

/// The base path of the current generation.
const BASE: &str = "/runtime/webhooks/durabletask";

/// The time at which the demo hub of the tests is opened.
pub fn noon() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// A demo hub whose past ends at noon.
pub fn demo_hub() -> Host {
    demo::host(demo::config(), noon())
}

/// The same for tests that only read it.
pub fn past() -> MutexGuard<'static, Host> {
    static HUB: OnceLock<Mutex<Host>> = OnceLock::new();
    let hub = HUB.get_or_init(|| Mutex::new(demo_hub()));
    hub.lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Reads below the base path.
pub fn get(host: &mut Host, target: &str, headers: &[(&str, &str)]) -> Response {
    let request = Request {
        method: "GET".to_owned(),
        target: format!("{BASE}{target}"),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: Vec::new(),
    };
    match host.handle(&request) {
        Reply::Now(response) => response,
        Reply::Wait(_) => panic!("a read never waits"),
    }
}

/// The JSON of an answer.
pub fn json(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

/// Every instance, through as many pages as it takes.
pub fn instances(host: &mut Host) -> Vec<Value> {
    let (mut all, mut token) = (Vec::new(), String::new());
    loop {
        let response = get(
            host,
            "/instances?top=1000&showInput=true",
            &[("x-ms-continuation-token", &token)],
        );
        all.extend(json(&response).as_array().unwrap().iter().cloned());
        token = response
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("x-ms-continuation-token"))
            .map(|(_, value)| value.clone())
            .unwrap_or_default();
        if token.is_empty() {
            return all;
        }
    }
}

/// An id as one segment of a path; a percent sign is encoded twice because the host decodes twice.
pub fn segment(id: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            b'%' => out.push_str("%2525"),
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
    }
    out
}

/// The status of one instance with its whole history.
pub fn status(host: &mut Host, id: &str) -> Value {
    let target = format!(
        "/instances/{}?showHistory=true&showHistoryOutput=true",
        segment(id)
    );
    let response = get(host, &target, &[]);
    assert!(
        matches!(response.status, 200 | 202),
        "{id}: {}",
        response.status
    );
    json(&response)
}

/// The events of one type in the history of an instance.
pub fn events(host: &mut Host, id: &str, kind: &str) -> Vec<Value> {
    let status = status(host, id);
    let events = status["historyEvents"].as_array().unwrap();
    events
        .iter()
        .filter(|event| text(event, "EventType") == kind)
        .cloned()
        .collect()
}

/// A text member.
pub fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

/// Moves the clock by so many minutes, in steps as small as the server's.
pub fn live(host: &mut Host, minutes: i64) {
    let until = host.now() + TimeDelta::minutes(minutes);
    while host.now() < until {
        let step = host.now() + TimeDelta::seconds(1);
        host.advance(step.min(until));
    }
}
