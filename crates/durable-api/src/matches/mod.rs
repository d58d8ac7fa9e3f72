//! The rows that match a filter, in the order of a column, kept so while rows come and change.
//!
//! All work is done in slices: [`Matches::step`] does some of it and says whether there is more, so that a million rows are
//! filtered and sorted without ever holding a browser for long. What is in order meanwhile can be shown: the rows are put in order when
//! there are twice as many as the last time. Whoever asks for counts by status gets them for the filter *without* its
//! clause on statuses: that is what chips for statuses show.

mod counts;

use self::counts::{NO, UNKNOWN};
use crate::filter::{Clause, Filter, Test, Zone};
use rows::probe::{Probe, Verdict};
use rows::sort::{By, IdOrder, Sorted};
use rows::{Needs, Rows, Slot};

pub use self::counts::Counts;

/// How many slots are looked at between two looks at the clock: texts of some kilobytes take microseconds each.
const SLICE: u32 = 256;

/// Rows that match, in order.
#[derive(Debug)]
pub struct Matches {
    /// All clauses but the one that chips for statuses stand for.
    base: Probe,
    /// The names of the statuses that are wanted, if not all are.
    statuses: Option<Vec<String>>,
    /// What was found of each slot: the number of its status where it matches `base`.
    verdicts: Vec<u16>,
    counts: Counts,
    sorted: Sorted,
    /// Rows that match and are to be put in order.
    found: Vec<Slot>,
    /// How many rows are to be found before they are put in order.
    enough: usize,
    /// From which slot on nobody has looked yet.
    from: Slot,
    /// Slots to be looked at again.
    again: Vec<Slot>,
}

impl Matches {
    /// Nothing looked at yet. `now` is in ticks.
    pub fn new(filter: &Filter, now: i64, zone: &dyn Zone, by: By, descending: bool) -> Self {
        let (base, statuses) = split(filter);
        Self {
            base: base.probe(now, zone),
            statuses,
            verdicts: Vec::new(),
            counts: Counts::default(),
            sorted: Sorted::new(by, descending),
            found: Vec::new(),
            enough: 0,
            from: 0,
            again: Vec::new(),
        }
    }

    /// Rows that changed or were removed: they are looked at again. New ones are found without this.
    pub fn touch(&mut self, slots: &[Slot]) {
        let known = self.from;
        self.again
            .extend(slots.iter().filter(|slot| **slot < known));
    }

    /// The text fields that the filter looks at.
    pub fn needs(&self) -> Needs {
        self.base.needs()
    }

    /// Whether everything was looked at and is in order.
    pub fn is_done(&self, rows: &Rows) -> bool {
        self.has_looked(rows) && self.found.is_empty() && self.sorted.is_settled()
    }

    /// Rows of the statuses that are wanted of which what is held does not tell whether they match, at most so many.
    pub fn unknown(&self, rows: &Rows, most: usize) -> Vec<Slot> {
        let verdicts = (0..).zip(&self.verdicts);
        let unknown = verdicts.filter(|(_, verdict)| **verdict == UNKNOWN);
        let slots = unknown.map(|(slot, _): (Slot, _)| slot);
        let status = |slot: &Slot| rows.row(*slot).map(|it| self.is_wanted(it.status_name()));
        slots
            .filter(|it| status(it) == Some(true))
            .take(most)
            .collect()
    }

    /// Whether there is nothing to be looked at.
    fn has_looked(&self, rows: &Rows) -> bool {
        self.from >= rows.end() && self.again.is_empty()
    }

    /// Whether [`Matches::slots`] are worth showing though there is more to do: some are there, or none was found yet.
    pub fn is_worth_showing(&self) -> bool {
        !self.sorted.slots().is_empty() || (self.found.is_empty() && self.sorted.is_empty())
    }

    /// Looks at rows and puts what it found in its place, while `go_on` says so; whether there is more to do. `ids` must be fresh.
    ///
    /// `hold` are new rows that are left out until they are touched and no longer held.
    pub fn step(
        &mut self,
        rows: &Rows,
        ids: &IdOrder,
        hold: &[Slot],
        go_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        let hold = Held::of(hold, rows);
        // Before anything is put in order: what changed or went stands where it no longer belongs.
        self.look_again(rows, &hold);
        loop {
            let is_enough =
                self.has_looked(rows) || self.sorted.len() + self.found.len() >= self.enough;
            if is_enough && !self.found.is_empty() {
                let rest = self.found.len().saturating_sub(Sorted::PORTION);
                let portion = self.found.split_off(rest);
                self.sorted.add(rows, ids, &portion);
            } else if is_enough && !self.sorted.is_settled() {
                if self.sorted.step(rows, ids, go_on) {
                    return true;
                }
                self.enough = self.sorted.len() * 2 + Sorted::PORTION;
            } else if self.has_looked(rows) {
                return false;
            } else {
                self.look(rows, &hold);
            }
            if !go_on() {
                return !self.is_done(rows);
            }
        }
    }

    /// Looks at the next rows.
    fn look(&mut self, rows: &Rows, hold: &Held) {
        let end = rows.end().min(self.from.saturating_add(SLICE));
        self.verdicts.resize(end as usize, NO);
        for slot in self.from..end {
            if !hold.has(slot) && self.judge(rows, slot) {
                self.found.push(slot);
            }
        }
        self.from = end;
    }

    /// Takes out what changed or is gone, and looks at it anew.
    fn look_again(&mut self, rows: &Rows, hold: &Held) {
        if self.again.is_empty() {
            return;
        }
        let again = std::mem::take(&mut self.again);
        // Each once: a slot that is in the list twice would be inserted twice.
        for slot in &again {
            self.forget(*slot);
        }
        let verdicts = &self.verdicts;
        let stays = |slot: Slot| {
            let verdict = verdicts.get(slot as usize);
            verdict.is_some_and(|it| *it != NO)
        };
        self.sorted.retain(&stays);
        self.found.retain(|slot| stays(*slot));
        for slot in again {
            let is_out = self.verdicts.get(slot as usize) == Some(&NO);
            if is_out && !hold.has(slot) && self.judge(rows, slot) {
                self.found.push(slot);
            }
        }
    }

    /// The matching rows in order, of those that were looked at.
    pub fn slots(&self) -> &[Slot] {
        self.sorted.slots()
    }

    /// How many match, by status, whichever statuses the filter wants.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Whether a row would be shown.
    pub fn fits(&mut self, rows: &Rows, slot: Slot) -> bool {
        let Some(row) = rows.row(slot) else {
            return false;
        };
        self.is_wanted(row.status_name()) && self.base.look(rows, slot) == Verdict::Yes
    }

    fn is_wanted(&self, status: &str) -> bool {
        match &self.statuses {
            Some(names) => names.iter().any(|name| name == status),
            None => true,
        }
    }

    fn forget(&mut self, slot: Slot) {
        if let Some(verdict) = self.verdicts.get_mut(slot as usize) {
            self.counts.change(*verdict, false);
            *verdict = NO;
        }
    }

    /// Looks at a row of which nothing is known; whether it is to be shown.
    fn judge(&mut self, rows: &Rows, slot: Slot) -> bool {
        let Some(row) = rows.row(slot) else {
            return false;
        };
        let verdict = match self.base.look(rows, slot) {
            Verdict::No => NO,
            Verdict::Unknown => UNKNOWN,
            Verdict::Yes => u16::from(row.status().0),
        };
        self.counts.change(verdict, true);
        let wanted = self.is_wanted(row.status_name());
        if let Some(place) = self.verdicts.get_mut(slot as usize) {
            *place = verdict;
        }
        wanted && verdict < UNKNOWN
    }
}

/// Rows that are held back, as one mark a row.
struct Held(Vec<bool>);

impl Held {
    fn of(slots: &[Slot], rows: &Rows) -> Self {
        if slots.is_empty() {
            return Self(Vec::new());
        }
        let mut marks = vec![false; rows.end() as usize];
        for slot in slots {
            if let Some(mark) = marks.get_mut(*slot as usize) {
                *mark = true;
            }
        }
        Self(marks)
    }

    fn has(&self, slot: Slot) -> bool {
        self.0.get(slot as usize).copied().unwrap_or_default()
    }
}

/// The clause on statuses that chips stand for (the only one that is not negated), and all others.
fn split(filter: &Filter) -> (Filter, Option<Vec<String>>) {
    let is_chip = |clause: &&Clause| !clause.not && matches!(clause.test, Test::Status(_));
    let mut chips = filter.clauses.iter().filter(is_chip);
    let (Some(clause), None) = (chips.next(), chips.next()) else {
        return (filter.clone(), None);
    };
    let names = match &clause.test {
        Test::Status(statuses) => statuses.iter().map(|it| it.as_str().to_owned()).collect(),
        _ => Vec::new(),
    };
    let others = filter.clauses.iter().filter(|it| *it != clause).cloned();
    let base = Filter {
        clauses: others.collect(),
    };
    (base, Some(names))
}

#[cfg(test)]
mod tests;
