//! How much of a text is kept, and in which form.

use super::{ABSENT, DROPPED, NULL, Rows, Slot, Text, flag};
use crate::Field;
use std::fmt::Write as _;

/// What is to be kept of a text.
enum Kept<'a> {
    Number(u32),
    Whole(&'a str),
    Cut(String),
}

impl Rows {
    /// Whether rows beyond the bounds come now, of which only what is needed is kept.
    fn is_lean(&self) -> bool {
        self.len() > self.limits.full_rows || self.texts.bytes() > self.limits.full_bytes
    }

    /// Puts a text in the place of the one a row has, and says whether it is another.
    #[inline]
    pub(super) fn put_text(
        &mut self,
        slot: Slot,
        field: Field,
        text: Option<&str>,
    ) -> Option<bool> {
        let before = match field {
            Field::CustomStatus => self.custom.get(slot as usize),
            Field::Output => self.output.get(slot as usize),
            Field::Input => self.inputs.get(slot),
        };
        let before = before.copied().unwrap_or(DROPPED);
        let held = self.text(slot, field);
        match (text, held) {
            (None, Text::Absent) => return Some(false),
            (Some(text), Text::Whole(held)) if text == held => return Some(false),
            (Some(text), Text::Cut { start, length })
                if text.len() == length && text.starts_with(start) =>
            {
                return Some(false);
            }
            _ => {}
        }
        let was_known = !matches!(held, Text::NotKept);
        let kept = self.kept(field, text);
        let is_cut = matches!(kept, Kept::Cut(_));
        let after = match &kept {
            Kept::Number(number) => {
                if before < DROPPED {
                    self.texts.give_back(before);
                }
                *number
            }
            Kept::Whole(text) => self.keep(before, text)?,
            Kept::Cut(text) => self.keep(before, text)?,
        };
        // A row is lean as long as one of the two is left out.
        if field != Field::Input && !self.other_is_dropped(slot, field) {
            self.lean.rows += usize::from(after == DROPPED);
            self.lean.rows -= usize::from(before == DROPPED);
        }
        match field {
            Field::CustomStatus => *self.custom.get_mut(slot as usize)? = after,
            Field::Output => *self.output.get_mut(slot as usize)? = after,
            Field::Input => self.inputs.set(slot, after),
        }
        let flags = self.flags.get_mut(slot as usize)?;
        let bit = flag::CUT << field as u8;
        *flags = if is_cut { *flags | bit } else { *flags & !bit };
        // What was not known did not change, as far as anybody can say.
        Some(was_known)
    }

    fn other_is_dropped(&self, slot: Slot, field: Field) -> bool {
        let other = if field == Field::Output {
            &self.custom
        } else {
            &self.output
        };
        other.get(slot as usize) == Some(&DROPPED)
    }

    fn keep(&mut self, before: u32, text: &str) -> Option<u32> {
        if before < DROPPED {
            self.texts.replace(before, text)
        } else {
            self.texts.add(text)
        }
    }

    #[inline]
    fn kept<'a>(&self, field: Field, text: Option<&'a str>) -> Kept<'a> {
        let text = match text {
            None => return Kept::Number(ABSENT),
            Some("null") => return Kept::Number(NULL),
            Some(text) => text,
        };
        let most = if !self.is_lean() {
            self.limits.text
        } else if field == Field::Input || self.needs.has(field) {
            self.limits.lean_text
        } else {
            return Kept::Number(DROPPED);
        };
        if text.len() <= most {
            return Kept::Whole(text);
        }
        let start = text.get(..text.floor_char_boundary(most));
        let mut cut = String::new();
        // Writing to a String cannot fail.
        let _ = write!(cut, "{} {}", text.len(), start.unwrap_or_default());
        Kept::Cut(cut)
    }
}

/// A cut text: the length of the whole, a space, the beginning.
pub(super) fn cut(text: &str) -> Text<'_> {
    let (length, start) = text.split_once(' ').unwrap_or(("", text));
    Text::Cut {
        start,
        length: length.parse().unwrap_or(start.len()),
    }
}
