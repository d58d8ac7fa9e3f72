//! A task hub: its living instances and the generated rows beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::event::HistoryRow;
use super::instance::Instance;
use super::rows::{InstanceRow, Rows};
use crate::store::StoreKey;

/// A task hub.
#[derive(Default)]
pub struct Hub {
    pub(super) living: BTreeMap<StoreKey, Instance>,
    pub(super) generated: Option<Box<dyn Rows>>,
    /// Generated rows that were purged, or that live on among the living.
    pub(super) gone: BTreeSet<u64>,
}

impl Hub {
    /// The living instance of that id.
    pub fn living(&self, id: &str) -> Option<&Instance> {
        self.living.get(&StoreKey::of(id))
    }

    /// Everything that lives, in the store's order.
    pub fn instances(&self) -> impl Iterator<Item = &Instance> {
        self.living.values()
    }

    /// The index of a generated row that is still there.
    fn generated_index(&self, id: &str) -> Option<u64> {
        self.generated
            .as_ref()?
            .index_of(id)
            .filter(|index| !self.gone.contains(index))
    }

    /// The row of that id.
    pub fn row(&self, id: &str) -> Option<InstanceRow> {
        if let Some(instance) = self.living(id) {
            return Some(instance.row.clone());
        }
        let index = self.generated_index(id)?;
        self.generated.as_ref().map(|rows| rows.row(index))
    }

    /// The history of that id.
    pub fn history(&self, id: &str) -> Option<Vec<HistoryRow>> {
        if let Some(instance) = self.living(id) {
            return Some(instance.history.clone());
        }
        let index = self.generated_index(id)?;
        self.generated.as_ref().map(|rows| rows.history(index))
    }

    /// The instance of that id to be changed; a generated one becomes a living one by it.
    pub(super) fn for_change(&mut self, id: &str) -> Option<&mut Instance> {
        if let Some(index) = self.generated_index(id) {
            let rows = self.generated.as_ref()?;
            let execution_id = super::random::Random::new(index).hex32();
            let instance = Instance::stored(rows.row(index), rows.history(index), execution_id);
            self.gone.insert(index);
            self.living.insert(StoreKey::of(id), instance);
        }
        self.living.get_mut(&StoreKey::of(id))
    }

    /// Takes an instance out for good.
    pub fn purge(&mut self, id: &str) -> bool {
        if let Some(index) = self.generated_index(id) {
            return self.gone.insert(index);
        }
        self.living.remove(&StoreKey::of(id)).is_some()
    }

    /// Puts an instance in, over one of the same id.
    pub(super) fn put(&mut self, instance: Instance) {
        if let Some(index) = self.generated_index(&instance.row.id) {
            self.gone.insert(index);
        }
        self.living.insert(StoreKey::of(&instance.row.id), instance);
    }
}
