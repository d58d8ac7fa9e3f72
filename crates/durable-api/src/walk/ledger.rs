//! Which ids were seen in which look, without keeping the ids.

/// What is known of an id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The last look it was seen in, from 1.
    pub look: u16,
    /// Whether it is an entity.
    pub is_entity: bool,
    /// Whether nothing more will happen to it by itself.
    pub is_finished: bool,
}

/// What was seen of ids, by 64-bit digests. Two of a million ids share a digest once in forty million hubs.
///
/// In parts, which grow by themselves: growing a table of a million at once would hold a browser for a twentieth of a second.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    parts: Vec<Part>,
    instances: u64,
    entities: u64,
    unfinished: u64,
}

/// A table of digests, 12 bytes a place and at most two thirds full.
#[derive(Clone, Debug, Default)]
struct Part {
    digests: Vec<u64>,
    marks: Vec<u32>,
    /// How many places are taken, the forgotten ones too.
    used: usize,
}

/// How many parts there are, in bits: those at the top of a digest say which. The lowest say the place in it.
const PART_BITS: u32 = 7;
const FREE: u64 = 0;
/// The mark of a digest that was forgotten.
const FORGOTTEN: u32 = 0;

impl Ledger {
    /// Instances seen and not forgotten, without entities.
    pub fn instances(&self) -> u64 {
        self.instances
    }

    /// Entities seen and not forgotten.
    pub fn entities(&self) -> u64 {
        self.entities
    }

    /// Those of the instances that are not finished as far as is known.
    pub fn unfinished(&self) -> u64 {
        self.unfinished
    }

    /// What is known of an id.
    pub fn get(&self, id: &str) -> Option<Mark> {
        let digest = digest(id);
        let part = self.parts.get(part_of(digest))?;
        let mark = *part.marks.get(part.place(digest)?)?;
        unpack_known(mark)
    }

    /// Notes an id; gives what was known of it.
    pub fn note(&mut self, id: &str, mark: Mark) -> Option<Mark> {
        let before = unpack_known(self.put(digest(id), pack(mark))?);
        if let Some(before) = before {
            self.count(before, u64::wrapping_sub);
        }
        self.count(mark, u64::wrapping_add);
        before
    }

    /// Forgets an id that is gone from the hub.
    pub fn forget(&mut self, id: &str) -> bool {
        let Some(before) = self.get(id) else {
            return false;
        };
        self.put(digest(id), FORGOTTEN);
        self.count(before, u64::wrapping_sub);
        true
    }

    /// Writes a mark; gives the one before. `None` never happens.
    fn put(&mut self, digest: u64, mark: u32) -> Option<u32> {
        if self.parts.is_empty() {
            self.parts.resize_with(1 << PART_BITS, Part::default);
        }
        self.parts.get_mut(part_of(digest))?.put(digest, mark)
    }

    fn count(&mut self, mark: Mark, change: fn(u64, u64) -> u64) {
        if mark.is_entity {
            self.entities = change(self.entities, 1);
        } else {
            self.instances = change(self.instances, 1);
            self.unfinished = change(self.unfinished, u64::from(!mark.is_finished));
        }
    }
}

impl Part {
    fn put(&mut self, digest: u64, mark: u32) -> Option<u32> {
        if (self.used + 1) * 3 > self.digests.len() * 2 {
            self.grow();
        }
        let place = self.place(digest)?;
        let slot = self.digests.get_mut(place)?;
        if *slot == FREE {
            *slot = digest;
            self.used += 1;
        }
        let kept = self.marks.get_mut(place)?;
        Some(std::mem::replace(kept, mark))
    }

    /// The place of a digest, or the free one where it would go. `None` while there is no table.
    fn place(&self, digest: u64) -> Option<usize> {
        let last = self.digests.len().checked_sub(1)?;
        let mut at = usize::try_from(digest & last as u64).ok()?;
        loop {
            let there = *self.digests.get(at)?;
            if there == digest || there == FREE {
                return Some(at);
            }
            at = (at + 1) & last;
        }
    }

    fn grow(&mut self) {
        let size = (self.digests.len() * 2).max(16);
        let digests = std::mem::replace(&mut self.digests, vec![FREE; size]);
        let marks = std::mem::replace(&mut self.marks, vec![FORGOTTEN; size]);
        self.used = 0;
        for (digest, mark) in digests.into_iter().zip(marks) {
            if mark == FORGOTTEN {
                continue;
            }
            let Some(place) = self.place(digest) else {
                continue;
            };
            if let (Some(slot), Some(kept)) =
                (self.digests.get_mut(place), self.marks.get_mut(place))
            {
                (*slot, *kept) = (digest, mark);
                self.used += 1;
            }
        }
    }
}

/// The part in which a digest is looked for.
fn part_of(digest: u64) -> usize {
    usize::try_from(digest >> (64 - PART_BITS)).unwrap_or_default()
}

fn unpack_known(mark: u32) -> Option<Mark> {
    (mark != FORGOTTEN).then(|| unpack(mark))
}

fn pack(mark: Mark) -> u32 {
    u32::from(mark.look) << 2 | u32::from(mark.is_entity) << 1 | u32::from(mark.is_finished)
}

fn unpack(mark: u32) -> Mark {
    Mark {
        look: u16::try_from(mark >> 2).unwrap_or(u16::MAX),
        is_entity: mark & 2 != 0,
        is_finished: mark & 1 != 0,
    }
}

/// FNV-1a with a last mixing, never 0.
fn digest(id: &str) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let mut hash = id.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step);
    hash = (hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash ^ hash >> 29).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_known_once_they_are_noted_and_counted_by_kind() {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.get("a"), None);
        for number in 0..5000_u64 {
            let mark = Mark {
                look: 1,
                is_entity: number % 10 == 0,
                is_finished: number % 3 == 0,
            };
            assert_eq!(ledger.note(&format!("id-{number}"), mark), None);
        }
        assert_eq!((ledger.instances(), ledger.entities()), (4500, 500));
        let known = ledger.get("id-4999").unwrap();
        assert_eq!(
            (known.look, known.is_entity, known.is_finished),
            (1, false, false)
        );
        let unfinished = ledger.unfinished();
        let finished = Mark {
            look: 2,
            is_finished: true,
            ..known
        };
        assert_eq!(ledger.note("id-4999", finished), Some(known));
        assert_eq!(ledger.unfinished(), unfinished - 1);
        assert!(ledger.forget("id-4999") && !ledger.forget("id-4999"));
        assert_eq!((ledger.get("id-4999"), ledger.instances()), (None, 4499));
        assert_eq!(ledger.note("id-4999", finished), None, "it is there again");
    }
}
