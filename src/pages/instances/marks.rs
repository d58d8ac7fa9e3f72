//! Rows that are marked: one by one, a range, or all that match, which goes on counting while the walk does.

use durable_api::walk::Count;
use rows::Slot;

use crate::prelude::*;

use crate::components::{Weight, button};
use crate::words::{Word, count, t};

use super::View;

/// Which rows are marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    bits: Vec<u64>,
    count: usize,
    /// Whether all that match are marked, those included that are still to be found.
    all: bool,
}

impl Marks {
    /// Whether a row is marked.
    pub fn has(&self, slot: Slot) -> bool {
        let word = self.bits.get(slot as usize / 64).copied();
        word.unwrap_or_default() & (1 << (slot % 64)) != 0
    }

    /// Whether all that match are marked, whatever is still to come.
    pub fn are_all(&self) -> bool {
        self.all
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Marks a row, or not. Whoever marks one by one has chosen these and no others.
    pub fn set(&mut self, slot: Slot, is_marked: bool) {
        self.all = false;
        self.put(slot, is_marked);
    }

    fn put(&mut self, slot: Slot, is_marked: bool) {
        if self.has(slot) == is_marked {
            return;
        }
        let at = slot as usize / 64;
        if self.bits.len() <= at {
            self.bits.resize(at + 1, 0);
        }
        self.bits[at] ^= 1 << (slot % 64);
        if is_marked {
            self.count += 1;
        } else {
            self.count -= 1;
        }
    }

    /// Marks all of these, and whatever will match.
    pub fn set_all(&mut self, slots: &[Slot]) {
        self.clear();
        for slot in slots {
            self.put(*slot, true);
        }
        self.all = true;
    }

    /// Marks nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// What the line below the table says of marks.
pub fn marked(view: View) -> Markup {
    let table = view.table;
    dynamic(move || {
        let (marked, all) = table.marked();
        if marked == 0 {
            return Markup::Empty;
        }
        let marked = marked as u64;
        let word = match (all, view.here.count(marked)) {
            (false, _) => Word::Marked,
            (true, Count::Exactly(_)) => Word::MarkedAll,
            (true, Count::AtLeast(_)) => Word::MarkedAllSoFar,
        };
        view! {
            <span class="marked">{count(word, marked)}</span>
            {button(Weight::Quiet, None, t(Word::MarkNone), move || table.mark_none())}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn marks_are_counted_and_choosing_one_ends_choosing_all() {
        let mut marks = Marks::default();
        marks.set(3, true);
        marks.set(200, true);
        marks.set(3, true);
        assert_eq!(
            (marks.count(), marks.has(200), marks.has(4)),
            (2, true, false)
        );
        marks.set_all(&[1, 2, 3]);
        assert_eq!(
            (marks.count(), marks.are_all(), marks.has(200)),
            (3, true, false)
        );
        marks.set(2, false);
        assert_eq!((marks.count(), marks.are_all()), (2, false));
    }
}
