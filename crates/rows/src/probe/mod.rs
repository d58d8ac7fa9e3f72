//! Which rows match: clauses compiled for one look at each row.

mod clause;
mod pattern;
mod select;

pub use clause::{Bounds, Clause, Comparison, Length, Moment, Test};
pub use pattern::Pattern;
pub use select::{Probe, Selection};

/// What a clause says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It does not match.
    No,
    /// What is held of the row does not tell: its details are needed.
    Unknown,
    /// It matches.
    Yes,
}

impl Verdict {
    fn of(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}
