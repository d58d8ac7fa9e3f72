//! A few of the newest first, where the store lists by id: hosts filter by creation though they cannot seek by it.
//!
//! What comes is shown and claims nothing: a store that reads row by row may have left the newest out.

use super::coverage::Ms;
use super::machine::Walk;
use super::task::{Page, Task};

const HOUR: Ms = 3_600_000;
/// How many peeks there are at most, and how much wider each is than the one before.
const PEEKS: u8 = 3;
const WIDER: Ms = 24;
/// So many rows are enough to begin with.
const ENOUGH: usize = 20;
/// A host that needs longer than this reads its whole store for it.
const TOO_LONG: Ms = 3000;
/// Not before the walk has seen that the hub is larger than a few answers.
const NOT_BEFORE: usize = 2;

#[derive(Clone, Debug)]
pub(super) struct Peek {
    left: u8,
    width: Ms,
}

impl Default for Peek {
    fn default() -> Self {
        Self {
            left: PEEKS,
            width: HOUR,
        }
    }
}

impl Peek {
    /// The host does not like it.
    pub fn give_up(&mut self) {
        self.left = 0;
    }
}

impl Walk {
    pub(super) fn choose_peek(&mut self, now: Ms) -> Option<Task> {
        let wanted =
            self.setup.newest_first && self.look == 1 && self.setup.aim.created_to.is_none();
        let under_way = self
            .flights
            .iter()
            .any(|flight| matches!(flight.task, Task::Peek(_)));
        if !wanted || under_way || self.peek.left == 0 || self.keys.answered < NOT_BEFORE {
            return None;
        }
        self.peek.left -= 1;
        Some(Task::Peek(now - self.peek.width))
    }

    /// Some of the newest came: enough, or a wider window is next.
    pub(super) fn peeked(&mut self, page: &Page<'_>) {
        self.peek.width *= WIDER;
        if page.rows.len() >= ENOUGH || page.now - page.sent > TOO_LONG {
            self.peek.give_up();
        }
    }
}
