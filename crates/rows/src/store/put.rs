//! Rows coming and going.

use super::{ABSENT, Changes, DROPPED, NO_TIME, NULL, Odd, Put, Rows, flag};
use crate::hash::hash;
use crate::scan::Fields;
use crate::{Field, Slot, Status, time};

impl Rows {
    /// Adds an instance, or brings the one with this id up to date. `asked` is the order of the request that told of it;
    /// an answer to an earlier one than what is known changes nothing. The input stays as it was unless there is one.
    #[inline]
    pub fn put(&mut self, fields: &Fields<'_>, asked: u32) -> Put {
        let hashed = hash(&fields.id);
        match self.find_hashed(&fields.id, hashed) {
            Some(slot) => self.update(slot, fields, asked),
            None => self.add(hashed, fields, asked),
        }
    }

    /// Takes a row out: it was purged. Its slot is given to another one day.
    pub fn remove(&mut self, slot: Slot) -> bool {
        if self.row(slot).is_none() {
            return false;
        }
        let at = slot as usize;
        let hashed = self.hashes.get(at).copied().unwrap_or_default();
        self.by_id.remove(hashed, slot);
        let partial = [&self.custom, &self.output];
        if partial.iter().any(|it| it.get(at) == Some(&DROPPED)) {
            self.lean.rows = self.lean.rows.saturating_sub(1);
        }
        let texts = [self.ids.get(at), self.custom.get(at), self.output.get(at)];
        let input = self.inputs.remove(slot);
        for number in texts.into_iter().flatten().copied().chain(input) {
            if number < DROPPED {
                self.texts.give_back(number);
            }
        }
        self.odd.remove(slot);
        if let Some(flags) = self.flags.get_mut(at) {
            *flags = flag::GONE;
        }
        self.free.push(slot);
        self.removed.push(slot);
        true
    }

    #[inline]
    fn add(&mut self, hashed: u32, fields: &Fields<'_>, asked: u32) -> Put {
        let Some(id) = self.texts.add(&fields.id) else {
            return Put::Full;
        };
        let name = self.known_names.number(&fields.name);
        let slot = self.vacant();
        self.arrivals += 1;
        let at = slot as usize;
        set(&mut self.ids, at, id);
        set(&mut self.hashes, at, hashed);
        set(&mut self.names, at, name);
        set(&mut self.asked, at, asked);
        set(&mut self.flags, at, 0);
        set(&mut self.custom, at, ABSENT);
        set(&mut self.output, at, ABSENT);
        let known = &self.hashes;
        self.by_id.insert(hashed, slot, |it| {
            known.get(it as usize).copied().unwrap_or_default()
        });
        let mut changes = Changes::default();
        self.put_plain(slot, fields, &mut changes);
        self.put_texts(slot, fields, &mut changes);
        Put::New(slot)
    }

    fn update(&mut self, slot: Slot, fields: &Fields<'_>, asked: u32) -> Put {
        let Some(before) = self.asked.get_mut(slot as usize) else {
            return Put::Full;
        };
        if *before > asked {
            return Put::Older(slot);
        }
        *before = asked;
        let mut changes = Changes::default();
        let name = self.known_names.number(&fields.name);
        changes.note(Changes::NAME, self.name_number(slot) != name);
        set(&mut self.names, slot as usize, name);
        self.put_plain(slot, fields, &mut changes);
        self.put_texts(slot, fields, &mut changes);
        if changes.is_none() {
            Put::Same(slot)
        } else {
            Put::Changed(slot, changes)
        }
    }

    /// Status, times and marks, with what is odd about them.
    #[inline]
    fn put_plain(&mut self, slot: Slot, fields: &Fields<'_>, changes: &mut Changes) {
        let at = slot as usize;
        let flags = self.flags.get(at).copied().unwrap_or_default();
        let was_odd = flags & flag::ODD != 0;
        let (status, odd_status) = self.status_number(&fields.status);
        let (created, odd_created) = moment(&fields.created);
        let (updated, odd_updated) = moment(&fields.updated);
        changes.note(Changes::STATUS, self.statuses.get(at) != Some(&status.0));
        changes.note(Changes::CREATED, self.created(slot) != created);
        changes.note(Changes::UPDATED, self.updated(slot) != updated);
        set(&mut self.statuses, at, status.0);
        set(&mut self.created, at, created);
        set(&mut self.updated, at, updated);
        let is_odd = odd_status || odd_created || odd_updated;
        if was_odd || is_odd {
            let exact = |odd: bool, text: &str| odd.then(|| text.into());
            let odd = Odd {
                created: exact(odd_created, &fields.created),
                updated: exact(odd_updated, &fields.updated),
                status: exact(odd_status, &fields.status),
            };
            let before = self.odd.remove(slot).unwrap_or_default();
            changes.note(Changes::STATUS, before.status != odd.status);
            changes.note(Changes::CREATED, before.created != odd.created);
            changes.note(Changes::UPDATED, before.updated != odd.updated);
            if is_odd {
                self.odd.set(slot, odd);
            }
        }
        let mut now = flags & !(flag::ODD | flag::MORE);
        if is_odd {
            now |= flag::ODD;
        }
        if fields.more {
            now |= flag::MORE;
        }
        set(&mut self.flags, at, now);
    }

    #[inline]
    fn put_texts(&mut self, slot: Slot, fields: &Fields<'_>, changes: &mut Changes) {
        for (field, text, change) in [
            (
                Field::CustomStatus,
                fields.custom_status,
                Changes::CUSTOM_STATUS,
            ),
            (Field::Output, fields.output, Changes::OUTPUT),
        ] {
            let is_other = self.put_text(slot, field, text);
            changes.note(change, is_other.unwrap_or(false));
        }
        if fields.input.is_some() {
            let is_other = self.put_text(slot, Field::Input, fields.input);
            changes.note(Changes::INPUT, is_other.unwrap_or(false));
        }
    }

    fn vacant(&mut self) -> Slot {
        if let Some(slot) = self.free.pop() {
            return slot;
        }
        self.ids.push(NULL);
        self.hashes.push(0);
        self.names.push(0);
        self.statuses.push(0);
        self.flags.push(0);
        self.created.push(NO_TIME);
        self.updated.push(NO_TIME);
        self.custom.push(ABSENT);
        self.output.push(ABSENT);
        self.asked.push(0);
        (self.ids.len() - 1) as Slot
    }

    /// The number of a status, and whether its text must stand beside the row.
    #[inline]
    fn status_number(&mut self, text: &str) -> (Status, bool) {
        if let Some(status) = self.status_of(text) {
            return (status, false);
        }
        let number = self.known_statuses.len() + usize::from(Status::FIRST_OTHER);
        if number >= usize::from(Status::BESIDE.0) {
            return (Status::BESIDE, true);
        }
        self.known_statuses.push(text.into());
        (Status(number as u8), false)
    }
}

/// The ticks of a time, and whether its exact text must stand beside the row.
#[inline]
fn moment(text: &str) -> (i64, bool) {
    match time::parse(text) {
        Some(ticks) if text.len() == 20 && text.ends_with('Z') => (ticks, !text.contains('T')),
        Some(ticks) => (ticks, time::utc(ticks) != text),
        None => (NO_TIME, !text.is_empty()),
    }
}

fn set<T>(column: &mut [T], at: usize, value: T) {
    if let Some(place) = column.get_mut(at) {
        *place = value;
    }
}
