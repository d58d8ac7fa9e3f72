//! From the answer to a write to knowing whether it took effect.

use super::judge::why_not_seen;
use super::machine::{Act, Came, Phase, Reading};
use super::operation::Verb;
use super::outcome::Outcome;
use super::seen::{Seen, may_be_missing};
use super::truth::{Truth, truth};
use crate::decode::{self, StartAnswer};
use crate::refusal::{Refusal, RefusalCause};

/// The pauses between readings, in milliseconds; the last one stays.
const PAUSES_MS: [f64; 5] = [250.0, 500.0, 1_000.0, 1_000.0, 2_000.0];

/// Reading until it is true.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settle {
    /// Whether the host accepted it; else nobody knows.
    pub(super) accepted: bool,
    /// When to give up; `None`: with the next reading.
    until: Option<f64>,
    /// When to read next.
    pub(super) next: f64,
    readings: usize,
    /// What came instead of an answer.
    said: Option<Box<Refusal>>,
    seen: Option<Seen>,
}

impl Act {
    pub(super) fn answered(&mut self, came: Came<'_>, now_ms: f64) {
        let (status, body) = match came {
            Came::Answer { status, body } => (status, body),
            // What was accepted is accepted, though not all of the answer came.
            Came::Cut { status } => return self.settle(is_success(status), None, now_ms),
            Came::Lost => return self.settle(false, None, now_ms),
            Came::Unsent => {
                self.phase = Phase::Send;
                return;
            }
        };
        match self.accept(status, body) {
            Ok(()) if self.has_nothing_to_show() => self.over(Outcome::Accepted),
            Ok(()) => self.settle(true, None, now_ms),
            Err(refusal) => self.refused(refusal, now_ms),
        }
    }

    /// Reads the answer to a write.
    fn accept(&mut self, status: u16, body: &str) -> Result<(), Refusal> {
        match self.operation.verb() {
            Verb::Start | Verb::RestartNew | Verb::RestartSame => {
                match decode::start_answer(status, body)? {
                    StartAnswer::Accepted(payload) => {
                        self.made = Some(payload.id).filter(|id| !id.is_empty());
                    }
                    StartAnswer::Output(output) => self.output = Some(output),
                    StartAnswer::Ended(_) => {}
                }
                Ok(())
            }
            Verb::Purge => decode::purge_answer(status, body).map(drop),
            _ => decode::accepted_answer(status, body).map(drop),
        }
    }

    fn has_nothing_to_show(&self) -> bool {
        let verb = self.operation.verb();
        verb == Verb::RaiseEvent && self.before.as_ref().is_none_or(|it| it.marks.is_none())
    }

    /// What the host's no means: a refusal that was before any effect, one that reading must explain, or one that leaves it open.
    fn refused(&mut self, refusal: Refusal, now_ms: f64) {
        let refusal = Box::new(refusal);
        match refusal.cause {
            RefusalCause::Unauthorized => {
                self.phase = Phase::Send;
                self.wants_key = true;
            }
            // A start has nothing that could be gone: who has no such address is no host of ours.
            RefusalCause::NotFound if self.operation.verb() == Verb::Start => {
                self.over(Outcome::Refused(refusal));
            }
            RefusalCause::NotFound => self.over(Outcome::Gone),
            RefusalCause::Gone => self.look_once_more(refusal, now_ms),
            RefusalCause::Server if is_about_state(&refusal) => {
                self.look_once_more(refusal, now_ms);
            }
            RefusalCause::Rejected | RefusalCause::RateLimited => {
                self.over(Outcome::Refused(refusal));
            }
            // Below 500 a proxy answered in the host's stead.
            RefusalCause::NotDurable(_) if (400..500).contains(&refusal.http_status) => {
                self.over(Outcome::Refused(refusal));
            }
            _ => self.settle(false, Some(refusal), now_ms),
        }
    }

    /// Reads once what explains a refusal.
    fn look_once_more(&mut self, refusal: Box<Refusal>, now_ms: f64) {
        self.phase = Phase::Settle(Settle {
            accepted: false,
            until: None,
            next: now_ms,
            readings: 0,
            said: Some(refusal),
            seen: None,
        });
    }

    pub(super) fn reread(&mut self, mut settle: Settle, came: Came<'_>, now_ms: f64) {
        let answer = self.read(came);
        if let Err(Some(refusal)) = &answer
            && refusal.cause == RefusalCause::Unauthorized
        {
            self.wants_key = true;
            return;
        }
        settle.readings += 1;
        let Some(until) = settle.until else {
            return self.explained(settle, answer);
        };
        if let Ok(seen) = answer {
            settle.seen.clone_from(&seen);
            match truth(
                &self.operation,
                self.compared(settle.accepted),
                seen.as_ref(),
            ) {
                Truth::True => return self.over(Outcome::Done(seen)),
                Truth::Gone => return self.over(Outcome::Gone),
                Truth::Otherwise => {
                    return self.over(match seen {
                        // What ran again and failed again was rewound, whatever became of the answer.
                        Some(seen) if settle.accepted || self.operation.verb() == Verb::Rewind => {
                            Outcome::Otherwise(seen)
                        }
                        seen => Outcome::Unknown {
                            seen,
                            said: settle.said,
                        },
                    });
                }
                Truth::NotYet => {}
            }
        }
        if now_ms >= until {
            let signal = self.operation.verb() == Verb::Signal;
            return self.over(match settle {
                Settle { accepted: true, .. } if signal => Outcome::Accepted,
                Settle {
                    accepted: true,
                    seen,
                    ..
                } => Outcome::NotYet(seen),
                Settle { seen, said, .. } => Outcome::Unknown { seen, said },
            });
        }
        settle.next = now_ms + pause(settle.readings);
        self.phase = Phase::Settle(settle);
    }

    /// A refusal, and what the target says to it.
    fn explained(&mut self, settle: Settle, answer: Reading) {
        let why = match &answer {
            Ok(None) if !may_be_missing(self.operation.verb()) => {
                return self.over(Outcome::Gone);
            }
            Ok(Some(seen)) => why_not_seen(&self.operation, seen),
            Ok(None) | Err(_) => None,
        };
        let seen = answer.ok().flatten();
        self.over(match (why, settle.said) {
            (Some(why), _) => Outcome::Skipped(why, seen),
            (None, Some(said)) => Outcome::Refused(said),
            (None, None) => Outcome::Unknown { seen, said: None },
        });
    }

    /// What the present reading is compared with. What a restart made under a new id was not there before; and a start or restart that was
    /// accepted has replaced the old run already, which times of whole seconds may not show.
    fn compared(&self, accepted: bool) -> Option<&Seen> {
        match self.operation.verb() {
            Verb::RestartNew => None,
            Verb::Start | Verb::RestartSame if accepted => None,
            _ => self.before.as_ref(),
        }
    }

    pub(super) fn settle(&mut self, accepted: bool, said: Option<Box<Refusal>>, now_ms: f64) {
        // The id of what a restart made was in the answer alone.
        if self.operation.verb() == Verb::RestartNew && self.made.is_none() {
            return self.over(Outcome::Unknown { seen: None, said });
        }
        self.phase = Phase::Settle(Settle {
            accepted,
            until: Some(now_ms + self.patience_ms),
            next: now_ms + if accepted { 0.0 } else { pause(0) },
            readings: 0,
            said,
            seen: None,
        });
    }
}

/// Whether the host refused because of how the target stands, in the exceptions it has for that: then nothing has happened. Any other
/// 500 may have come after the effect. Source: the wire contract, sections 3 (operations) and 4; recordings lifecycle, rewind, start.
fn is_about_state(refusal: &Refusal) -> bool {
    let said = refusal.exception_message.as_deref().unwrap_or_default();
    let names_state =
        said.contains("instance is in the") || said.contains("only supported on failed");
    refusal.exception_type.as_deref().is_some_and(|kind| {
        kind.contains("AlreadyExists") || kind.ends_with("InvalidOperationException") && names_state
    })
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

fn pause(readings: usize) -> f64 {
    let [.., last] = PAUSES_MS;
    PAUSES_MS.get(readings).copied().unwrap_or(last)
}
