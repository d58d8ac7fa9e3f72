//! Taking a run up again from what was kept of it.

use super::{Halt, Run, Target, millis};
use crate::act::Act;
use crate::plan::Plan;
use crate::plan::row::{Row, State};

impl Run {
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
                State::Sent(before) => {
                    let operation = run.plan.operation_of(row.target).clone();
                    let before = before.clone();
                    Target::Acting(Box::new(Act::after_loss(operation, id, before, now_ms)))
                }
                State::Over { kind, said } => Target::Over {
                    kind: *kind,
                    said: said.clone(),
                },
            };
            run.set(row.target, target);
        }
        let targets = &run.targets;
        run.waiting
            .retain(|at| matches!(targets.get(*at), Some(Target::Waiting)));
        for (at, target) in targets.iter().enumerate() {
            if matches!(target, Target::Acting(_)) {
                run.due.insert((millis(now_ms), at));
                run.logged.insert(at);
            }
        }
        run.halt = Some(Halt::Paused);
        run
    }
}
