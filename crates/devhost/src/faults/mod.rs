//! Faults: what goes wrong on purpose between a browser and a function app.
//!
//! A [`Fault`] says which requests it hits and what happens to them. [`Faults`] decides for each request, purely and
//! repeatably from its seed; the server carries the decision out.

mod decide;
mod pattern;

use serde::{Deserialize, Serialize};

pub use decide::{Decision, Faults, Listed};
pub use pattern::Pattern;

/// One fault, as `POST /devhost/faults` takes it.
///
/// Without `times` and `probability` it hits every matching request until it is cleared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Which requests it hits.
    #[serde(default, rename = "match")]
    pub pattern: Pattern,
    /// What happens to them.
    pub effect: Effect,
    /// How many matching requests pass unharmed first.
    #[serde(default)]
    pub skip: u32,
    /// How many requests it hits before it is used up; none means without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// The chance, 0 to 1, that a matching request is hit, drawn from the seed; none means always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
}

impl Fault {
    /// A fault that hits every request of the API until it is cleared.
    pub fn new(effect: Effect) -> Self {
        Self {
            pattern: Pattern::default(),
            effect,
            skip: 0,
            times: None,
            probability: None,
        }
    }

    /// The same fault for one method and for targets that match a pattern (see [`Pattern`]).
    #[must_use]
    pub fn on(mut self, method: &str, target: &str) -> Self {
        self.pattern = Pattern {
            method: Some(method.to_owned()),
            target: Some(target.to_owned()),
        };
        self
    }

    /// The same fault, used up after so many hits.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// The same fault, which lets so many matching requests pass first.
    #[must_use]
    pub fn skip(mut self, skip: u32) -> Self {
        self.skip = skip;
        self
    }

    /// The same fault with a chance of 0 to 1.
    #[must_use]
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = Some(probability);
        self
    }
}

/// What a fault does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Effect {
    /// The answer comes later; the request takes effect at once.
    Delay {
        /// By how many milliseconds.
        ms: u64,
    },
    /// The connection closes and the request never had an effect.
    DropBefore,
    /// The request takes effect and the connection closes without an answer: the sender cannot know.
    DropAfter,
    /// Another answer than the host's, as a proxy, a gateway or App Service gives it.
    Answer {
        /// The HTTP status, 200 to 599.
        status: u16,
        /// What stands in the body.
        #[serde(default)]
        body: Body,
        /// A `Retry-After` header in seconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u32>,
        /// Whether the request takes effect though its answer is lost, as with a gateway that ran out of time.
        #[serde(default)]
        after_effect: bool,
        /// Whether the answer lacks the CORS headers, as one given by a gateway in front of the host does.
        #[serde(default)]
        without_cors: bool,
    },
    /// The answer is elsewhere, as a sign-in before the app says it.
    Redirect {
        /// The `Location`, an address or a path.
        to: String,
        /// Whether the answer lacks the CORS headers, as one given before the app is reached does.
        #[serde(default)]
        without_cors: bool,
    },
    /// The answer's head promises the whole body and the connection closes in the middle of it.
    CutBody {
        /// How many bytes of the body arrive.
        keep: usize,
    },
    /// The body comes in small pieces.
    Drip {
        /// Bytes in a piece, at least 1.
        bytes: usize,
        /// Milliseconds between pieces.
        every_ms: u64,
    },
    /// The app is asleep: the first request wakes it, and it and all that come meanwhile wait until it is awake.
    ColdStart {
        /// How many milliseconds waking takes (a consumption plan needs 2,000 to 20,000).
        ms: u64,
    },
}

impl Effect {
    /// Another answer in place of the host's, with CORS as the host has it.
    pub fn answer(status: u16, body: Body) -> Self {
        Self::Answer {
            status,
            body,
            retry_after: None,
            after_effect: false,
            without_cors: false,
        }
    }
}

/// The body of an [`Effect::Answer`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    /// None, and no content type.
    #[default]
    Empty,
    /// The HTML page that App Service or a gateway shows with this status.
    Html,
    /// App Service's page of an app that is stopped (it comes with status 403).
    Stopped,
    /// App Service's page of an access restriction (it comes with status 403).
    Restricted,
    /// The page that App Service's front ends give for a name without an app (it comes with status 404).
    NoSuchApp,
    /// A page to sign in on.
    SignIn,
    /// The extension's error object with this `Message` and exception fields.
    Error(String),
    /// This text as it stands, as `application/json`.
    Json(String),
    /// This text as it stands, as `text/plain`.
    Text(String),
}
