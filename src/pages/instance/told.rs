//! What the times of a history are told against, in the table of events and along the timeline.

/// How times are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// By the clock, in the reader's zone.
    Clock,
    /// Since the orchestrator began.
    SinceStart,
    /// Since the event shown before it.
    SinceBefore,
}

impl Told {
    /// The clock for a distance, the distance from the start for the clock.
    pub fn other(self) -> Self {
        match self {
            Self::Clock => Self::SinceStart,
            Self::SinceStart | Self::SinceBefore => Self::Clock,
        }
    }
}
