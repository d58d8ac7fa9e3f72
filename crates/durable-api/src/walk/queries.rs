//! Tasks as requests.

use chrono::{DateTime, Utc};

use super::by_status::From;
use super::coverage::Ms;
use super::evidence::Way;
use super::key::Key;
use super::machine::Walk;
use super::span::Span;
use super::task::{FLOOR, Task};
use crate::calls::ListQuery;
use crate::position::{PositionEncoding, page_token};
use crate::status::RuntimeStatus;

/// How many of the newest are fetched at first.
const PEEK: u16 = 100;

impl Walk {
    /// The list query without a position: what to aim at, and a filter that keeps inputs out.
    pub(super) fn base_query(&self, top: u16) -> ListQuery {
        let prefix = Some(self.setup.aim.prefix.clone()).filter(|prefix| !prefix.is_empty());
        let floor = (self.filtered && prefix.is_none()).then_some(FLOOR);
        ListQuery {
            prefix,
            created_from: floor.and_then(DateTime::from_timestamp_millis),
            top,
            ..ListQuery::default()
        }
    }

    /// The list query of a task.
    pub(super) fn query(&self, task: &Task) -> ListQuery {
        let top = self.pace.top;
        let base = self.base_query(top);
        match task {
            Task::First | Task::Orphan | Task::One(_) => base,
            Task::Nothing => ListQuery {
                created_from: None,
                top: 1,
                ..base
            },
            Task::Prove(Way::Position(encoding), id) => ListQuery {
                position: encoding.token(id),
                ..base
            },
            Task::Prove(_, _) => ListQuery {
                position: page_token(2),
                top: self.first.top,
                ..base
            },
            Task::ProveOrder(from) => windowed(base, &Span::new(*from, None)),
            Task::Page { at, .. } => ListQuery {
                position: self.position(at.behind().unwrap_or(at.id())),
                top: self.top_behind(at),
                ..base
            },
            Task::End(at) => ListQuery {
                prefix: None,
                created_from: None,
                position: self.position(at.id()),
                top: 1,
                ..base
            },
            Task::Doubt(id) => ListQuery {
                position: self.position(id),
                ..base
            },
            Task::Peek(from) => ListQuery {
                top: PEEK,
                ..windowed(base, &Span::new(*from, None))
            },
            Task::Window { span, page } => ListQuery {
                position: page_token(page + 1),
                ..windowed(base, span)
            },
            Task::Part(part) => {
                let prefix = Some(part.prefix.clone()).filter(|prefix| !prefix.is_empty());
                let base = self.base_query(1000);
                windowed(ListQuery { prefix, ..base }, &part.span)
            }
            Task::Token(token) => {
                let aim = &self.setup.aim;
                let span = Span::new(aim.created_from.unwrap_or(Ms::MIN), aim.created_to);
                ListQuery {
                    position: Some(token.clone()).filter(|token| !token.is_empty()),
                    ..windowed(base, &span)
                }
            }
            Task::New(from, behind) => ListQuery {
                position: self.live_position(behind.as_ref()),
                top: 1000,
                ..windowed(base, &Span::new(*from, None))
            },
            Task::Statuses(statuses, from) => {
                let aim = &self.setup.aim;
                let span = Span::new(aim.created_from.unwrap_or(Ms::MIN), aim.created_to);
                ListQuery {
                    position: match from {
                        From::Beginning => None,
                        From::Behind(key) => self.position(key.id()),
                        From::Page(number) => page_token(*number),
                        From::Token(token) => Some(token.clone()),
                    },
                    top: 1000,
                    statuses: statuses.clone(),
                    ..windowed(base, &span)
                }
            }
            Task::Unfinished(behind) => ListQuery {
                position: self.live_position(behind.as_ref()),
                top: 1000,
                statuses: vec![
                    RuntimeStatus::Pending,
                    RuntimeStatus::Running,
                    RuntimeStatus::Suspended,
                    RuntimeStatus::ContinuedAsNew,
                ],
                ..base
            },
        }
    }

    /// A position in the encoding that was proven; none at the very beginning.
    fn position(&self, id: &str) -> Option<String> {
        self.encoding()
            .and_then(|encoding| encoding.token(id))
            .filter(|_| !id.is_empty())
    }

    fn live_position(&self, behind: Option<&Key>) -> Option<String> {
        behind.and_then(|key| self.position(key.id()))
    }

    pub(super) fn encoding(&self) -> Option<PositionEncoding> {
        match self.way {
            Some(Way::Position(encoding)) => Some(encoding),
            _ => None,
        }
    }
}

/// The query within a window. The host's bounds are both inclusive; who is created at the very end comes twice.
fn windowed(query: ListQuery, span: &Span<Ms>) -> ListQuery {
    let moment = |ms: Ms| -> Option<DateTime<Utc>> { DateTime::from_timestamp_millis(ms) };
    let from = (span.from > Ms::MIN).then(|| moment(span.from)).flatten();
    ListQuery {
        created_from: from.or(query.created_from),
        created_to: span.to.and_then(moment),
        ..query
    }
}
