//! Looking at all targets before anything is sent: what would be done to each, and why not.

use super::Plan;
use crate::act::{Operation, Risk, Verb, WhyNot, risks, why_not, why_not_at_all};
use crate::calls::{self, StatusOptions};
use crate::refusal::RefusalCause;
use crate::request::ApiRequest;
use crate::scan::{ScannedStatus, scan_status};
use crate::usual::Durations;
use crate::waiting::{Waiting, waiting};
use std::collections::BTreeSet;

/// Reads at the same time: a browser has no more connections to a host of HTTP/1.1.
const AT_ONCE: usize = 6;

/// What a look at a target says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be done.
    Eligible,
    /// It can be done, and this may go wrong by it.
    AtRisk(Vec<Risk>),
    /// It is left as it is.
    Skipped(WhyNot),
    /// It has work under way, so it waits for no event now.
    NotWaiting,
    /// It is not there.
    Gone,
    /// It could not be read: what was said instead.
    Unread(String),
}

impl Verdict {
    /// Whether something would be sent to it, unless somebody leaves it out.
    pub fn is_sendable(&self) -> bool {
        matches!(self, Self::Eligible | Self::AtRisk(_) | Self::Unread(_))
    }
}

/// A target as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its runtime status; empty where it could not be read.
    pub status: String,
    /// What that means for the plan.
    pub verdict: Verdict,
    /// Whether the second operation of the plan is the one for it.
    pub is_other: bool,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Send this read, and tell what came.
    Read {
        /// Of whom.
        target: usize,
        /// The request.
        request: ApiRequest,
    },
    /// Something is under way.
    Wait,
    /// The key was refused: ask for one, then call [`Review::go_on`].
    Key,
    /// All were looked at.
    Done,
}

/// Looking at all targets of a plan.
pub struct Review {
    plan: Plan,
    among: BTreeSet<String>,
    found: Vec<Option<Found>>,
    /// Those that are to be looked at, the next one last.
    waiting: Vec<usize>,
    under_way: usize,
    wants_key: bool,
}

impl Review {
    /// Nothing looked at, except what needs no look: ids that the host cannot be asked for.
    pub fn new(plan: Plan) -> Self {
        let verb = plan.operation.verb();
        let at_all = |id: &String| {
            why_not_at_all(verb, id, plan.generation).map(|why| Found {
                status: String::new(),
                verdict: Verdict::Skipped(why),
                is_other: false,
            })
        };
        let found: Vec<_> = plan.targets.iter().map(at_all).collect();
        let open = found.iter().enumerate().rev();
        let waiting = open.filter(|(_, found)| found.is_none()).map(|(at, _)| at);
        Self {
            waiting: waiting.collect(),
            among: plan.targets.iter().cloned().collect(),
            found,
            plan,
            under_way: 0,
            wants_key: false,
        }
    }

    /// What was found so far, by target.
    pub fn found(&self) -> &[Option<Found>] {
        &self.found
    }

    /// How many were looked at.
    pub fn done(&self) -> usize {
        self.found.iter().filter(|it| it.is_some()).count()
    }

    /// Goes on with another key.
    pub fn go_on(&mut self) {
        self.wants_key = false;
    }

    /// What to do next.
    pub fn next_look(&mut self) -> Look {
        if self.wants_key {
            return Look::Key;
        }
        if self.under_way >= AT_ONCE {
            return Look::Wait;
        }
        let Some(target) = self.waiting.pop() else {
            return if self.under_way > 0 {
                Look::Wait
            } else {
                Look::Done
            };
        };
        let id = self.plan.targets.get(target).cloned().unwrap_or_default();
        self.under_way += 1;
        let options = StatusOptions {
            history: self.plan.is_looked_into(),
            ..StatusOptions::default()
        };
        Look::Read {
            target,
            request: calls::status(&id, options),
        }
    }

    /// Tells what came: status and body of an answer, or nothing.
    pub fn came(&mut self, target: usize, answer: Option<(u16, String)>) {
        self.under_way = self.under_way.saturating_sub(1);
        let unread = |said: String| Found {
            status: String::new(),
            verdict: Verdict::Unread(said),
            is_other: false,
        };
        let found = match answer.map(|(status, body)| scan_status(status, body)) {
            None => unread(String::new()),
            Some(Ok(scanned)) => self.judge(&scanned),
            Some(Err(refusal)) => match refusal.cause {
                RefusalCause::Unauthorized => {
                    self.wants_key = true;
                    self.waiting.push(target);
                    return;
                }
                RefusalCause::NotFound => Found {
                    status: String::new(),
                    verdict: Verdict::Gone,
                    is_other: false,
                },
                _ => unread(refusal.http_status.to_string()),
            },
        };
        if let Some(slot) = self.found.get_mut(target) {
            *slot = Some(found);
        }
    }

    /// Tells that a read did not leave, because the key is locked.
    pub fn unsent(&mut self, target: usize) {
        self.under_way = self.under_way.saturating_sub(1);
        self.wants_key = true;
        self.waiting.push(target);
    }

    fn judge(&self, scanned: &ScannedStatus) -> Found {
        let status = &scanned.status;
        let operation = &self.plan.operation;
        let model = scanned.history.as_ref().map(crate::scan::History::model);
        let now = &status.runtime_status;
        let mut is_other = false;
        let verdict = if let Some(why) = why_not(operation, now) {
            Verdict::Skipped(why)
        } else if self.plan.only_waiting
            && !may_wait(&waiting(now, model.as_ref(), &Durations::default()))
        {
            Verdict::NotWaiting
        } else {
            let mut risks = risks(operation, status, model.as_ref());
            risks.retain_mut(|risk| self.is_of_this_one(risk, now.is_finished()));
            if risks.is_empty() {
                Verdict::Eligible
            } else if self.plan.other.is_some() {
                is_other = true;
                Verdict::Eligible
            } else {
                Verdict::AtRisk(risks)
            }
        };
        Found {
            status: now.as_str().to_owned(),
            verdict,
            is_other,
        }
    }

    /// Whether a risk is this target's own, and not that of the operation on whomever. Children that the plan has as well are none.
    fn is_of_this_one(&self, risk: &mut Risk, is_finished: bool) -> bool {
        match risk {
            Risk::ChildrenGoOn(ids) => {
                ids.retain(|id| !self.among.contains(id));
                !ids.is_empty()
            }
            // An instance that nobody has picked up has no history yet.
            Risk::HistoryUnknown => is_finished || self.plan.operation.verb() != Verb::Terminate,
            Risk::Timers | Risk::Retries | Risk::MayBeSwallowed | Risk::PurgeOfRunning => true,
            _ => false,
        }
    }
}

/// Whether it may await an event: nothing but timers is pending. A history does not say more.
fn may_wait(waiting: &Waiting) -> bool {
    match waiting {
        Waiting::Idle { .. } | Waiting::Sleeping { .. } => true,
        Waiting::Suspended { then, .. } => then
            .iter()
            .all(|it| it.kind == crate::span::SpanKind::Timer),
        _ => false,
    }
}

impl Plan {
    /// Whether the look at a target needs its history: for children, timers and retries, or for what it waits for.
    pub fn is_looked_into(&self) -> bool {
        let tells = matches!(
            self.operation,
            Operation::Terminate { .. } | Operation::Rewind { .. }
        );
        tells || self.only_waiting
    }

    /// Takes over from a look which operation is for whom.
    pub fn choose(&mut self, found: &[Option<Found>]) {
        let each = found.iter().enumerate();
        let others = each.filter(|(_, found)| found.as_ref().is_some_and(|it| it.is_other));
        self.others = others.map(|(at, _)| at).collect();
    }
}
