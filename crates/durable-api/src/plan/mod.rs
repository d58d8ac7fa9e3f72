//! One operation on many targets: a frozen list, a run that survives a crash, a report.
//!
//! A [`Run`] is told what came and says what to do next; it knows no client, no clock and no storage. Each target is an
//! [`crate::act::Act`] of its own, so it is read again right before its call, skipped where it is so already, and sent at most once.
//! Before a call leaves, what is known of its target is given out as a row to be kept ([`Step::Keep`]); a run that is taken up again
//! ([`Run::restore`]) reads those of which nobody knows, and sends nothing to them.

mod export;
mod recipe;
mod record;
mod report;
mod review;
mod row;
mod run;
mod script;

pub use export::{Form, export_report, export_review};
pub use recipe::{Preset, Recipe, Said};
pub use report::{Counts, Report};
pub use review::{Found, Look, Review, Verdict};
pub use row::{Row, State};
pub use run::{Halt, Run, Stage, Step};
pub use script::{Script, script};

use crate::act::Operation;
use crate::address::Generation;
use std::collections::BTreeSet;

/// What is to be done to whom, and how fast. Frozen once it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What is done to each.
    pub operation: Operation,
    /// What is done instead to those in [`Plan::others`].
    pub other: Option<Operation>,
    /// The places of targets for the other operation.
    pub others: BTreeSet<usize>,
    /// Whether those that have work under way are left as they are, because they wait for no event.
    pub only_waiting: bool,
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
        let mut seen = BTreeSet::new();
        let targets = ids
            .into_iter()
            .filter(|id| !id.is_empty() && seen.insert(id.clone()))
            .collect();
        Self {
            operation,
            other: None,
            others: BTreeSet::new(),
            only_waiting: false,
            targets,
            pace: Pace::default(),
            generation: Generation::Current,
        }
    }

    /// What is done to the target at this place.
    pub fn operation_of(&self, at: usize) -> &Operation {
        let other = self.other.as_ref().filter(|_| self.others.contains(&at));
        other.unwrap_or(&self.operation)
    }

    /// Requests for so many calls, and how long they take at the plan's pace, in milliseconds: each target is looked at, sent to, and read
    /// at least once. `round_trip_ms`: how long one request takes.
    pub fn estimate(&self, calls: usize, round_trip_ms: f64) -> (usize, f64) {
        let each = if self.pace.look_only { 1 } else { 3 };
        let requests = calls * each;
        #[allow(clippy::cast_precision_loss, reason = "an estimate")]
        let (requests_f, calls_f) = (requests as f64, calls as f64);
        let by_connections = requests_f * round_trip_ms / f64::from(self.pace.at_once.clamp(1, 6));
        let by_rate = self
            .pace
            .per_second
            .filter(|rate| *rate > 0)
            .map_or(0.0, |rate| calls_f * 1_000.0 / f64::from(rate));
        (requests, by_connections.max(by_rate))
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
        let mut sorted: Vec<&String> = self.targets.iter().collect();
        sorted.sort();
        // In this order all that an id begins with stand before it, as an unbroken chain.
        let mut chain: Vec<&String> = Vec::new();
        let mut depths = std::collections::BTreeMap::new();
        for id in sorted {
            while chain
                .last()
                .is_some_and(|last| !id.starts_with(last.as_str()))
            {
                chain.pop();
            }
            depths.insert(id.clone(), chain.len());
            chain.push(id);
        }
        self.targets
            .sort_by_key(|id| std::cmp::Reverse(depths.get(id).copied().unwrap_or_default()));
        self
    }
}
