//! A host whose clock the test moves.
#![allow(dead_code, reason = "each test file uses a part of it")]

use chrono::{DateTime, TimeDelta, Utc};
use devhost::config::HostConfig;
use devhost::engine::registry::Registry;
use devhost::host::{Host, Reply, Waiting};
use devhost::wire::{Request, Response};
use serde_json::Value;

/// The base path of the current generation.
pub const BASE: &str = "/runtime/webhooks/durabletask";

/// A host with an empty hub and a held clock.
pub struct Fixture {
    pub host: Host,
}

impl Fixture {
    pub fn new() -> Self {
        Self::configured(HostConfig::default())
    }

    pub fn configured(config: HostConfig) -> Self {
        Self {
            host: Host::new(config, start_of_time()),
        }
    }

    pub fn running(functions: Registry) -> Self {
        Self {
            host: Host::with_functions(HostConfig::default(), start_of_time(), functions),
        }
    }

    /// The answer to a request that does not wait; `target` is below the base path.
    pub fn send(&mut self, request: Request) -> Response {
        match self.host.handle(&below(request)) {
            Reply::Now(response) => response,
            Reply::Wait(_) => panic!("the call waits"),
        }
    }

    /// The wait that a request begins.
    pub fn wait(&mut self, request: Request) -> Waiting {
        match self.host.handle(&below(request)) {
            Reply::Wait(waiting) => waiting,
            Reply::Now(response) => panic!("answered {} at once", response.status),
        }
    }

    pub fn get(&mut self, target: &str) -> Response {
        self.send(Request::new("GET", target))
    }

    pub fn post(&mut self, target: &str, json: &str) -> Response {
        let request = Request::new("POST", target);
        self.send(if json.is_empty() {
            request
        } else {
            request.with_json(json)
        })
    }

    pub fn delete(&mut self, target: &str) -> Response {
        self.send(Request::new("DELETE", target))
    }

    /// Starts a function under an id.
    pub fn start(&mut self, function: &str, id: &str, input: &str) {
        let response = self.post(&format!("/orchestrators/{function}/{id}"), input);
        assert_eq!(response.status, 202, "{}", response.text());
    }

    pub fn advance(&mut self, time: TimeDelta) {
        let to = self.host.now() + time;
        self.host.advance(to);
    }

    /// The status object of an instance.
    pub fn status(&mut self, id: &str) -> Value {
        json(&self.get(&format!("/instances/{id}")))
    }

    /// The event types of a history.
    pub fn event_types(&mut self, id: &str) -> Vec<String> {
        let events = self.events(id);
        events
            .iter()
            .map(|event| event["EventType"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The events of a history, with outputs.
    pub fn events(&mut self, id: &str) -> Vec<Value> {
        let body = json(&self.get(&format!(
            "/instances/{id}?showHistory=true&showHistoryOutput=true"
        )));
        body["historyEvents"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// The ids that a list shows.
    pub fn ids(&mut self, query: &str) -> Vec<String> {
        ids(&self.get(&format!("/instances{query}")))
    }
}

fn below(mut request: Request) -> Request {
    request.target = format!("{BASE}{}", request.target);
    request
}

pub fn start_of_time() -> DateTime<Utc> {
    "2026-11-21T07:00:00.1234567Z".parse().expect("a time")
}

pub fn json(response: &Response) -> Value {
    serde_json::from_slice(&response.body).expect("a JSON body")
}

/// The ids of a list's rows.
pub fn ids(response: &Response) -> Vec<String> {
    json(response)
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["instanceId"].as_str().expect("an id").to_owned())
        .collect()
}
