//! The clock the server moves the host by: real time, real time with a lead, or held.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that tests can hold and move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Real time, ahead of it by the lead (zero until someone advances it).
    Running {
        /// How far ahead of real time.
        lead: TimeDelta,
    },
    /// Stands still.
    Held(DateTime<Utc>),
}

impl Clock {
    /// Real time.
    pub fn real() -> Self {
        Self::Running {
            lead: TimeDelta::zero(),
        }
    }

    /// What it shows.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::Running { lead } => real_time() + *lead,
            Self::Held(at) => *at,
        }
    }

    /// Whether it stands still.
    pub fn is_held(&self) -> bool {
        matches!(self, Self::Held(_))
    }

    /// Stands still from now on.
    pub fn hold(&mut self) {
        *self = Self::Held(self.now());
    }

    /// Runs on from what it shows.
    pub fn release(&mut self) {
        *self = Self::Running {
            lead: self.now() - real_time(),
        };
    }

    /// Jumps ahead, held or not. More than about 290,000 years is cut to nothing.
    pub fn advance(&mut self, by: Duration) {
        let by = TimeDelta::from_std(by).unwrap_or_default();
        match self {
            Self::Running { lead } => *lead += by,
            Self::Held(at) => *at += by,
        }
    }

    /// How long until it shows a time: none while it is held, zero when that is past.
    pub fn wait_until(&self, due: DateTime<Utc>) -> Option<Duration> {
        match self {
            Self::Held(_) => None,
            Self::Running { .. } => Some((due - self.now()).to_std().unwrap_or_default()),
        }
    }
}

fn real_time() -> DateTime<Utc> {
    SystemTime::now().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_clock_moves_only_when_told() {
        let mut clock = Clock::real();
        clock.hold();
        let held = clock.now();
        assert_eq!(clock.now(), held);
        assert_eq!(clock.wait_until(held + TimeDelta::seconds(1)), None);
        clock.advance(Duration::from_mins(1));
        assert_eq!(clock.now(), held + TimeDelta::seconds(60));
    }

    #[test]
    fn a_released_clock_goes_on_from_where_it_stood() {
        let mut clock = Clock::real();
        clock.hold();
        clock.advance(Duration::from_hours(1));
        let held = clock.now();
        clock.release();
        assert!(clock.now() >= held);
        assert!(clock.now() < held + TimeDelta::seconds(60));
    }

    #[test]
    fn a_time_that_is_past_is_due_at_once() {
        let clock = Clock::real();
        assert_eq!(
            clock.wait_until(clock.now() - TimeDelta::seconds(5)),
            Some(Duration::ZERO)
        );
    }
}
