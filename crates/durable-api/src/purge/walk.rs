//! Purging what has finished within a range, window by window.

use chrono::{DateTime, Utc};

use super::window::Windows;
use crate::act::Came;
use crate::calls::{self, ListQuery};
use crate::decode;
use crate::refusal::{Refusal, RefusalCause};
use crate::request::ApiRequest;
use crate::status::{FinishedStatuses, RuntimeStatus};

/// Where the store deletes at most so many a call (SQL Server), a count of as many means that there may be more.
/// Source: docs/http-api.md, section 3.
const A_CALL: u64 = 1_000;
/// The pauses before a host that is busy is asked again, in milliseconds; after the last it halts.
const PAUSES_MS: [f64; 4] = [1_000.0, 3_000.0, 8_000.0, 20_000.0];
/// How long between two looks at a window whose answer was lost, in milliseconds: a gateway that gave up does not stop the host.
const LOOK_MS: f64 = 3_000.0;

/// What is to be deleted: created from the first moment to the second, both included, with one of the statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first moment.
    pub from: DateTime<Utc>,
    /// The last.
    pub to: DateTime<Utc>,
    /// The statuses: at least one, by type.
    pub statuses: FinishedStatuses,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Todo {
    /// Send this write, once.
    Purge(ApiRequest),
    /// Send this read.
    Look(ApiRequest),
    /// Ask again when something came, or in so many milliseconds.
    Wait(u32),
    /// It does not go on by itself.
    Halted(Halt),
    /// Every window was answered for.
    Finished,
}

/// Why it does not go on by itself. [`PurgeWalk::go_on`] takes it up at the same window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Somebody stopped it.
    Stopped,
    /// The key was refused, before any effect.
    Key,
    /// It was not sent: the lock, or a key that is locked.
    Unsent,
    /// The host said no.
    Refused(Box<Refusal>),
    /// An answer was lost, and what it did cannot be read either.
    Unread,
    /// Of a hub that is emptied: several in a row could not be terminated.
    Trouble,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The sum of what the host said it deleted.
    pub deleted: u64,
    /// Those known of windows whose answer was lost, and in which reading finds nothing any more: gone, though nobody counted them.
    pub uncounted: u64,
    /// Calls that deleted.
    pub calls: u32,
    /// Answers that were lost.
    pub lost: u32,
    /// How much of the range is behind it, in thousandths.
    pub share: u16,
    /// All up to this moment was answered for, in milliseconds since 1970.
    pub done_to: i64,
}

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The window is to be purged.
    Ready,
    /// Its call is under way.
    Sent,
    /// Its answer was lost: it is looked at, `left` being what the last look found.
    InDoubt {
        left: Option<usize>,
        next: f64,
        under_way: bool,
    },
    Over,
}

/// See the module. Times are milliseconds of any clock that does not jump.
#[derive(Clone, Debug)]
pub struct PurgeWalk {
    range: Range,
    windows: Windows,
    /// The window, in milliseconds since 1970.
    from: i64,
    to: i64,
    /// What was deleted in this window so far.
    in_window: u64,
    phase: Phase,
    halt: Option<Halt>,
    tries: usize,
    not_before: f64,
    began: f64,
    progress: Progress,
}

impl PurgeWalk {
    /// One that has not begun. `known`: when those that match were created, as far as they are known, in milliseconds since 1970;
    /// `is_complete`: whether these are all.
    pub fn new(range: Range, known: Vec<i64>, is_complete: bool) -> Self {
        let (from, to) = (
            range.from.timestamp_millis(),
            range
                .to
                .timestamp_millis()
                .max(range.from.timestamp_millis()),
        );
        let windows = Windows::new(known, is_complete, from, to);
        let end = windows.end(from, to);
        Self {
            range,
            windows,
            from,
            to: end,
            in_window: 0,
            phase: Phase::Ready,
            halt: None,
            tries: 0,
            not_before: 0.0,
            began: 0.0,
            progress: Progress {
                done_to: from,
                ..Progress::default()
            },
        }
    }

    /// What is deleted.
    pub fn range(&self) -> &Range {
        &self.range
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Sends no further call. What is under way has its effect and is counted.
    pub fn stop(&mut self) {
        if self.phase != Phase::Over {
            self.halt = Some(Halt::Stopped);
        }
    }

    /// Goes on with the same window.
    pub fn go_on(&mut self) {
        self.halt = None;
        self.tries = 0;
        self.not_before = 0.0;
    }

    /// What to do next.
    pub fn next(&mut self, now_ms: f64) -> Todo {
        match &mut self.phase {
            Phase::Sent
            | Phase::InDoubt {
                under_way: true, ..
            } => return Todo::Wait(60_000),
            Phase::Over => return Todo::Finished,
            _ => {}
        }
        if let Some(halt) = &self.halt {
            return Todo::Halted(halt.clone());
        }
        if now_ms < self.not_before {
            return pause(self.not_before - now_ms);
        }
        if let Phase::InDoubt {
            next, under_way, ..
        } = &mut self.phase
        {
            if now_ms < *next {
                return pause(*next - now_ms);
            }
            *under_way = true;
            return Todo::Look(self.look());
        }
        self.phase = Phase::Sent;
        self.began = now_ms;
        self.progress.calls = self.progress.calls.saturating_add(1);
        Todo::Purge(calls::purge_many(
            self.moment(self.from),
            Some(self.moment(self.to)),
            self.range.statuses,
        ))
    }

    /// What came of the request that was given last.
    pub fn came(&mut self, came: Came<'_>, now_ms: f64) {
        match &self.phase {
            Phase::Sent => self.purged(came, now_ms),
            Phase::InDoubt { left, .. } => {
                let left = *left;
                self.looked(came, left, now_ms);
            }
            Phase::Ready | Phase::Over => {}
        }
    }

    fn purged(&mut self, came: Came<'_>, now_ms: f64) {
        let answer = match came {
            Came::Answer { status, body } => decode::purge_many_answer(status, body),
            Came::Cut { .. } | Came::Lost => return self.doubt(now_ms),
            Came::Unsent => {
                self.progress.calls = self.progress.calls.saturating_sub(1);
                self.phase = Phase::Ready;
                self.halt = self.halt.take().or(Some(Halt::Unsent));
                return;
            }
        };
        let refusal = match answer {
            Ok(purged) => return self.counted(purged.instances, now_ms),
            Err(refusal) => refusal,
        };
        match refusal.cause {
            RefusalCause::Unauthorized => self.hold(Halt::Key),
            RefusalCause::RateLimited => {
                self.phase = Phase::Ready;
                self.try_again(Halt::Refused(Box::new(refusal)), now_ms);
            }
            // Below 500 it was refused before any effect.
            _ if (400..500).contains(&refusal.http_status) => {
                self.hold(Halt::Refused(Box::new(refusal)));
            }
            _ => self.doubt(now_ms),
        }
    }

    fn counted(&mut self, deleted: u64, now_ms: f64) {
        self.progress.deleted = self.progress.deleted.saturating_add(deleted);
        self.in_window = self.in_window.saturating_add(deleted);
        self.tries = 0;
        if deleted > 0 && deleted.is_multiple_of(A_CALL) {
            self.phase = Phase::Ready;
            return;
        }
        self.windows.took(now_ms - self.began);
        self.advance();
    }

    /// The answer was lost, or says nothing: whether the window is empty now is read, never guessed.
    fn doubt(&mut self, now_ms: f64) {
        self.progress.lost = self.progress.lost.saturating_add(1);
        self.phase = Phase::InDoubt {
            left: None,
            next: now_ms + LOOK_MS / 3.0,
            under_way: false,
        };
    }

    fn looked(&mut self, came: Came<'_>, before: Option<usize>, now_ms: f64) {
        let answer = match came {
            Came::Answer { status, body } => decode::list_answer(status, body).map_err(Some),
            _ => Err(None),
        };
        let wait = |left| Phase::InDoubt {
            left,
            next: now_ms + LOOK_MS,
            under_way: false,
        };
        match answer.map(|rows| rows.len()) {
            Ok(0) => {
                let known = self.windows.known_in(self.from, self.to);
                let uncounted = known.saturating_sub(self.in_window);
                self.progress.uncounted = self.progress.uncounted.saturating_add(uncounted);
                self.tries = 0;
                self.windows.shrink(2);
                self.advance();
            }
            // The host goes on behind the gateway that gave up: as long as they become fewer nothing is sent.
            Ok(left) if before.is_none_or(|before| left < before) => self.phase = wait(Some(left)),
            Ok(_) => {
                self.windows.shrink(4);
                self.begin(self.from);
            }
            Err(refusal) => {
                self.phase = wait(before);
                match refusal {
                    Some(refusal) if refusal.cause == RefusalCause::Unauthorized => {
                        self.halt = self.halt.take().or(Some(Halt::Key));
                    }
                    _ => self.try_again(Halt::Unread, now_ms),
                }
            }
        }
    }

    /// Asks a busy host later, and gives up after a while.
    fn try_again(&mut self, otherwise: Halt, now_ms: f64) {
        match PAUSES_MS.get(self.tries) {
            Some(ms) => {
                self.tries += 1;
                self.not_before = now_ms + ms;
            }
            None => self.halt = self.halt.take().or(Some(otherwise)),
        }
    }

    fn hold(&mut self, halt: Halt) {
        self.phase = Phase::Ready;
        self.halt = self.halt.take().or(Some(halt));
    }

    /// Goes to the next window.
    fn advance(&mut self) {
        let (first, last) = (
            self.range.from.timestamp_millis(),
            self.range.to.timestamp_millis(),
        );
        self.progress.done_to = self.to.min(last);
        if self.to >= last {
            self.progress.share = 1_000;
            self.phase = Phase::Over;
            return;
        }
        let whole = (last - first).max(1);
        let share = (self.to - first).saturating_mul(1_000) / whole;
        self.progress.share = u16::try_from(share).unwrap_or(1_000);
        self.begin(self.to);
    }

    fn begin(&mut self, from: i64) {
        // Both ends belong to a window, so the next one begins where the last one ended and nothing falls between.
        self.from = from;
        self.to = self.windows.end(from, self.range.to.timestamp_millis());
        self.in_window = 0;
        self.phase = Phase::Ready;
    }

    fn look(&self) -> ApiRequest {
        calls::list(&ListQuery {
            created_from: Some(self.moment(self.from)),
            created_to: Some(self.moment(self.to)),
            statuses: self
                .range
                .statuses
                .iter()
                .map(|it| RuntimeStatus::from_wire(it.as_str()))
                .collect(),
            top: 1_000,
            ..ListQuery::default()
        })
    }

    /// A moment of the window as it is sent; the ends of the range are exact.
    fn moment(&self, ms: i64) -> DateTime<Utc> {
        for end in [self.range.from, self.range.to] {
            if end.timestamp_millis() == ms {
                return end;
            }
        }
        DateTime::from_timestamp_millis(ms).unwrap_or(self.range.to)
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pauses of seconds"
)]
fn pause(ms: f64) -> Todo {
    Todo::Wait(ms.max(1.0).ceil() as u32)
}
