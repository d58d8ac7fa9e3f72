//! Requests of a walk and answers to them, as it thinks of them.

use super::ask::Sighting;
use super::by_part::Part;
use super::by_status::From;
use super::coverage::Ms;
use super::evidence::Way;
use super::key::Key;
use super::span::Span;
use crate::decode::NextPage;
use crate::status::RuntimeStatus;

/// 2000-01-01T00:00:00Z: before anything these hosts have made. Sent as `createdTimeFrom` where there is no other filter, because a host
/// leaves inputs out only beside one (docs/decisions/0011).
pub(super) const FLOOR: Ms = 946_684_800_000;

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// The first page, without a position.
    First,
    /// Whether an empty hub is empty without the filter too.
    Nothing,
    /// Whether the host goes on from this id when told so in this encoding.
    Prove(Way, String),
    /// Whether the host lists by creation from this time on.
    ProveOrder(Ms),
    /// Rows from a key on.
    Page { at: Key, stolen: bool },
    /// Whether anything is behind a key, asked without any filter.
    End(Key),
    /// Whether a known id, behind what looks like the end, is still there.
    Doubt(String),
    /// A few of the newest.
    Peek(Ms),
    /// Those created in a window, with the number of the page where one instant fills several.
    Window { span: Span<Ms>, page: u32 },
    /// Those of a window and a prefix, in no order.
    Part(Part),
    /// Behind a token; the beginning where it is empty.
    Token(String),
    /// Live: new ones, from a time on and behind a key.
    New(Ms, Option<Key>),
    /// Live: those that are not finished.
    Unfinished(Option<Key>),
    /// Live: one instance.
    One(String),
    /// Some statuses alone, from a place on.
    Statuses(Vec<RuntimeStatus>, From),
    /// Belongs to a way that was given up: its rows still count.
    Orphan,
}

/// A request under way.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    pub id: u64,
    pub task: Task,
    pub sent: Ms,
    pub top: u16,
}

/// An answer, with what its rows were to the ledger.
pub(super) struct Page<'a> {
    pub rows: &'a [Sighting<'a>],
    pub next: NextPage,
    pub sent: Ms,
    pub top: u16,
    pub now: Ms,
    /// How many of the rows had not been seen in this look, and how many of those were there before it began.
    pub fresh: usize,
    pub fresh_old: usize,
}

impl Page<'_> {
    /// Whether the answer has as many rows as it could have, given the most the host serves.
    pub fn is_full(&self, cap: Option<usize>) -> bool {
        match self.next {
            NextPage::End => false,
            NextPage::Token(_) => true,
            NextPage::Unreadable => self.rows.len() >= cap.unwrap_or(usize::from(self.top)),
        }
    }
}
