//! Walking a hub's list page by page, by the host's continuation token where this page may read it, else by positions of
//! its own, proven by overlap (docs/http-api.md §3, "Walking a hub without reading the token").
//!
//! Pure: [`tries`] says what to ask, [`judge`] whether the host understood, [`Reach`] what may be claimed afterwards.

use durable_api::InstanceStatus;
use durable_api::position::{PositionEncoding, store_order};

use crate::state::instances_query::{InstancesQuery, Start};

/// Instances on one page.
pub const PAGE: u16 = 100;

/// One way to ask for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Try {
    /// Without a position: the first page.
    First,
    /// With the host's own token.
    Token(String),
    /// With a position of our own, written in this encoding. Inclusive: the id it names comes again.
    Position(PositionEncoding),
    /// With a page number, as SQL Server's store takes it.
    PageNumber(usize),
}

impl Try {
    /// What to ask for to see `size` instances: a position of our own costs one more for the overlap.
    pub fn top(&self, size: u16) -> u16 {
        match self {
            Self::Position(_) => size + 1,
            // The place of page n depends on the size of all pages before it.
            Self::PageNumber(_) => PAGE,
            Self::First | Self::Token(_) => size,
        }
    }

    /// What goes into the request header `x-ms-continuation-token`.
    pub fn token(&self, after: Option<&str>) -> Option<String> {
        match self {
            Self::First => None,
            Self::Token(token) => Some(token.clone()),
            Self::Position(encoding) => encoding.token(after.unwrap_or_default()),
            Self::PageNumber(number) => Some(number.to_string()),
        }
    }
}

/// What is remembered of a page for the one behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// The ids on it, entities included, in the order they came.
    pub ids: Vec<String>,
    /// When the last one was created, as milliseconds since 1970.
    pub last_created: Option<f64>,
    /// Whether its creation times ascend: only a store that lists by time takes page numbers.
    pub by_time: bool,
    /// How many pages were before it.
    pub number: usize,
}

impl Seen {
    /// What to remember of these rows.
    pub fn of(rows: &[InstanceStatus], number: usize) -> Self {
        let times: Vec<Option<f64>> = rows.iter().map(created_ms).collect();
        Self {
            ids: rows.iter().map(|row| row.instance_id.clone()).collect(),
            last_created: times.last().copied().flatten(),
            by_time: !times.is_empty() && times.iter().all(Option::is_some) && times.is_sorted(),
            number,
        }
    }
}

/// The encodings tried on a host of which nothing is known, the likeliest first: a host on this machine has the emulator's store.
fn encodings(local: bool) -> [PositionEncoding; 4] {
    use PositionEncoding::{Azure, Emulator, NewerLibrary};
    let (emulator, azure) = (NewerLibrary { azure: false }, NewerLibrary { azure: true });
    if local {
        [Emulator, emulator, Azure, azure]
    } else {
        [Azure, azure, Emulator, emulator]
    }
}

/// What to ask, in turn, until one is understood. `known` is what this host understood before, `seen` the page before this one
/// when this browser tab has loaded it, `local` whether the host is on this machine.
pub fn tries(
    start: Option<&Start>,
    known: Option<&Try>,
    seen: Option<&Seen>,
    local: bool,
) -> Vec<Try> {
    match start {
        None => vec![Try::First],
        Some(Start::Token(token)) => vec![Try::Token(token.clone())],
        Some(Start::After(_)) => {
            // The store counts from 0; a host that counts from 1 shows the same page again and is asked for the next.
            let numbers = seen
                .filter(|seen| seen.by_time)
                .map_or(0..0, |seen| seen.number + 1..seen.number + 3);
            let page = numbers.map(Try::PageNumber);
            let rest = encodings(local).into_iter().map(Try::Position);
            match known {
                Some(Try::PageNumber(_)) => page.chain(rest).collect(),
                Some(known @ Try::Position(_)) => {
                    let others = rest.filter(|other| other != known).chain(page);
                    std::iter::once(known.clone()).chain(others).collect()
                }
                _ => rest.chain(page).collect(),
            }
        }
    }
}

/// Whether the answer shows that the host understood the position, and how many of its first rows were already on the page
/// before. `None`: it did not.
pub fn judge(
    tried: &Try,
    start: Option<&Start>,
    proven: bool,
    seen: Option<&Seen>,
    rows: &[InstanceStatus],
) -> Option<usize> {
    let Some(Start::After(after)) = start else {
        return Some(0);
    };
    let ids = rows.iter().map(|row| row.instance_id.as_str());
    match tried {
        Try::Position(_) => match ids.clone().next() {
            Some(first) if first == after => Some(1),
            // The one it should begin with may have been purged meanwhile, or left the filter. Only a host that has
            // shown that it understands is believed so: another may take the token for some far away key, and the
            // instances between would be missed in silence.
            Some(_) if proven && ids.clone().all(|id| store_order(id, after).is_gt()) => Some(0),
            None if proven => Some(0),
            _ => None,
        },
        Try::PageNumber(_) => {
            let seen = seen?;
            let later = rows.first().and_then(created_ms) >= seen.last_created;
            let new =
                !rows.is_empty() && ids.clone().all(|id| !seen.ids.iter().any(|old| old == id));
            (proven && rows.is_empty() || later && new).then_some(0)
        }
        Try::First | Try::Token(_) => Some(0),
    }
}

/// What lies behind the page, as far as it may be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// Nothing: the host said so, or an unfiltered walk came to its end.
    End,
    /// More: the next page begins here.
    More(Start),
    /// Perhaps more: the answer does not say, asking tells.
    Perhaps(Start),
    /// Perhaps more, but nothing here to go on from.
    Unsaid,
}

/// What may be claimed after an answer (docs/http-api.md §3: "only an unfiltered walk, filtered here, or a readable token
/// may claim completeness").
///
/// `token` is the continuation token when this page may read it (empty on the last page); `last` the last id on the page,
/// entities included; `by_page` the number of this page where the host has shown that it takes page numbers, and whether the
/// page is full: there a short page is the last.
pub fn reach(
    query: &InstancesQuery,
    token: Option<&str>,
    last: Option<&str>,
    by_page: Option<(usize, bool)>,
) -> Reach {
    match (token, last, by_page) {
        (Some(""), ..) | (None, _, Some((_, false))) => Reach::End,
        (Some(token), ..) => Reach::More(Start::Token(token.to_owned())),
        (None, _, Some((number, true))) => Reach::Perhaps(Start::Token((number + 1).to_string())),
        (None, Some(last), None) => Reach::Perhaps(Start::After(last.to_owned())),
        (None, None, None) if query.is_filtered() => Reach::Unsaid,
        (None, None, None) => Reach::End,
    }
}

/// When an instance's present generation was created, in milliseconds since 1970.
fn created_ms(row: &InstanceStatus) -> Option<f64> {
    row.created_time.unix_ms()
}

#[cfg(test)]
mod tests;
