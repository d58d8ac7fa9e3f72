//! Running a plan.

mod next;
mod restore;

use super::Plan;
use super::report::{Counts, Report};
use super::row::{Row, State};
use crate::act::{Act, Came, Kind};
use crate::request::ApiRequest;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Keep these rows, all or none, then call [`Run::kept`] or [`Run::not_kept`]. The calls among them wait for that; ask for what else
    /// there is to do meanwhile.
    Keep(Vec<Row>),
    /// Send this, once, and tell what came by [`Run::came`]. Others may be asked for meanwhile.
    Send {
        /// Whose request it is.
        target: usize,
        /// The request.
        request: ApiRequest,
    },
    /// Ask again when something came or was kept, or in so many milliseconds.
    Wait(u32),
    /// It does not go on by itself.
    Halted(Halt),
    /// All is over.
    Finished,
}

/// Why a run does not go on by itself. What was sent is still read until it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Somebody paused it.
    Paused,
    /// So many went wrong in a row.
    Trouble,
    /// The key was refused, or is locked.
    Key,
    /// The hub is locked read-only.
    ReadOnly,
    /// Rows could not be kept, and what nobody could take up again is not sent.
    Storage,
    /// Somebody gave it up: what waits will never be sent.
    Aborted,
}

/// How far a target is, for who shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage<'a> {
    /// Nothing was sent.
    Waiting,
    /// It is looked at, and its call has not left.
    Looking,
    /// Its call has left or may have, and it is read until that is true.
    Reading,
    /// Over: what came, and a few words.
    Over(Kind, &'a str),
}

enum Target {
    Waiting,
    Acting(Box<Act>),
    Over { kind: Kind, said: String },
}

/// A plan under way. Times are milliseconds of any clock that does not jump.
pub struct Run {
    plan: Plan,
    targets: Vec<Target>,
    counts: Counts,
    /// Those that wait, the next one last.
    waiting: Vec<usize>,
    /// Those that act and are ready for their next request, by when.
    due: BTreeSet<(u64, usize)>,
    /// Rows that are to be kept, and the targets of those calls whose rows are being kept.
    unkept: Vec<Row>,
    keeping: Option<Vec<usize>>,
    /// Those whose row says that their call may have left.
    logged: BTreeSet<usize>,
    /// Calls that have not left, and those of them whose row is kept.
    calls: BTreeMap<usize, ApiRequest>,
    kept: Vec<usize>,
    under_way: usize,
    next_call_at: f64,
    in_a_row: u32,
    halt: Option<Halt>,
}

impl Run {
    /// A run that has not begun.
    pub fn new(plan: Plan) -> Self {
        let count = plan.targets.len();
        Self {
            targets: (0..count).map(|_| Target::Waiting).collect(),
            counts: Counts::of_waiting(count),
            waiting: (0..count).rev().collect(),
            plan,
            due: BTreeSet::new(),
            unkept: Vec::new(),
            keeping: None,
            logged: BTreeSet::new(),
            calls: BTreeMap::new(),
            kept: Vec::new(),
            under_way: 0,
            next_call_at: 0.0,
            in_a_row: 0,
            halt: None,
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Why it does not go on by itself, if it does not.
    pub fn halt(&self) -> Option<Halt> {
        self.halt
    }

    /// Stops beginning further ones, and sends no further call.
    pub fn pause(&mut self) {
        self.stop(Halt::Paused);
    }

    /// Gives up what has not been sent.
    pub fn abort(&mut self) {
        self.halt = None;
        self.stop(Halt::Aborted);
    }

    /// Goes on after a pause, trouble, or with another key. What was aborted stays so.
    pub fn go_on(&mut self) {
        if self.halt == Some(Halt::Aborted) {
            return;
        }
        self.halt = None;
        self.in_a_row = 0;
        for target in &mut self.targets {
            if let Target::Acting(act) = target {
                act.go_on();
            }
        }
    }

    /// Changes how fast it runs.
    pub fn set_pace(&mut self, at_once: u8, per_second: Option<u16>) {
        self.plan.pace.at_once = at_once;
        self.plan.pace.per_second = per_second;
    }

    /// The rows that were asked for last are kept.
    pub fn kept(&mut self) {
        for at in self.keeping.take().unwrap_or_default() {
            if self.calls.contains_key(&at) {
                self.kept.insert(0, at);
            }
        }
    }

    /// The rows that were asked for last could not be kept: their calls do not leave.
    pub fn not_kept(&mut self, rows: Vec<Row>) {
        self.keeping = None;
        let later = std::mem::replace(&mut self.unkept, rows);
        self.unkept.extend(later);
        self.stop(Halt::Storage);
    }

    /// Tells what came of a target's request.
    pub fn came(&mut self, target: usize, came: Came<'_>, now_ms: f64) {
        self.under_way = self.under_way.saturating_sub(1);
        if let Some(Target::Acting(act)) = self.targets.get_mut(target) {
            act.came(came, now_ms);
            self.due.insert((millis(now_ms), target));
        }
    }

    /// Tells that a target's request did not leave, and why.
    pub fn unsent(&mut self, target: usize, is_write: bool, why: Halt, now_ms: f64) {
        self.under_way = self.under_way.saturating_sub(1);
        self.stop(why);
        let Some(Target::Acting(act)) = self.targets.get_mut(target) else {
            return;
        };
        if is_write {
            act.came(Came::Unsent, now_ms);
        }
        if act.was_sent() {
            self.due.insert((millis(now_ms), target));
        } else {
            self.put_back(target);
        }
    }

    /// How far a target is.
    pub fn stage(&self, target: usize) -> Stage<'_> {
        match self.targets.get(target) {
            None | Some(Target::Waiting) => Stage::Waiting,
            Some(Target::Acting(act)) if act.was_sent() => {
                // A call that waits for its row has been given away by the act, and has not left.
                if self.calls.contains_key(&target) {
                    Stage::Looking
                } else {
                    Stage::Reading
                }
            }
            Some(Target::Acting(_)) => Stage::Looking,
            Some(Target::Over { kind, said }) => Stage::Over(*kind, said),
        }
    }

    /// How many stand how.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How it stands, target by target.
    pub fn report(&self) -> Report {
        let over = self.targets.iter().enumerate().filter_map(|(at, target)| {
            let Target::Over { kind, said } = target else {
                return None;
            };
            Some((at, *kind, said.clone()))
        });
        Report {
            waiting: self.counts.waiting,
            under_way: self.counts.under_way,
            over: over.collect(),
        }
    }

    /// Halts, unless something did already, and lets go of what has not been sent: it is looked at again before its call.
    fn stop(&mut self, halt: Halt) {
        self.halt = self.halt.or(Some(halt));
        self.kept.clear();
        for (at, _) in std::mem::take(&mut self.calls) {
            self.put_back(at);
        }
    }

    /// A target waits again, as if nothing had been begun.
    fn put_back(&mut self, at: usize) {
        self.set(at, Target::Waiting);
        self.waiting.push(at);
        if self.logged.remove(&at) {
            self.unkept.push(Row {
                target: at,
                state: State::Waiting,
            });
        }
    }

    fn set(&mut self, at: usize, target: Target) {
        if let Some(slot) = self.targets.get_mut(at) {
            self.counts.change(counted(slot), counted(&target));
            *slot = target;
        }
    }
}

/// How far a target is, as far as it is counted.
fn counted(target: &Target) -> Stage<'_> {
    match target {
        Target::Waiting => Stage::Waiting,
        Target::Acting(_) => Stage::Looking,
        Target::Over { kind, said } => Stage::Over(*kind, said),
    }
}

fn millis(ms: f64) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds of a page's life"
    )]
    let whole = ms.max(0.0) as u64;
    whole
}
