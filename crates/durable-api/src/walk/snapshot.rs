//! What a walk tells the status line.

use super::ask::Failure;
use super::by_status::Asked;
use super::coverage::{Area, Ms, Wanted};
use super::evidence::{Evidence, Proof, Way};
use super::machine::{Phase, Walk};

/// What a walk does at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Waits for the first page.
    Opening,
    /// Finds out in which way the host can be walked.
    Proving,
    /// Looks at what is left.
    Walking,
    /// Spares a busy host, until this time.
    Waiting(Ms),
    /// Stopped, and goes on with [`Walk::resume`].
    Stopped(Stopped),
    /// All ways are at their end. Whether that was everything, [`Snapshot::is_complete`] says.
    Done,
    /// Done, and looks again at new and unfinished ones.
    Live,
}

/// Why a walk stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Somebody said so.
    ByUser,
    /// What it may cost is spent.
    Ceiling,
    /// The host does not answer, or refuses.
    Failed(Failure),
    /// The host understands nothing that would lead further.
    NoWay,
}

/// How many there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Instances in all, at least as many as were seen.
    pub instances: u64,
    /// What it was counted by.
    pub basis: Basis,
}

/// What an estimate rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Ids stand as densely where nobody looked as where the walk looked last.
    Ids,
    /// Instances were made as often as in the times looked at.
    Times,
}

/// How a number found here stands to the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// `=`: everything that could count was looked at.
    Exactly(u64),
    /// `≥`: so many were seen, and more was not looked at.
    AtLeast(u64),
}

/// The state of a walk, for the status line.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// What it does.
    pub doing: Doing,
    /// The way it goes.
    pub way: Option<Way>,
    /// How that way was proven.
    pub proof: Option<Proof>,
    /// What was noticed about the host, oldest first.
    pub evidence: Vec<Evidence>,
    /// Instances seen, each once, without entities.
    pub instances: u64,
    /// Entities seen: they are listed as running instances and are none.
    pub entities: u64,
    /// Instances seen that are not finished.
    pub unfinished: u64,
    /// Whether all that is aimed at was looked at.
    pub is_complete: bool,
    /// How much of it was looked at, in thousandths; `None` where nothing tells.
    pub share: Option<u16>,
    /// How many instances there may be; `None` where nothing tells, or when it is complete.
    pub estimate: Option<Estimate>,
    /// Requests sent.
    pub requests: u32,
    /// Bytes of answers.
    pub bytes: u64,
    /// Requests under way, and how many there may be at this moment.
    pub under_way: (usize, usize),
    /// How many rows the next page asks for.
    pub page: u16,
    /// How asking for some statuses alone stands, if somebody asked.
    pub asked: Option<Asked>,
    /// Which look it is: 1, and one more with each [`Walk::again`].
    pub look: u16,
}

impl Walk {
    /// The state of the walk. Costs little: call it when something was answered.
    pub fn snapshot(&self, now: Ms) -> Snapshot {
        let is_complete = self.covers_aim();
        let estimate = if is_complete {
            None
        } else {
            self.estimate(now)
        };
        Snapshot {
            doing: self.doing(now),
            way: self.way,
            proof: self.proof,
            evidence: self.evidence.clone(),
            instances: self.ledger.instances(),
            entities: self.ledger.entities(),
            unfinished: self.ledger.unfinished(),
            is_complete,
            share: if is_complete {
                Some(1000)
            } else {
                self.share(estimate)
            },
            estimate,
            requests: self.pace.requests,
            bytes: self.pace.bytes,
            under_way: (self.flights.len(), self.pace.parallel),
            page: self.pace.top,
            asked: self.asked(),
            look: self.look,
        }
    }

    /// What the walk does at this moment.
    pub fn doing(&self, now: Ms) -> Doing {
        if let Some(stopped) = self.stopped {
            return Doing::Stopped(stopped);
        }
        if self.phase == Phase::Done && !self.live.is_on {
            return Doing::Done;
        }
        if let Some(until) = self.pace.not_before.filter(|until| now < *until) {
            return Doing::Waiting(until);
        }
        match self.phase {
            Phase::Opening => Doing::Opening,
            Phase::Proving => Doing::Proving,
            Phase::Walking => Doing::Walking,
            Phase::Done => Doing::Live,
        }
    }

    fn covers_aim(&self) -> bool {
        self.coverage.covers(&Wanted {
            area: self.aim(),
            ..Wanted::all()
        })
    }

    /// How many instances there may be, by the density of what was seen.
    fn estimate(&self, now: Ms) -> Option<Estimate> {
        let (left, basis) = match self.way? {
            Way::Position(_) if self.keys.answered > 0 => (self.keys_left(), Basis::Ids),
            Way::Creation => (self.times_left(now)?, Basis::Times),
            _ => return None,
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // clamped, and an estimate
        let left = left.clamp(0.0, 1e12) as u64;
        Some(Estimate {
            instances: self.ledger.instances() + left,
            basis,
        })
    }

    fn share(&self, estimate: Option<Estimate>) -> Option<u16> {
        let all = estimate?.instances.max(1);
        let share = self.ledger.instances().saturating_mul(1000) / all;
        // Something is left, or it would be complete.
        u16::try_from(share.min(999)).ok()
    }

    /// How a number of matches found among what was seen stands to the truth: `=` when all that the filter's ids, times and statuses
    /// allow was looked at, `≥` otherwise. Clauses that are decided here change nothing about it.
    pub fn count(&self, wanted: &Wanted, matching: u64) -> Count {
        if self.coverage.covers(wanted) {
            Count::Exactly(matching)
        } else {
            Count::AtLeast(matching)
        }
    }

    /// `≈`: how many of a filter there may be in the whole, if what was not looked at is like what was. `None` where nothing tells, or
    /// less than a twentieth was looked at.
    pub fn about(&self, matching: u64, now: Ms) -> Option<Estimate> {
        let estimate = self.estimate(now)?;
        let seen = self.ledger.instances();
        if seen * 20 < estimate.instances {
            return None;
        }
        let instances =
            u128::from(matching) * u128::from(estimate.instances) / u128::from(seen.max(1));
        Some(Estimate {
            instances: u64::try_from(instances).ok()?.max(matching),
            ..estimate
        })
    }

    /// What is aimed at and was not looked at: the hatched parts of a histogram or a bar of ids.
    pub fn unseen(&self) -> Vec<Area> {
        self.coverage.unseen(&Wanted {
            area: self.aim(),
            ..Wanted::all()
        })
    }
}
