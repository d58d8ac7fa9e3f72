//! What a hub's API lets this page do, found out by a few reads: the capability card.
//!
//! Pure. [`next`] says from the [`Notes`] what to ask, until it says nothing more; [`Capabilities::of`] sums up. At most
//! [`MOST_REQUESTS`] reads are asked, of two rows at the most each. A refusal of the first ends it: why that failed is the
//! business of [`doctor`](crate::doctor).

mod clock;
mod kept;
mod notes;
mod steps;

pub use clock::ClockGap;
pub use notes::{Notes, Seen};
pub use steps::{Ask, MOST_REQUESTS, next};

use crate::address::Generation;
use crate::position::PositionEncoding;

/// What a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// The app asks for a key and took ours.
    Accepted,
    /// We hold a key, and the app answers without it too.
    NotNeeded,
    /// We hold none, and the app asks for none.
    None,
    /// We hold one, and the app did not refuse it; whether it is needed was not looked at.
    Unsaid,
}

/// Whether the hub is the one that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HubSeen {
    /// It lists something.
    Lists,
    /// It lists nothing: either it is empty, or this is not the hub's name, for a host that does not know a name lists nothing too.
    ListsNothing,
    /// It lists nothing, and the app's own default hub does: likely not the hub's name.
    DefaultListsInstead,
}

/// Which positions in the list, written by this page, the host understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionSeen {
    /// It answered with the id that the position names.
    Understood(PositionEncoding),
    /// Not needed: the host's own token can be read.
    NotNeeded,
    /// None of those that were tried.
    None,
    /// It lists too few instances to tell.
    TooFew,
}

/// Whether the hub has entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntitiesSeen {
    /// It lists at least one.
    Some,
    /// It lists none.
    None,
    /// The API has no entities: extension 1.x.
    NoApi,
    /// The question was not answered.
    Unsaid,
}

/// Whether answers come compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Yes: fewer bytes came than the body has.
    Compressed,
    /// No.
    Plain,
    /// The browser does not show it to this page.
    NotVisible,
}

/// The card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// When it was written, by the browser's clock: milliseconds since 1970.
    pub at_ms: i64,
    /// Which base path answered.
    pub generation: Generation,
    /// Whether the host has another origin than the page, so that it had to allow this page.
    pub cross_origin: bool,
    /// From asking to the first answer, in milliseconds.
    pub took_ms: u32,
    /// How many requests it took.
    pub requests: u8,
    /// What the key is good for.
    pub key: KeyUse,
    /// Whether the hub is the one that was meant.
    pub hub: HubSeen,
    /// Whether this page may read the continuation token.
    pub token_readable: bool,
    /// Which positions of our own are understood.
    pub position: PositionSeen,
    /// Whether there are entities.
    pub entities: EntitiesSeen,
    /// Whether answers come compressed.
    pub packing: Packing,
    /// How far the host's clock is from the browser's.
    pub clock: ClockGap,
}
