//! The demo hub: a company's task hub that looks as if it had lived for days, and lives on.
//!
//! Its past is no fixture: the host begins 72 hours ago and runs until now under the engine's own clock, with [`Life`] as the world around
//! it (customers, approvers, carriers, operators, a nightly schedule, a purge of what is old). From then on the same [`Life`] acts whenever
//! the clock moves. Everything is drawn from the seed of the set-up, so the same set-up at the same time gives the same hub.

mod cast;
mod everyday;
mod functions;
mod housekeeping;
mod life;
mod odd;
mod plan;
mod scenes;

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::HostConfig;
use crate::host::Host;

pub use life::Life;

/// How far the demo's past reaches back.
pub const PAST: TimeDelta = TimeDelta::hours(72);

/// The set-up of the demo hub: hub `DemoHub` over the connection `Storage`.
pub fn config() -> HostConfig {
    HostConfig {
        task_hub: "DemoHub".to_owned(),
        connection: "Storage".to_owned(),
        ..HostConfig::default()
    }
}

/// A host whose default hub is the demo, with its past behind it and its life going on.
pub fn host(config: HostConfig, now: DateTime<Utc>) -> Host {
    let life = Life::new(config.seed, now);
    let mut host = Host::with_functions(config, now - PAST, functions::registry());
    host.set_life(life);
    host.advance(now);
    host
}
