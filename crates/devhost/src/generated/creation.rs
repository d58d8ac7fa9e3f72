//! The order of creation over all families, found by bisection and followed by merging.

use super::family::Family;

/// A place in the order of creation. Rows created in the same microsecond stand in the order of their families.
#[derive(Debug, Clone)]
pub(super) struct Cursor {
    rank: u64,
    /// The next row of each family, as its number in order of creation, and its time.
    heads: Vec<(u64, i64)>,
}

impl Cursor {
    /// The place after the first `rank` rows.
    pub(super) fn at(families: &[(u64, Family)], rank: u64) -> Self {
        // The earliest time by which more than `rank` rows were created.
        let (mut low, mut high) = (
            0,
            families.iter().map(|(_, f)| f.until()).max().unwrap_or(0),
        );
        while low < high {
            let middle = low.midpoint(high);
            let created: u64 = families.iter().map(|(_, f)| f.created_until(middle)).sum();
            if created > rank {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let heads: Vec<(u64, i64)> = families
            .iter()
            .map(|(_, family)| head(family, family.created_until(low - 1)))
            .collect();
        let before: u64 = heads.iter().map(|(number, _)| number).sum();
        let mut cursor = Self {
            rank: before,
            heads,
        };
        while cursor.rank < rank {
            cursor.step(families);
        }
        cursor
    }

    /// How many rows come before.
    pub(super) fn rank(&self) -> u64 {
        self.rank
    }

    /// The index of the row here, and goes to the next. Behind the last row it stays there.
    pub(super) fn step(&mut self, families: &[(u64, Family)]) -> u64 {
        let mut next = 0;
        for at in 1..self.heads.len() {
            if self.heads[at].1 < self.heads[next].1 {
                next = at;
            }
        }
        let (first, family) = &families[next];
        let (number, _) = self.heads[next];
        if number >= family.len() {
            return first + family.len() - 1;
        }
        self.heads[next] = head(family, number + 1);
        self.rank += 1;
        first + family.local(number)
    }
}

fn head(family: &Family, number: u64) -> (u64, i64) {
    let micros = if number < family.len() {
        family.micros(number)
    } else {
        i64::MAX
    };
    (number, micros)
}
