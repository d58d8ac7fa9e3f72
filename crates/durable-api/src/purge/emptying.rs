//! Emptying a task hub: what runs is terminated and read until it is true, then all is purged, then the hub is listed again, which
//! alone proves it.
//!
//! It keeps nothing: whoever takes it up again begins with a look at the hub, and finds there what is left to do.

use chrono::{DateTime, TimeDelta, Utc};

use super::walk::{Halt, Progress, PurgeWalk, Range, Todo};
use crate::act::{Came, Kind, Operation, Verb, why_not_at_all};
use crate::address::Generation;
use crate::calls;
use crate::plan::{self, Plan, Run};
use crate::request::ApiRequest;
use crate::status::FinishedStatuses;

/// So often what runs is terminated: a starter that goes on starting would keep it busy for ever.
const ROUNDS: u32 = 5;
/// Nothing of Durable Functions is older. Source: the extension's first release, 2017.
const OLDEST: i64 = 1_420_070_400_000;

/// A hub as it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hub {
    /// Ids of what has not finished, entities apart.
    pub unfinished: Vec<String>,
    /// Ids of entities, `@name@key`.
    pub entities: Vec<String>,
    /// When those that have finished were created, in milliseconds since 1970.
    pub finished: Vec<i64>,
    /// Whether all of the hub was looked at.
    pub is_complete: bool,
}

impl Hub {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.unfinished.len() + self.entities.len() + self.finished.len()
    }

    /// Whether nothing was found. Only of a complete one is that a proof.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Look at the whole hub anew, and tell it by [`Emptying::seen`].
    Count,
    /// Send this, once, and tell what came by [`Emptying::came`]. Others may be asked for meanwhile.
    Send {
        /// Whose request it is.
        ticket: usize,
        /// The request.
        request: ApiRequest,
    },
    /// Ask again when something came, or in so many milliseconds.
    Wait(u32),
    /// It does not go on by itself.
    Halted(Halt),
    /// It is over; [`Emptying::left`] says what is left.
    Finished,
}

/// What goes on, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// The hub is looked at.
    Counting,
    /// So many of so many are terminated.
    Terminating {
        /// Over, whatever came of them.
        over: usize,
        /// In this round.
        of: usize,
    },
    /// Entities are purged, one by one.
    Entities {
        /// Answered for.
        over: usize,
        /// All.
        of: usize,
    },
    /// What has finished is purged.
    Purging(Progress),
    /// It is over.
    Over,
}

/// What is left in the hub at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// The hub as it was looked at last.
    pub hub: Hub,
    /// Those that have not finished and cannot be reached by their id.
    pub unreachable: usize,
}

enum Stage {
    Count,
    Terminate(Box<Run>),
    Entities { at: usize, under_way: bool },
    Purge(Box<PurgeWalk>),
    Over,
}

/// See the module. Times are milliseconds of any clock that does not jump.
pub struct Emptying {
    stage: Stage,
    halt: Option<Halt>,
    generation: Generation,
    reason: String,
    hub: Hub,
    rounds: u32,
    /// How often everything was purged.
    purged: u32,
    /// What was created up to then is purged.
    until: DateTime<Utc>,
    terminated: u64,
    deleted: u64,
}

impl Emptying {
    /// One that has not begun. `reason`: why all is terminated, for who reads it later.
    pub fn new(generation: Generation, reason: impl Into<String>) -> Self {
        Self {
            stage: Stage::Count,
            halt: None,
            generation,
            reason: reason.into(),
            hub: Hub::default(),
            rounds: 0,
            purged: 0,
            until: DateTime::default(),
            terminated: 0,
            deleted: 0,
        }
    }

    /// What goes on.
    pub fn phase(&self) -> Phase {
        match &self.stage {
            Stage::Count => Phase::Counting,
            Stage::Terminate(run) => {
                let report = run.report();
                Phase::Terminating {
                    over: report.over.len(),
                    of: run.plan().targets.len(),
                }
            }
            Stage::Entities { at, .. } => Phase::Entities {
                over: *at,
                of: self.hub.entities.len(),
            },
            Stage::Purge(walk) => Phase::Purging(walk.progress()),
            Stage::Over => Phase::Over,
        }
    }

    /// How many were terminated and read until it was true.
    pub fn terminated(&self) -> u64 {
        let now = match &self.stage {
            Stage::Terminate(run) => run.report().count(Kind::Done) as u64,
            _ => 0,
        };
        self.terminated.saturating_add(now)
    }

    /// How many were deleted, as far as the host said so.
    pub fn deleted(&self) -> u64 {
        let now = match &self.stage {
            Stage::Purge(walk) => walk.progress().deleted,
            _ => 0,
        };
        self.deleted.saturating_add(now)
    }

    /// What is left, as it was looked at last.
    pub fn left(&self) -> Left {
        let reachable = self.terminable().len();
        Left {
            unreachable: self.hub.unfinished.len().saturating_sub(reachable),
            hub: self.hub.clone(),
        }
    }

    /// Sends no further write.
    pub fn stop(&mut self) {
        match &mut self.stage {
            Stage::Terminate(run) => run.pause(),
            Stage::Purge(walk) => walk.stop(),
            _ => {}
        }
        self.halt = self.halt.take().or(Some(Halt::Stopped));
    }

    /// Goes on where it was.
    pub fn go_on(&mut self) {
        self.halt = None;
        match &mut self.stage {
            Stage::Terminate(run) => run.go_on(),
            Stage::Purge(walk) => walk.go_on(),
            _ => {}
        }
    }

    /// What to do next.
    pub fn next(&mut self, now_ms: f64) -> Step {
        let halted = self.halt.clone().map(Step::Halted);
        match &mut self.stage {
            Stage::Over => Step::Finished,
            Stage::Count => halted.unwrap_or(Step::Count),
            Stage::Entities { under_way, .. } if *under_way => Step::Wait(60_000),
            Stage::Entities { at, under_way } => match self.hub.entities.get(*at) {
                _ if halted.is_some() => halted.unwrap_or(Step::Count),
                Some(id) => {
                    *under_way = true;
                    Step::Send {
                        ticket: *at,
                        request: calls::purge_one(id),
                    }
                }
                None => {
                    self.begin_purge();
                    self.next(now_ms)
                }
            },
            Stage::Terminate(run) => loop {
                break match run.next(now_ms) {
                    plan::Step::Keep(_) => {
                        run.kept();
                        continue;
                    }
                    plan::Step::Send { target, request } => Step::Send {
                        ticket: target,
                        request,
                    },
                    plan::Step::Wait(ms) => Step::Wait(ms),
                    plan::Step::Halted(halt) => {
                        Step::Halted(self.halt.clone().unwrap_or(match halt {
                            plan::Halt::Key => Halt::Key,
                            plan::Halt::ReadOnly | plan::Halt::Storage => Halt::Unsent,
                            plan::Halt::Trouble => Halt::Trouble,
                            plan::Halt::Paused | plan::Halt::Aborted => Halt::Stopped,
                        }))
                    }
                    plan::Step::Finished => {
                        let done = run.report().count(Kind::Done) as u64;
                        self.terminated = self.terminated.saturating_add(done);
                        self.stage = Stage::Count;
                        halted.unwrap_or(Step::Count)
                    }
                };
            },
            Stage::Purge(walk) => match walk.next(now_ms) {
                Todo::Purge(request) | Todo::Look(request) => Step::Send { ticket: 0, request },
                Todo::Wait(ms) => Step::Wait(ms),
                Todo::Halted(halt) => Step::Halted(halt),
                Todo::Finished => {
                    self.deleted = self.deleted.saturating_add(walk.progress().deleted);
                    self.stage = Stage::Count;
                    halted.unwrap_or(Step::Count)
                }
            },
        }
    }

    /// The hub, looked at now.
    pub fn seen(&mut self, hub: Hub, now: DateTime<Utc>) {
        self.hub = hub;
        let targets = self.terminable();
        if !targets.is_empty() && self.rounds < ROUNDS {
            self.rounds += 1;
            let reason = self.reason.clone();
            let mut plan = Plan::new(Operation::Terminate { reason }, targets);
            plan.generation = self.generation;
            self.stage = Stage::Terminate(Box::new(Run::new(plan)));
            return;
        }
        let is_worth_purging = !self.hub.finished.is_empty() || !self.hub.entities.is_empty();
        // What was not looked at is purged too, once; what came to its end since, again.
        if self.purged == 0 || is_worth_purging && self.purged < ROUNDS {
            self.purged += 1;
            self.stage = Stage::Entities {
                at: 0,
                under_way: false,
            };
            self.until = now;
            return;
        }
        self.stage = Stage::Over;
    }

    /// What came of a request.
    pub fn came(&mut self, ticket: usize, came: Came<'_>, now_ms: f64) {
        if matches!(came, Came::Unsent) {
            self.halt = self.halt.take().or(Some(Halt::Unsent));
        }
        match &mut self.stage {
            Stage::Terminate(run) => {
                if self.halt.is_some() {
                    run.pause();
                }
                run.came(ticket, came, now_ms);
            }
            Stage::Purge(walk) => walk.came(came, now_ms),
            Stage::Entities { at, under_way } => {
                *under_way = false;
                match came {
                    Came::Unsent => {}
                    Came::Answer {
                        status: 401 | 403, ..
                    } => self.halt = self.halt.take().or(Some(Halt::Key)),
                    // Whatever else came: what is left, the list will tell.
                    Came::Answer { status, .. } => {
                        *at += 1;
                        self.deleted += u64::from(status == 200);
                    }
                    Came::Cut { .. } | Came::Lost => *at += 1,
                }
            }
            Stage::Count | Stage::Over => {}
        }
    }

    /// Those that can be terminated.
    fn terminable(&self) -> Vec<String> {
        let ids = self.hub.unfinished.iter();
        ids.filter(|id| why_not_at_all(Verb::Terminate, id, self.generation).is_none())
            .cloned()
            .collect()
    }

    fn begin_purge(&mut self) {
        let known = self.hub.finished.iter().copied().min();
        let oldest = match known {
            Some(known) if self.hub.is_complete => known - 86_400_000,
            _ => OLDEST,
        };
        let from = DateTime::from_timestamp_millis(oldest).unwrap_or_default();
        // The host's clock may be ahead of this one.
        let to = self.until + TimeDelta::days(1);
        let range = Range {
            from,
            to,
            statuses: FinishedStatuses::all(),
        };
        let walk = PurgeWalk::new(range, self.hub.finished.clone(), self.hub.is_complete);
        self.stage = Stage::Purge(Box::new(walk));
    }
}
