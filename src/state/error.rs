//! Why a request brought nothing to show: one enum by cause.

use durable_api::doctor::{BodyKind, Came};
use durable_api::refusal::{Refusal, RefusalCause};

/// What kind of failure it is; what can be done about it follows from this alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// No answer this page could read. Browsers do not say why; the [`doctor`](crate::state::doctor) finds out.
    Unreachable,
    /// 401 or 403: the key is missing or wrong.
    Unauthorized,
    /// The device keeps the key encrypted, and its passphrase was not given in this tab yet.
    KeyLocked,
    /// A write, and the hub is locked read-only.
    ReadOnly,
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
    /// The exception behind it, as `{type}: {message}`, when the host told it. Its stack is in the excerpt.
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

impl ApiError {
    /// What came of the request, for the doctor to reason from. `None` where no request failed, or where nobody needs to know why.
    pub fn came(&self) -> Option<Came> {
        match (self.cause, self.http_status) {
            (Cause::Unreachable, _) => Some(Came::Nothing),
            (Cause::Redirected, _) => Some(Came::Redirect),
            (Cause::TimedOut, _) => Some(Came::TimedOut),
            (Cause::Cut | Cause::Aborted, _) | (_, None) => None,
            (_, Some(status)) => Some(Came::Answer {
                status,
                body: BodyKind::read(&self.excerpt),
            }),
        }
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
            exception: exception_of(refusal.exception_type, refusal.exception_message),
            excerpt: refusal.body,
        }
    }
}

fn exception_of(kind: Option<String>, message: Option<String>) -> Option<String> {
    match (kind, message) {
        (Some(kind), Some(message)) => Some(format!("{kind}: {message}")),
        (kind, message) => kind.or(message),
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Cause};
    use durable_api::decode;

    fn refused(status: u16, body: &str) -> ApiError {
        decode::list_answer(status, body)
            .expect_err("a refusal")
            .into()
    }

    #[test]
    fn each_answer_has_its_cause() {
        for (status, body, cause) in [
            (401, "", Cause::Unauthorized),
            (403, "", Cause::Unauthorized),
            (404, "", Cause::NotFound),
            (410, "", Cause::Gone),
            (400, r#"{"Message":"bad"}"#, Cause::Rejected),
            (429, "", Cause::RateLimited),
            (500, r#"{"Message":"oops"}"#, Cause::Server),
            (200, "<html>sign in</html>", Cause::NotDurable),
            (200, "{", Cause::Decode),
        ] {
            assert_eq!(refused(status, body).cause, cause, "{status} {body}");
        }
    }

    #[test]
    fn the_hosts_own_words_are_kept() {
        let body = r#"{"Message":"Something went wrong","ExceptionMessage":"No such setting","ExceptionType":"System.Exception"}"#;
        let error = refused(500, body);
        assert_eq!(error.message.as_deref(), Some("Something went wrong"));
        assert_eq!(
            error.exception.as_deref(),
            Some("System.Exception: No such setting")
        );
        assert_eq!(error.http_status, Some(500));
        assert!(error.excerpt.starts_with("{\"Message\""));
    }

    #[test]
    fn only_what_may_pass_is_waited_for() {
        assert!(refused(503, "").may_pass_by_itself());
        assert!(!refused(401, "").may_pass_by_itself());
        assert!(ApiError::new(Cause::Unreachable).may_pass_by_itself());
        assert!(!ApiError::new(Cause::Redirected).may_pass_by_itself());
    }
}
