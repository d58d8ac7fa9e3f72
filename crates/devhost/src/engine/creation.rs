//! A hub in order of creation, page by page, as stores show it that page by number.

use chrono::{DateTime, Utc};

use super::hub::Hub;
use super::rows::{InstanceRow, Rows};
use super::sweep::first_since;

/// Both kinds of rows of a hub, and where to go on in each.
struct Merge<'a> {
    hub: &'a Hub,
    generated: Option<&'a dyn Rows>,
    /// Living rows by time of creation.
    living: Vec<&'a InstanceRow>,
    /// The times of creation of generated rows that are gone.
    gone: Vec<DateTime<Utc>>,
    next_living: usize,
    next_rank: u64,
}

impl Hub {
    /// At most `count` rows in order of creation, after the first `offset`. Costs about the rows of the page and what lives.
    pub fn by_creation(&self, offset: u64, count: usize) -> Vec<InstanceRow> {
        let mut merge = Merge::new(self);
        merge.skip(offset);
        std::iter::from_fn(|| merge.next()).take(count).collect()
    }

    /// How many rows were created before a time, by bisection.
    pub fn created_before(&self, time: DateTime<Utc>) -> u64 {
        let merge = Merge::new(self);
        let generated = merge.generated.map_or(0, |rows| first_since(rows, time));
        let living = merge.living.partition_point(|row| row.created < time);
        let gone = merge.gone.partition_point(|created| *created < time);
        generated + living as u64 - gone as u64
    }
}

impl<'a> Merge<'a> {
    fn new(hub: &'a Hub) -> Self {
        let generated = hub.generated.as_deref();
        let mut living: Vec<&InstanceRow> =
            hub.living.values().map(|instance| &instance.row).collect();
        living.sort_by_key(|row| row.created);
        let mut gone: Vec<DateTime<Utc>> = generated.map_or_else(Vec::new, |rows| {
            hub.gone
                .iter()
                .map(|index| rows.row(*index).created)
                .collect()
        });
        gone.sort_unstable();
        Self {
            hub,
            generated,
            living,
            gone,
            next_living: 0,
            next_rank: 0,
        }
    }

    fn created(&self, rank: u64) -> Option<DateTime<Utc>> {
        let rows = self.generated.filter(|rows| rank < rows.len())?;
        Some(rows.row(rows.by_created(rank)).created)
    }

    /// How many living rows come before a generated one of that time.
    fn living_before(&self, created: DateTime<Utc>) -> usize {
        self.living.partition_point(|row| row.created <= created)
    }

    /// How many rows come before the generated one of that rank.
    fn before(&self, rank: u64) -> u64 {
        let Some(created) = self.created(rank) else {
            return self.hub.len();
        };
        let gone = self.gone.partition_point(|time| *time < created) as u64;
        rank - gone + self.living_before(created) as u64
    }

    /// Goes past the first `offset` rows, by bisection over the generated ones.
    fn skip(&mut self, offset: u64) {
        let (mut low, mut high) = (0, self.generated.map_or(0, Rows::len));
        while low < high {
            let middle = low.midpoint(high);
            if self.before(middle) < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.next_rank = low;
        let living_before = self
            .created(low)
            .map_or(self.living.len(), |created| self.living_before(created));
        // Of the living rows before this rank, those that the offset does not reach are still to come.
        let kept = usize::try_from(self.before(low).saturating_sub(offset)).unwrap_or(usize::MAX);
        self.next_living = living_before.saturating_sub(kept);
    }

    fn next(&mut self) -> Option<InstanceRow> {
        let generated = self.generated_row();
        let living = self.living.get(self.next_living);
        if let (Some(row), other) = (living, &generated)
            && other
                .as_ref()
                .is_none_or(|other| row.created <= other.created)
        {
            self.next_living += 1;
            return Some((*row).clone());
        }
        self.next_rank += 1;
        generated
    }

    /// The next generated row that is still there.
    fn generated_row(&mut self) -> Option<InstanceRow> {
        let rows = self.generated?;
        while self.next_rank < rows.len() {
            let index = rows.by_created(self.next_rank);
            if !self.hub.gone.contains(&index) {
                return Some(rows.row(index));
            }
            self.next_rank += 1;
        }
        None
    }
}
