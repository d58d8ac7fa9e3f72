//! One act under way: what it says is to be done is done here, with the client, the lock and the clock.

use durable_api::ApiRequest;
use durable_api::act::{Act, Came, Outcome, Todo};
use signals::{RwSignal, StoredValue};

use crate::browser::fetch::{Abort, Answer};
use crate::browser::{clock, spawn, timers};
use crate::state::App;
use crate::state::error::{ApiError, Cause};

/// How far an act has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// None was begun.
    Idle,
    /// The target is looked at.
    Looking,
    /// It was sent, and no answer came yet.
    Sent,
    /// The host accepted it, and the target is read until it is true.
    Accepted,
    /// The answer was lost or said nothing, and the target is read to know.
    InDoubt,
    /// It waits for a key, a passphrase, or the lock.
    Held(Cause),
    /// It is over.
    Over(Outcome),
}

/// See the module. Copies are the same.
#[derive(Clone, Copy)]
pub struct Acting {
    held: StoredValue<Held>,
    stage: RwSignal<Stage>,
}

struct Held {
    app: App,
    scope: u64,
    hub: String,
    act: Option<Act>,
    /// When it was begun, in milliseconds since 1970.
    began: f64,
    /// Counts the acts, so that a loop knows when another has taken its place.
    turn: u32,
}

impl Acting {
    /// Nothing begun. `scope`: under which view requests are noted.
    pub fn new(app: App, hub: String, scope: u64) -> Self {
        Self {
            held: StoredValue::new(Held {
                app,
                scope,
                hub,
                act: None,
                began: 0.0,
                turn: 0,
            }),
            stage: RwSignal::new(Stage::Idle),
        }
    }

    /// How far it is, tracked.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Something of the act, if there is one.
    pub fn with<T>(self, read: impl FnOnce(&Act) -> T) -> Option<T> {
        self.held
            .try_with_value(|held| held.act.as_ref().map(read))
            .flatten()
    }

    /// When the last one was begun, in milliseconds since 1970.
    pub fn began(self) -> f64 {
        self.held.with_value(|held| held.began)
    }

    /// Begins an act.
    pub fn begin(self, act: Act) {
        self.held.update_value(|held| {
            held.act = Some(act);
            held.began = clock::now();
        });
        self.run();
    }

    /// Goes on after what held it up, which asks for no new consent: nothing was done meanwhile.
    pub fn go_on(self) {
        self.change(Act::go_on);
        self.run();
    }

    /// Reads on what was not true in time.
    pub fn watch_on(self) {
        self.change(|act| act.watch_on(clock::monotonic()));
        self.run();
    }

    /// Forgets an act that is over.
    pub fn dismiss(self) {
        self.held.update_value(|held| {
            held.turn += 1;
            held.act = None;
        });
        self.stage.set(Stage::Idle);
    }

    fn run(self) {
        let turn = self.held.try_update_value(|held| {
            held.turn += 1;
            held.turn
        });
        let Some(turn) = turn else {
            return;
        };
        // What was sent takes effect whether anybody looks or not, so leaving the page aborts nothing; the loop ends by itself.
        spawn(async move { while self.step(turn).await {} });
    }

    /// Does what is to be done next. `false`: nothing, for now or for good.
    async fn step(self, turn: u32) -> bool {
        if self.held.try_with_value(|held| held.turn) != Some(turn) {
            return false;
        }
        let next = self.change(|act| {
            let next = act.next(clock::monotonic());
            (next, act.is_accepted(), act.was_sent())
        });
        let Some((todo, accepted, sent)) = next else {
            return false;
        };
        let reading = match (accepted, sent) {
            (true, _) => Stage::Accepted,
            (false, true) => Stage::InDoubt,
            (false, false) => Stage::Looking,
        };
        match todo {
            Todo::Nothing => {
                let outcome = self.with(|act| act.outcome().cloned()).flatten();
                self.stage.try_set(outcome.map_or(Stage::Idle, Stage::Over));
                false
            }
            Todo::Key => {
                self.stage.try_set(Stage::Held(Cause::Unauthorized));
                false
            }
            Todo::Wait(ms) => {
                self.show(reading);
                timers::sleep(ms).await;
                true
            }
            Todo::Read(request) => {
                self.show(reading);
                self.send(&request, false).await
            }
            Todo::Write(request) => {
                self.show(Stage::Sent);
                self.send(&request, true).await
            }
        }
    }

    /// Changes the act, if there is one.
    fn change<T>(self, change: impl FnOnce(&mut Act) -> T) -> Option<T> {
        let changed = |held: &mut Held| held.act.as_mut().map(change);
        self.held.try_update_value(changed).flatten()
    }

    fn show(self, stage: Stage) {
        if self.stage.try_get_untracked().is_some_and(|it| it != stage) {
            self.stage.try_set(stage);
        }
    }

    async fn send(self, request: &ApiRequest, is_write: bool) -> bool {
        let client = self
            .held
            .try_with_value(|held| held.app.client(&held.hub, held.scope));
        let Some(client) = client.flatten() else {
            return false;
        };
        let abort = Abort::new();
        let answer = if is_write {
            client.write(request, None, &abort).await
        } else {
            client.send(request, None, &abort).await
        };
        let held = match &answer {
            Err(error) if matches!(error.cause, Cause::ReadOnly | Cause::KeyLocked) => {
                Some(error.cause)
            }
            _ => None,
        };
        if is_write || held.is_none() {
            self.change(|act| act.came(came(&answer), clock::monotonic()));
        }
        if let Some(cause) = held {
            self.stage.try_set(Stage::Held(cause));
        }
        held.is_none()
    }
}

/// What came, as a machine is told.
pub fn came(answer: &Result<Answer, ApiError>) -> Came<'_> {
    match answer {
        Ok(answer) => Came::Answer {
            status: answer.status,
            body: &answer.body,
        },
        Err(error) => match (error.cause, error.http_status) {
            (Cause::ReadOnly | Cause::KeyLocked, _) => Came::Unsent,
            (Cause::Cut, Some(status)) => Came::Cut { status },
            _ => Came::Lost,
        },
    }
}
