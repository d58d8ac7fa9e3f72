//! What an episode may touch beside its instance, and the time of its rows.

use chrono::{DateTime, TimeDelta, Utc};

use super::queue::Queue;
use super::random::Random;
use super::registry::Registry;

/// What an episode may touch beside its instance.
pub(super) struct Env<'a> {
    pub hub: &'a str,
    pub queue: &'a mut Queue,
    pub registry: &'a Registry,
    pub random: &'a mut Random,
    pub store_inputs: bool,
    /// When the episode began.
    pub now: DateTime<Utc>,
    /// The time of the next row of it.
    pub clock: DateTime<Utc>,
}

impl Env<'_> {
    /// The time of the next row: some microseconds after the last.
    pub fn tick(&mut self) -> DateTime<Utc> {
        self.clock += TimeDelta::nanoseconds(
            100 * i64::try_from(self.random.between(90, 400)).unwrap_or(100),
        );
        self.clock
    }

    /// A span of so many milliseconds, drawn.
    pub fn millis(&mut self, from: u64, to: u64) -> TimeDelta {
        TimeDelta::nanoseconds(
            100 * i64::try_from(self.random.between(from * 10_000, to * 10_000))
                .unwrap_or_default(),
        )
    }
}
