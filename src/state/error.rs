//! Why a request brought nothing to show: one enum by cause.

use durable_api::refusal::{Refusal, RefusalCause};

/// What kind of failure it is; what can be done about it follows from this alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// No answer this page could read, and no sign of life either.
    Unreachable,
    /// The browser refuses plain http from an https page.
    MixedContent,
    /// Something answered, but the browser withholds it: this page's origin is not on the app's list.
    CorsBlocked,
    /// 401 or 403: the key is missing or wrong.
    Unauthorized,
    /// 404: no such instance here.
    NotFound,
    /// 410: it has finished.
    Gone,
    /// Any other 4xx: the host understood and refused.
    Rejected,
    /// 429: too many requests.
    RateLimited,
    /// 5xx with the host's own words.
    Server,
    /// An answer that Durable Functions does not give: an HTML page, a proxy's text.
    NotDurable,
    /// This page may not read where the list goes on, and the host understood none of the positions it can write itself.
    NoPosition,
    /// An answer that looks right but cannot be read.
    Decode,
    /// The answer began and broke off.
    Cut,
    /// The host points elsewhere; the key does not follow.
    Redirected,
    /// No answer in time.
    TimedOut,
    /// Nobody needed the answer any more.
    Aborted,
}

/// A failure with what the host said about it. Holds no key: neither the request nor its headers are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// What kind it is.
    pub cause: Cause,
    /// The HTTP status, when there was an answer.
    pub http_status: Option<u16>,
    /// The host's own message.
    pub message: Option<String>,
    /// The exception's message, type and stack, when the host told them.
    pub exception: Option<String>,
    /// The beginning of the answer's body, as it came.
    pub excerpt: String,
}

impl ApiError {
    /// A failure without an answer.
    pub fn new(cause: Cause) -> Self {
        Self {
            cause,
            http_status: None,
            message: None,
            exception: None,
            excerpt: String::new(),
        }
    }

    /// Whether trying the same read again may help without anyone doing anything.
    pub fn may_pass_by_itself(&self) -> bool {
        matches!(
            self.cause,
            Cause::Unreachable
                | Cause::RateLimited
                | Cause::Server
                | Cause::NotDurable
                | Cause::Cut
                | Cause::TimedOut
        )
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let cause = match &refusal.cause {
            RefusalCause::Unauthorized => Cause::Unauthorized,
            RefusalCause::NotFound => Cause::NotFound,
            RefusalCause::Gone => Cause::Gone,
            RefusalCause::Rejected => Cause::Rejected,
            RefusalCause::RateLimited => Cause::RateLimited,
            RefusalCause::Server => Cause::Server,
            RefusalCause::NotDurable(_) => Cause::NotDurable,
            RefusalCause::Undecodable { .. } => Cause::Decode,
        };
        Self {
            cause,
            http_status: Some(refusal.http_status),
            message: refusal.message,
            exception: None,
            excerpt: refusal.body,
        }
    }
}
