//! One clause, compiled.

use super::{Pattern, Verdict};
use crate::find::Needle;
use crate::fingerprint::{fingerprint, message};
use crate::json::{self, Found, Literal, Step};
use crate::order::store_order;
use crate::store::NO_TIME;
use crate::{Field, Rows, Slot, Status, Text};
use std::cmp::Ordering;

/// A clause: a test, or its opposite.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// What is asked.
    pub test: Test,
    /// Whether the rows are wanted that it is *not* true of.
    pub not: bool,
}

/// From (included) to (not included), in ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At or after.
    pub from: i64,
    /// Before.
    pub to: i64,
}

impl Bounds {
    /// Everything.
    pub const ALL: Self = Self {
        from: i64::MIN,
        to: i64::MAX,
    };

    /// Whether it lies within.
    pub fn has(self, ticks: i64) -> bool {
        self.from <= ticks && ticks < self.to
    }
}

/// One of the two times of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// When the current generation was created.
    Created,
    /// The last change.
    Updated,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// From creation to the end, of an unfinished one until now.
    Duration,
    /// From creation until now, of unfinished ones alone.
    Age,
    /// From the last change until now, of unfinished ones alone.
    Idle,
}

/// How a value must stand to a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Equal to it.
    Equal,
    /// There, and not equal to it.
    NotEqual,
    /// Less.
    Less,
    /// Less or equal.
    AtMost,
    /// More.
    More,
    /// More or equal.
    AtLeast,
}

impl Comparison {
    fn holds(self, order: Option<Ordering>) -> bool {
        match self {
            Self::Equal => order == Some(Ordering::Equal),
            Self::NotEqual => order != Some(Ordering::Equal),
            Self::Less => order == Some(Ordering::Less),
            Self::AtMost => order.is_some_and(Ordering::is_le),
            Self::More => order == Some(Ordering::Greater),
            Self::AtLeast => order.is_some_and(Ordering::is_ge),
        }
    }
}

/// What is asked of a row. Of a row that lacks a time, every bound on it is false.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The status, as the host spells it, is one of these.
    Status(Vec<String>),
    /// The orchestrator's name looks like one of these.
    Name(Vec<Pattern>),
    /// A time lies within.
    Time(Moment, Bounds),
    /// A length of time, in ticks, lies within.
    Length {
        /// Which.
        what: Length,
        /// The bounds.
        within: Bounds,
        /// The moment that is now.
        now: i64,
    },
    /// The id looks like one of these.
    Id(Vec<Pattern>),
    /// The id stands at or behind this one in the store's order.
    IdFrom(String),
    /// The id stands before this one in the store's order.
    IdBefore(String),
    /// A text field has this in it. `null` has nothing in it.
    Has(Field, Needle),
    /// It failed, and its error has this in it.
    ErrorHas(Needle),
    /// It failed, and its error has this fingerprint.
    ErrorLike(String),
    /// Id, name, custom status or output has this in it.
    Anywhere(Needle),
    /// There is a value at this path, be it `null`; of the empty path, anything but `null`.
    Exists(Field, Vec<Step>),
    /// The value at this path compares so.
    Value(Field, Vec<Step>, Comparison, Literal),
}

impl Test {
    /// The cost of the dearest.
    pub(super) const DEAREST: u8 = 6;

    /// How dear a look is: the cheap ones go first.
    pub(super) fn cost(&self) -> u8 {
        match self {
            Self::Status(_) | Self::Name(_) => 0,
            Self::Time(..) | Self::Length { .. } => 1,
            Self::Id(_) | Self::IdFrom(_) | Self::IdBefore(_) => 2,
            Self::Exists(..) | Self::Value(..) => 3,
            Self::Has(..) | Self::ErrorHas(_) => 4,
            Self::ErrorLike(_) => 5,
            Self::Anywhere(_) => 6,
        }
    }

    /// What it says of a row; statuses and names are looked up by [`super::Probe`] instead.
    #[inline]
    pub(super) fn look(&self, rows: &Rows, slot: Slot) -> Verdict {
        match self {
            Self::Status(names) => {
                let name = rows.row(slot).map_or("", crate::Row::status_name);
                Verdict::of(names.iter().any(|it| it == name))
            }
            Self::Name(patterns) => {
                let name = rows.row(slot).map_or("", crate::Row::name);
                Verdict::of(patterns.iter().any(|it| it.fits(name)))
            }
            Self::Time(moment, bounds) => {
                let ticks = match moment {
                    Moment::Created => rows.created(slot),
                    Moment::Updated => rows.updated(slot),
                };
                Verdict::of(ticks != NO_TIME && bounds.has(ticks))
            }
            Self::Length { what, within, now } => {
                Verdict::of(length(rows, slot, *what, *now).is_some_and(|it| within.has(it)))
            }
            Self::Id(patterns) => {
                let id = rows.id(slot);
                Verdict::of(patterns.iter().any(|it| it.fits(id)))
            }
            Self::IdFrom(id) => Verdict::of(store_order(rows.id(slot), id).is_ge()),
            Self::IdBefore(id) => Verdict::of(store_order(rows.id(slot), id).is_lt()),
            Self::Has(field, needle) => has(rows.text(slot, *field), needle),
            Self::ErrorHas(needle) => match rows.status(slot) {
                Status::FAILED => has(rows.text(slot, Field::Output), needle),
                _ => Verdict::No,
            },
            Self::ErrorLike(like) => match rows.status(slot) {
                Status::FAILED => is_like(rows.text(slot, Field::Output), like),
                _ => Verdict::No,
            },
            Self::Anywhere(needle) => anywhere(rows, slot, needle),
            Self::Exists(field, path) => exists(rows.text(slot, *field), path),
            Self::Value(field, path, comparison, literal) => {
                let order = |value: &str| comparison.holds(literal.order_of(value));
                value(rows.text(slot, *field), path, order)
            }
        }
    }
}

fn length(rows: &Rows, slot: Slot, what: Length, now: i64) -> Option<i64> {
    let row = rows.row(slot)?;
    let unfinished = !row.status().is_finished();
    let since = match what {
        Length::Duration => return row.duration(now),
        Length::Age => row.created(),
        Length::Idle => row.updated(),
    };
    let length = now.checked_sub(since.filter(|_| unfinished)?)?;
    (length >= 0).then_some(length)
}

fn has(text: Text<'_>, needle: &Needle) -> Verdict {
    match text {
        Text::Absent | Text::Whole("null") => Verdict::No,
        Text::Whole(text) => Verdict::of(needle.is_in_json(text)),
        Text::Cut { start, .. } if needle.is_in_json(start) => Verdict::Yes,
        Text::Cut { .. } | Text::NotKept => Verdict::Unknown,
    }
}

fn is_like(text: Text<'_>, like: &str) -> Verdict {
    match text {
        Text::NotKept => Verdict::Unknown,
        // A fingerprint is of the first line, and ends far before a cut.
        text => Verdict::of(fingerprint(&message(text.shown())) == like),
    }
}

fn anywhere(rows: &Rows, slot: Slot, needle: &Needle) -> Verdict {
    let name = rows.row(slot).map_or("", crate::Row::name);
    if needle.is_in(rows.id(slot)) || needle.is_in(name) {
        return Verdict::Yes;
    }
    let status = has(rows.text(slot, Field::CustomStatus), needle);
    if status == Verdict::Yes {
        return status;
    }
    status.max(has(rows.text(slot, Field::Output), needle))
}

fn exists(text: Text<'_>, path: &[Step]) -> Verdict {
    if !path.is_empty() {
        return value(text, path, |_| true);
    }
    match text {
        Text::Absent | Text::Whole("null") => Verdict::No,
        Text::Whole(_) | Text::Cut { .. } => Verdict::Yes,
        Text::NotKept => Verdict::Unknown,
    }
}

fn value(text: Text<'_>, path: &[Step], is: impl Fn(&str) -> bool) -> Verdict {
    let found = match text {
        Text::Absent => return Verdict::No,
        Text::NotKept => return Verdict::Unknown,
        Text::Whole(text) => json::find(text, path, false),
        Text::Cut { start, .. } => json::find(start, path, true),
    };
    match found {
        Found::Value(value) => Verdict::of(is(value)),
        Found::Missing => Verdict::No,
        Found::Unknown => Verdict::Unknown,
    }
}
