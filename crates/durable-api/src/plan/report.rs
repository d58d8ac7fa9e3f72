//! What came of a plan.

use super::{Plan, Stage};
use crate::act::Kind;

/// How many stand how: every target is in one of the three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many were not begun.
    pub waiting: usize,
    /// How many are under way.
    pub under_way: usize,
    over: [usize; Kind::ALL.len()],
}

impl Counts {
    pub(super) fn of_waiting(count: usize) -> Self {
        Self {
            waiting: count,
            ..Self::default()
        }
    }

    /// How many came to this.
    pub fn of(&self, kind: Kind) -> usize {
        self.over.get(kind as usize).copied().unwrap_or_default()
    }

    /// How many are over.
    pub fn over(&self) -> usize {
        self.over.iter().sum()
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.waiting + self.under_way + self.over()
    }

    /// How many went wrong.
    pub fn trouble(&self) -> usize {
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_trouble());
        kinds.map(|kind| self.of(kind)).sum()
    }

    /// One target changes from one to the other.
    pub(super) fn change(&mut self, from: Stage<'_>, to: Stage<'_>) {
        if let Some(count) = self.slot(from) {
            *count = count.saturating_sub(1);
        }
        if let Some(count) = self.slot(to) {
            *count += 1;
        }
    }

    fn slot(&mut self, of: Stage<'_>) -> Option<&mut usize> {
        match of {
            Stage::Waiting => Some(&mut self.waiting),
            Stage::Looking | Stage::Reading => Some(&mut self.under_way),
            Stage::Over(kind, _) => self.over.get_mut(kind as usize),
        }
    }
}

/// How a run stands, target by target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many were not begun.
    pub waiting: usize,
    /// How many are under way.
    pub under_way: usize,
    /// Those that are over: which, what came, and a few words.
    pub over: Vec<(usize, Kind, String)>,
}

impl Report {
    /// How many came to this.
    pub fn count(&self, kind: Kind) -> usize {
        self.over.iter().filter(|(_, it, _)| *it == kind).count()
    }

    /// The ids that may be tried again: rejected, failed and unknown ones.
    pub fn troubled(&self, plan: &Plan) -> Vec<String> {
        let troubled = self.over.iter().filter(|(_, kind, _)| kind.is_trouble());
        troubled
            .filter_map(|(at, ..)| plan.targets.get(*at).cloned())
            .collect()
    }
}
