//! The rows that match a filter, in the order of a column, kept so while rows come and change.
//!
//! All work is done in slices: [`Matches::step`] does some of it and says whether there is more, so that a million rows are
//! filtered and sorted without ever holding a browser for long. Whoever asks for counts by status gets them for the filter *without* its
//! clause on statuses: that is what chips for statuses show.

use crate::filter::{Clause, Filter, Test, Zone};
use rows::probe::{Probe, Verdict};
use rows::sort::{By, IdOrder, Sorted};
use rows::{Rows, Slot, Status};

/// What is known of a slot, beside the number of a status that matched.
const NO: u16 = u16::MAX;
const UNKNOWN: u16 = u16::MAX - 1;

/// How many slots are looked at between two looks at the clock.
const SLICE: u32 = 4_000;

/// How many rows match, by status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By the number of the status, see [`rows::Status`].
    by_status: Vec<u32>,
    /// Of how many what is held does not tell whether they match.
    pub unknown: u32,
}

impl Counts {
    /// How many there are of a status.
    pub fn of(&self, status: Status) -> u32 {
        let count = self.by_status.get(usize::from(status.0));
        count.copied().unwrap_or_default()
    }

    /// How many there are of all statuses together.
    pub fn all(&self) -> u32 {
        self.by_status.iter().sum()
    }

    /// The statuses there are any of.
    pub fn statuses(&self) -> impl Iterator<Item = Status> {
        let some = self.by_status.iter().enumerate();
        some.filter(|(_, count)| **count > 0)
            .filter_map(|(number, _)| u8::try_from(number).ok())
            .map(Status)
    }

    fn change(&mut self, verdict: u16, add: bool) {
        let count = match verdict {
            NO => return,
            UNKNOWN => &mut self.unknown,
            status => {
                let status = usize::from(status);
                if self.by_status.len() <= status {
                    self.by_status.resize(status + 1, 0);
                }
                let Some(count) = self.by_status.get_mut(status) else {
                    return;
                };
                count
            }
        };
        *count = if add {
            *count + 1
        } else {
            count.saturating_sub(1)
        };
    }
}

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
    /// From which slot on nobody has looked yet.
    from: Slot,
    /// Slots to be looked at again.
    again: Vec<Slot>,
}

impl Matches {
    /// Nothing looked at yet. `now` is in ticks.
    pub fn new(filter: &Filter, now: i64, zone: &dyn Zone, by: By, descending: bool) -> Self {
        let (base, statuses) = split(filter);
        let ids = IdOrder::default();
        Self {
            base: base.probe(now, zone),
            statuses,
            verdicts: Vec::new(),
            counts: Counts::default(),
            sorted: Sorted::new(&Rows::default(), &ids, by, descending, &[]),
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

    /// Whether everything was looked at.
    pub fn is_done(&self, rows: &Rows) -> bool {
        self.from >= rows.end() && self.again.is_empty()
    }

    /// Looks at rows while `go_on` says so, and puts what it found in its place; whether there is more to do. `ids` must be fresh.
    ///
    /// `hold` are new rows that are left out until they are touched and no longer held.
    pub fn step(
        &mut self,
        rows: &Rows,
        ids: &IdOrder,
        hold: &[Slot],
        go_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        let again = std::mem::take(&mut self.again);
        let mut found = Vec::new();
        if !again.is_empty() {
            // Each once: a slot that is in the list twice would be inserted twice.
            for slot in &again {
                self.forget(*slot);
            }
            let verdicts = &self.verdicts;
            self.sorted.retain(|slot| {
                let verdict = verdicts.get(slot as usize);
                verdict.is_some_and(|it| *it != NO)
            });
            for slot in again {
                let is_out = self.verdicts.get(slot as usize) == Some(&NO);
                if is_out && !hold.contains(&slot) && self.judge(rows, slot) {
                    found.push(slot);
                }
            }
        }
        while self.from < rows.end() {
            let end = rows.end().min(self.from.saturating_add(SLICE));
            self.verdicts.resize(end as usize, NO);
            for slot in self.from..end {
                if !hold.contains(&slot) && self.judge(rows, slot) {
                    found.push(slot);
                }
            }
            self.from = end;
            if !go_on() {
                break;
            }
        }
        if !found.is_empty() {
            self.sorted.insert(rows, ids, &found);
        }
        self.from < rows.end()
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
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::filter::Utc;
    use rows::{Held, Ingest};

    const STATUSES: [&str; 5] = ["Running", "Completed", "Failed", "Napping", "Pending"];

    fn put(held: &mut Held, asked: u32, rows: &[(u32, u32)]) -> Vec<Slot> {
        let mut body = String::from("[");
        for (at, (id, state)) in rows.iter().enumerate() {
            let status = STATUSES[*state as usize % 5];
            body.push_str(if at == 0 { "" } else { "," });
            let _ = write!(
                body,
                r#"{{"instanceId":"i-{id}","name":"F{}","runtimeStatus":"{status}","createdTime":"2026-11-21T07:{:02}:{:02}Z","lastUpdatedTime":"2026-11-21T08:00:00Z","output":{state}}}"#,
                id % 3,
                state % 60,
                id % 60
            );
        }
        body.push(']');
        let mut ingest = Ingest::new(body.into_bytes(), asked);
        ingest.run(held);
        ingest.report().touched.iter().map(|it| it.0).collect()
    }

    fn all_at_once(rows: &Rows, filter: &Filter, ids: &IdOrder) -> (Vec<Slot>, usize) {
        let found = filter.probe(0, &Utc).select_all(rows);
        let sorted = Sorted::new(rows, ids, By::Created, true, &found.yes);
        (sorted.slots().to_vec(), found.unknown.len())
    }

    #[test]
    fn however_rows_come_change_and_go_the_list_is_what_one_look_at_all_would_give() {
        let mut seed = 11_u64;
        let mut draw = |below: u32| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u32::try_from(seed >> 40).unwrap() % below
        };
        for text in [
            "",
            "status:failed,running",
            "name:F1 status:completed",
            "-status:failed",
            "output=3",
            "status:failed status:running",
        ] {
            let filter = Filter::parse(text, &Utc).unwrap();
            let (mut held, mut ids) = (Held::default(), IdOrder::default());
            let mut matches = Matches::new(&filter, 0, &Utc, By::Created, true);
            for round in 1..60 {
                let rows: Vec<(u32, u32)> = (0..draw(40)).map(|_| (draw(300), draw(90))).collect();
                let mut touched = put(&mut held, round, &rows);
                if round % 7 == 0 {
                    let some: Vec<Slot> = held.instances.slots().step_by(5).collect();
                    for slot in some {
                        held.instances.remove(slot);
                        touched.push(slot);
                    }
                }
                matches.touch(&touched);
                ids.refresh(&held.instances);
                while matches.step(&held.instances, &ids, &[], &mut || false) {}
                assert!(matches.is_done(&held.instances));
                let (slots, unknown) = all_at_once(&held.instances, &filter, &ids);
                assert_eq!(matches.slots(), slots, "{text} in round {round}");
                assert_eq!(matches.counts().unknown as usize, unknown);
            }
        }
    }

    #[test]
    fn rows_that_are_held_back_come_when_they_are_let_in() {
        let mut held = Held::default();
        put(&mut held, 1, &[(1, 2), (2, 2)]);
        let late = put(&mut held, 2, &[(3, 2), (4, 1)]);
        let mut ids = IdOrder::default();
        ids.refresh(&held.instances);
        let filter = Filter::parse("status:failed", &Utc).unwrap();
        let mut matches = Matches::new(&filter, 0, &Utc, By::Id, false);
        matches.step(&held.instances, &ids, &late, &mut || true);
        assert_eq!(matches.slots(), [0, 1]);
        let fitting: Vec<Slot> = late
            .iter()
            .copied()
            .filter(|it| matches.fits(&held.instances, *it))
            .collect();
        assert_eq!(fitting, [2]);
        matches.touch(&late);
        matches.step(&held.instances, &ids, &[], &mut || true);
        assert_eq!(matches.slots(), [0, 1, 2]);
    }

    #[test]
    fn counts_by_status_do_not_depend_on_which_statuses_are_wanted() {
        let mut held = Held::default();
        put(&mut held, 1, &[(1, 0), (2, 1), (3, 2), (4, 2), (5, 3)]);
        let mut ids = IdOrder::default();
        ids.refresh(&held.instances);
        for text in ["", "status:failed", "status:running,completed"] {
            let filter = Filter::parse(text, &Utc).unwrap();
            let mut matches = Matches::new(&filter, 0, &Utc, By::Id, false);
            matches.step(&held.instances, &ids, &[], &mut || true);
            let counts = matches.counts();
            assert_eq!(counts.of(Status::FAILED), 2, "{text}");
            assert_eq!(counts.all(), 5);
            assert_eq!(counts.statuses().count(), 4);
        }
    }
}
