//! Rows that are not held: what a generated hub of ten million instances shows to the engine.

use chrono::{DateTime, Utc};

use super::event::HistoryRow;
use super::status::RuntimeStatus;

/// What the store holds of one instance, apart from its history. Payloads are JSON text; `None` is null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstanceRow {
    /// The instance id, unescaped.
    pub id: String,
    /// The orchestrator's name, or `@name` … of an entity.
    pub name: String,
    /// Its status.
    pub status: RuntimeStatus,
    /// Its input.
    pub input: Option<String>,
    /// Its custom status.
    pub custom_status: Option<String>,
    /// Its output, error text or reason. Text that is not JSON is answered as a JSON string.
    pub output: Option<String>,
    /// When its present generation began.
    pub created: DateTime<Utc>,
    /// When it last changed.
    pub updated: DateTime<Utc>,
}

/// Rows computed on demand, in the store's order: ascending by [`crate::store::StoreKey`] of the id.
///
/// The engine asks only for the rows of one page, so that `row` may cost a little and `len` may be ten million.
/// Instances that a request changes are copied out of here into the living set; purged ones are remembered by index.
pub trait Rows: Send {
    /// How many there are.
    fn len(&self) -> u64;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The index of the first row whose id is not before `id` in the store's order; `len` where none is.
    fn seek(&self, id: &str) -> u64;

    /// The id of a row, `index < len`.
    fn id_at(&self, index: u64) -> String;

    /// The index of an id, where there is one.
    fn index_of(&self, id: &str) -> Option<u64> {
        let index = self.seek(id);
        (index < self.len() && self.id_at(index) == id).then_some(index)
    }

    /// A row, `index < len`. Must agree with `id_at`.
    fn row(&self, index: u64) -> InstanceRow;

    /// The history of a row, `index < len`, in order.
    fn history(&self, index: u64) -> Vec<HistoryRow>;

    /// The index of the row at this place (`rank < len`) when all are ordered by time of creation, for stores that page by number.
    fn by_created(&self, rank: u64) -> u64;
}
