//! What an answer said that was not what was asked for.

use crate::json::{Extra, RawJson, object, string, take_string};
use crate::write::ObjectWriter;

/// Why the host, or something before it, did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalCause {
    /// 401 or 403: the key is wrong or missing.
    Unauthorized,
    /// 404: an unknown id, hub or route.
    NotFound,
    /// 410: the instance is finished.
    Gone,
    /// 400 and other 4xx: the request is wrong; the message says how.
    Rejected,
    /// 429: too many requests.
    RateLimited,
    /// 5xx: the host, the store or a gateway failed.
    Server,
    /// Somebody else answered: a proxy, a sign-in page, another site.
    NotDurable(ForeignText),
    /// The right status and a body that is not what it must be.
    Undecodable {
        /// Where in the answer, as a path: `[3].historyEvents`; empty for the whole.
        at: String,
        /// What is wrong there.
        why: String,
    },
}

/// What somebody else's answer was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignText {
    /// A web page.
    Html,
    /// Plain text.
    Text,
}

/// The shape of a refusal's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyShape {
    /// Nothing.
    Empty,
    /// A JSON object: its fields are in the refusal's.
    Object,
    /// A JSON string: it is the refusal's message.
    JsonText,
    /// Any other JSON value.
    Json(RawJson),
    /// It begins like JSON and is none: cut short, most likely.
    Broken,
    /// No JSON.
    Foreign(ForeignText),
}

/// An answer that is not what was asked for, with all it said.
///
/// Source: the wire contract, sections 3 and 4 (error bodies); recordings refusals, start, purge-many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The answer's HTTP status.
    pub http_status: u16,
    /// Why, as far as it can be told.
    pub cause: RefusalCause,
    /// `Message`, the text of a JSON string, or another framework's name for the same.
    pub message: Option<String>,
    /// `ExceptionMessage`.
    pub exception_message: Option<String>,
    /// `ExceptionType`.
    pub exception_type: Option<String>,
    /// `StackTrace`.
    pub stack_trace: Option<String>,
    /// The fields of an error object that have no place above, in their order.
    pub extra: Extra,
    /// The shape of the body.
    pub shape: BodyShape,
    /// The beginning of the body as it came, at most [`Refusal::EXCERPT`] bytes.
    pub body: String,
}

impl Refusal {
    /// How many bytes of a body are kept.
    pub const EXCERPT: usize = 4096;

    /// Reads an answer whose HTTP status is no success, or whose body is not what was asked for.
    pub fn read(http_status: u16, body: &str) -> Self {
        let mut refusal = Self {
            http_status,
            cause: RefusalCause::Rejected,
            message: None,
            exception_message: None,
            exception_type: None,
            stack_trace: None,
            extra: Extra::new(),
            shape: BodyShape::Empty,
            body: excerpt(body),
        };
        refusal.shape = refusal.take_body(without_mark(body).trim());
        refusal.cause = refusal.tell_cause();
        refusal
    }

    /// An answer with the right status and a body that is not what it must be.
    pub(crate) fn undecodable(http_status: u16, body: &str, fault: Undecodable) -> Self {
        let mut refusal = Self::read(http_status, body);
        if !matches!(refusal.shape, BodyShape::Foreign(_)) {
            refusal.cause = RefusalCause::Undecodable {
                at: fault.at,
                why: fault.why,
            };
        }
        refusal
    }

    fn take_body(&mut self, body: &str) -> BodyShape {
        if body.is_empty() {
            return BodyShape::Empty;
        }
        if let Some(text) = string(body) {
            self.message = Some(text);
            return BodyShape::JsonText;
        }
        if let Ok(fields) = object(body) {
            for (key, value) in fields {
                let taken = match &*key {
                    "Message" => take_string(&mut self.message, value),
                    "ExceptionMessage" => take_string(&mut self.exception_message, value),
                    "ExceptionType" => take_string(&mut self.exception_type, value),
                    "StackTrace" => take_string(&mut self.stack_trace, value),
                    _ => false,
                };
                if !taken {
                    self.extra.push((key.into_owned(), value.into()));
                }
            }
            return BodyShape::Object;
        }
        if let Some(value) = RawJson::parse(body) {
            return BodyShape::Json(value);
        }
        match body.chars().next() {
            Some('{' | '[' | '"') => BodyShape::Broken,
            Some('<') => BodyShape::Foreign(ForeignText::Html),
            _ => BodyShape::Foreign(ForeignText::Text),
        }
    }

    fn tell_cause(&self) -> RefusalCause {
        match (self.http_status, &self.shape) {
            (401, _) => RefusalCause::Unauthorized,
            (429, _) => RefusalCause::RateLimited,
            (500.., _) => RefusalCause::Server,
            (_, BodyShape::Foreign(text)) => RefusalCause::NotDurable(*text),
            (403, _) => RefusalCause::Unauthorized,
            (404, _) => RefusalCause::NotFound,
            (410, _) => RefusalCause::Gone,
            _ => RefusalCause::Rejected,
        }
    }

    /// The functions that the host names when it is asked for one that it does not have; empty where it names none.
    ///
    /// Of orchestrators this is the one way to learn their names. Source: the wire contract, sections 4 and 7; recordings start, entities.
    pub fn known_functions(&self) -> Vec<String> {
        let said = self.says().unwrap_or_default();
        let Some((_, list)) = said.split_once(" functions: ") else {
            return Vec::new();
        };
        // 'A', 'B'. What stands between quotes has odd places.
        let names = list.split('\'').skip(1).step_by(2);
        names.map(str::to_owned).collect()
    }

    /// The sentence that says most: the exception's, the message, or another framework's name for it.
    pub fn says(&self) -> Option<String> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        given(&self.exception_message)
            .or_else(|| given(&self.message))
            .or_else(|| said_elsewhere(&self.extra))
    }

    /// The body again, losing no JSON value; `None` when it was no JSON.
    pub fn to_json(&self) -> Option<String> {
        match &self.shape {
            BodyShape::Object => {
                let mut object = ObjectWriter::new();
                object.text("Message", self.message.as_deref());
                object.text("ExceptionMessage", self.exception_message.as_deref());
                object.text("ExceptionType", self.exception_type.as_deref());
                object.text("StackTrace", self.stack_trace.as_deref());
                object.extra(&self.extra);
                Some(object.finish())
            }
            BodyShape::JsonText => {
                Some(RawJson::string(self.message.as_deref()?).text().to_owned())
            }
            BodyShape::Json(value) => Some(value.text().to_owned()),
            BodyShape::Empty | BodyShape::Broken | BodyShape::Foreign(_) => None,
        }
    }
}

/// The names other frameworks give an error's text, the best first; `error` may hold an object of the same kind.
fn said_elsewhere(extra: &Extra) -> Option<String> {
    for wanted in ["message", "detail", "title", "error_description", "error"] {
        for (key, value) in extra {
            if key.eq_ignore_ascii_case(wanted) {
                let inner = || {
                    let fields = object(value.text()).ok()?;
                    fields
                        .iter()
                        .find(|(key, _)| key.eq_ignore_ascii_case("message"))
                        .and_then(|(_, text)| string(text.get()))
                };
                if let Some(text) = value.as_string().or_else(inner) {
                    return Some(text);
                }
            }
        }
    }
    None
}

/// Where a body is not what it must be.
#[derive(Debug)]
pub(crate) struct Undecodable {
    at: String,
    why: String,
}

impl Undecodable {
    pub(crate) fn new(at: &str, why: &str) -> Self {
        Self {
            at: at.to_owned(),
            why: why.to_owned(),
        }
    }

    /// The same fault, seen from the array it is an element of.
    pub(crate) fn below(mut self, index: usize) -> Self {
        let dot = if self.at.is_empty() { "" } else { "." };
        self.at = format!("[{index}]{dot}{}", self.at);
        self
    }

    pub(crate) fn json(at: &str, error: &serde_json::Error) -> Self {
        Self {
            at: at.to_owned(),
            why: error.to_string(),
        }
    }
}

/// A body without the byte order mark some servers put first.
pub(crate) fn without_mark(body: &str) -> &str {
    body.strip_prefix('\u{feff}').unwrap_or(body)
}

fn excerpt(body: &str) -> String {
    let end = body.floor_char_boundary(Refusal::EXCERPT);
    body.get(..end).unwrap_or_default().to_owned()
}
