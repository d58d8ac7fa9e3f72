//! One function app: its hubs, its functions, its clock.

use chrono::{DateTime, Utc};

use crate::api::{self, Outcome};
use crate::config::HostConfig;
use crate::demo::Life;
use crate::engine::registry::Registry;
use crate::engine::rows::Rows;
use crate::engine::{Message, StartError, World};
use crate::functions;
use crate::json::Json;
use crate::wire::{Request, Response};

pub use crate::api::Waiting;

/// What [`Host::handle`] answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The answer.
    Now(Response),
    /// A start or restart that waits for the end of the instance: ask [`Host::poll`] whenever the clock has moved.
    Wait(Waiting),
}

/// One function app. Pure: the same calls in the same order give the same answers.
pub struct Host {
    config: HostConfig,
    world: World,
    life: Option<Life>,
}

impl Host {
    /// A host with the recorded functions and an empty hub.
    pub fn new(config: HostConfig, now: DateTime<Utc>) -> Self {
        Self::with_functions(config, now, functions::recorded())
    }

    /// A host with these functions and an empty hub.
    pub fn with_functions(config: HostConfig, now: DateTime<Utc>, functions: Registry) -> Self {
        let world = World::new(functions, &config, now);
        Self {
            config,
            world,
            life: None,
        }
    }

    /// Lets a world around the hub act from now on, whenever the clock moves.
    pub fn set_life(&mut self, life: Life) {
        self.life = Some(life);
    }

    /// Puts generated rows under the default hub, beside whatever lives there.
    pub fn set_generated(&mut self, rows: Box<dyn Rows>) {
        self.world.set_generated(&self.config.task_hub, rows);
    }

    /// Starts an orchestration in the default hub, as code within the app would: any id goes, also one with a slash.
    pub fn start(&mut self, name: &str, instance_id: &str, input: &Json) -> Result<(), StartError> {
        self.world
            .start(&self.config.task_hub, name, instance_id, input.stored())
    }

    /// Sends a message to an instance of the default hub; its effect is there some moments later.
    pub fn send(&mut self, instance_id: &str, message: Message) {
        self.world.send(&self.config.task_hub, instance_id, message);
    }

    /// Answers a request at the present time.
    pub fn handle(&mut self, request: &Request) -> Reply {
        match api::handle(&self.config, &mut self.world, request) {
            Outcome::Now(response) => Reply::Now(response),
            Outcome::Wait(waiting) => Reply::Wait(waiting),
        }
    }

    /// The answer of a waiting call, if there is one by now: the instance has finished, or the time is over. A `Waiting` that was answered
    /// must not be asked again.
    pub fn poll(&self, waiting: &mut Waiting) -> Option<Response> {
        waiting.poll(&self.world)
    }

    /// Moves the clock and runs everything that is due until then, in order. Times that are past do nothing.
    pub fn advance(&mut self, to: DateTime<Utc>) {
        if let Some(life) = &mut self.life {
            while let Some(due) = life.next_due().filter(|due| *due <= to) {
                self.world.advance(due);
                life.act(&mut self.world, &self.config.task_hub, to);
            }
        }
        self.world.advance(to);
    }

    /// When the scheduler wants to run next, if anything is to run at all.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        let life = self.life.as_ref().and_then(Life::next_due);
        self.world.next_due().into_iter().chain(life).min()
    }

    /// The present time of this host.
    pub fn now(&self) -> DateTime<Utc> {
        self.world.now()
    }

    /// The engine, to look at what lives.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// How the host is set up.
    pub fn config(&self) -> &HostConfig {
        &self.config
    }

    /// To change the set-up while it lives (origin once the port is known, store flavour, caps). Seed, hub and stored inputs are read only when
    /// the host is made.
    pub fn config_mut(&mut self) -> &mut HostConfig {
        &mut self.config
    }
}
