//! Playing one recording: sending its requests in order and moving the clock as the recorded answers ask.
//!
//! The recorded exchanges are seconds apart and the polls between them are left out. So a read is asked again, one step of the engine later
//! each time, until it answers as recorded, nothing is due any more, or [`PATIENCE`] is over. A write is sent once; only where it was refused,
//! and so did nothing, is it sent again a step later. A write that was refused in the recording, or that counts what it finds, waits until the
//! engine has come to rest.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use devhost::config::HostConfig;
use devhost::engine::Message;
use devhost::host::{Host, Reply};
use devhost::json::Json;
use devhost::wire;

use super::normal::{self, Answer};
use super::prepare::{self, Seed};
use super::query;
use super::tree::Tree;
use crate::recordings::{Exchange, Recording};

/// The longest time that is let pass for one exchange.
const PATIENCE: TimeDelta = TimeDelta::seconds(20);
/// The least time between two askings.
const STEP: TimeDelta = TimeDelta::milliseconds(3);
/// The engine rests when nothing is due for so long.
const REST: TimeDelta = TimeDelta::seconds(1);

/// For each exchange whether the devhost answered the same, or what differs first.
pub fn play(recording: &Recording) -> Vec<Result<(), String>> {
    let mut player = Player::new(recording);
    let exchanges = recording.exchanges.iter().enumerate();
    exchanges
        .map(|(at, exchange)| {
            player.seed_before(at, exchange);
            player.exchange(exchange)
        })
        .collect()
}

struct Player {
    host: Host,
    around: DateTime<Utc>,
    seeds: Vec<Seed>,
    /// Our ids for the recorded ones that the host draws.
    ids: BTreeMap<String, String>,
}

impl Player {
    fn new(recording: &Recording) -> Self {
        let around = prepare::earliest(recording).unwrap_or(DateTime::UNIX_EPOCH);
        let config = HostConfig {
            key: Some("recorded-key".to_owned()),
            store_inputs: prepare::stores_inputs(recording),
            ..HostConfig::default()
        };
        let mut seeds = prepare::seeds(recording);
        seeds.sort_by_key(|seed| (seed.before, seed.created));
        let host = Host::new(config, around - TimeDelta::nanoseconds(60_123_456_700));
        Self {
            host,
            around,
            seeds,
            ids: BTreeMap::new(),
        }
    }

    /// Puts what was there by now into the hub.
    fn seed_before(&mut self, at: usize, exchange: &Exchange) {
        let rest = self
            .seeds
            .split_off(self.seeds.partition_point(|seed| seed.before <= at));
        let seeds = std::mem::replace(&mut self.seeds, rest);
        for seed in &seeds {
            self.seed(seed);
        }
        if seeds.iter().any(|seed| seed.status != "Pending") {
            self.rest(PATIENCE);
        }
        if exchange.request.method == "DELETE" && query::segments(exchange) == ["instances"] {
            self.fill(exchange);
        }
    }

    fn seed(&mut self, seed: &Seed) {
        let near = |time: &DateTime<Utc>| (*time - self.around).abs() < TimeDelta::days(2);
        if let Some(created) = seed.created.filter(near) {
            self.host.advance(created);
        }
        let input = Json::parse(&seed.input).unwrap_or_default();
        if self
            .host
            .start(
                seed.name.as_deref().unwrap_or("HelloSequence"),
                &seed.id,
                &input,
            )
            .is_err()
        {
            return;
        }
        let reason = seed.output.text();
        let message = match seed.status.as_str() {
            "Terminated" => Message::Terminate { reason },
            "Suspended" => Message::Suspend { reason },
            _ => return,
        };
        self.host.send(&seed.id, message);
    }

    /// A purge of many tells how many rows there were, also of those that no answer ever showed: so many are put there, ended ones.
    fn fill(&mut self, exchange: &Exchange) {
        let body = Tree::parse(exchange.response.body.as_deref().unwrap_or_default());
        let count = body
            .and_then(|body| {
                body.get("instancesDeleted")?
                    .to_string()
                    .parse::<usize>()
                    .ok()
            })
            .unwrap_or(0);
        let list = format!(
            "/runtime/webhooks/durabletask/instances?top=1000&code=recorded-key&{}",
            query::purge_as_list(exchange)
        );
        let answer = self.ask(&wire::Request::new("GET", &list));
        let there = Tree::parse(&answer.text()).map_or(0, |rows| rows.items().len());
        for number in there..count.min(1000) {
            // What cannot be started is missing in the count, which then differs.
            let _ = self
                .host
                .start("HelloSequence", &format!("unseen-{number}"), &Json::Null);
        }
        self.rest(PATIENCE);
    }

    /// Lets the engine come to rest, for no longer than `patience`.
    fn rest(&mut self, patience: TimeDelta) {
        let until = self.host.now() + patience;
        while let Some(due) = self
            .host
            .next_due()
            .filter(|due| *due <= until && *due <= self.host.now() + REST)
        {
            self.host.advance(due);
        }
    }

    /// Moves the clock to what is due next and a little further, if that is before `until`.
    fn step(&mut self, until: DateTime<Utc>) -> bool {
        let Some(due) = self.host.next_due().filter(|due| *due <= until) else {
            return false;
        };
        self.host.advance(due.max(self.host.now() + STEP));
        true
    }

    /// The answer to a request; one that waits is waited for.
    fn ask(&mut self, request: &wire::Request) -> wire::Response {
        let mut waiting = match self.host.handle(request) {
            Reply::Now(response) => return response,
            Reply::Wait(waiting) => waiting,
        };
        loop {
            if let Some(response) = self.host.poll(&mut waiting) {
                return response;
            }
            self.host.advance(waiting.next_look());
        }
    }

    fn exchange(&mut self, exchange: &Exchange) -> Result<(), String> {
        let reads = exchange.request.method == "GET";
        let purges_many =
            exchange.request.method == "DELETE" && query::segments(exchange) == ["instances"];
        if purges_many || (!reads && matches!(exchange.response.status, 410 | 500)) {
            self.rest(PATIENCE);
        }
        let until = self.host.now() + PATIENCE;
        let recorded = self.recorded(exchange);
        loop {
            let request = self.request(exchange);
            let response = self.ask(&request);
            let same = self.same(exchange, &recorded, &response);
            if !same && (reads || response.status >= 400) && self.step(until) {
                continue;
            }
            self.learn_id(exchange, &response);
            if same {
                return Ok(());
            }
            let difference = normal::difference(&recorded, &self.lines(&response));
            return Err(difference.unwrap_or_else(|| "differs".to_owned()));
        }
    }

    /// Whether an answer is the recorded one. What differs in status or in the number of its objects, or of what has completed, is not
    /// looked at further.
    fn same(&self, exchange: &Exchange, recorded: &[String], response: &wire::Response) -> bool {
        let events = |body: &str| (body.matches('{').count(), body.matches("Completed").count());
        response.status == exchange.response.status
            && events(&response.text()) == events(exchange.response.text())
            && self.lines(response) == recorded
    }

    fn lines(&self, response: &wire::Response) -> Vec<String> {
        let headers = response
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let body = response.text();
        normal::lines(
            &Answer {
                status: response.status,
                headers,
                body: &body,
            },
            self.around,
        )
    }

    /// Where the host drew an id, ours stands for the recorded one from now on.
    fn learn_id(&mut self, exchange: &Exchange, response: &wire::Response) {
        let id =
            |body: &str| Tree::parse(body).and_then(|body| body.get("id").and_then(Tree::text));
        if let (Some(theirs), Some(ours)) = (id(exchange.response.text()), id(&response.text()))
            && exchange.request.method == "POST"
            && theirs != ours
        {
            self.ids.insert(theirs, ours);
        }
    }

    fn recorded(&self, exchange: &Exchange) -> Vec<String> {
        let headers = exchange
            .response
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let body = exchange.response.text();
        normal::lines(
            &Answer {
                status: exchange.response.status,
                headers,
                body,
            },
            self.around,
        )
    }

    /// The request with our ids in it.
    fn request(&self, exchange: &Exchange) -> wire::Request {
        let ours = |text: &str| {
            self.ids
                .iter()
                .fold(text.to_owned(), |text, (theirs, ours)| {
                    text.replace(theirs, ours)
                })
        };
        let headers = exchange
            .request
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), ours(value)))
            .collect();
        wire::Request {
            method: exchange.request.method.clone(),
            target: ours(&exchange.request.target),
            headers,
            body: ours(exchange.request.body.as_deref().unwrap_or_default()).into_bytes(),
        }
    }
}
