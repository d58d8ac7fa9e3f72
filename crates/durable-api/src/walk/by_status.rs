//! Asking the host for some statuses alone, beside the walk and though it stopped: the host looks through its store by itself and sends those only.
//!
//! In a hub of a million the few that failed are found in a handful of answers. Only a readable token says that these are all: an empty
//! answer to a question with a filter may also mean that the store had no time to read on (decision 0011).

use super::coverage::{Ms, Patch, Statuses};
use super::evidence::Way;
use super::key::Key;
use super::machine::Walk;
use super::task::{Page, Task};
use crate::decode::NextPage;
use crate::status::RuntimeStatus;

/// So many answers are fetched before somebody asks for more: of a status that nearly all have this would be a walk of its own.
const AT_ONCE: u32 = 40;

/// How far asking for some statuses has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which were asked for; none: all that were created in the window of the aim.
    pub statuses: Vec<RuntimeStatus>,
    /// How many instances came.
    pub found: u64,
    /// Where it stands.
    pub state: AskedState,
}

/// Where asking for some statuses stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedState {
    /// Answers are under way.
    Going,
    /// The host said that there are no more.
    Everything,
    /// The host's answers lead no further; there may be more.
    AsFarAsItGoes,
    /// There are more: asking for the same statuses again goes on.
    More,
    /// The host refused, or took too long.
    Failed,
}

/// From where the next answer goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum From {
    Beginning,
    Behind(Key),
    Page(u32),
    Token(String),
}

/// The state of asking.
#[derive(Clone, Debug)]
pub(super) struct ByStatus {
    asked: Asked,
    next: From,
    answers: u32,
    began: Option<Ms>,
}

impl Walk {
    /// Asks the host for these statuses alone, within what the walk aims at; without any, for all that were created in the window that
    /// it aims at. The same once more: goes on where it paused.
    pub fn ask_for(&mut self, statuses: &[RuntimeStatus]) {
        let aim = &self.setup.aim;
        if statuses.is_empty() && aim.created_from.is_none() && aim.created_to.is_none() {
            // That would be the walk itself.
            return;
        }
        self.pace.not_before = None;
        if let Some(known) = &mut self.by_status
            && known.asked.statuses == statuses
            && known.asked.state == AskedState::More
        {
            known.asked.state = AskedState::Going;
            known.answers = 0;
            return;
        }
        self.by_status = Some(ByStatus {
            asked: Asked {
                statuses: statuses.to_vec(),
                found: 0,
                state: AskedState::Going,
            },
            next: From::Beginning,
            answers: 0,
            began: None,
        });
    }

    /// How asking for some statuses stands, if somebody asked.
    pub(super) fn asked(&self) -> Option<Asked> {
        self.by_status.as_ref().map(|it| it.asked.clone())
    }

    /// The next question, unless it is under way.
    pub(super) fn choose_by_status(&self) -> Option<Task> {
        let state = self.by_status.as_ref()?;
        let under_way = |task: &Task| matches!(task, Task::Statuses(..));
        let is_going = state.asked.state == AskedState::Going
            && !self.flights.iter().any(|it| under_way(&it.task));
        is_going.then(|| Task::Statuses(state.asked.statuses.clone(), state.next.clone()))
    }

    /// An answer, with what its rows are worth.
    pub(super) fn statuses_answered(
        &mut self,
        statuses: &[RuntimeStatus],
        from: &From,
        page: &Page<'_>,
    ) {
        let (way, look, area) = (self.way, self.look, self.aim());
        let Some(state) = &mut self.by_status else {
            return;
        };
        // Others are asked for by now, or the same from the beginning.
        if state.asked.statuses != statuses || state.next != *from {
            return;
        }
        let began = *state.began.get_or_insert(page.sent);
        state.answers += 1;
        let instances = page.rows.iter().filter(|row| !row.is_entity).count();
        state.asked.found += instances as u64;
        let next = match &page.next {
            NextPage::End => {
                state.asked.state = AskedState::Everything;
                self.coverage.add(Patch {
                    area,
                    statuses: Statuses::of(statuses),
                    seen: began,
                    look,
                });
                return;
            }
            NextPage::Token(token) => Some(From::Token(token.clone())),
            NextPage::Unreadable => behind(way, from, page),
        };
        match next.filter(|next| next != from) {
            None => state.asked.state = AskedState::AsFarAsItGoes,
            Some(next) => {
                state.next = next;
                if state.answers >= AT_ONCE {
                    state.asked.state = AskedState::More;
                }
            }
        }
    }

    /// There is no answer, and asking again would bring none.
    pub(super) fn statuses_failed(&mut self) {
        if let Some(state) = &mut self.by_status {
            state.asked.state = AskedState::Failed;
        }
    }
}

/// Where to go on without a token; `None` where nothing leads further.
fn behind(way: Option<Way>, from: &From, page: &Page<'_>) -> Option<From> {
    let last = page.rows.last()?;
    match way {
        Some(Way::Position(_)) => {
            let key = Key::after(last.id);
            // A host that does not heed the position sends the same rows again.
            let is_further = match from {
                From::Behind(before) => *before < key,
                _ => true,
            };
            is_further.then_some(From::Behind(key))
        }
        Some(Way::Creation) if page.is_full(None) => Some(From::Page(match from {
            From::Page(number) => number + 1,
            _ => 2,
        })),
        _ => None,
    }
}
