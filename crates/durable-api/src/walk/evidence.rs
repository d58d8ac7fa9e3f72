//! How a hub is walked, how that was proven, and what spoke against other ways.

use crate::position::PositionEncoding;

/// A way through a hub, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the host's own continuation tokens, which this page may read: one answer behind the other.
    Token,
    /// By positions of our own in the store's order of ids: several ranges at once.
    Position(PositionEncoding),
    /// In order of creation, oldest first within a window: the store counts pages (SQL Server). Windows are walked newest first, and
    /// each answer goes on from the last time seen, because a page *number* would skip instances whenever earlier ones are purged.
    Creation,
    /// No order is known: windows of creation and prefixes, halved until each answer is short.
    Windows,
}

/// What shows that the way leads where it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The host itself said so: by its token, or by the token at the end.
    Told,
    /// Asked to go on from an id it had shown, the host began with that id; so often until now.
    Overlap(u32),
    /// Asked for those created from a moment on, the host began there, in order.
    Order,
    /// Answers shorter than a page, held against each other. The weakest: it never claims completeness but for a single answer that
    /// was asked for in other ways too, and nothing new was found.
    Short,
}

/// What a host did that it should not have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// Asked to go on from a position, it began before it: most likely the first page again.
    PositionIgnored,
    /// It gave the same instances again where others were due.
    Repeated,
    /// An answer was not in the order of the answers before it.
    WrongOrder,
    /// It answered with instances outside the window of creation, or without the prefix.
    FilterIgnored,
    /// It gave a token that it had given before.
    TokenLoop,
    /// An answer that looked like the end was not: there were more.
    ShortAnswer,
}

/// Something noticed about the host, in the order it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The way was proven.
    Proven(Way, Proof),
    /// The host did not understand this way: it refused, or answered with nothing or elsewhere.
    NotUnderstood(Way),
    /// The host was caught; the id that shows it, where there is one.
    Caught(Lie, Option<String>),
    /// The host serves fewer instances an answer than were asked for.
    PageCap(u32),
}
