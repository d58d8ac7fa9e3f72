//! Walking a hub in the store's order without ever holding all of it.

use std::iter::Peekable;

use super::hub::Hub;
use super::instance::Instance;
use super::rows::InstanceRow;
use crate::store::StoreKey;

type Living<'a> = Peekable<Box<dyn Iterator<Item = (StoreKey, &'a Instance)> + 'a>>;

/// Rows from a key on, living and generated merged.
pub struct Walk<'a> {
    hub: &'a Hub,
    living: Living<'a>,
    next: u64,
}

impl Hub {
    /// Walks in the store's order from the first key that is not before `from`.
    pub fn walk(&self, from: &StoreKey) -> Walk<'_> {
        let living: Box<dyn Iterator<Item = (StoreKey, &Instance)>> = Box::new(
            self.living
                .range(from.clone()..)
                .map(|(key, instance)| (key.clone(), instance)),
        );
        let next = self
            .generated
            .as_ref()
            .map_or(0, |rows| rows.seek(&from.to_id()));
        Walk {
            hub: self,
            living: living.peekable(),
            next,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> u64 {
        let generated = self.generated.as_ref().map_or(0, |rows| rows.len());
        generated - self.gone.len() as u64 + self.living.len() as u64
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Walk<'_> {
    /// The key of the next generated row that is still there, which `next` then is the index of.
    fn generated(&mut self) -> Option<StoreKey> {
        let rows = self.hub.generated.as_deref()?;
        while self.next < rows.len() && self.hub.gone.contains(&self.next) {
            self.next += 1;
        }
        (self.next < rows.len()).then(|| StoreKey::of(&rows.id_at(self.next)))
    }
}

/// Each row with its key.
impl Iterator for Walk<'_> {
    type Item = (StoreKey, InstanceRow);

    fn next(&mut self) -> Option<Self::Item> {
        let living = self.living.peek().map(|(key, _)| key.clone());
        let generated = self.generated();
        let take_living = match (&living, &generated) {
            (Some(living), Some(generated)) => living <= generated,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if take_living {
            return self
                .living
                .next()
                .map(|(key, instance)| (key, instance.row.clone()));
        }
        let key = generated?;
        let index = self.next;
        self.next += 1;
        self.hub
            .generated
            .as_deref()
            .map(|rows| (key, rows.row(index)))
    }
}
