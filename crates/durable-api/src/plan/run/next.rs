//! What a run does next: rows to keep first, then calls whose rows are kept, then readings, then targets that wait.

use super::{Halt, Run, Step, Target, millis};
use crate::act::{Act, Outcome, Todo};
use crate::plan::row::{Row, State};

/// So many calls wait for their rows at most, for each connection: enough for no connection to idle while rows are written.
const AHEAD: usize = 2;

impl Run {
    /// What to do next.
    pub fn next(&mut self, now_ms: f64) -> Step {
        loop {
            if let Some(step) = self.keep() {
                return step;
            }
            if self.under_way >= self.at_once() {
                return self.rest(now_ms);
            }
            if let Some(step) = self.next_call(now_ms) {
                return step;
            }
            if let Some(at) = self.next_due(now_ms).or_else(|| self.begin()) {
                match self.advance(at, now_ms) {
                    Some(step) => return step,
                    None => continue,
                }
            }
            return self.rest(now_ms);
        }
    }

    fn at_once(&self) -> usize {
        usize::from(self.plan.pace.at_once.clamp(1, 6))
    }

    fn keep(&mut self) -> Option<Step> {
        if self.keeping.is_some() || self.unkept.is_empty() || self.halt == Some(Halt::Storage) {
            return None;
        }
        let rows = std::mem::take(&mut self.unkept);
        let calls = rows
            .iter()
            .filter(|row| matches!(row.state, State::Sent(_)));
        self.keeping = Some(calls.map(|row| row.target).collect());
        Some(Step::Keep(rows))
    }

    fn next_call(&mut self, now_ms: f64) -> Option<Step> {
        if self.halt.is_some() || now_ms < self.next_call_at {
            return None;
        }
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
        if at > millis(now_ms) || self.halt == Some(Halt::Key) {
            return None;
        }
        self.due.remove(&(at, target));
        Some(target)
    }

    /// Begins with the next that waits. Where calls leave by a rate, no more are looked at than connections: each right before its call.
    fn begin(&mut self) -> Option<usize> {
        let ahead = match self.plan.pace.per_second {
            Some(_) => self.at_once(),
            None => self.at_once() * AHEAD,
        };
        if self.halt.is_some() || self.calls.len() >= ahead {
            return None;
        }
        let at = self.waiting.pop()?;
        let id = self.plan.targets.get(at)?.clone();
        let mut act = Act::new(self.plan.operation_of(at).clone(), id, self.plan.generation);
        if self.plan.pace.look_only {
            act = act.look_only();
        }
        self.set(at, Target::Acting(Box::new(act)));
        Some(at)
    }

    /// Takes a target one step on.
    fn advance(&mut self, at: usize, now_ms: f64) -> Option<Step> {
        let halted = self.halt.is_some();
        let Some(Target::Acting(act)) = self.targets.get_mut(at) else {
            return None;
        };
        if halted && !act.was_sent() && act.outcome().is_none() {
            self.put_back(at);
            return None;
        }
        match act.next(now_ms) {
            Todo::Read(request) => {
                self.under_way += 1;
                return Some(Step::Send {
                    target: at,
                    request,
                });
            }
            Todo::Write(request) => {
                let state = State::Sent(act.before().cloned());
                self.unkept.push(Row { target: at, state });
                self.logged.insert(at);
                self.calls.insert(at, request);
            }
            Todo::Wait(ms) => {
                self.due.insert((millis(now_ms) + u64::from(ms), at));
            }
            Todo::Key if act.was_sent() => {
                self.stop(Halt::Key);
                self.due.insert((millis(now_ms), at));
            }
            Todo::Key => {
                self.stop(Halt::Key);
                self.put_back(at);
            }
            Todo::Nothing => {
                if let Some(outcome) = act.outcome().cloned() {
                    self.over(at, &outcome);
                }
            }
        }
        None
    }

    fn over(&mut self, at: usize, outcome: &Outcome) {
        let (kind, said) = (outcome.kind(), said_of(outcome));
        self.logged.remove(&at);
        self.unkept.push(Row {
            target: at,
            state: State::Over {
                kind,
                said: said.clone(),
            },
        });
        self.set(at, Target::Over { kind, said });
        if !kind.is_trouble() {
            self.in_a_row = 0;
            return;
        }
        self.in_a_row += 1;
        let limit = self.plan.pace.stop_after;
        if limit.is_some_and(|limit| self.in_a_row >= limit) && !self.waiting.is_empty() {
            self.stop(Halt::Trouble);
        }
    }

    fn rest(&self, now_ms: f64) -> Step {
        let writing = self.keeping.is_some() || !self.unkept.is_empty();
        let reading = !self.due.is_empty() || self.under_way > 0;
        match self.halt {
            Some(halt @ (Halt::Key | Halt::Storage)) => return Step::Halted(halt),
            Some(halt) if !reading && !writing => return Step::Halted(halt),
            None if !reading && !writing && self.waiting.is_empty() && self.calls.is_empty() => {
                return Step::Finished;
            }
            _ => {}
        }
        let mut wait = u32::MAX;
        let left = |at: u64| u32::try_from(at.saturating_sub(millis(now_ms)).max(1));
        if let Some((at, _)) = self.due.first()
            && self.under_way < self.at_once()
        {
            wait = left(*at).unwrap_or(u32::MAX);
        }
        if !self.kept.is_empty() && self.halt.is_none() && self.under_way < self.at_once() {
            wait = wait.min(left(millis(self.next_call_at)).unwrap_or(u32::MAX));
        }
        Step::Wait(wait)
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
