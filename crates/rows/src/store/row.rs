//! One row, looked at.

use super::{NO_TIME, Rows, flag};
use crate::{Field, Slot, Status, time};
use std::borrow::Cow;

/// A row of [`Rows`], borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub(super) rows: &'a Rows,
    pub(super) slot: Slot,
}

/// What is held of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text<'a> {
    /// The answer had no such field.
    Absent,
    /// All of it, exactly as it came: JSON.
    Whole(&'a str),
    /// Its beginning: the rest is to be fetched again.
    Cut {
        /// As many bytes as [`crate::Limits::text`] allows, not ending inside a character.
        start: &'a str,
        /// Bytes of the whole.
        length: usize,
    },
    /// Not asked for, or left out because a bound was reached: to be fetched again.
    NotKept,
}

impl<'a> Text<'a> {
    /// The exact text, if all of it is held and there is any: `null` counts as a text, an absent field does not.
    pub fn whole(self) -> Option<&'a str> {
        match self {
            Self::Whole(text) => Some(text),
            _ => None,
        }
    }

    /// What is held, for showing: the beginning of a cut one, nothing for an absent one or `null`.
    pub fn shown(self) -> &'a str {
        match self {
            Self::Whole("null") | Self::Absent | Self::NotKept => "",
            Self::Whole(text) | Self::Cut { start: text, .. } => text,
        }
    }

    /// Whether the whole must be fetched again to be known.
    pub fn is_partial(self) -> bool {
        matches!(self, Self::Cut { .. } | Self::NotKept)
    }
}

impl<'a> Row<'a> {
    /// Its slot.
    pub fn slot(self) -> Slot {
        self.slot
    }

    /// The instance id, exactly.
    pub fn id(self) -> &'a str {
        self.rows.id(self.slot)
    }

    /// The orchestrator function's name; of an entity its id.
    pub fn name(self) -> &'a str {
        self.rows.known_names.get(self.name_number())
    }

    /// The place of its name in [`Rows::names`].
    pub fn name_number(self) -> u32 {
        self.rows.name_number(self.slot)
    }

    /// The status as a number.
    pub fn status(self) -> Status {
        self.rows.status(self.slot)
    }

    /// The status as the host spells it; empty when it gave none.
    pub fn status_name(self) -> &'a str {
        let status = self.status();
        if status == Status::BESIDE {
            let odd = self.rows.odd.get(self.slot);
            return odd.and_then(|it| it.status.as_deref()).unwrap_or_default();
        }
        self.rows.status_name(status)
    }

    /// When the current generation was created, in ticks; `None` when that is no time.
    pub fn created(self) -> Option<i64> {
        Some(self.rows.created(self.slot)).filter(|it| *it != NO_TIME)
    }

    /// The last change, in ticks.
    pub fn updated(self) -> Option<i64> {
        Some(self.rows.updated(self.slot)).filter(|it| *it != NO_TIME)
    }

    /// When it was created, exactly as the host wrote it.
    pub fn created_text(self) -> Cow<'a, str> {
        self.time_text(self.created(), |odd| odd.created.as_deref())
    }

    /// The last change, exactly as the host wrote it.
    pub fn updated_text(self) -> Cow<'a, str> {
        self.time_text(self.updated(), |odd| odd.updated.as_deref())
    }

    fn time_text(
        self,
        ticks: Option<i64>,
        exact: impl Fn(&'a super::Odd) -> Option<&'a str>,
    ) -> Cow<'a, str> {
        if self.flags() & flag::ODD != 0
            && let Some(text) = self.rows.odd.get(self.slot).and_then(exact)
        {
            return text.into();
        }
        ticks.map(time::utc).unwrap_or_default().into()
    }

    /// How long it ran, or has run at `now`, in ticks. `None` when a time is missing or `now` lies before its creation.
    pub fn duration(self, now: i64) -> Option<i64> {
        let end = if self.status().is_finished() {
            self.updated()?
        } else {
            now
        };
        let length = end.checked_sub(self.created()?)?;
        (length >= 0).then_some(length)
    }

    /// A text field. The input is [`Text::NotKept`] until an instance's details brought it.
    pub fn text(self, field: Field) -> Text<'a> {
        self.rows.text(self.slot, field)
    }

    /// What the orchestrator said of itself.
    pub fn custom_status(self) -> Text<'a> {
        self.text(Field::CustomStatus)
    }

    /// Output, error text or reason, whichever the status makes it.
    pub fn output(self) -> Text<'a> {
        self.text(Field::Output)
    }

    /// Whether the answer had fields that are not held: to be seen in the instance's details.
    pub fn has_more(self) -> bool {
        self.flags() & flag::MORE != 0
    }

    /// The order number of the request that told of it last.
    pub fn asked(self) -> u32 {
        let asked = self.rows.asked.get(self.slot as usize);
        asked.copied().unwrap_or_default()
    }

    fn flags(self) -> u8 {
        let flags = self.rows.flags.get(self.slot as usize);
        flags.copied().unwrap_or_default()
    }
}
