//! Carrying out one operation on one target.

use super::judge::{why_not_at_all, why_not_seen};
use super::operation::{Operation, Verb};
use super::outcome::Outcome;
use super::seen::{Seen, may_be_missing};
use super::settle::Settle;
use crate::address::Generation;
use crate::decode;
use crate::entity::entity_state_answer;
use crate::json::RawJson;
use crate::refusal::{Refusal, RefusalCause};
use crate::request::ApiRequest;

/// How long the status is read for what was accepted, or for what nobody knows of, in milliseconds.
pub const PATIENCE_MS: f64 = 20_000.0;
/// An entity tells little: its state changes soon, or this was no change.
const ENTITY_PATIENCE_MS: f64 = 4_000.0;
/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Todo {
    /// Send this read, and tell what came.
    Read(ApiRequest),
    /// Send this write, once, and tell what came. It is asked for a single time.
    Write(ApiRequest),
    /// Ask again in so many milliseconds.
    Wait(u32),
    /// The key was refused: ask for one, then call [`Act::go_on`]. Nothing was done meanwhile.
    Key,
    /// Nothing: there is an outcome.
    Nothing,
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came<'a> {
    /// An answer, whole.
    Answer {
        /// Its HTTP status.
        status: u16,
        /// Its body.
        body: &'a str,
    },
    /// An answer that began with this status and broke off.
    Cut {
        /// Its HTTP status.
        status: u16,
    },
    /// No answer: nobody knows whether the request arrived.
    Lost,
    /// It did not leave.
    Unsent,
}

/// How the target stands; `Ok(None)`: it is not there. An error is a refusal, or nothing at all.
pub(super) type Reading = Result<Option<Seen>, Option<Box<Refusal>>>;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    /// Look at the target.
    Look { with_history: bool },
    /// Send.
    Send,
    /// Sent, and nothing came yet.
    Sent,
    /// Read until it is true.
    Settle(Settle),
    /// Over.
    Over(Outcome),
}

/// One operation on one target. See the module.
///
/// Times are milliseconds of any clock that does not jump.
#[derive(Clone, Debug)]
pub struct Act {
    pub(super) operation: Operation,
    pub(super) id: String,
    /// The id that a restart answered with.
    pub(super) made: Option<String>,
    /// What a start that waited for the end was answered with.
    pub(super) output: Option<RawJson>,
    pub(super) before: Option<Seen>,
    pub(super) phase: Phase,
    pub(super) wants_key: bool,
    look_only: bool,
    pub(super) patience_ms: f64,
}

impl Act {
    /// An operation on `id`, nothing of which has happened yet.
    pub fn new(operation: Operation, id: impl Into<String>, generation: Generation) -> Self {
        let (id, verb) = (id.into(), operation.verb());
        let phase = match why_not_at_all(verb, &id, generation) {
            Some(why) => Phase::Over(Outcome::Skipped(why, None)),
            None => Phase::Look {
                with_history: verb.shows_in_history(),
            },
        };
        Self {
            patience_ms: if verb.is_of_entity() {
                ENTITY_PATIENCE_MS
            } else {
                PATIENCE_MS
            },
            operation,
            id,
            made: None,
            output: None,
            before: None,
            phase,
            wants_key: false,
            look_only: false,
        }
    }

    /// Looks at the target and stops before anything is sent.
    #[must_use]
    pub fn look_only(mut self) -> Self {
        self.look_only = true;
        self
    }

    /// Gives up after another time than the usual one.
    #[must_use]
    pub fn with_patience(mut self, ms: f64) -> Self {
        self.patience_ms = ms;
        self
    }

    /// An operation that was sent when `before` had been seen, and of which nothing more is known: it is read, and not sent again.
    pub fn after_loss(
        operation: Operation,
        id: impl Into<String>,
        before: Option<Seen>,
        now_ms: f64,
    ) -> Self {
        let mut act = Self::new(operation, id, Generation::Current);
        act.before = before;
        act.settle(false, None, now_ms);
        act
    }

    /// What is asked for.
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    /// Of whom.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id of what was made: of a start the target's, of a restart the one the host answered with.
    pub fn made(&self) -> Option<&str> {
        match self.operation.verb() {
            Verb::Start => Some(&self.id),
            _ => self.made.as_deref(),
        }
    }

    /// The output, where a start waited for the end and got there.
    pub fn output(&self) -> Option<&RawJson> {
        self.output.as_ref()
    }

    /// How the target stood before.
    pub fn before(&self) -> Option<&Seen> {
        self.before.as_ref()
    }

    /// What came of it, once it is over.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.phase {
            Phase::Over(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// Whether the request has left, or may have.
    pub fn was_sent(&self) -> bool {
        matches!(self.phase, Phase::Sent | Phase::Settle(_))
    }

    /// Whether the host has accepted it, and reading goes on until it is true.
    pub fn is_accepted(&self) -> bool {
        matches!(&self.phase, Phase::Settle(settle) if settle.accepted)
    }

    /// What to do next. Asking for [`Todo::Write`] gives it away: it is not given again.
    pub fn next(&mut self, now_ms: f64) -> Todo {
        if self.wants_key {
            return Todo::Key;
        }
        match &self.phase {
            Phase::Look { with_history } => {
                Todo::Read(self.operation.look(&self.id, *with_history))
            }
            Phase::Send => {
                self.phase = Phase::Sent;
                Todo::Write(self.operation.request(&self.id))
            }
            Phase::Settle(settle) if now_ms < settle.next => {
                Todo::Wait(whole_ms(settle.next - now_ms))
            }
            Phase::Settle(_) => Todo::Read(self.reading()),
            Phase::Sent => Todo::Wait(u32::MAX),
            Phase::Over(_) => Todo::Nothing,
        }
    }

    /// Goes on with another key.
    pub fn go_on(&mut self) {
        self.wants_key = false;
    }

    /// Reads on for as long again, where it was accepted and is not true yet, or where nobody knows.
    pub fn watch_on(&mut self, now_ms: f64) {
        let accepted = match &self.phase {
            Phase::Over(Outcome::NotYet(_)) => true,
            Phase::Over(Outcome::Unknown { .. }) => false,
            _ => return,
        };
        self.settle(accepted, None, now_ms);
    }

    /// Tells what came of the request that [`Act::next`] gave last.
    pub fn came(&mut self, came: Came<'_>, now_ms: f64) {
        match self.phase.clone() {
            Phase::Look { with_history } => self.looked(came, with_history),
            Phase::Sent => self.answered(came, now_ms),
            Phase::Settle(settle) => self.reread(settle, came, now_ms),
            Phase::Send | Phase::Over(_) => {}
        }
    }

    fn looked(&mut self, came: Came<'_>, with_history: bool) {
        let (seen, trouble) = match self.read(came) {
            Ok(seen) => (seen, None),
            Err(refusal) => (None, Some(refusal)),
        };
        match trouble {
            Some(Some(refusal)) if refusal.cause == RefusalCause::Unauthorized => {
                self.wants_key = true;
            }
            // A history that does not come keeps nobody from acting.
            Some(_) if with_history => {
                self.phase = Phase::Look {
                    with_history: false,
                };
            }
            Some(refusal) => self.over(Outcome::Unread(refusal)),
            None => {
                self.before = seen;
                self.judge();
            }
        }
    }

    fn judge(&mut self) {
        let seen = self.before.clone();
        let why = seen
            .as_ref()
            .and_then(|seen| why_not_seen(&self.operation, seen));
        match (&seen, why) {
            (_, Some(why)) => self.over(Outcome::Skipped(why, seen)),
            (None, None) if !may_be_missing(self.operation.verb()) => self.over(Outcome::Gone),
            _ if self.look_only => self.over(Outcome::Would(seen)),
            _ => self.phase = Phase::Send,
        }
    }

    fn reading(&self) -> ApiRequest {
        let verb = self.operation.verb();
        let with_history =
            verb.shows_in_history() && self.before.as_ref().is_some_and(|it| it.marks.is_some());
        let id = self.made.as_deref().unwrap_or(&self.id);
        self.operation.look(id, with_history)
    }

    pub(super) fn read(&self, came: Came<'_>) -> Reading {
        let Came::Answer { status, body } = came else {
            return Err(None);
        };
        let seen = if self.operation.verb().is_of_entity() {
            entity_state_answer(status, body).map(|state| Seen::of_entity(state.text()))
        } else {
            decode::status_answer(status, body).map(|it| Seen::of(&it, &self.operation))
        };
        match seen {
            Ok(seen) => Ok(Some(seen)),
            Err(refusal) if refusal.cause == RefusalCause::NotFound => Ok(None),
            Err(refusal) => Err(Some(Box::new(refusal))),
        }
    }

    pub(super) fn over(&mut self, outcome: Outcome) {
        self.phase = Phase::Over(outcome);
    }
}

/// Rounded up, so that nobody asks too early.
fn whole_ms(ms: f64) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a pause of some seconds"
    )]
    let whole = ms.max(0.0).ceil() as u32;
    whole
}
