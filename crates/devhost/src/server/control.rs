//! The control endpoint, by which tests steer a devhost that runs: as a Rust value and over HTTP under `/devhost`.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::cors::{Cors, CorsMode};
use super::log::LoggedRequest;
use super::state::{State, lock};
use crate::faults::{Fault, Listed};
use crate::host::Host;

/// Steers a devhost. Clones steer the same one.
#[derive(Clone)]
pub struct Control {
    pub(super) state: Arc<State>,
    pub(super) first_cors: Cors,
}

/// What the clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClockState {
    /// The host's present time.
    pub now: DateTime<Utc>,
    /// Whether it stands still.
    pub held: bool,
}

/// A devhost in short.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// The clock.
    pub clock: ClockState,
    /// When the scheduler runs next.
    pub next_due: Option<DateTime<Utc>>,
    /// Origin, prefix and base path of the API.
    pub base_url: String,
    /// The hub that a request without `taskHub` means.
    pub task_hub: String,
    /// Whether requests need a key.
    pub key_required: bool,
    /// The CORS set-up.
    pub cors: Cors,
    /// Generated instances that stand in the hub.
    pub generated_instances: u64,
    /// The faults that are set.
    pub faults: Vec<Listed>,
    /// Requests since the start.
    pub requests: u64,
}

impl Control {
    /// Sets a fault and gives its number.
    pub fn add_fault(&self, fault: Fault) -> u64 {
        lock(&self.state.faults).add(fault)
    }

    /// The faults that are set.
    pub fn faults(&self) -> Vec<Listed> {
        lock(&self.state.faults).list()
    }

    /// Takes one fault away; false when there is none with that number.
    pub fn remove_fault(&self, id: u64) -> bool {
        lock(&self.state.faults).remove(id)
    }

    /// Takes all faults away.
    pub fn clear_faults(&self) {
        lock(&self.state.faults).clear();
    }

    /// Holds the clock.
    pub fn hold_clock(&self) -> ClockState {
        self.clock(super::clock::Clock::hold)
    }

    /// Lets the clock run on from what it shows.
    pub fn release_clock(&self) -> ClockState {
        self.clock(super::clock::Clock::release)
    }

    /// Moves the clock ahead and runs everything that is due until then.
    pub fn advance_clock(&self, by: Duration) -> ClockState {
        self.clock(|clock| clock.advance(by))
    }

    fn clock(&self, act: impl FnOnce(&mut super::clock::Clock)) -> ClockState {
        let (now, held) = self.state.with_clock(act);
        ClockState { now, held }
    }

    /// Switches the CORS mode, and the allow-list too where one is given.
    pub fn set_cors(&self, mode: CorsMode, origins: Option<Vec<String>>) {
        let mut cors = lock(&self.state.cors);
        cors.mode = mode;
        if let Some(origins) = origins {
            cors.origins = origins;
        }
    }

    /// Changes the key that requests need from now on; none lets every request in.
    pub fn set_key(&self, key: Option<String>) {
        self.state.with_host(|host| host.config_mut().key = key);
    }

    /// The newest requests, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        lock(&self.state.log).list()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        lock(&self.state.log).clear();
    }

    /// Begins anew: a fresh hub, real time, no faults, the first CORS set-up and key. The request log goes on.
    pub fn reset(&self) {
        self.state.reset(self.first_cors.clone());
    }

    /// Does something with the host itself at its present time.
    pub fn with_host<T>(&self, act: impl FnOnce(&mut Host) -> T) -> T {
        self.state.with_host(act)
    }

    /// The devhost in short.
    pub fn summary(&self) -> Summary {
        let clock = self.clock(|_| {});
        let (next_due, config) = self
            .state
            .with_host(|host| (host.next_due(), host.config().clone()));
        let (requests, cors) = (
            lock(&self.state.log).count(),
            lock(&self.state.cors).clone(),
        );
        Summary {
            clock,
            next_due,
            base_url: config.base_url(),
            task_hub: config.task_hub,
            key_required: config.key.is_some(),
            cors,
            generated_instances: self.state.config.instances,
            faults: self.faults(),
            requests,
        }
    }
}
