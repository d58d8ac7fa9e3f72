//! The order of rows by any column: a vector of slots that grows with the rows.

mod ids;
mod keys;
mod merging;
mod plain;
mod sorted;

pub use ids::IdOrder;
pub use plain::order_of;
pub use sorted::Sorted;

use crate::Field;
use crate::json::Step;

/// What rows are sorted by. Rows that are equal in it stand by id in the store's order, whichever way it goes; those that
/// have nothing to be sorted by stand last, whichever way it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The id in the store's order: UTF-16 ordinal of the escaped id.
    Id,
    /// The orchestrator's name.
    Name,
    /// The status, by its name.
    Status,
    /// When the current generation was created.
    Created,
    /// The last change.
    Updated,
    /// How long it ran, or has run at this moment in ticks.
    Duration(i64),
    /// A value inside a text field: `null`, `false`, `true`, numbers by value, strings by their characters, objects and arrays
    /// by their text. With an empty path the field itself.
    Path(Field, Vec<Step>),
}
