//! Walking by the host's own tokens, where nothing else about them is known: one answer behind the other.

use super::evidence::{Evidence, Lie, Way};
use super::key::Key;
use super::machine::Walk;
use super::opening::is_by_key;
use super::span::Span;
use super::task::{Page, Task};
use crate::decode::NextPage;
use crate::position::store_order;

/// After so many answers with nothing new in them the host is going round in circles.
const CIRCLES: u32 = 3;

/// The state of a walk by tokens.
#[derive(Clone, Debug)]
pub(super) struct ByToken {
    next: Option<String>,
    sent: Vec<String>,
    /// Answers in a row that brought nothing new in the first look.
    stale: u32,
    /// The last id, while everything came in the store's order.
    ordered: Option<String>,
    is_ordered: bool,
    is_done: bool,
}

impl Default for ByToken {
    fn default() -> Self {
        Self {
            next: Some(String::new()),
            sent: Vec::new(),
            stale: 0,
            ordered: None,
            is_ordered: true,
            is_done: false,
        }
    }
}

impl ByToken {
    /// A token to go on from, because the request with it had no answer.
    pub fn go_on(&mut self, token: String) {
        self.next = Some(token);
    }

    pub fn is_done(&self) -> bool {
        self.is_done
    }
}

impl Walk {
    pub(super) fn choose_token(&mut self) -> Option<Task> {
        self.tokens.next.take().map(Task::Token)
    }

    /// The answer to a token; an empty one stands for the beginning.
    pub(super) fn token_answered(&mut self, sent: &str, page: &Page<'_>) {
        self.tokens.next = None;
        let circle = !page.rows.is_empty() && page.fresh == 0 && !sent.is_empty();
        self.tokens.stale = if circle { self.tokens.stale + 1 } else { 0 };
        if self.tokens.stale >= CIRCLES {
            self.caught(Lie::Repeated, page.rows.first().map(|row| row.id));
            return;
        }
        self.order_of_tokens(page);
        match &page.next {
            NextPage::End => {
                self.tokens.is_done = true;
                self.cover_settled(self.aim(), self.look_began.unwrap_or(page.sent));
            }
            NextPage::Token(token) if self.tokens.sent.contains(token) || token == sent => {
                self.caught(Lie::TokenLoop, page.rows.first().map(|row| row.id));
            }
            NextPage::Token(token) => {
                self.tokens.sent.push(token.clone());
                self.tokens.next = Some(token.clone());
            }
            NextPage::Unreadable => {
                self.evidence.push(Evidence::NotUnderstood(Way::Token));
                self.reopen();
            }
        }
    }

    /// While all comes in the store's order, everything before the last id was looked at.
    fn order_of_tokens(&mut self, page: &Page<'_>) {
        let (Some(first), Some(last)) = (page.rows.first(), page.rows.last()) else {
            return;
        };
        let before = self.tokens.ordered.as_deref();
        let goes_on = before.is_none_or(|before| store_order(before, first.id).is_lt());
        if self.tokens.is_ordered && goes_on && is_by_key(page.rows) {
            let mut area = self.aim();
            area.keys = Span::new(area.keys.from, Some(Key::after(last.id)));
            self.tokens.ordered = Some(last.id.to_owned());
            self.cover(area, page.sent);
        } else if self.tokens.is_ordered {
            self.tokens.is_ordered = false;
            self.coverage.drop_look(self.look);
        }
    }
}
