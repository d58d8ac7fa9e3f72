//! Taking many instances out at once, by their time of creation.

use chrono::{DateTime, Utc};

use super::hub::Hub;
use super::rows::{InstanceRow, Rows};
use crate::store::StoreKey;

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// How many instances it took out.
    pub deleted: u64,
    /// How many rows it looked at.
    pub read: u64,
}

impl Hub {
    /// Takes out whatever was created in a window (both ends included) and is `doomed`, so many at most. Costs about the rows of the window and what lives.
    pub fn sweep(
        &mut self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        most: u64,
        doomed: &dyn Fn(&InstanceRow) -> bool,
    ) -> Swept {
        let mut swept = Swept::default();
        let goes = |row: &InstanceRow| row.created >= from && row.created <= to && doomed(row);
        let keys: Vec<StoreKey> = self
            .living
            .iter()
            .filter(|(_, instance)| goes(&instance.row))
            .map(|(key, _)| key.clone())
            .take(usize::try_from(most).unwrap_or(usize::MAX))
            .collect();
        swept.read += self.living.len() as u64;
        swept.deleted += keys.len() as u64;
        for key in keys {
            self.living.remove(&key);
        }
        let Some(rows) = self.generated.as_deref() else {
            return swept;
        };
        for rank in first_since(rows, from)..rows.len() {
            let index = rows.by_created(rank);
            if self.gone.contains(&index) {
                continue;
            }
            let row = rows.row(index);
            if row.created > to || swept.deleted >= most {
                break;
            }
            swept.read += 1;
            if goes(&row) {
                self.gone.insert(index);
                swept.deleted += 1;
            }
        }
        swept
    }
}

/// The rank of the first row that was not created before a time, by bisection.
pub(super) fn first_since(rows: &dyn Rows, time: DateTime<Utc>) -> u64 {
    let (mut low, mut high) = (0, rows.len());
    while low < high {
        let middle = low.midpoint(high);
        if rows.row(rows.by_created(middle)).created < time {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
