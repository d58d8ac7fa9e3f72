//! One operation on many targets: a frozen list, a run that survives a crash, a report.
//!
//! A [`Run`] is told what came and says what to do next; it knows no client, no clock and no storage. Each target is an
//! [`crate::act::Act`] of its own, so it is read again right before its call, skipped where it is so already, and sent at most once.
//! Before a call leaves, what is known of its target is given out as a row to be kept ([`Step::Keep`]); a run that is taken up again
//! ([`Run::restore`]) reads those of which nobody knows, and sends nothing to them.

mod report;
mod row;
mod run;
mod script;

pub use report::Report;
pub use row::{Row, State};
pub use run::{Halt, Run, Step};
pub use script::{Script, script};

use crate::act::Operation;
use crate::address::Generation;

/// What is to be done to whom, and how fast. Frozen once it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What is done to each.
    pub operation: Operation,
    /// The ids, each once, in the order in which they are begun.
    pub targets: Vec<String>,
    /// How it is run.
    pub pace: Pace,
    /// Of the hub.
    pub generation: Generation,
}

/// How a plan is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Requests at the same time, 1 to 6: a browser has no more connections to a host of HTTP/1.1.
    pub at_once: u8,
    /// Calls that change something in a second, at most; `None`: as many as go.
    pub per_second: Option<u16>,
    /// Stops by itself after so many in a row went wrong; `None`: never.
    pub stop_after: Option<u32>,
    /// Looks only, and says what would be sent.
    pub look_only: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            at_once: 6,
            per_second: None,
            stop_after: Some(5),
            look_only: false,
        }
    }
}

impl Plan {
    /// A plan for these targets; an id that stands there twice counts once.
    pub fn new(operation: Operation, ids: impl IntoIterator<Item = String>) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        let targets = ids
            .into_iter()
            .filter(|id| !id.is_empty() && seen.insert(id.clone()))
            .collect();
        Self {
            operation,
            targets,
            pace: Pace::default(),
            generation: Generation::Current,
        }
    }

    /// The ids of a pasted list: one a line, or parted by commas or tabs; quotes and white space around them are no part of them.
    pub fn ids_of(pasted: &str) -> Vec<String> {
        let parts = pasted.split(['\n', '\r', '\t', ',']);
        let ids = parts.map(|it| it.trim().trim_matches('"').trim());
        ids.filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    /// The children first: whose id is longer than, and begins with, another's goes before it. What is no child stays where it was.
    #[must_use]
    pub fn children_first(mut self) -> Self {
        let depth = |id: &str, all: &[String]| {
            all.iter()
                .filter(|other| id.len() > other.len() && id.starts_with(other.as_str()))
                .count()
        };
        let all = self.targets.clone();
        self.targets
            .sort_by_key(|id| std::cmp::Reverse(depth(id, &all)));
        self
    }
}
