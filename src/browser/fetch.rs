//! The one way this page speaks HTTP, and the one place where a key is opened.
//!
//! `gloo-net` sends and reads. Requests are put together with `web_sys`, where a header value the browser refuses is an
//! error and not a panic, and the address leaves as it was written (docs/decisions/0002-how-requests-are-sent.md).

use std::{cell::Cell, rc::Rc};

use durable_api::{Admitted, Secret};
use gloo_net::http::{Request as Sendable, Response};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestMode, RequestRedirect, ResponseType,
};

use super::{clock, policy, timers::Timeout};

/// Carries the key: kept out of access logs, of `Referer` and of the address (docs/http-api.md §1).
const KEY_HEADER: &str = "x-functions-key";

/// A request, ready to leave.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method, which only the read-only lock admits: a write without its leave cannot be put together.
    pub method: Admitted,
    /// The absolute address, without any key.
    pub url: String,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body, sent as it is.
    pub body: Option<String>,
    /// The function key, if the host wants one.
    pub key: Option<Secret>,
    /// Given up after this many milliseconds.
    pub timeout_ms: u32,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The host answered, with whatever status.
    Answer(Answer),
    /// The host answered that what is asked for is elsewhere; the browser does not say where, and the key does not follow.
    Redirected,
    /// No answer this page may read: host down, name unknown, CORS refused, blocked by the browser. All look alike.
    Unreachable {
        /// What the browser called it.
        message: String,
    },
    /// The answer began with this status and broke off.
    Cut {
        /// The HTTP status it began with.
        status: u16,
    },
    /// Given up by this page, through [`Abort`].
    Aborted,
    /// No whole answer in time.
    TimedOut {
        /// How long was waited, in milliseconds.
        after_ms: u32,
    },
}

/// An HTTP answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers this page may read, names in lower case. Cross-origin that is next to none (docs/http-api.md §2).
    pub headers: Vec<(String, String)>,
    /// The body as text; bytes that are no UTF-8 become U+FFFD.
    pub body: String,
    /// The size of the body in bytes, after decompression.
    pub bytes: u64,
    /// From sending to the last byte, in milliseconds.
    pub took_ms: f64,
}

impl Answer {
    /// The value of a header, if the page may read it. An empty value is `Some("")`, which differs from a hidden one.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Gives up one request. Make a new one for each request.
#[derive(Clone)]
pub struct Abort(AbortController);

impl Abort {
    /// For a request that is still to be sent.
    ///
    /// # Panics
    /// In a browser without `AbortController`, of which none runs wasm.
    #[allow(
        clippy::new_without_default,
        reason = "an abort is acquired, not defaulted"
    )]
    pub fn new() -> Self {
        Self(AbortController::new().expect("every browser that runs wasm has AbortController"))
    }

    /// Gives the request up; does nothing when it has ended.
    pub fn abort(&self) {
        self.0.abort();
    }

    /// Whether it was given up.
    pub fn is_aborted(&self) -> bool {
        self.0.signal().aborted()
    }
}

/// Sends a request and reads the whole answer.
pub async fn send(request: &Request, abort: &Abort) -> Outcome {
    policy::listen();
    let began = clock::monotonic();
    let timed_out = Rc::new(Cell::new(false));
    let _timer = {
        let (timed_out, abort) = (timed_out.clone(), abort.clone());
        Timeout::new(request.timeout_ms, move || {
            timed_out.set(true);
            abort.abort();
        })
    };
    let given_up = || match (timed_out.get(), abort.0.signal().aborted()) {
        (true, _) => Some(Outcome::TimedOut {
            after_ms: request.timeout_ms,
        }),
        (false, true) => Some(Outcome::Aborted),
        (false, false) => None,
    };
    let response = match start(request, abort).await {
        Ok(response) => response,
        Err(message) => {
            return given_up().unwrap_or(Outcome::Unreachable { message });
        }
    };
    if response.type_() == ResponseType::Opaqueredirect {
        return Outcome::Redirected;
    }
    let status = response.status();
    match response.binary().await {
        Ok(bytes) => Outcome::Answer(Answer {
            status,
            headers: response.headers().entries().collect(),
            bytes: bytes.len() as u64,
            body: text_of(bytes),
            took_ms: clock::monotonic() - began,
        }),
        Err(_) => given_up().unwrap_or(Outcome::Cut { status }),
    }
}

/// What a request says whose answer nobody may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Something answered: the host lives, so a refusal is one of CORS.
    Alive,
    /// Nothing answered, and the browser knew so at once.
    Silent,
    /// Nothing answered in time.
    TimedOut,
}

/// Asks in `no-cors` mode whether anything answers at `url`. Sends no key, no cookie, no referrer, and nothing that changes anything.
pub async fn probe(url: &str, timeout_ms: u32) -> Sign {
    let abort = Abort::new();
    let timed_out = Rc::new(Cell::new(false));
    let _timer = {
        let (timed_out, abort) = (timed_out.clone(), abort.clone());
        Timeout::new(timeout_ms, move || {
            timed_out.set(true);
            abort.abort();
        })
    };
    let init = options("GET", &abort);
    init.set_mode(RequestMode::NoCors);
    // `manual` is refused together with `no-cors`; without a key there is nothing to carry off.
    init.set_redirect(RequestRedirect::Follow);
    let Ok(request) = sendable(url, &init) else {
        return Sign::Silent;
    };
    match request.send().await {
        Ok(_) => Sign::Alive,
        Err(_) if timed_out.get() => Sign::TimedOut,
        Err(_) => Sign::Silent,
    }
}

/// Reads a file that lies beside this page, such as `portal.json`. `None` when it is not there or cannot be read.
pub async fn own_file(name: &str, timeout_ms: u32) -> Option<String> {
    let request = Request {
        method: Admitted::READ,
        url: format!("{}{name}", super::location::page_folder()),
        headers: Vec::new(),
        body: None,
        key: None,
        timeout_ms,
    };
    match send(&request, &Abort::new()).await {
        Outcome::Answer(answer) if answer.status == 200 => Some(answer.body),
        _ => None,
    }
}

fn options(method: &str, abort: &Abort) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_signal(Some(&abort.0.signal()));
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init
}

/// What the browser refuses to send is called by its own words, as what it could not send is.
pub(super) async fn start(request: &Request, abort: &Abort) -> Result<Response, String> {
    let sendable = prepared(request, abort).map_err(|error| message_of(&error))?;
    sendable.send().await.map_err(|error| error.to_string())
}

fn prepared(request: &Request, abort: &Abort) -> Result<Sendable, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.append(name, value)?;
    }
    if let Some(key) = &request.key {
        headers.append(KEY_HEADER, key.expose())?;
    }
    let init = options(request.method.as_str(), abort);
    init.set_mode(RequestMode::Cors);
    // A followed redirect would carry the key header to wherever it leads.
    init.set_redirect(RequestRedirect::Manual);
    init.set_headers(&headers);
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    sendable(&request.url, &init)
}

fn sendable(url: &str, init: &RequestInit) -> Result<Sendable, JsValue> {
    web_sys::Request::new_with_str_and_init(url, init).map(Sendable::from)
}

/// Text of a body: a byte order mark is no part of it.
fn text_of(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// What a thrown value calls itself.
fn message_of(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map(|it| String::from(it.message()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Answer, text_of};

    #[test]
    fn an_empty_header_differs_from_a_hidden_one() {
        let answer = Answer {
            status: 200,
            headers: vec![("x-ms-continuation-token".into(), String::new())],
            body: String::new(),
            bytes: 0,
            took_ms: 1.0,
        };
        assert_eq!(answer.header("X-MS-Continuation-Token"), Some(""));
        assert_eq!(answer.header("location"), None);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(text_of(b"\xef\xbb\xbf[]".to_vec()), "[]");
        assert_eq!(text_of(b"\xff[]".to_vec()), "\u{fffd}[]");
    }
}
