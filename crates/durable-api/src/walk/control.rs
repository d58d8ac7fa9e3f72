//! What the person at the screen decides: stop, go on, again, how far, how much.

use super::ask::Aim;
use super::coverage::{Area, Coverage, Ms};
use super::evidence::Way;
use super::machine::{Phase, Walk};
use super::snapshot::Stopped;
use super::task::Task;

impl Walk {
    /// Sends nothing more. What is under way may still be answered, and counts.
    pub fn stop(&mut self) {
        if self.phase != Phase::Done || self.live.is_on {
            self.stopped = Some(Stopped::ByUser);
        }
    }

    /// Goes on where it stopped, whatever stopped it. A spent ceiling has to be raised first.
    pub fn resume(&mut self) {
        self.stopped = None;
        self.pace.failures = 0;
        self.pace.not_before = None;
    }

    /// The most requests and the most bytes of answers that this walk may cost in all; `None` for as many as it takes.
    pub fn set_ceiling(&mut self, requests: Option<u32>, bytes: Option<u64>) {
        self.pace.request_ceiling = requests;
        self.pace.byte_ceiling = bytes;
        if self.stopped == Some(Stopped::Ceiling) && !self.pace.is_spent() {
            self.stopped = None;
        }
    }

    /// Looks at another part of the hub from now on. What was looked at stays so.
    pub fn set_aim(&mut self, aim: Aim) {
        if aim == self.setup.aim {
            return;
        }
        self.by_status = None;
        let prefix = std::mem::replace(&mut self.setup.aim, aim).prefix;
        if matches!(self.phase, Phase::Opening | Phase::Proving) {
            self.restart();
            return;
        }
        match self.way {
            // What was looked at stays so: only what is left changes.
            Some(Way::Position(_)) => self.phase = Phase::Walking,
            Some(Way::Creation) if prefix == self.setup.aim.prefix => self.phase = Phase::Walking,
            _ => self.restart(),
        }
    }

    /// Looks at everything again: what changed, what is gone, what is new. What is known stays until then.
    pub fn again(&mut self) {
        self.look = self.look.saturating_add(1);
        self.look_began = None;
        self.begin_look();
        self.stopped = None;
        self.phase = match self.way {
            Some(Way::Position(_) | Way::Creation | Way::Token) => Phase::Walking,
            Some(Way::Windows) | None => Phase::Opening,
        };
    }

    /// Whether to look again for new ones and at unfinished ones whenever the walk is done: see [`Walk::wake_at`].
    pub fn set_live(&mut self, is_on: bool) {
        self.live.set(is_on);
    }

    /// When [`Walk::next`] has something to send though nothing is answered: a host that is being spared, or the next round of live
    /// mode. `None`: only an answer or a person moves it.
    pub fn wake_at(&self) -> Option<Ms> {
        if self.stopped.is_some() {
            let is_asked = self.choose_by_status().is_some();
            return self.pace.not_before.filter(|_| is_asked);
        }
        let spared = self.pace.not_before;
        if self.phase == Phase::Done {
            let due = self.live.due()?;
            return Some(spared.map_or(due, |time| time.max(due)));
        }
        spared
    }

    /// An id is gone from the hub: the user purged it, or a status answer said 404. `false` where it was not known.
    pub fn forget(&mut self, id: &str) -> bool {
        self.live.forget(id);
        self.ledger.forget(id)
    }

    /// Whether an id within a settled area ([`Taken::settled`](super::Taken)) is gone: known, and not seen in the present look. One
    /// that is gone must be told to [`Walk::forget`].
    pub fn is_gone(&self, id: &str) -> bool {
        self.ledger
            .get(id)
            .is_some_and(|mark| mark.look < self.look)
    }

    /// What was looked at.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The area that the walk aims at.
    pub fn aim(&self) -> Area {
        self.setup.aim.area()
    }

    /// The requests of this walk that are under way.
    pub fn under_way(&self) -> impl Iterator<Item = u64> {
        self.flights.iter().map(|flight| flight.id)
    }

    /// Whether a request still matters; one of a way that was given up may be aborted.
    pub fn is_wanted(&self, id: u64) -> bool {
        let flight = self.flights.iter().find(|flight| flight.id == id);
        flight.is_some_and(|flight| flight.task != Task::Orphan)
    }
}
