//! A number for each row that sorts as its value in a column does.

use super::{By, IdOrder, order_of};
use crate::json::{self, Found, Step, number_key};
use crate::store::NO_TIME;
use crate::{Field, Rows, Slot, Status, Text};
use std::cmp::Ordering;

/// The key of what has nothing to be sorted by.
pub(super) const LAST: u64 = u64::MAX;

/// What is looked up once for a column, not for each row.
pub(super) enum Keys<'a> {
    Direct(&'a By),
    /// The place of each name or status.
    Places(Vec<u64>, &'a By),
}

impl<'a> Keys<'a> {
    pub(super) fn new(rows: &Rows, by: &'a By) -> Self {
        match by {
            By::Name => {
                let names: Vec<&str> = rows.names().iter().map(|it| &**it).collect();
                Self::Places(places(&names), by)
            }
            By::Status => {
                let names: Vec<&str> = (0..Status::BESIDE.0)
                    .map(|number| rows.status_name(Status(number)))
                    .collect();
                Self::Places(places(&names), by)
            }
            _ => Self::Direct(by),
        }
    }

    /// The key of a row. Two that differ may have the same one in a column of values: see [`exact`].
    #[inline]
    pub(super) fn of(&self, rows: &Rows, ids: &IdOrder, slot: Slot) -> u64 {
        match self {
            Self::Places(places, By::Name) => place(places, rows.name_number(slot) as usize),
            Self::Places(places, _) => place(places, usize::from(rows.status(slot).0)),
            Self::Direct(By::Created) => ticks(rows.created(slot)),
            Self::Direct(By::Updated) => ticks(rows.updated(slot)),
            Self::Direct(By::Duration(now)) => rows
                .row(slot)
                .and_then(|row| row.duration(*now))
                .map_or(LAST, ticks),
            Self::Direct(By::Path(field, path)) => {
                value(rows, slot, *field, path).map_or(LAST, value_key)
            }
            Self::Direct(By::Id | By::Name | By::Status) => u64::from(ids.rank(slot)),
        }
    }
}

/// The order of two rows that have the same key.
pub(super) fn exact(rows: &Rows, by: &By, a: Slot, b: Slot) -> Ordering {
    match by {
        By::Path(field, path) => {
            match (value(rows, a, *field, path), value(rows, b, *field, path)) {
                (Some(a), Some(b)) => compare(a, b),
                _ => Ordering::Equal,
            }
        }
        _ => Ordering::Equal,
    }
}

/// The place of each name among all, by their characters.
fn places(names: &[&str]) -> Vec<u64> {
    let order = order_of(names.len(), &|a, b| names.get(a).cmp(&names.get(b)));
    let mut places = vec![0; names.len()];
    for (place, at) in order.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(at) {
            *slot = place as u64;
        }
    }
    places
}

fn place(places: &[u64], at: usize) -> u64 {
    places.get(at).copied().unwrap_or(LAST - 1)
}

fn ticks(ticks: i64) -> u64 {
    if ticks == NO_TIME {
        LAST
    } else {
        ticks as u64 ^ 1 << 63
    }
}

pub(super) fn value<'a>(
    rows: &'a Rows,
    slot: Slot,
    field: Field,
    path: &[Step],
) -> Option<&'a str> {
    let (text, is_cut) = match rows.text(slot, field) {
        Text::Whole(text) => (text, false),
        Text::Cut { start, .. } => (start, true),
        Text::Absent | Text::NotKept => return None,
    };
    if path.is_empty() {
        return Some(text).filter(|it| *it != "null");
    }
    match json::find(text, path, is_cut) {
        Found::Value(value) => Some(value),
        Found::Missing | Found::Unknown => None,
    }
}

/// `null`, `false`, `true`, numbers, strings, containers: in this order.
fn class(value: &str) -> u64 {
    match value.as_bytes().first() {
        Some(b'n') => 0,
        Some(b'f') => 1,
        Some(b't') => 2,
        Some(b'-' | b'0'..=b'9') => 3,
        Some(b'"') => 4,
        _ => 5,
    }
}

pub(super) fn value_key(value: &str) -> u64 {
    let class = class(value);
    let within = match class {
        3 => number_key(value),
        4 => bytes_key(&said(value)),
        5 => bytes_key(value),
        _ => 0,
    };
    // Turned round, 0 would be the last of all.
    (class + 1) << 60 | within >> 4
}

/// The first eight characters, seven bits each. From the first that needs more on, the key says nothing.
fn bytes_key(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut key = 0;
    let mut is_plain = true;
    for at in 0..8 {
        let byte = bytes.get(at).map_or(0, |byte| u64::from(*byte));
        key = key << 7 | if is_plain { byte.min(0x7F) } else { 0 };
        is_plain &= byte < 0x7F;
    }
    key << 8
}

/// What a string says; of a cut one, its beginning.
fn said(value: &str) -> std::borrow::Cow<'_, str> {
    let inside = value.strip_prefix('"').unwrap_or(value);
    json::readable(inside.strip_suffix('"').unwrap_or(inside))
}

/// The order of two values. Nothing, which is no value, is compared with nothing alone.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    match (class(a), class(b)) {
        (3, 3) => json::compare_numbers(a, b),
        (4, 4) => said(a).cmp(&said(b)),
        (5, 5) => a.cmp(b),
        (x, y) => x.cmp(&y),
    }
}
