//! Errors that are written as JSON.

use super::{DEEPEST, Failure, readable, text};
use crate::json::{array, object, string};

/// Reads an error that is a JSON object (or JSON text of one); `None` when it is none, or says nothing of an error.
pub(super) fn read_at(text: &str, depth: usize) -> Option<Failure> {
    let mut said = Said::default();
    for (key, value) in object(text).ok()? {
        said.take(&key, value.get(), depth);
    }
    said.failure(depth)
}

pub(super) fn read(text: &str, depth: usize) -> Option<Failure> {
    match text.as_bytes().first()? {
        b'{' => read_at(text, depth),
        b'"' if depth < DEEPEST => {
            let inside = string(text)?;
            Some(super::read(&inside, depth))
        }
        _ => None,
    }
}

fn cause(value: &str, depth: usize) -> Option<Failure> {
    if depth < DEEPEST {
        read(value, depth + 1)
    } else {
        None
    }
}

/// The fields of an exception, of `FailureDetails`, of a JavaScript error.
#[derive(Default)]
struct Said {
    kind: Option<String>,
    typed: Option<String>,
    message: Option<String>,
    stack: Option<String>,
    remote: Remote,
    causes: Vec<Failure>,
    several: Vec<Failure>,
}

/// What the host's `RpcException` tells of an error in another process.
#[derive(Default)]
struct Remote {
    kind: Option<String>,
    message: Option<String>,
    stack: Option<String>,
}

impl Said {
    fn take(&mut self, key: &str, value: &str, depth: usize) {
        match key {
            // The assembly goes after a comma.
            "$type" => {
                self.typed = string(value)
                    .map(|name| name.split(", ").next().unwrap_or_default().to_owned());
            }
            "ClassName" | "ErrorType" | "errorType" | "name" | "exceptionType" => {
                self.kind = string(value);
            }
            "Message" | "ErrorMessage" | "errorMessage" | "message" => self.message = string(value),
            "StackTraceString" | "StackTrace" | "stackTrace" | "stack" => {
                self.stack = string(value).or(self.stack.take());
            }
            "RemoteTypeName" => self.remote.kind = string(value),
            "RemoteMessage" => self.remote.message = string(value),
            "RemoteStackTrace" => self.remote.stack = string(value),
            "InnerException" | "InnerFailure" | "innerFailure" | "cause" | "innerException" => {
                self.causes.extend(cause(value, depth));
            }
            "InnerExceptions" => {
                for inner in array(value).unwrap_or_default() {
                    self.several.extend(cause(inner.get(), depth));
                }
            }
            _ => {}
        }
    }

    fn failure(self, depth: usize) -> Option<Failure> {
        if self.remote.message.is_some() || self.remote.stack.is_some() {
            return Some(self.remote.failure(depth));
        }
        let known = self.message.is_some() || self.stack.is_some();
        if !known {
            return None;
        }
        let kind = self.kind.or(self.typed).filter(|kind| !kind.is_empty());
        let message = readable(self.message.as_deref().unwrap_or_default());
        let stack = readable(self.stack.as_deref().unwrap_or_default());
        let causes = if self.several.is_empty() {
            self.causes
        } else {
            self.several
        };
        // A worker's report, or an error whose text holds a whole stack.
        if causes.is_empty() && stack.trim().is_empty() && text::holds_stack(&message) {
            let mut failure = super::read(&message, depth);
            if failure.kind.is_none() {
                failure.kind = kind;
            }
            return Some(failure);
        }
        let mut failure = text::read(&stack, depth);
        let frames = std::mem::take(&mut failure.frames);
        let inner = std::mem::take(&mut failure.causes);
        Some(
            Failure {
                kind,
                message: message.trim().to_owned(),
                frames,
                causes: if causes.is_empty() { inner } else { causes },
            }
            .simplified(),
        )
    }
}

impl Remote {
    fn failure(self, depth: usize) -> Failure {
        let message = readable(self.message.as_deref().unwrap_or_default());
        let stack = readable(self.stack.as_deref().unwrap_or_default());
        let mut failure = text::read(&stack, depth);
        let said = read_headline(&message);
        if failure.kind.is_none() {
            failure.kind = self.kind.filter(|kind| !kind.is_empty()).or(said.kind);
        }
        if failure.message.is_empty() || failure.frames.is_empty() {
            failure.message = said.message;
        }
        failure
    }
}

fn read_headline(message: &str) -> Failure {
    let (kind, message) = text::headline(message.trim());
    Failure {
        kind,
        message,
        ..Failure::default()
    }
}
