//! Clauses over many rows.

use super::{Clause, Test, Verdict};
use crate::{Field, Needs, Rows, Slot, Status};

/// Clauses that must all hold, made ready for many rows of one hub: what was learnt of its names is kept.
#[derive(Clone, Debug, Default)]
pub struct Probe {
    clauses: Vec<Clause>,
    /// What each clause on status or name says, by the number of the status or name: asked once for each of them.
    /// Empty for other clauses.
    known: Vec<Vec<bool>>,
}

/// The rows that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Those that match, in the order of their slots.
    pub yes: Vec<Slot>,
    /// Those of which what is held does not tell: to be counted apart, and asked about one by one.
    pub unknown: Vec<Slot>,
}

impl Probe {
    /// Makes clauses ready. No clause at all lets everything pass.
    pub fn new(clauses: Vec<Clause>) -> Self {
        // The cheap ones first.
        let mut clauses: Vec<Option<Clause>> = clauses.into_iter().map(Some).collect();
        let mut sorted = Vec::with_capacity(clauses.len());
        for cost in 0..=Test::DEAREST {
            let these = clauses
                .iter_mut()
                .filter_map(|it| it.take_if(|it| it.test.cost() == cost));
            sorted.extend(these);
        }
        Self {
            known: vec![Vec::new(); sorted.len()],
            clauses: sorted,
        }
    }

    /// The text fields that the clauses look at.
    pub fn needs(&self) -> Needs {
        self.clauses
            .iter()
            .fold(Needs::NONE, |needs, clause| match &clause.test {
                Test::Has(field, _) | Test::Exists(field, _) | Test::Value(field, ..) => {
                    needs.and(*field)
                }
                Test::ErrorHas(_) | Test::ErrorLike(_) => needs.and(Field::Output),
                Test::Anywhere(_) => needs.and(Field::CustomStatus).and(Field::Output),
                _ => needs,
            })
    }

    /// What the clauses say of one row.
    pub fn look(&mut self, rows: &Rows, slot: Slot) -> Verdict {
        self.renew(rows);
        self.judge(rows, slot)
    }

    /// Looks at up to `most` slots from `from` on and adds what is found. Says where to go on, `None` at the end.
    pub fn select(
        &mut self,
        rows: &Rows,
        from: Slot,
        most: u32,
        found: &mut Selection,
    ) -> Option<Slot> {
        self.renew(rows);
        let end = rows.end().min(from.saturating_add(most));
        for slot in from..end {
            if rows.is_gone(slot) {
                continue;
            }
            match self.judge(rows, slot) {
                Verdict::Yes => found.yes.push(slot),
                Verdict::Unknown => found.unknown.push(slot),
                Verdict::No => {}
            }
        }
        (end < rows.end()).then_some(end)
    }

    /// Looks at every row at once.
    pub fn select_all(&mut self, rows: &Rows) -> Selection {
        let mut found = Selection::default();
        self.select(rows, 0, u32::MAX, &mut found);
        found
    }

    /// Asks about the statuses and names that came since.
    fn renew(&mut self, rows: &Rows) {
        for (clause, known) in self.clauses.iter().zip(&mut self.known) {
            match &clause.test {
                Test::Status(names) => {
                    let new = known.len() as u8..rows.statuses_end();
                    known.extend(new.map(|number| {
                        let name = rows.status_name(Status(number));
                        names.iter().any(|it| it == name) != clause.not
                    }));
                }
                Test::Name(patterns) => {
                    let new = rows.names().get(known.len()..).unwrap_or_default();
                    let fits = |name: &str| patterns.iter().any(|it| it.fits(name));
                    known.extend(new.iter().map(|name| fits(name) != clause.not));
                }
                _ => {}
            }
        }
    }

    #[inline]
    fn judge(&self, rows: &Rows, slot: Slot) -> Verdict {
        let mut verdict = Verdict::Yes;
        for (clause, known) in self.clauses.iter().zip(&self.known) {
            let number = match clause.test {
                Test::Status(_) => usize::from(rows.status(slot).0),
                Test::Name(_) => rows.name_number(slot) as usize,
                _ => usize::MAX,
            };
            let said = if let Some(is) = known.get(number) {
                Verdict::of(*is)
            } else {
                let said = clause.test.look(rows, slot);
                if clause.not { said.not() } else { said }
            };
            verdict = verdict.min(said);
            if verdict == Verdict::No {
                break;
            }
        }
        verdict
    }
}
