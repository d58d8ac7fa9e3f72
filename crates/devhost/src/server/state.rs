//! What the parts of the server share.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, watch};

use super::clock::Clock;
use super::config::ServerConfig;
use super::cors::Cors;
use super::log::RequestLog;
use crate::demo;
use crate::faults::Faults;
use crate::generated::Generated;
use crate::host::{Host, Reply};
use crate::wire::{Request, Response};

/// One devhost behind its sockets. The engine is single threaded and quick (milliseconds at ten million instances), so one lock around
/// it is held for one call at a time and never across an await.
pub(super) struct State {
    pub(super) config: ServerConfig,
    pub(super) cors: Mutex<Cors>,
    pub(super) faults: Mutex<Faults>,
    pub(super) log: Mutex<RequestLog>,
    engine: Mutex<Engine>,
    /// Rings when the scheduler should look again: a request came, the clock was touched.
    wake: Notify,
    /// Changes whenever the host may have moved, for calls that wait.
    moved: watch::Sender<()>,
}

struct Engine {
    host: Host,
    clock: Clock,
}

impl Engine {
    fn advance(&mut self) {
        self.host.advance(self.clock.now());
    }
}

impl State {
    pub(super) fn new(config: ServerConfig, cors: Cors) -> Self {
        let clock = Clock::real();
        Self {
            faults: Mutex::new(Faults::new(config.host.seed)),
            cors: Mutex::new(cors),
            log: Mutex::default(),
            engine: Mutex::new(Engine {
                host: new_host(&config, clock.now()),
                clock,
            }),
            config,
            wake: Notify::new(),
            moved: watch::Sender::new(()),
        }
    }

    /// Does something with the host at the present time, and wakes the scheduler.
    pub(super) fn with_host<T>(&self, act: impl FnOnce(&mut Host) -> T) -> T {
        let result = {
            let mut engine = lock(&self.engine);
            engine.advance();
            act(&mut engine.host)
        };
        self.touch();
        result
    }

    /// Does something with the clock, lets the host follow, and gives what the clock then shows.
    pub(super) fn with_clock(&self, act: impl FnOnce(&mut Clock)) -> (DateTime<Utc>, bool) {
        let shown = {
            let mut engine = lock(&self.engine);
            act(&mut engine.clock);
            engine.advance();
            (engine.clock.now(), engine.clock.is_held())
        };
        self.touch();
        shown
    }

    /// Begins anew: a fresh hub, real time, no faults, the first CORS set-up and key; the request log goes on.
    pub(super) fn reset(&self, cors: Cors) {
        {
            let mut engine = lock(&self.engine);
            engine.clock = Clock::real();
            engine.host = new_host(&self.config, engine.clock.now());
        }
        lock(&self.faults).clear();
        *lock(&self.cors) = cors;
        self.touch();
    }

    /// Answers a request, waiting where the API waits, without holding up others.
    pub(super) async fn answer(&self, request: &Request) -> Response {
        let mut moved = self.moved.subscribe();
        let mut waiting = match self.with_host(|host| host.handle(request)) {
            Reply::Now(response) => return response,
            Reply::Wait(waiting) => waiting,
        };
        loop {
            moved.borrow_and_update();
            let answer = {
                let mut engine = lock(&self.engine);
                engine.advance();
                engine.host.poll(&mut waiting)
            };
            if let Some(response) = answer {
                return response;
            }
            // The look after a while is for the caller's own polling interval and timeout, which are no events of the host.
            let _ = tokio::time::timeout(Duration::from_millis(100), moved.changed()).await;
        }
    }

    /// Runs what is due, for ever.
    pub(super) async fn run_scheduler(&self) {
        loop {
            let pause = {
                let mut engine = lock(&self.engine);
                engine.advance();
                let due = engine.host.next_due();
                due.and_then(|due| engine.clock.wait_until(due))
            };
            self.moved.send_replace(());
            match pause {
                Some(pause) => {
                    // At least a millisecond, so that a crowd of due times cannot starve the requests.
                    let pause = pause.max(Duration::from_millis(1));
                    let _ = tokio::time::timeout(pause, self.wake.notified()).await;
                }
                None => self.wake.notified().await,
            }
        }
    }

    fn touch(&self) {
        self.wake.notify_one();
    }
}

fn new_host(config: &ServerConfig, now: DateTime<Utc>) -> Host {
    let mut host = if config.demo {
        demo::host(config.host.clone(), now)
    } else {
        Host::new(config.host.clone(), now)
    };
    if config.instances > 0 || config.history > 0 {
        let rows =
            Generated::with_long_history(config.host.seed, config.instances, config.history, now);
        host.set_generated(Box::new(rows));
    }
    host
}

/// Locks even after a panic elsewhere: every write under these locks is complete by itself.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
