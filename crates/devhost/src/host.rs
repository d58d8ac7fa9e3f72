//! One function app: its hubs, its functions, its clock.

use chrono::{DateTime, Utc};

use crate::config::HostConfig;
use crate::engine::rows::Rows;
use crate::wire::{Request, Response};

/// What [`Host::handle`] answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The answer.
    Now(Response),
    /// A start or restart that waits for the end of the instance: ask [`Host::poll`] whenever the clock has moved.
    Wait(Waiting),
}

/// A call that waits for an instance to finish, up to its timeout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The hub, in lower case.
    hub: String,
    /// The instance waited for.
    instance_id: String,
    /// When the instance is looked at next.
    next_look: DateTime<Utc>,
    /// When the caller is sent away with 202.
    until: DateTime<Utc>,
    /// That 202.
    otherwise: Response,
}

/// One function app. Pure: the same calls in the same order give the same answers.
pub struct Host {
    config: HostConfig,
    now: DateTime<Utc>,
    generated: Option<Box<dyn Rows>>,
}

impl Host {
    /// A host with the functions of [`crate::functions`] and an empty hub.
    pub fn new(config: HostConfig, now: DateTime<Utc>) -> Self {
        Self {
            config,
            now,
            generated: None,
        }
    }

    /// Puts generated rows under the default hub, beside whatever lives there.
    pub fn set_generated(&mut self, rows: Box<dyn Rows>) {
        self.generated = Some(rows);
    }

    /// Answers a request at the present time.
    pub fn handle(&mut self, _request: &Request) -> Reply {
        Reply::Now(Response::empty(404))
    }

    /// The answer of a waiting call, if there is one by now: the instance has finished, or the time is over. A `Waiting` that was answered
    /// must not be asked again.
    pub fn poll(&mut self, waiting: &mut Waiting) -> Option<Response> {
        (waiting.until <= self.now).then(|| waiting.otherwise.clone())
    }

    /// Moves the clock and runs everything that is due until then, in order. Times that are past do nothing.
    pub fn advance(&mut self, to: DateTime<Utc>) {
        self.now = self.now.max(to);
    }

    /// When the scheduler wants to run next, if anything is to run at all.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        None
    }

    /// The present time of this host.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// How the host is set up.
    pub fn config(&self) -> &HostConfig {
        &self.config
    }

    /// To change the set-up while it lives (origin once the port is known, store flavour, caps).
    pub fn config_mut(&mut self) -> &mut HostConfig {
        &mut self.config
    }
}
