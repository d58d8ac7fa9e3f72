//! Asking a host: the one way from a request as data to an answer as data, with the key added, the cost noted and each failure
//! named by its cause.

use std::cell::RefCell;

use durable_api::Secret;
use durable_api::request::{ApiRequest, Method};

use crate::browser::fetch::{self, Abort, Answer, Sign};
use crate::browser::{clock, location, network};
use crate::state::connections::connection::Connection;
use crate::state::error::{ApiError, Cause};
use crate::state::requests::{Outcome, Requests, Sent};
use crate::words::Word;

/// Reads are given up after this: a cold consumption plan may take 20 s, a page with few matches longer (docs/http-api.md §8).
const PATIENCE_MS: u32 = 120_000;
/// How long a sign of life is waited for.
const PROBE_MS: u32 = 8_000;
/// How long the finding of a probe holds.
const PROBE_HOLDS_MS: f64 = 20_000.0;

thread_local! {
    /// What each origin's last probe found, and when.
    static SIGNS: RefCell<Vec<(String, f64, Sign)>> = const { RefCell::new(Vec::new()) };
}

/// One hub as asked by one view.
#[derive(Debug, Clone)]
pub struct Client {
    /// The hub.
    pub connection: Connection,
    /// The key, if the user gave one.
    pub key: Option<Secret>,
    /// Where costs are noted.
    pub requests: Requests,
    /// Under which view they are noted.
    pub scope: u64,
}

impl Client {
    /// Sends one request, once.
    pub async fn send(
        &self,
        request: &ApiRequest,
        note: Option<Word>,
        abort: &Abort,
    ) -> Result<Answer, ApiError> {
        let outgoing = fetch::Request {
            method: method_name(request.method),
            url: request.url(&self.connection.address),
            headers: request.headers.clone(),
            body: request.body.clone(),
            key: self.key.clone(),
            timeout_ms: PATIENCE_MS,
        };
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
            outgoing.method,
            outgoing.url,
            note,
            ended,
            (at, began),
            bytes,
        );
        match outcome {
            fetch::Outcome::Answer(answer) => Ok(answer),
            fetch::Outcome::Cut { status } => Err(ApiError {
                http_status: Some(status),
                ..ApiError::new(Cause::Cut)
            }),
            fetch::Outcome::TimedOut { .. } => Err(ApiError::new(Cause::TimedOut)),
            fetch::Outcome::Aborted => Err(ApiError::new(Cause::Aborted)),
            fetch::Outcome::Redirected => Err(ApiError::new(Cause::Redirected)),
            fetch::Outcome::Unreachable { message } => {
                let cause = self.diagnose().await;
                Err(ApiError {
                    excerpt: message,
                    ..ApiError::new(cause)
                })
            }
        }
    }

    /// Tells a host that is down from one whose answers this page may not read, as far as a browser lets it.
    async fn diagnose(&self) -> Cause {
        let origin = &self.connection.address.origin;
        if !network::is_online() && !is_loopback(origin) {
            return Cause::Unreachable;
        }
        if is_mixed_content(location::is_https(), origin) {
            return Cause::MixedContent;
        }
        let now = clock::monotonic();
        let held = SIGNS.with_borrow(|signs| {
            let found = signs.iter().find(|(of, ..)| of == origin);
            found.map(|(_, at, sign)| (*at, *sign))
        });
        let sign = match held {
            Some((at, sign)) if now - at < PROBE_HOLDS_MS => sign,
            _ => {
                let url = format!("{origin}/");
                let at = clock::now();
                let sign = fetch::probe(&url, PROBE_MS).await;
                self.note(
                    "GET",
                    url,
                    Some(Word::NoteProbe),
                    Outcome::NoAnswer,
                    (at, now),
                    0,
                );
                SIGNS.with_borrow_mut(|signs| {
                    signs.retain(|(of, ..)| of != origin);
                    signs.push((origin.clone(), clock::monotonic(), sign));
                });
                sign
            }
        };
        match sign {
            Sign::Alive if *origin != location::origin() => Cause::CorsBlocked,
            _ => Cause::Unreachable,
        }
    }

    fn note(
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

fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Delete => "DELETE",
    }
}

/// Whether an origin is this machine: browsers allow it from https pages, and a lost network does not matter to it.
pub fn is_loopback(origin: &str) -> bool {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let name = if host.starts_with('[') {
        host.split(']').next()
    } else {
        host.split(':').next()
    };
    let name = name.unwrap_or_default().trim_start_matches('[');
    name == "localhost" || name.ends_with(".localhost") || name == "::1" || name.starts_with("127.")
}

/// Whether a browser blocks a request for being plain http from an https page.
fn is_mixed_content(page_is_https: bool, origin: &str) -> bool {
    page_is_https && origin.starts_with("http://") && !is_loopback(origin)
}

#[cfg(test)]
mod tests {
    use super::{is_loopback, is_mixed_content};

    #[test]
    fn this_machine_is_told_from_others() {
        for origin in [
            "http://localhost:7071",
            "http://127.0.0.1",
            "http://[::1]:80",
            "http://app.localhost",
        ] {
            assert!(is_loopback(origin), "{origin}");
        }
        for origin in [
            "https://orders.example",
            "http://localhost.example",
            "http://10.0.0.1:7071",
            "http://[::2]:80",
        ] {
            assert!(!is_loopback(origin), "{origin}");
        }
    }

    #[test]
    fn an_https_page_cannot_call_plain_http_elsewhere() {
        assert!(is_mixed_content(true, "http://orders.example"));
        assert!(!is_mixed_content(true, "http://localhost:7071"));
        assert!(!is_mixed_content(true, "https://orders.example"));
        assert!(!is_mixed_content(false, "http://orders.example"));
    }
}
