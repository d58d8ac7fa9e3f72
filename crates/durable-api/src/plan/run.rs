//! Running a plan.

use super::Plan;
use super::report::Report;
use super::row::{Row, State};
use crate::act::{Act, Came, Kind, Outcome, Todo};
use crate::request::ApiRequest;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Keep this row; then call [`Run::kept`]. A call of this target waits for that.
    Keep(Row),
    /// Send this, once, and tell what came by [`Run::came`]. Others may be asked for meanwhile.
    Send {
        /// Whose request it is.
        target: usize,
        /// The request.
        request: ApiRequest,
    },
    /// Ask again when something came, or in so many milliseconds.
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
    /// The key was refused.
    Key,
    /// Somebody gave it up: what waits will never be sent.
    Aborted,
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
    /// Those that wait, the next one last.
    waiting: Vec<usize>,
    /// Those that act and are ready for their next request, by when.
    due: BTreeSet<(u64, usize)>,
    /// Calls whose row is not kept yet, and those whose row is.
    unkept: Vec<(usize, Row)>,
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
            waiting: (0..count).rev().collect(),
            plan,
            due: BTreeSet::new(),
            unkept: Vec::new(),
            calls: BTreeMap::new(),
            kept: Vec::new(),
            under_way: 0,
            next_call_at: 0.0,
            in_a_row: 0,
            halt: None,
        }
    }

    /// The same as it was left, from the rows that were kept, the later of two for a target. What had been sent is read, not sent again.
    /// It begins paused.
    pub fn restore(plan: Plan, rows: &[Row], now_ms: f64) -> Self {
        let mut run = Self::new(plan);
        for row in rows {
            let Some(id) = run.plan.targets.get(row.target).cloned() else {
                continue;
            };
            let target = match &row.state {
                State::Waiting => Target::Waiting,
                State::Sent(before) => Target::Acting(Box::new(Act::after_loss(
                    run.plan.operation.clone(),
                    id,
                    before.clone(),
                    now_ms,
                ))),
                State::Over { kind, said } => Target::Over {
                    kind: *kind,
                    said: said.clone(),
                },
            };
            if let Some(slot) = run.targets.get_mut(row.target) {
                *slot = target;
            }
        }
        let targets = &run.targets;
        run.waiting
            .retain(|at| matches!(targets.get(*at), Some(Target::Waiting)));
        for (at, target) in targets.iter().enumerate() {
            if matches!(target, Target::Acting(_)) {
                run.due.insert((millis(now_ms), at));
            }
        }
        run.halt = Some(Halt::Paused);
        run
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Stops beginning further ones, and sends no further call.
    pub fn pause(&mut self) {
        self.halt = self.halt.or(Some(Halt::Paused));
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

    /// Gives up what has not been sent.
    pub fn abort(&mut self) {
        self.halt = Some(Halt::Aborted);
        self.kept.clear();
        for (at, _) in std::mem::take(&mut self.calls) {
            self.unkept.retain(|(of, _)| *of != at);
            self.unkept.push((
                at,
                Row {
                    target: at,
                    state: State::Waiting,
                },
            ));
            if let Some(slot) = self.targets.get_mut(at) {
                *slot = Target::Waiting;
            }
        }
    }

    /// Changes how fast it runs.
    pub fn set_pace(&mut self, at_once: u8, per_second: Option<u16>) {
        self.plan.pace.at_once = at_once;
        self.plan.pace.per_second = per_second;
    }

    /// What to do next.
    pub fn next(&mut self, now_ms: f64) -> Step {
        if let Some((_, row)) = self.unkept.last() {
            return Step::Keep(row.clone());
        }
        let room = self.under_way < usize::from(self.plan.pace.at_once.clamp(1, 6));
        if room
            && self.halt.is_none()
            && now_ms >= self.next_call_at
            && let Some(step) = self.next_call(now_ms)
        {
            return step;
        }
        if room {
            while let Some(at) = self.next_due(now_ms) {
                if let Some(step) = self.advance(at, now_ms) {
                    return step;
                }
            }
            if self.halt.is_none()
                && self.unsent() < usize::from(self.plan.pace.at_once)
                && let Some(at) = self.waiting.pop()
            {
                self.begin(at);
                return self.advance(at, now_ms).unwrap_or(Step::Wait(0));
            }
        }
        self.rest(now_ms)
    }

    /// Those that are looked at, or whose call has not left.
    fn unsent(&self) -> usize {
        self.calls.len()
    }

    fn next_call(&mut self, now_ms: f64) -> Option<Step> {
        let target = self.kept.pop()?;
        let request = self.calls.remove(&target)?;
        if let Some(rate) = self.plan.pace.per_second.filter(|rate| *rate > 0) {
            self.next_call_at = now_ms + 1_000.0 / f64::from(rate);
        }
        self.under_way += 1;
        Some(Step::Send { target, request })
    }

    fn next_due(&mut self, now_ms: f64) -> Option<usize> {
        let (at, target) = self.due.first().copied()?;
        if at > millis(now_ms) {
            return None;
        }
        self.due.remove(&(at, target));
        Some(target)
    }

    fn begin(&mut self, at: usize) {
        let Some(id) = self.plan.targets.get(at) else {
            return;
        };
        let mut act = Act::new(
            self.plan.operation.clone(),
            id.clone(),
            self.plan.generation,
        );
        if self.plan.pace.look_only {
            act = act.look_only();
        }
        if let Some(slot) = self.targets.get_mut(at) {
            *slot = Target::Acting(Box::new(act));
        }
    }

    /// Takes a target one step on.
    fn advance(&mut self, at: usize, now_ms: f64) -> Option<Step> {
        let Some(Target::Acting(act)) = self.targets.get_mut(at) else {
            return None;
        };
        match act.next(now_ms) {
            Todo::Read(request) => {
                self.under_way += 1;
                Some(Step::Send {
                    target: at,
                    request,
                })
            }
            Todo::Write(request) => {
                let row = Row {
                    target: at,
                    state: State::Sent(act.before().cloned()),
                };
                self.calls.insert(at, request);
                self.unkept.push((at, row.clone()));
                Some(Step::Keep(row))
            }
            Todo::Wait(ms) => {
                self.due.insert((millis(now_ms) + u64::from(ms), at));
                None
            }
            Todo::Key => {
                self.halt = self.halt.or(Some(Halt::Key));
                self.due.insert((millis(now_ms), at));
                Some(Step::Halted(Halt::Key))
            }
            Todo::Nothing => {
                let outcome = act.outcome().cloned();
                outcome.map(|outcome| self.over(at, &outcome))
            }
        }
    }

    fn over(&mut self, at: usize, outcome: &Outcome) -> Step {
        let (kind, said) = (outcome.kind(), said_of(outcome));
        if kind.is_trouble() {
            self.in_a_row += 1;
            let limit = self.plan.pace.stop_after;
            if limit.is_some_and(|limit| self.in_a_row >= limit) {
                self.halt = self.halt.or(Some(Halt::Trouble));
            }
        } else {
            self.in_a_row = 0;
        }
        let row = Row {
            target: at,
            state: State::Over {
                kind,
                said: said.clone(),
            },
        };
        if let Some(slot) = self.targets.get_mut(at) {
            *slot = Target::Over { kind, said };
        }
        self.unkept.push((at, row.clone()));
        Step::Keep(row)
    }

    fn rest(&self, now_ms: f64) -> Step {
        let reading = !self.due.is_empty() || self.under_way > 0;
        if let Some(halt) = self.halt {
            let waits_for_key = halt == Halt::Key;
            if waits_for_key || !reading {
                return Step::Halted(halt);
            }
        } else if !reading && self.waiting.is_empty() && self.calls.is_empty() {
            return Step::Finished;
        }
        let mut wait = u32::MAX;
        if let Some((at, _)) = self.due.first() {
            let left = at.saturating_sub(millis(now_ms)).max(1);
            wait = u32::try_from(left).unwrap_or(u32::MAX);
        }
        if !self.kept.is_empty() && self.halt.is_none() {
            let left = millis(self.next_call_at)
                .saturating_sub(millis(now_ms))
                .max(1);
            wait = wait.min(u32::try_from(left).unwrap_or(u32::MAX));
        }
        Step::Wait(wait)
    }

    /// The row that was asked for last is kept.
    pub fn kept(&mut self) {
        let Some((at, row)) = self.unkept.pop() else {
            return;
        };
        if matches!(row.state, State::Sent(_)) {
            self.kept.insert(0, at);
        }
    }

    /// Tells what came of a target's request.
    pub fn came(&mut self, target: usize, came: Came<'_>, now_ms: f64) {
        self.under_way = self.under_way.saturating_sub(1);
        if let Some(Target::Acting(act)) = self.targets.get_mut(target) {
            act.came(came, now_ms);
            self.due.insert((millis(now_ms), target));
        }
    }

    /// How it stands.
    pub fn report(&self) -> Report {
        let mut report = Report {
            waiting: 0,
            under_way: 0,
            over: Vec::new(),
        };
        for (at, target) in self.targets.iter().enumerate() {
            match target {
                Target::Waiting => report.waiting += 1,
                Target::Acting(_) => report.under_way += 1,
                Target::Over { kind, said } => report.over.push((at, *kind, said.clone())),
            }
        }
        report
    }
}

/// The few words that a report has beside the kind.
fn said_of(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Refused(refusal)
        | Outcome::Unread(Some(refusal))
        | Outcome::Unknown {
            said: Some(refusal),
            ..
        } => match refusal.says() {
            Some(said) => format!("{} {said}", refusal.http_status),
            None => refusal.http_status.to_string(),
        },
        other => other
            .seen()
            .map(|seen| seen.status.as_str().to_owned())
            .unwrap_or_default(),
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
