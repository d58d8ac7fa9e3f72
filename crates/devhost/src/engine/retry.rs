//! How often and how soon something that failed is tried again.

use std::time::Duration;

use chrono::TimeDelta;

/// How often and how soon something that failed is tried again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retry {
    /// All tries together, 1 or more.
    pub tries: u32,
    /// The wait after the first failure.
    pub first: Duration,
    /// What each further wait is multiplied with.
    pub backoff: f64,
}

impl Retry {
    /// So many tries, the same wait between them.
    pub fn times(tries: u32, wait: Duration) -> Self {
        Self {
            tries,
            first: wait,
            backoff: 1.0,
        }
    }

    /// The same with waits that grow.
    #[must_use]
    pub fn backing_off(mut self, factor: f64) -> Self {
        self.backoff = factor;
        self
    }

    /// The wait after the failure number `failures` (from 1); none after the last, for which the framework still sets a timer.
    pub(super) fn wait(&self, failures: u32) -> TimeDelta {
        if failures >= self.tries {
            return TimeDelta::zero();
        }
        let factor = self
            .backoff
            .powi(i32::try_from(failures).unwrap_or(i32::MAX) - 1);
        TimeDelta::from_std(self.first.mul_f64(factor.clamp(0.0, 1e6))).unwrap_or(TimeDelta::MAX)
    }
}
