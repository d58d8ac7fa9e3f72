//! Rows that are marked: one by one, a range, or all that match, which goes on counting while the walk does.

use durable_api::filter::Utc;
use durable_api::walk::Count;
use rows::{Rows, Slot};

use crate::prelude::*;

use crate::components::{Weight, button};
use crate::state::App;
use crate::state::handed::{Handed, hand_over};
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

    /// Those that are marked now, and no others that will match.
    pub fn these(&mut self) {
        self.all = false;
    }

    /// The marked rows, in no order that means something.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        let words = (0..).zip(&self.bits);
        words.flat_map(|(word, bits): (Slot, &u64)| {
            (0..64)
                .filter(move |bit| bits & (1 << bit) != 0)
                .map(move |bit| word * 64 + bit)
        })
    }

    /// Marks a row, or not, and leaves it at that.
    pub fn put(&mut self, slot: Slot, is_marked: bool) {
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
            // Where no headings are shown there is no box to tick either.
            return view! { <button type="button" class="btn quiet narrow-only" on:click=move |_| table.mark_all()>{t(Word::MarkAll)}</button> };
        }
        let marked = marked as u64;
        let word = match (all, view.here.count(marked)) {
            (false, _) => Word::Marked,
            (true, Count::Exactly(_)) => Word::MarkedAll,
            (true, Count::AtLeast(_)) => Word::MarkedAllSoFar,
        };
        let elsewhere = table.marked_elsewhere(&view.here.matching());
        let elsewhere = (elsewhere > 0).then(
            || view! { <span class="dim">{count(Word::MarkedElsewhere, elsewhere as u64)}</span> },
        );
        view! {
            <span class="marked" role="status">{count(word, marked)}</span>
            {elsewhere}
            {act_button(view, marked)}
            {button(Weight::Quiet, None, t(Word::MarkNone), move || table.mark_none())}
        }
    })
}

/// Leads to a plan for the marked ones, as they are held now.
fn act_button(view: View, marked: u64) -> Markup {
    let app = App::get();
    let table = view.table;
    let act = move |_| {
        let list = untrack(|| view.here.matching());
        let marked = table.marked_rows(&list);
        let id = |rows: &Rows, slot: &Slot| rows.row(*slot).map(|it| it.id().to_owned());
        let ids = view
            .here
            .with_rows(|rows| marked.iter().filter_map(|slot| id(rows, slot)).collect());
        let (_, all) = untrack(|| table.marked());
        let filter = view.wish.get_untracked().goal.filter;
        let filter = if all {
            filter.to_text(&Utc)
        } else {
            String::new()
        };
        let hub = view.hub.get_value();
        hand_over(app, Handed { hub, ids, filter }, "");
    };
    view! { <button type="button" class="btn" on:click=act>{count(Word::ActOnMarked, marked)}</button> }
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
        marks.put(2, false);
        assert_eq!((marks.count(), marks.are_all()), (2, true));
        marks.set(2, true);
        marks.set(200, true);
        assert_eq!((marks.count(), marks.are_all()), (4, false));
        assert_eq!(marks.slots().collect::<Vec<_>>(), [1, 2, 3, 200]);
    }
}
