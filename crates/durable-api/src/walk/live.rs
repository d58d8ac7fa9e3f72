//! Looking again while somebody watches: new instances and unfinished ones. Finished ones are not asked for.
//!
//! A round asks for those created since shortly before the newest one known, and for the unfinished: one by one while they are few,
//! which costs a host one row each, else by their statuses, which costs a store that cannot seek by status all its rows.

use rows::sort::order_of;

use super::ask::Sighting;
use super::coverage::Ms;
use super::evidence::Way;
use super::key::Key;
use super::ledger::Mark;
use super::machine::Walk;
use super::task::{Page, Task};

/// So many unfinished ones are asked for one by one, and so many of them in a round.
const WATCHED: usize = 200;
const ONE_BY_ONE: usize = 16;
/// The time between two rounds: the first and after changes, and when nothing happens.
const SHORTEST: Ms = 5_000;
const LONGEST: Ms = 60_000;
/// An instance may become visible some time after the moment it says it was created.
const LATE: Ms = 120_000;

/// One unfinished instance.
#[derive(Clone, Debug)]
struct Watched {
    id: String,
    updated: Option<Ms>,
    /// The round in which it was last heard of.
    round: u32,
}

/// The state of live mode.
#[derive(Clone, Debug)]
pub(super) struct Live {
    pub is_on: bool,
    /// In the order of their ids.
    watched: Vec<Watched>,
    /// Whether there are more unfinished ones than are watched by id.
    overflowed: bool,
    round: u32,
    /// What is left of this round.
    plan: Vec<Task>,
    stage: Stage,
    changed: bool,
    every: Ms,
    due: Option<Ms>,
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Between two rounds.
    Resting,
    /// New ones, and all unfinished ones by a list; who was missing from it comes then.
    ByList,
    /// The last requests of the round.
    ById,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            is_on: false,
            watched: Vec::new(),
            overflowed: false,
            round: 0,
            plan: Vec::new(),
            stage: Stage::Resting,
            changed: false,
            every: SHORTEST,
            due: None,
        }
    }
}

impl Live {
    /// Takes note of a row.
    pub fn note(&mut self, row: &Sighting<'_>, before: Option<Mark>) {
        if row.is_entity {
            return;
        }
        self.changed |= before.is_none_or(|mark| mark.is_finished != row.is_finished);
        if row.is_finished {
            if before.is_some_and(|mark| !mark.is_finished) {
                self.take_out(row.id);
            }
            return;
        }
        match self.place(row.id) {
            Ok(at) => {
                if let Some(known) = self.watched.get_mut(at) {
                    self.changed |= known.updated != row.updated;
                    (known.updated, known.round) = (row.updated, self.round);
                }
            }
            Err(at) if self.watched.len() < WATCHED => {
                let new = Watched {
                    id: row.id.to_owned(),
                    updated: row.updated,
                    round: self.round,
                };
                self.watched.insert(at, new);
            }
            Err(_) => self.overflowed = true,
        }
    }

    pub fn forget(&mut self, id: &str) {
        self.changed |= self.take_out(id);
    }

    /// Where an id is watched, or would be.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.watched.binary_search_by(|it| it.id.as_str().cmp(id))
    }

    fn take_out(&mut self, id: &str) -> bool {
        let place = self.place(id);
        if let Ok(at) = place {
            self.watched.remove(at);
        }
        place.is_ok()
    }

    pub fn set(&mut self, is_on: bool) {
        self.is_on = is_on;
        self.every = SHORTEST;
        self.due = None;
        self.plan.clear();
        self.stage = Stage::Resting;
    }

    /// The walk is done; the first round is due at once.
    pub fn begin(&mut self) {
        self.plan.clear();
        self.stage = Stage::Resting;
        self.due = None;
    }

    /// When the next round begins, at the earliest.
    pub fn due(&self) -> Option<Ms> {
        (self.is_on && self.stage == Stage::Resting).then(|| self.due.unwrap_or(0))
    }

    /// The watched ones nobody has heard of in this round, those not heard of for longest first.
    fn silent(&self) -> Vec<Task> {
        let silent = self.watched.iter().filter(|it| it.round < self.round);
        let silent: Vec<&Watched> = silent.collect();
        let round = |at: usize| silent.get(at).map(|it| it.round);
        let order = order_of(silent.len(), &|a, b| round(a).cmp(&round(b)));
        let first = order.into_iter().take(ONE_BY_ONE);
        first
            .filter_map(|at| Some(Task::One(silent.get(at)?.id.clone())))
            .collect()
    }
}

impl Walk {
    pub(super) fn choose_live(&mut self, now: Ms) -> Option<Task> {
        if !self.live.is_on {
            return None;
        }
        if self.live.stage == Stage::Resting {
            if self.live.due.is_some_and(|due| now < due) {
                return None;
            }
            self.begin_round(now);
        }
        if let Some(task) = self.live.plan.pop() {
            return Some(task);
        }
        if !self.is_idle() {
            return None;
        }
        if self.live.stage == Stage::ByList {
            self.live.stage = Stage::ById;
            self.live.plan = self.live.silent();
            if let Some(task) = self.live.plan.pop() {
                return Some(task);
            }
        }
        self.end_round(now);
        None
    }

    fn begin_round(&mut self, now: Ms) {
        let live = &mut self.live;
        live.round += 1;
        live.changed = false;
        // Many at once are heard of by a list, and who is missing from it is asked for then.
        let by_list = live.overflowed || live.watched.len() > ONE_BY_ONE;
        (live.stage, live.plan) = if by_list {
            (Stage::ByList, vec![Task::Unfinished(None)])
        } else {
            (Stage::ById, live.silent())
        };
        if live.watched.len() < WATCHED / 2 {
            live.overflowed = false;
        }
        let from = self.newest.unwrap_or(now) - LATE;
        if self.setup.aim.created_to.is_none_or(|to| to > from) {
            self.live.plan.push(Task::New(from, None));
        }
    }

    fn end_round(&mut self, now: Ms) {
        let live = &mut self.live;
        let slower = (live.every * 3 / 2).min(LONGEST);
        live.every = if live.changed { SHORTEST } else { slower };
        live.due = Some(now + live.every);
        live.stage = Stage::Resting;
    }

    /// New ones came; a full answer goes on where it ended.
    pub(super) fn new_answered(&mut self, from: Ms, page: &Page<'_>) {
        if !page.is_full(None) {
            return;
        }
        let Some(last) = page.rows.last() else { return };
        match self.way {
            Some(Way::Position(_)) => {
                let behind = Some(Key::after(last.id));
                self.live.plan.push(Task::New(from, behind));
            }
            Some(Way::Creation) => {
                let seen_to = last.created.unwrap_or(from);
                if seen_to > from {
                    self.live.plan.push(Task::New(seen_to, None));
                }
            }
            _ => {}
        }
    }

    /// Unfinished ones came.
    pub(super) fn unfinished_answered(&mut self, page: &Page<'_>) {
        let (Some(Way::Position(_)), Some(last)) = (self.way, page.rows.last()) else {
            return;
        };
        if page.is_full(None) {
            let behind = Some(Key::after(last.id));
            self.live.plan.push(Task::Unfinished(behind));
        }
    }
}
