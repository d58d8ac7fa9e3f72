//! A plan as it is kept: what was asked for, what a look found, how far it is.

use std::collections::BTreeSet;

use durable_api::act::{Grade, Kind};
use durable_api::plan::{Counts, Found, Plan, Row as LogRow, State};

use crate::browser::clock;
use crate::state::connections::connection::{Connection, Environment};
use crate::state::stored::{self, Row, Stored};

const NAME: &str = "durable-portal.plan";
const VERSION: u32 = 1;
const ABOUT: &str = "about";
const FOUND: &str = "found";
const OUT: &str = "out";

/// How far a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The targets are known, what is to be done is not.
    Draft,
    /// Its targets are to be looked at.
    Asked,
    /// They were looked at.
    Reviewed,
    /// It runs, or ran until something stopped it: half done.
    Begun,
    /// Every target is over.
    Over,
    /// It was given up: what was not sent never will be.
    Aborted,
}

impl Phase {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Draft, "draft"),
        (Self::Asked, "asked"),
        (Self::Reviewed, "reviewed"),
        (Self::Begun, "begun"),
        (Self::Over, "over"),
        (Self::Aborted, "aborted"),
    ];
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// From 1, for each hub.
    pub number: u32,
    /// When it was made, in milliseconds since 1970.
    pub made_ms: f64,
    /// How far it is.
    pub phase: Phase,
    /// The filter that found its targets, in its typed form; empty: they were chosen otherwise.
    pub filter: String,
    /// What is done to whom.
    pub plan: Plan,
    /// What a look found, by target.
    pub found: Vec<Option<Found>>,
    /// Those that somebody left out.
    pub left_out: BTreeSet<usize>,
    /// How long a request took when they were looked at, in milliseconds.
    pub round_trip_ms: f64,
    /// How many were over when this was written, and how many of them went wrong.
    pub over: (usize, usize),
}

impl Record {
    /// A plan that is made now.
    pub fn new(plan: Plan, filter: String, phase: Phase) -> Self {
        Self {
            number: 0,
            made_ms: clock::now(),
            phase,
            filter,
            found: vec![None; plan.targets.len()],
            plan,
            left_out: BTreeSet::new(),
            round_trip_ms: 0.0,
            over: (0, 0),
        }
    }

    /// Whether the target at this place is sent to when the plan runs.
    pub fn takes(&self, at: usize) -> bool {
        let found = self.found.get(at).and_then(Option::as_ref);
        found.is_some_and(|it| it.verdict.is_sendable()) && !self.left_out.contains(&at)
    }

    /// How many are sent to.
    pub fn calls(&self) -> usize {
        (0..self.plan.targets.len())
            .filter(|at| self.takes(*at))
            .count()
    }

    /// How much is asked of who runs it.
    pub fn grade(&self, connection: &Connection) -> Grade {
        let guarded = connection.environment == Environment::Prod;
        let of = |operation| Grade::of(operation, self.calls(), guarded);
        let other = self.plan.other.as_ref().map(of);
        of(&self.plan.operation).max(other.unwrap_or(Grade::Nothing))
    }

    /// The rows of the log before anything is sent: what the look left as it is, and what somebody left out.
    pub fn settled(&self) -> Vec<LogRow> {
        let rows = (0..self.plan.targets.len()).filter(|at| !self.takes(*at));
        rows.map(|target| {
            let found = self.found.get(target).and_then(Option::as_ref);
            let kind = match found.map(|it| &it.verdict) {
                Some(verdict) if verdict.is_sendable() => Kind::LeftOut,
                Some(durable_api::plan::Verdict::Gone) => Kind::Gone,
                _ => Kind::Skipped,
            };
            let said = found.map(|it| it.status.clone()).unwrap_or_default();
            LogRow {
                target,
                state: State::Over { kind, said },
            }
        })
        .collect()
    }

    /// Notes how a run stands.
    pub fn tally(&mut self, counts: &Counts) {
        self.over = (counts.over(), counts.trouble());
    }

    /// As one text.
    pub fn to_text(&self) -> String {
        let phase = Phase::ALL.iter().find(|it| it.0 == self.phase);
        let mut rows: Vec<Row> = vec![vec![
            ABOUT.to_owned(),
            self.number.to_string(),
            whole(self.made_ms).to_string(),
            phase.map(|it| it.1).unwrap_or_default().to_owned(),
            self.filter.clone(),
            whole(self.round_trip_ms).to_string(),
            self.over.0.to_string(),
            self.over.1.to_string(),
        ]];
        rows.extend(self.plan.to_rows());
        let mut out = vec![OUT.to_owned()];
        out.extend(self.left_out.iter().map(ToString::to_string));
        rows.push(out);
        for (at, found) in self.found.iter().enumerate() {
            if let Some(found) = found {
                let mut row = vec![FOUND.to_owned(), at.to_string()];
                row.extend(found.to_texts());
                rows.push(row);
            }
        }
        stored::encode(NAME, VERSION, &rows)
    }

    /// Reads what [`Record::to_text`] wrote.
    pub fn from_text(text: String) -> Option<Self> {
        let Stored::Rows(VERSION, rows) = stored::decode(NAME, text) else {
            return None;
        };
        let mut plan = Plan::from_rows(&rows)?;
        let about = rows
            .iter()
            .find(|row| row.first().is_some_and(|it| it == ABOUT));
        let [_, number, made, phase, filter, round_trip, over, trouble] = about?.as_slice() else {
            return None;
        };
        let mut found = vec![None; plan.targets.len()];
        let mut left_out = BTreeSet::new();
        for row in &rows {
            match row.as_slice() {
                [name, at, texts @ ..] if name == FOUND => {
                    *found.get_mut(at.parse::<usize>().ok()?)? = Some(Found::from_texts(texts)?);
                }
                [name, places @ ..] if name == OUT => {
                    for place in places {
                        left_out.insert(place.parse().ok()?);
                    }
                }
                _ => {}
            }
        }
        plan.choose(&found);
        Some(Self {
            number: number.parse().ok()?,
            made_ms: made.parse().ok()?,
            phase: Phase::ALL.iter().find(|it| it.1 == phase)?.0,
            filter: filter.clone(),
            plan,
            found,
            left_out,
            round_trip_ms: round_trip.parse().ok()?,
            over: (over.parse().ok()?, trouble.parse().ok()?),
        })
    }
}

/// Written without the code that writes any number there is.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds")]
fn whole(ms: f64) -> i64 {
    ms as i64
}

#[cfg(test)]
mod tests {
    use super::{Phase, Record};
    use durable_api::plan::{Found, Recipe, Said, Verdict};

    #[test]
    fn a_plan_comes_back_as_it_was_kept() {
        let plan = Recipe::Mend.plan(&Said::default(), ["a", "b,\"c\"", "d"].map(str::to_owned));
        let found = |is_other, verdict| Found {
            status: "Failed".to_owned(),
            verdict,
            is_other,
        };
        let mut record = Record {
            number: 7,
            made_ms: 1_700_000_000_000.0,
            phase: Phase::Reviewed,
            filter: "status:Failed".to_owned(),
            found: vec![
                Some(found(false, Verdict::Eligible)),
                Some(found(true, Verdict::Eligible)),
                Some(found(false, Verdict::Gone)),
            ],
            plan,
            left_out: [0].into(),
            round_trip_ms: 12.0,
            over: (2, 1),
        };
        record.plan.choose(&record.found.clone());
        let text = record.to_text();
        assert_eq!(Record::from_text(text), Some(record.clone()));
        assert_eq!((record.calls(), record.takes(1)), (1, true));
        assert_eq!(record.settled().len(), 2);
        assert_eq!(Record::from_text("[]".to_owned()), None);
    }
}
