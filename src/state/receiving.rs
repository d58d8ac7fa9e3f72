//! A large answer while it comes, its cost noted once it is over, however it ends.

use durable_api::ApiRequest;

use crate::browser::clock;
use crate::browser::fetch::{self, Abort};
use crate::browser::stream::{self, Stream};
use crate::state::client::{Client, failure_of};
use crate::state::error::ApiError;
use crate::state::requests::Outcome;
use crate::words::Word;

/// An answer whose body is still coming. Dropped before its end it counts as given up.
pub struct Receiving {
    stream: Stream,
    bill: Bill,
}

/// What is noted when the request is over.
struct Bill {
    client: Client,
    method: &'static str,
    url: String,
    note: Option<Word>,
    times: (f64, f64),
    bytes: u64,
    outcome: Outcome,
}

impl Drop for Bill {
    fn drop(&mut self) {
        let url = std::mem::take(&mut self.url);
        self.client.note(
            self.method,
            url,
            self.note,
            self.outcome,
            self.times,
            self.bytes,
        );
    }
}

impl Client {
    /// Sends one read, once, and waits for the beginning of its answer.
    pub async fn receive(
        &self,
        request: &ApiRequest,
        note: Option<Word>,
        abort: &Abort,
    ) -> Result<Receiving, ApiError> {
        let outgoing = self.outgoing(request, None)?;
        let mut bill = Bill {
            client: self.clone(),
            method: outgoing.method.as_str(),
            url: outgoing.url.clone(),
            note,
            times: (clock::now(), clock::monotonic()),
            bytes: 0,
            outcome: Outcome::Aborted,
        };
        match stream::open(&outgoing, abort).await {
            Ok(stream) => Ok(Receiving { stream, bill }),
            Err(failed) => Err(bill.fail(&failed)),
        }
    }
}

impl Bill {
    fn fail(&mut self, failed: &fetch::Outcome) -> ApiError {
        self.outcome = match failed {
            fetch::Outcome::Cut { status } => Outcome::Status(*status),
            fetch::Outcome::TimedOut { .. } => Outcome::TimedOut,
            fetch::Outcome::Aborted => Outcome::Aborted,
            _ => Outcome::NoAnswer,
        };
        failure_of(failed)
    }
}

impl Receiving {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.stream.status
    }

    /// How many bytes the body is said to have, if that is known and not refuted yet.
    pub fn stated(&self) -> Option<u64> {
        self.stream.stated.filter(|all| *all >= self.bill.bytes)
    }

    /// When it was sent, in [`clock::monotonic`] milliseconds.
    pub fn since(&self) -> f64 {
        self.bill.times.1
    }

    /// The next piece of the body; `None` at its end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ApiError> {
        match self.stream.next().await {
            Ok(Some(piece)) => {
                self.bill.bytes += piece.len() as u64;
                Ok(Some(piece))
            }
            Ok(None) => {
                self.bill.outcome = Outcome::Status(self.stream.status);
                Ok(None)
            }
            Err(failed) => Err(self.bill.fail(&failed)),
        }
    }
}
