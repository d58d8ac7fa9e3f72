//! What somebody looks for among a hub's instances.
//!
//! A [`Filter`] is a list of clauses that must all hold. It has one typed form, which is also its address:
//!
//! ```text
//! status:failed name:Order* created:>-2h customStatus.step=charging "declined" -name:Test
//! ```
//!
//! [`Filter::typed`] reads it, with every clause's and every error's place; [`Filter::to_text`] writes it; [`complete`]
//! says what may stand at the caret. [`Clause::place`] says where a clause runs, [`Filter::host_part`] what of the filter the
//! host can be asked, [`Filter::probe`] makes it ready to be run over [`rows::Rows`]. The host's part lets through at least what
//! the whole filter does, so running the whole over what came is always right.
//!
//! | written | means |
//! |---|---|
//! | `status:failed,terminated` | one of these, in any case; one the portal does not know between quotes |
//! | `name:Order*,Invoice` | the orchestrator, in any case; `*` at an end stands for anything |
//! | `id:order-1*` `id:*77*` `id:x,y` | the id: its beginning (capitals matter: the host seeks it), a part, the whole; one of several |
//! | `id:>=k-030` `id:<k-040` | a range in the store's order |
//! | `created:>-2h` `updated:today` | since two hours ago; since the day began, in the chosen zone |
//! | `created:2026-11-20..2026-11-21` | both days; times are written `2026-11-21T08:00` with or without an offset |
//! | `created:2026-11-21T07:09:29Z±5m` | around this moment; `+-` is read as `±` |
//! | `duration:>5m` `duration:1s..10s` | how long it ran, or has run so far |
//! | `age:>1h` `idle:>30m` | unfinished ones: since creation, since the last change |
//! | `customStatus:text` `output:text` `input:text` | has this in it, in any case |
//! | `error:declined` | failed, and the error has this in it |
//! | `errorLike:"The card ending in # was declined."` | failed, with this fingerprint ([`rows::fingerprint`]) |
//! | `output.orderId=12345678901234567890` | a value compares so (`=`, `!=`, `<`, `<=`, `>`, `>=`), by [`rows::json::Literal`]'s rules |
//! | `has:customStatus.step` | there is such a value |
//! | `"declined"` or `declined` | in id, name, custom status or output |
//! | `-` before any of them | the opposite |
//!
//! Ranges of time and length begin with their first end and end before their second: `>` means at or after, `<` before.

mod compile;
mod complete;
mod form;
mod moment;
mod path;
mod pattern;
mod place;
mod print;
mod span;
mod typed;
mod vocabulary;
mod zone;

pub use complete::{Completion, Item, Known, Offer, complete};
pub use form::{Form, Kind, Way};
pub use moment::{Moment, Window};
pub use path::ValuePath;
pub use pattern::Pattern;
pub use place::{HostPart, Place};
pub use print::quoted;
pub use rows::json::Literal;
pub use rows::probe::{Comparison, Length};
pub use span::Span;
pub use typed::{FilterError, Problem, Typed, byte_of_utf16, utf16_of_byte};
pub use vocabulary::Vocabulary;
pub use zone::{Fixed, Utc, Zone, start_of_day, ticks_of_local};

use crate::status::RuntimeStatus;
use rows::Field;

/// Clauses that must all hold. Without any, everything matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The clauses, in the order they were written.
    pub clauses: Vec<Clause>,
}

/// A test, or its opposite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What is asked.
    pub test: Test,
    /// Whether those are wanted of which it is *not* true.
    pub not: bool,
}

impl From<Test> for Clause {
    fn from(test: Test) -> Self {
        Self { test, not: false }
    }
}

/// What is asked of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Where it stands; one of these.
    Status(Vec<RuntimeStatus>),
    /// The orchestrator looks like one of these, in any case, as the host takes names.
    Name(Vec<Pattern>),
    /// The id looks like one of these. Whole and beginning: capitals matter, as to the host; part and end: in any case.
    Id(Vec<Pattern>),
    /// The id stands at or behind this one in the store's order.
    IdFrom(String),
    /// The id stands before this one in the store's order.
    IdBefore(String),
    /// When it was created.
    Created(Window),
    /// When it last changed.
    Updated(Window),
    /// A length of time: at least `from`, less than `to`.
    Lasting {
        /// Of what.
        what: Length,
        /// At least.
        from: Span,
        /// Less than, if there is an end.
        to: Option<Span>,
    },
    /// A text field has this in it, in any case; escapes are read as a person reads them.
    Has(Field, String),
    /// It failed, and its error has this in it.
    Error(String),
    /// It failed, and its error has this fingerprint.
    ErrorLike(String),
    /// There is a value at this path.
    Exists(ValuePath),
    /// The value at this path compares so.
    Value(ValuePath, Comparison, Literal),
    /// Id, name, custom status or output has this in it, in any case.
    Anywhere(String),
}

impl Filter {
    /// No clause.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}
