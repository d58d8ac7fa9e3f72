//! What an error says, whichever language threw it: type, message, frames, and what caused it.
//!
//! Sources: recordings failures, rewind, inputs-stored for .NET in the host's process; the extension's
//! `OutOfProcExceptionHelpers` for other languages; Durable Task's `FailureDetails` for the newer workers.

mod frame;
mod json;
mod readable;
mod text;
mod wrapper;

pub use frame::Frame;
pub use readable::readable;
pub use wrapper::{Wrapper, WrapperRole, unwrap_all};

/// Causes of causes, and JSON in a string in JSON, are followed this far.
const DEEPEST: usize = 32;

/// An error with its causes. Line ends are `\n` in all of its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// The type as the language names it: `System.InvalidOperationException`, `TypeError`, `ValueError`.
    pub kind: Option<String>,
    /// What it says, without type and stack; empty when it says nothing.
    pub message: String,
    /// Where it was thrown, the innermost call first.
    pub frames: Vec<Frame>,
    /// What caused it; several of an `AggregateException`.
    pub causes: Vec<Failure>,
}

impl Failure {
    /// Reads an error from JSON or from text: `Details`, `FailureDetails`, `Reason`, or an output. Never fails: what has
    /// no known form is a message.
    pub fn read(text: &str) -> Self {
        read(text, 0)
    }

    /// The deepest cause along the first of each; itself when nothing caused it.
    pub fn deepest(&self) -> &Self {
        let mut deepest = self;
        while let Some(cause) = deepest.causes.first() {
            deepest = cause;
        }
        deepest
    }

    /// The error and its causes, the deepest first, along the first of each.
    pub fn chain(&self) -> Vec<&Self> {
        let mut chain = vec![self];
        while let Some(cause) = chain.last().and_then(|last| last.causes.first()) {
            chain.push(cause);
        }
        chain.reverse();
        chain
    }

    /// The frames of the app's own code first, then those of frameworks, each in their order.
    pub fn frames_to_read(&self) -> impl Iterator<Item = &Frame> {
        let own = self.frames.iter().filter(|frame| frame.is_own);
        own.chain(self.frames.iter().filter(|frame| !frame.is_own))
    }

    /// The type without its namespace.
    pub fn short_kind(&self) -> Option<&str> {
        let kind = self.kind.as_deref()?;
        // `List`1[System.String]` and the like keep what is in their brackets.
        let name_ends = kind.find(['[', '`', '<']).unwrap_or(kind.len());
        let (name, _) = kind.split_at_checked(name_ends)?;
        let from = name.rfind(['.', '+', '$']).map_or(0, |at| at + 1);
        kind.get(from..).filter(|short| !short.is_empty())
    }

    /// Type and message in one line or more, as the languages write it.
    pub fn headline(&self) -> String {
        match (self.short_kind(), self.message.as_str()) {
            (Some(kind), "") => kind.to_owned(),
            (Some(kind), message) => format!("{kind}: {message}"),
            (None, message) => message.to_owned(),
        }
    }

    fn is_empty(&self) -> bool {
        self.kind.is_none()
            && self.message.is_empty()
            && self.frames.is_empty()
            && self.causes.is_empty()
    }

    /// Drops what only wraps: an error without a stack that repeats the message of its only cause.
    fn simplified(mut self) -> Self {
        let repeats = self.frames.is_empty()
            && self.causes.len() == 1
            && self.causes.first().is_some_and(|cause| {
                self.message.is_empty()
                    || self.message.trim() == cause.message
                    || self.message.trim() == cause.headline()
            });
        match self.causes.pop() {
            Some(cause) if repeats => cause,
            Some(cause) => {
                self.causes.push(cause);
                self
            }
            None => self,
        }
    }
}

fn read(text: &str, depth: usize) -> Failure {
    // What workers of other languages append for the extension alone.
    let text = text
        .split_once("$OutOfProcData$")
        .map_or(text, |(error, _)| error)
        .trim();
    if depth < DEEPEST
        && let Some(failure) = json::read(text, depth + 1)
    {
        return failure.simplified();
    }
    // The host's words around a message that is followed by the error itself as JSON; before its escapes are undone.
    if depth < DEEPEST
        && let Some((before, json)) = text.split_once("\n {")
        && let Some(mut failure) = json::read(&format!("{{{}", json.trim()), depth + 1)
    {
        if failure.message.is_empty() {
            failure.message = readable(before.trim());
        }
        return failure.simplified();
    }
    text::read(&readable(text), depth + 1).simplified()
}
