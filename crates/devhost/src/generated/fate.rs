//! How far an instance has come: its status and when that was reached.

use chrono::TimeDelta;

use super::catalog::Plot;
use super::family::Kind;
use crate::engine::random::{fraction, mix};
use crate::engine::status::RuntimeStatus;

/// A status and how long after its creation an instance reached it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) status: RuntimeStatus,
    pub(super) lasted: TimeDelta,
}

/// The fate of a row that was created so long ago.
pub(super) fn fate(kind: Kind, plot: &Plot, local: u64, draw: u64, age: TimeDelta) -> Fate {
    let lasted = run_time(plot, draw);
    let dice = fraction(mix(draw ^ 0xFA7E));
    let status = match kind {
        Kind::LongHistory if local == 0 => RuntimeStatus::Completed,
        Kind::LongHistory | Kind::Entity => RuntimeStatus::Running,
        Kind::Monitor => monitor(dice),
        // Most are decided sooner or later.
        Kind::Approval if age < TimeDelta::days(3) && dice < 0.55 => RuntimeStatus::Running,
        Kind::Nightly if lasted > age => RuntimeStatus::Running,
        Kind::Nightly if dice < 0.9 => RuntimeStatus::Completed,
        Kind::Nightly => RuntimeStatus::Failed,
        _ if lasted > age && dice < 0.1 => RuntimeStatus::Pending,
        _ if lasted > age => RuntimeStatus::Running,
        _ => usual(dice),
    };
    let lasted = match status {
        RuntimeStatus::Pending => TimeDelta::zero(),
        _ => lasted.min(age),
    };
    Fate { status, lasted }
}

/// The fate of an order's child, which is called first and comes to its end before the order does.
pub(super) fn of_child(parent: Fate, age: TimeDelta) -> Fate {
    Fate {
        status: RuntimeStatus::Completed,
        lasted: (parent.lasted / 8).min(age),
    }
}

fn monitor(dice: f64) -> RuntimeStatus {
    match dice {
        d if d < 0.93 => RuntimeStatus::Running,
        d if d < 0.98 => RuntimeStatus::Failed,
        _ => RuntimeStatus::Suspended,
    }
}

/// The shares of a hub that mostly works.
fn usual(dice: f64) -> RuntimeStatus {
    match dice {
        d if d < 0.942 => RuntimeStatus::Completed,
        d if d < 0.976 => RuntimeStatus::Failed,
        d if d < 0.988 => RuntimeStatus::Terminated,
        d if d < 0.992 => RuntimeStatus::Suspended,
        d if d < 0.994 => RuntimeStatus::Canceled,
        d if d < 0.999 => RuntimeStatus::Running,
        _ => RuntimeStatus::Pending,
    }
}

/// Short runs are common, long ones rare.
#[allow(clippy::cast_possible_truncation)] // at most a few days of microseconds
fn run_time(plot: &Plot, draw: u64) -> TimeDelta {
    let (shortest, longest) = plot.seconds;
    let dice = fraction(mix(draw ^ 0x71E)).powi(2);
    let seconds = shortest * (longest / shortest).powf(dice);
    TimeDelta::microseconds((seconds * 1e6) as i64)
}
