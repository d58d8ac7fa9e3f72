//! What goes into a walk and comes out of it.

use super::coverage::{Area, Ms};
use super::evidence::Way;
use crate::calls::ListQuery;
use crate::decode::NextPage;

/// How to walk.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What to look at: an id prefix and a window of creation. Walks look at whole areas; every other clause of a filter is decided here.
    pub aim: Aim,
    /// How many requests at once, 1 to 8.
    pub parallel: usize,
    /// A way that this hub was walked in before: tried first, proven again.
    pub hint: Option<Way>,
    /// Whether the host is on this machine, where the store is most likely the emulator's.
    pub is_local: bool,
    /// Whether to fetch a few of the newest first, where the store does not list by time.
    pub newest_first: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            aim: Aim::default(),
            parallel: 4,
            hint: None,
            is_local: false,
            newest_first: true,
        }
    }
}

/// The part of a hub to look at. The default is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// Only ids that begin with this; empty for all.
    pub prefix: String,
    /// Created from (inclusive), in milliseconds since 1970.
    pub created_from: Option<Ms>,
    /// Created to (exclusive).
    pub created_to: Option<Ms>,
}

impl Aim {
    /// The area that is meant.
    pub fn area(&self) -> Area {
        let mut area = Area::of_prefix(&self.prefix);
        area.created.from = self.created_from.unwrap_or(Ms::MIN);
        area.created.to = self.created_to;
        area
    }
}

/// A request to send now. Answer it with [`Walk::answer`](super::Walk::answer) or [`Walk::failed`](super::Walk::failed) under its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Names the request within its walk.
    pub id: u64,
    /// What to ask.
    pub what: What,
}

/// The request itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A page: `calls::list`.
    List(ListQuery),
    /// One instance, without history and input: `calls::status`.
    One(String),
}

/// One row of an answer, as far as a walk needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting<'a> {
    /// The instance id.
    pub id: &'a str,
    /// When its present generation was created, in milliseconds since 1970; `None` where the host said nothing readable.
    pub created: Option<Ms>,
    /// When it last changed.
    pub updated: Option<Ms>,
    /// Whether it is an entity (`@name@key`).
    pub is_entity: bool,
    /// Whether nothing more will happen to it by itself.
    pub is_finished: bool,
}

/// An answer of the host.
#[derive(Clone, Debug)]
pub struct Answered<'a> {
    /// The rows, in the order they came, entities too. Of [`What::One`] the one.
    pub rows: &'a [Sighting<'a>],
    /// What the answer's header says of the next page.
    pub next: NextPage,
    /// How large the body was.
    pub bytes: u64,
}

/// What became of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Indices of the rows whose ids had not been seen before.
    pub fresh: Vec<usize>,
    /// Indices of the rows whose ids are known: updates, or the same again. A `createdTime` that moved is a new generation of the same.
    pub again: Vec<usize>,
    /// An area that was now looked at to its ends: what is known in it and was not seen in this look is gone from the hub. Ask
    /// [`Walk::is_gone`](super::Walk::is_gone) of each known one in it. Set in second and later looks only.
    pub settled: Option<Area>,
    /// Ids that the host no longer knows (404).
    pub gone: Vec<String>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// 429, 502, 503, 504, with `Retry-After` in milliseconds where this page can read it.
    Busy(Option<Ms>),
    /// Nothing came in time.
    TimedOut,
    /// 404 to [`What::One`]: the instance is gone. To a list: no such hub or route.
    NotFound,
    /// Any other 4xx or 5xx, or a body that is no list.
    Refused(u16),
    /// 401 or 403: asking again is of no use before there is another key.
    Unauthorized,
    /// No connection: offline, host down, CORS.
    Unreachable,
    /// The driver gave the request up; it counts as never sent.
    Aborted,
}
