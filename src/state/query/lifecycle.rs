//! The life of one query as a pure state machine: what to send, what to drop, when to ask again.
//!
//! No browser and no signals here, so that every rule is tested natively. [`super::Query`] carries out what
//! [`Lifecycle::step`] orders.

use crate::state::error::{ApiError, Cause};

/// Milliseconds on a clock that never goes back (the page's `performance.now()`).
pub type Millis = f64;

/// The longest pause between two polls of something that does not change.
const SLOWEST_POLL: Millis = 30_000.0;
/// The first pause after a failed read; it doubles with each further failure.
const FIRST_RETRY: Millis = 2_000.0;
/// The longest pause between two tries of a failing read.
const SLOWEST_RETRY: Millis = 60_000.0;

/// Something that happened to a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Another thing is asked for: what is on screen belongs to something else.
    KeyChanged,
    /// Ask again now: the user pressed a button.
    Refresh,
    /// The wake-up time came.
    Due,
    /// The request with this ticket was answered.
    Answered {
        /// The number [`Orders::send`] gave to the request.
        ticket: u64,
        /// Whether the answer differs from the one before; polling slows down while nothing changes.
        changed: bool,
        /// The pause before the next poll, or `None` when the answer cannot change any more.
        poll: Option<Millis>,
    },
    /// The request with this ticket failed.
    Failed {
        /// The number [`Orders::send`] gave to the request.
        ticket: u64,
        /// Why.
        error: ApiError,
    },
    /// A key was given: what failed for want of one is asked again.
    KeyGiven,
    /// The tab went into the background.
    Hidden,
    /// The tab came back.
    Shown,
    /// The page that asked is gone.
    Closed,
}

/// What has to be done after a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Orders {
    /// Abort the request in flight.
    pub abort: bool,
    /// Drop the data held: it answers another question.
    pub forget: bool,
    /// Store the answer of this event as the data shown.
    pub accept: bool,
    /// Send a request under this ticket.
    pub send: Option<u64>,
}

/// What a page shows of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// Nothing was asked yet.
    Idle,
    /// The first answer is awaited, since this moment.
    Waiting(Millis),
    /// The data is the last answer.
    Fresh,
    /// The data is the last answer and a newer one is awaited.
    Refreshing,
    /// There is data, but the last attempt to renew it failed: it may be out of date.
    Stale(ApiError),
    /// There is no data, and this is why.
    Failed(ApiError),
}

/// The state of one query, without its data.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lifecycle {
    ticket: u64,
    sent_at: Option<Millis>,
    data_at: Option<Millis>,
    failure: Option<ApiError>,
    failures: i32,
    unchanged: i32,
    hidden: bool,
    due_at: Option<Millis>,
}

impl Lifecycle {
    /// What to show.
    pub fn phase(&self) -> Phase {
        match (self.data_at, &self.failure, self.sent_at) {
            (Some(_), Some(error), _) => Phase::Stale(error.clone()),
            (Some(_), None, Some(_)) => Phase::Refreshing,
            (Some(_), None, None) => Phase::Fresh,
            (None, Some(error), None) => Phase::Failed(error.clone()),
            (None, _, Some(at)) => Phase::Waiting(at),
            (None, None, None) => Phase::Idle,
        }
    }

    /// Whether a request is under way.
    pub fn is_busy(&self) -> bool {
        self.sent_at.is_some()
    }

    /// When the data on screen was received.
    pub fn data_at(&self) -> Option<Millis> {
        self.data_at
    }

    /// When to wake up with [`Event::Due`]; `None` while hidden, busy or at rest.
    pub fn wake_at(&self) -> Option<Millis> {
        if self.hidden || self.is_busy() {
            None
        } else {
            self.due_at
        }
    }

    /// Takes one event at one moment and says what to do about it.
    pub fn step(&mut self, event: Event, now: Millis) -> Orders {
        match event {
            Event::KeyChanged => self.key_changed(now),
            Event::Due if self.hidden => Orders::default(),
            Event::Due | Event::Refresh => self.ask(now),
            Event::Answered {
                ticket,
                changed,
                poll,
            } => self.answered(ticket, changed, poll, now),
            Event::Failed { ticket, error } => self.failed(ticket, error, now),
            Event::KeyGiven => match &self.failure {
                Some(error) if matches!(error.cause, Cause::Unauthorized | Cause::KeyLocked) => {
                    self.ask(now)
                }
                _ => Orders::default(),
            },
            Event::Hidden => {
                self.hidden = true;
                Orders::default()
            }
            Event::Shown => self.shown(now),
            Event::Closed => self.closed(),
        }
    }

    fn key_changed(&mut self, now: Millis) -> Orders {
        let abort = self.is_busy();
        *self = Self {
            ticket: self.ticket,
            hidden: self.hidden,
            ..Self::default()
        };
        Orders {
            abort,
            forget: true,
            ..self.ask(now)
        }
    }

    /// One request at a time: asking while one is under way changes nothing.
    fn ask(&mut self, now: Millis) -> Orders {
        if self.is_busy() {
            return Orders::default();
        }
        self.ticket += 1;
        self.sent_at = Some(now);
        self.due_at = None;
        Orders {
            send: Some(self.ticket),
            ..Orders::default()
        }
    }

    fn answered(
        &mut self,
        ticket: u64,
        changed: bool,
        poll: Option<Millis>,
        now: Millis,
    ) -> Orders {
        if !self.is_current(ticket) {
            return Orders::default();
        }
        self.sent_at = None;
        self.data_at = Some(now);
        self.failure = None;
        self.failures = 0;
        self.unchanged = if changed { 0 } else { self.unchanged + 1 };
        let slower = 1.5_f64.powi(self.unchanged.min(20));
        self.due_at = poll.map(|pause| now + (pause * slower).min(SLOWEST_POLL.max(pause)));
        Orders {
            accept: true,
            ..Orders::default()
        }
    }

    fn failed(&mut self, ticket: u64, error: ApiError, now: Millis) -> Orders {
        if !self.is_current(ticket) {
            return Orders::default();
        }
        self.sent_at = None;
        self.failures += 1;
        let pause = FIRST_RETRY * 2.0_f64.powi((self.failures - 1).min(10));
        self.due_at = error
            .may_pass_by_itself()
            .then(|| now + pause.min(SLOWEST_RETRY));
        self.failure = Some(error);
        Orders::default()
    }

    fn shown(&mut self, now: Millis) -> Orders {
        self.hidden = false;
        match self.due_at {
            Some(due) if due <= now => self.ask(now),
            _ => Orders::default(),
        }
    }

    fn closed(&mut self) -> Orders {
        let abort = self.is_busy();
        // A late answer carries the old ticket and finds nobody waiting for it.
        self.ticket += 1;
        self.sent_at = None;
        self.due_at = None;
        Orders {
            abort,
            ..Orders::default()
        }
    }

    fn is_current(&self, ticket: u64) -> bool {
        ticket == self.ticket && self.is_busy()
    }
}

#[cfg(test)]
#[path = "lifecycle_tests.rs"]
mod tests;
