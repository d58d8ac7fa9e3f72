//! What to ask, one question after the other.

use super::Notes;
use crate::address::{Generation, HubAddress};
use crate::calls::{self, ListQuery};
use crate::entity_calls::{self, EntityQuery};
use crate::place;
use crate::position::{PositionEncoding, page_token};
use crate::request::ApiRequest;

/// The most requests a card costs.
pub const MOST_REQUESTS: usize = 6;

/// How many encodings of positions are tried.
const MOST_POSITIONS: usize = 2;

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The first two instances of the hub.
    First,
    /// The first instance, without the key: whether the app asks for one at all.
    WithoutKey,
    /// The first instance of the app's own default hub: asked where the hub lists nothing.
    DefaultHub,
    /// The list from the second instance on, its position written in this encoding.
    Position(PositionEncoding),
    /// The second page of one instance each.
    PageNumber,
    /// The first entity.
    Entities,
}

impl Ask {
    /// Whether the key goes with it.
    pub fn carries_key(&self) -> bool {
        *self != Self::WithoutKey
    }

    /// The request, and the address it goes to. Reads, all of them.
    pub fn request(&self, notes: &Notes) -> (ApiRequest, HubAddress) {
        let list = |top, position| {
            calls::list(&ListQuery {
                top,
                position,
                ..ListQuery::default()
            })
        };
        let mut address = notes.address.clone();
        let request = match self {
            Self::First => list(2, None),
            Self::WithoutKey => list(1, None),
            Self::DefaultHub => {
                address.task_hub = None;
                list(1, None)
            }
            Self::Position(encoding) => {
                let id = notes.first().and_then(|first| first.ids.last());
                list(1, id.and_then(|id| encoding.token(id)))
            }
            Self::PageNumber => list(1, page_token(2)),
            Self::Entities => entity_calls::list_entities(&EntityQuery {
                top: 1,
                ..EntityQuery::default()
            }),
        };
        (request, address)
    }
}

/// The next question; `None` when there is nothing more to learn.
pub fn next(notes: &Notes) -> Option<Ask> {
    if notes.answers.is_empty() {
        return Some(Ask::First);
    }
    let first = notes.first()?;
    let mut wanted = Vec::new();
    if notes.key_held && notes.thorough {
        wanted.push(Ask::WithoutKey);
    }
    if first.ids.is_empty() && notes.address.task_hub.is_some() {
        wanted.push(Ask::DefaultHub);
    }
    if notes.address.generation == Generation::Current {
        wanted.push(Ask::Entities);
    }
    // A token that can be read makes positions of our own needless; with one instance "go on from it" says nothing.
    if first.token.is_none() && first.ids.len() > 1 && notes.understood().is_none() {
        wanted.extend(likely_encodings(notes).map(Ask::Position));
        // A store that counts pages lists by time of creation.
        if first.by_time {
            wanted.push(Ask::PageNumber);
        }
    }
    wanted.into_iter().find(|ask| notes.seen(ask).is_none())
}

/// A host on this machine has the emulator's store, another one Azure's.
fn likely_encodings(notes: &Notes) -> impl Iterator<Item = PositionEncoding> {
    use PositionEncoding::{Azure, Emulator, NewerLibrary};
    let encodings = if place::is_loopback(&notes.address.origin) {
        [Emulator, NewerLibrary { azure: false }]
    } else {
        [Azure, NewerLibrary { azure: true }]
    };
    encodings.into_iter().take(MOST_POSITIONS)
}
