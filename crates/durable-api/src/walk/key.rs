//! Places in the store's order of ids.

use std::cmp::Ordering;

use crate::position::{just_after, store_order};

/// A place in the store's order: that of an instance id, which need not exist.
///
/// Compares as a store over Azure Storage does (`store_order`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// The place of an id.
    pub fn of(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The place right behind an id.
    pub fn after(id: &str) -> Self {
        Self(just_after(id))
    }

    /// The place behind all ids that begin with this.
    pub fn behind_prefix(prefix: &str) -> Self {
        let mut key = prefix.to_owned();
        key.push('\u{ffff}');
        Self(key)
    }

    /// The place as an id, to be written into a position.
    pub fn id(&self) -> &str {
        &self.0
    }

    /// The id that the place is right behind, where it was made so.
    pub(super) fn behind(&self) -> Option<&str> {
        self.0.strip_suffix(' ').filter(|id| !id.is_empty())
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        store_order(&self.0, &other.0)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
