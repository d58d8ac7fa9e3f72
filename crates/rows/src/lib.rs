//! The rows of a hub in little memory, and what must be quick with a hundred thousand of them.
//!
//! 1. [`Ingest`] reads the bytes of a list answer, a slice at a time, straight into
//! 2. [`Rows`], a table of columns that are numbers and texts in arenas; [`Held`] keeps instances and entities apart.
//! 3. [`probe`] says which rows match, [`sort`] in which order they stand.
//!
//! [`places`] goes over any other JSON of megabytes. This crate knows the spelling of a list answer and nothing else of Durable Functions: what a clause means, what is
//! shown and what may be claimed is `durable-api`'s. It stands by itself because it is compiled for speed (see the
//! profiles of the workspace) where the rest of the bundle is compiled for size.
//!
//! Memory: a row takes some 60 bytes beside its texts; see [`Limits`] for which texts are kept.
#![warn(missing_docs)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of rows and bytes stay below 2^32 in a browser's memory, digits below 10"
)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

mod find;
pub mod fingerprint;
mod hash;
mod ingest;
pub mod json;
mod limits;
mod names;
pub mod order;
pub mod places;
pub mod probe;
mod scan;
pub mod sort;
mod status;
mod store;
mod texts;
pub mod time;

pub use find::{Needle, folded};
pub use ingest::{Ingest, Progress, Report, Seen};
pub use limits::{Lean, Limits, Needs};
pub use names::Names;
pub use scan::{Fault, Fields};
pub use status::Status;
pub use store::{Changes, Held, Put, Row, Rows, Text};

/// The number of a row in [`Rows`]: stays with an instance until it is removed, and is then given to another.
pub type Slot = u32;

/// The name of an instance's text fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// What it was started with: in no list, only in an instance's details.
    Input,
    /// What the orchestrator said of itself.
    CustomStatus,
    /// Output, error text or reason.
    Output,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Input, Self::CustomStatus, Self::Output];

    /// The field as the host spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::CustomStatus => "customStatus",
            Self::Output => "output",
        }
    }
}
