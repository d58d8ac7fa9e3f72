//! Asking a host: the one way from a request as data to an answer as data, with the key added, the cost noted and each failure
//! named by its cause.

use durable_api::{ApiRequest, Secret, WritePermit};

use crate::browser::clock;
use crate::browser::fetch::{self, Abort, Answer};
use crate::state::connections::connection::Connection;
use crate::state::error::{ApiError, Cause};
use crate::state::journal;
use crate::state::locks::Locks;
use crate::state::requests::{Outcome, Requests, Sent};
use crate::words::Word;

pub use durable_api::place::is_loopback;

/// Reads are given up after this: a cold consumption plan may take 20 s, a page with few matches longer (docs/http-api.md §8).
const PATIENCE_MS: u32 = 120_000;
/// One hub as asked by one view.
#[derive(Debug, Clone)]
pub struct Client {
    /// The hub.
    pub connection: Connection,
    /// The key, if the user gave one.
    pub key: Option<Secret>,
    /// Whether the device keeps the key and nobody has opened it yet: then nothing is sent, for it would only be refused.
    pub key_is_locked: bool,
    /// What decides whether a request may leave.
    pub locks: Locks,
    /// Where costs are noted.
    pub requests: Requests,
    /// Under which view they are noted.
    pub scope: u64,
}

impl Client {
    /// Sends one read, once.
    pub async fn send(
        &self,
        request: &ApiRequest,
        note: Option<Word>,
        abort: &Abort,
    ) -> Result<Answer, ApiError> {
        let outgoing = self.outgoing(request, None)?;
        answer_of(self.exchange(outgoing, note, abort).await)
    }

    /// Sends one write, once, if the lock gives leave at this moment; it leaves with an entry in the journal.
    pub async fn write(
        &self,
        request: &ApiRequest,
        note: Option<Word>,
        abort: &Abort,
    ) -> Result<Answer, ApiError> {
        let permit = self.locks.permit(&self.connection);
        let permit = permit.map_err(|_| ApiError::new(Cause::ReadOnly))?;
        let outgoing = self.outgoing(request, Some(permit))?;
        let entry = journal::begin(self, request);
        let outcome = self.exchange(outgoing, note, abort).await;
        journal::end(self, &entry, &outcome);
        answer_of(outcome)
    }

    /// Sends what may leave, and notes what it cost. All that leaves for a hub passes here.
    async fn exchange(
        &self,
        outgoing: fetch::Request,
        note: Option<Word>,
        abort: &Abort,
    ) -> fetch::Outcome {
        let (at, began) = (clock::now(), clock::monotonic());
        let outcome = fetch::send(&outgoing, abort).await;
        let (ended, bytes) = match &outcome {
            fetch::Outcome::Answer(answer) => (Outcome::Status(answer.status), answer.bytes),
            fetch::Outcome::Cut { status } => (Outcome::Status(*status), 0),
            fetch::Outcome::TimedOut { .. } => (Outcome::TimedOut, 0),
            fetch::Outcome::Aborted => (Outcome::Aborted, 0),
            fetch::Outcome::Redirected | fetch::Outcome::Unreachable { .. } => {
                (Outcome::NoAnswer, 0)
            }
        };
        self.note(
            outgoing.method.as_str(),
            outgoing.url,
            note,
            ended,
            (at, began),
            bytes,
        );
        outcome
    }

    /// The request as it leaves, if the lock admits it and the key is at hand.
    pub(super) fn outgoing(
        &self,
        request: &ApiRequest,
        permit: Option<WritePermit>,
    ) -> Result<fetch::Request, ApiError> {
        let admitted = self.locks.admit(request.method, &self.connection, permit);
        let method = admitted.map_err(|_| ApiError::new(Cause::ReadOnly))?;
        if self.key_is_locked {
            return Err(ApiError::new(Cause::KeyLocked));
        }
        Ok(fetch::Request {
            method,
            url: request.url(&self.connection.address),
            headers: request.headers.clone(),
            body: request.body.clone(),
            key: self.key.clone(),
            timeout_ms: PATIENCE_MS,
        })
    }

    /// Notes a request that is over. `times`: when it was sent, by the wall clock and by the one that never jumps.
    pub(super) fn note(
        &self,
        method: &'static str,
        url: String,
        note: Option<Word>,
        outcome: Outcome,
        times: (f64, f64),
        bytes: u64,
    ) {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "milliseconds of a page's life"
        )]
        let (at_ms, millis) = (
            times.0 as i64,
            (clock::monotonic() - times.1).max(0.0) as u32,
        );
        self.requests.add(Sent {
            number: 0,
            at_ms,
            scope: self.scope,
            method,
            url,
            note,
            outcome,
            millis,
            bytes,
        });
    }
}

fn answer_of(outcome: fetch::Outcome) -> Result<Answer, ApiError> {
    match outcome {
        fetch::Outcome::Answer(answer) => Ok(answer),
        failed => Err(failure_of(&failed)),
    }
}

/// Why there is no answer.
pub(super) fn failure_of(outcome: &fetch::Outcome) -> ApiError {
    match outcome {
        fetch::Outcome::Answer(Answer { status, .. }) | fetch::Outcome::Cut { status } => {
            ApiError {
                http_status: Some(*status),
                ..ApiError::new(Cause::Cut)
            }
        }
        fetch::Outcome::TimedOut { .. } => ApiError::new(Cause::TimedOut),
        fetch::Outcome::Aborted => ApiError::new(Cause::Aborted),
        fetch::Outcome::Redirected => ApiError::new(Cause::Redirected),
        // The browser's own words ("Failed to fetch") are the same for every reason, and help nobody.
        fetch::Outcome::Unreachable { .. } => ApiError::new(Cause::Unreachable),
    }
}
