//! Marking rows of the table.

use durable_api::filter::Filter;
use rows::Slot;

use super::super::marks::Marks;
use super::table::{Table, place_near};

impl Table {
    pub(super) fn change_marks(self, change: impl FnOnce(&mut Marks)) {
        change(&mut self.kept().marks.borrow_mut());
        self.marks.update(|it| *it += 1);
    }

    /// How many rows are marked, and whether these are all that match; tracked.
    pub fn marked(self) -> (usize, bool) {
        self.marks.track();
        let kept = self.kept();
        let marks = kept.marks.borrow();
        (marks.count(), marks.are_all())
    }

    /// Marks the row of the cursor, or takes its mark away.
    pub fn mark_cursor(self) {
        if let Some(slot) = self.cursor.get_untracked() {
            self.turn_mark(slot);
        }
    }

    pub(super) fn turn_mark(self, slot: Slot) {
        self.change_marks(|marks| marks.set(slot, !marks.has(slot)));
        self.kept().anchor.set(Some(slot));
    }

    /// Marks all rows from the one that was marked last to that of the cursor.
    pub fn mark_to_cursor(self) {
        if let Some(slot) = self.cursor.get_untracked() {
            self.mark_to(slot);
        }
    }

    pub(super) fn mark_to(self, slot: Slot) {
        let list = self.drawn();
        let near = self.window.get_untracked().first;
        let place = |slot| place_near(&list, slot, near);
        let from = self.kept().anchor.get().and_then(place);
        let (Some(from), Some(to)) = (from, place(slot)) else {
            return self.turn_mark(slot);
        };
        self.change_marks(|marks| {
            for slot in &list[from.min(to)..=from.max(to)] {
                marks.set(*slot, true);
            }
        });
    }

    /// Hears what is looked for. What was marked stays marked under another filter, but "all that match" meant those of the old one.
    pub fn filter_is(self, filter: &Filter) {
        let kept = self.kept();
        if *kept.marked_under.borrow() == *filter {
            return;
        }
        kept.marked_under.replace(filter.clone());
        if kept.marks.borrow().are_all() {
            self.change_marks(Marks::these);
        }
    }

    /// Forgets the marks of rows that are gone: in their places may stand others.
    pub(super) fn forget(self, gone: &[Slot]) {
        if gone.is_empty() || self.kept().marks.borrow().count() == 0 {
            return;
        }
        self.change_marks(|marks| {
            for slot in gone {
                marks.put(*slot, false);
            }
        });
    }

    /// How many of the marked rows are not in the list; tracked.
    pub fn marked_elsewhere(self, list: &[Slot]) -> usize {
        self.marks.track();
        let kept = self.kept();
        let marks = kept.marks.borrow();
        if marks.count() == 0 || marks.are_all() {
            return 0;
        }
        let here = list.iter().filter(|it| marks.has(**it)).count();
        marks.count() - here
    }

    /// The marked rows: those of the list in its order, then the others.
    pub fn marked_rows(self, list: &[Slot]) -> Vec<Slot> {
        let kept = self.kept();
        let marks = kept.marks.borrow();
        let mut rows: Vec<Slot> = list.iter().copied().filter(|it| marks.has(*it)).collect();
        if rows.len() < marks.count() {
            let mut listed = Marks::default();
            listed.set_all(&rows);
            rows.extend(marks.slots().filter(|it| !listed.has(*it)));
        }
        rows
    }

    /// Marks all that match, those included that are found later.
    pub fn mark_all(self) {
        let list = self.drawn();
        self.change_marks(|marks| marks.set_all(&list));
    }

    /// Marks nothing.
    pub fn mark_none(self) {
        self.change_marks(Marks::clear);
    }
}
