//! What was looked at: ranges of ids and windows of creation, for which statuses, and when.

use super::key::Key;
use super::span::Span;
use crate::status::RuntimeStatus;

/// Times are milliseconds since 1970.
pub type Ms = i64;

/// A range of ids and a window of creation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Which ids, in the store's order.
    pub keys: Span<Key>,
    /// Created when, in milliseconds since 1970.
    pub created: Span<Ms>,
}

impl Area {
    /// Everything.
    pub fn all() -> Self {
        Self {
            keys: Span::new(Key::default(), None),
            created: Span::new(Ms::MIN, None),
        }
    }

    /// The ids of a range, whenever they were created.
    pub fn of_keys(keys: Span<Key>) -> Self {
        Self {
            keys,
            ..Self::all()
        }
    }

    /// The ids that begin with this; all where it is empty.
    pub fn of_prefix(prefix: &str) -> Self {
        let end = (!prefix.is_empty()).then(|| Key::behind_prefix(prefix));
        Self::of_keys(Span::new(Key::of(prefix), end))
    }

    /// Those that were created in a window, whatever their ids.
    pub fn of_created(created: Span<Ms>) -> Self {
        Self {
            created,
            ..Self::all()
        }
    }

    /// Whether an instance is in it.
    pub fn has(&self, id: &str, created: Ms) -> bool {
        self.created.has(&created) && self.keys.has(&Key::of(id))
    }

    /// What is in both; `None` where nothing is.
    pub fn common(&self, other: &Self) -> Option<Self> {
        Some(Self {
            keys: self.keys.common(&other.keys)?,
            created: self.created.common(&other.created)?,
        })
    }

    /// What is in this one and not in the other.
    pub fn minus(&self, other: &Self) -> Vec<Self> {
        let Some(both) = self.common(other) else {
            return vec![self.clone()];
        };
        let beside = self.keys.minus(&other.keys).into_iter().map(|keys| Self {
            keys,
            created: self.created.clone(),
        });
        let apart = self.created.minus(&other.created).into_iter();
        let apart = apart.map(|created| Self {
            keys: both.keys.clone(),
            created,
        });
        beside.chain(apart).collect()
    }
}

/// A set of runtime statuses; those that this portal does not know count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statuses(u16);

impl Statuses {
    /// All, the unknown ones too.
    pub const ALL: Self = Self(u16::MAX);

    /// The set of these; all where there are none, as a filter without statuses means.
    pub fn of(statuses: &[RuntimeStatus]) -> Self {
        if statuses.is_empty() {
            return Self::ALL;
        }
        let bit = |status: &RuntimeStatus| {
            let place = RuntimeStatus::ALL.iter().position(|known| known == status);
            1 << place.unwrap_or(15)
        };
        Self(statuses.iter().map(bit).fold(0, |set, bit| set | bit))
    }

    /// Whether the other set is within this one.
    pub fn has_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Each status of the set alone.
    fn single(self) -> impl Iterator<Item = Self> {
        (0..16)
            .map(|place| Self(1 << place))
            .filter(move |one| self.has_all(*one))
    }
}

/// What somebody wants to know about: the part of a filter that ids, creation and statuses decide. Whatever else it asks is
/// decided by looking at each instance, and changes nothing about what must have been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Ids and creation.
    pub area: Area,
    /// Which statuses.
    pub statuses: Statuses,
}

impl Wanted {
    /// Everything.
    pub fn all() -> Self {
        Self {
            area: Area::all(),
            statuses: Statuses::ALL,
        }
    }
}

/// One part of what was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Which ids, created when.
    pub area: Area,
    /// Of which statuses everything was seen.
    pub statuses: Statuses,
    /// When the oldest of it was asked for.
    pub seen: Ms,
    /// Which look it was, counted from 1: patches of one look grow together.
    pub look: u16,
}

/// All that was looked at. Newer looks take the place of older ones.
#[derive(Clone, Debug, Default)]
pub struct Coverage(Vec<Patch>);

impl Coverage {
    /// Adds what was looked at now.
    pub fn add(&mut self, mut patch: Patch) {
        if patch.area.keys.is_empty() || patch.area.created.is_empty() {
            return;
        }
        self.0.retain(|old| {
            let one = old.look == patch.look && old.statuses == patch.statuses;
            let (a, b) = (&old.area, &patch.area);
            let keys = a.created == b.created && a.keys.touches(&b.keys);
            let created = a.keys == b.keys && a.created.touches(&b.created);
            if one && (keys || created) {
                patch.seen = patch.seen.min(old.seen);
                patch.area = Area {
                    keys: a.keys.joined(&b.keys),
                    created: a.created.joined(&b.created),
                };
            }
            !(one && (keys || created))
        });
        let mut kept = Vec::with_capacity(self.0.len() + 1);
        for old in self.0.drain(..) {
            if !patch.statuses.has_all(old.statuses) || old.look == patch.look {
                kept.push(old);
                continue;
            }
            kept.extend(old.area.minus(&patch.area).into_iter().map(|area| Patch {
                area,
                ..old.clone()
            }));
        }
        kept.push(patch);
        self.0 = kept;
    }

    /// Forgets what a look claimed, because the host was caught lying in it.
    pub fn drop_look(&mut self, look: u16) {
        self.0.retain(|patch| patch.look != look);
    }

    /// Forgets an area: what is in it counts as not looked at.
    pub fn subtract(&mut self, area: &Area) {
        let parts = self.0.drain(..).flat_map(|patch| {
            let left = patch.area.minus(area);
            left.into_iter().map(move |area| Patch {
                area,
                ..patch.clone()
            })
        });
        self.0 = parts.collect();
    }

    /// The parts.
    pub fn patches(&self) -> &[Patch] {
        &self.0
    }

    /// What of this was not looked at; empty when all of it was.
    pub fn unseen(&self, wanted: &Wanted) -> Vec<Area> {
        let left = self.left(wanted);
        if left.is_empty() || !self.0.iter().any(|patch| patch.statuses != Statuses::ALL) {
            return left;
        }
        // No patch has all statuses, but several together may.
        let mut unseen: Vec<Area> = Vec::new();
        for statuses in wanted.statuses.single() {
            let one = Wanted {
                statuses,
                area: wanted.area.clone(),
            };
            for area in self.left(&one) {
                if !unseen.contains(&area) {
                    unseen.push(area);
                }
            }
        }
        unseen
    }

    fn left(&self, wanted: &Wanted) -> Vec<Area> {
        let mut left = vec![wanted.area.clone()];
        let fitting = self
            .0
            .iter()
            .filter(|patch| patch.statuses.has_all(wanted.statuses));
        for patch in fitting {
            left = left
                .iter()
                .flat_map(|area| area.minus(&patch.area))
                .collect();
        }
        left
    }

    /// Whether all of it was looked at: a count of what was found is then `=`.
    pub fn covers(&self, wanted: &Wanted) -> bool {
        self.unseen(wanted).is_empty()
    }

    /// Since when nothing of it was looked at again: the age of what is shown. `None` where a part was never looked at.
    pub fn seen_since(&self, wanted: &Wanted) -> Option<Ms> {
        let touching = self
            .0
            .iter()
            .filter(|patch| patch.area.common(&wanted.area).is_some());
        let oldest = touching.map(|patch| patch.seen).min();
        oldest.filter(|_| self.covers(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(from: &str, to: &str) -> Area {
        let end = (!to.is_empty()).then(|| Key::of(to));
        Area::of_keys(Span::new(Key::of(from), end))
    }

    fn patch(area: Area, statuses: Statuses, seen: Ms, look: u16) -> Patch {
        Patch {
            area,
            statuses,
            seen,
            look,
        }
    }

    fn want(area: Area, statuses: &[RuntimeStatus]) -> Wanted {
        Wanted {
            area,
            statuses: Statuses::of(statuses),
        }
    }

    #[test]
    fn a_filter_is_covered_when_each_part_of_it_was_looked_at() {
        let mut seen = Coverage::default();
        seen.add(patch(keys("", "m"), Statuses::ALL, 10, 1));
        assert!(seen.covers(&want(keys("a", "c"), &[])));
        assert!(!seen.covers(&want(Area::of_prefix("order-"), &[])));
        seen.add(patch(keys("o", ""), Statuses::ALL, 20, 1));
        assert_eq!(seen.unseen(&Wanted::all()), [keys("m", "o")]);
        seen.add(patch(keys("m", "o"), Statuses::ALL, 30, 1));
        assert!(seen.covers(&Wanted::all()));
        assert_eq!(seen.patches().len(), 1, "{seen:?}");
        assert_eq!(seen.seen_since(&Wanted::all()), Some(10));
    }

    #[test]
    fn windows_and_ranges_cover_each_other_as_areas_do() {
        let mut seen = Coverage::default();
        let late = Area::of_created(Span::new(1000, None));
        seen.add(patch(late, Statuses::ALL, 1, 1));
        seen.add(patch(keys("", "k"), Statuses::ALL, 2, 2));
        let early_k = Area {
            keys: Span::new(Key::of("k"), None),
            created: Span::new(Ms::MIN, Some(1000)),
        };
        assert_eq!(seen.unseen(&Wanted::all()), std::slice::from_ref(&early_k));
        seen.add(patch(early_k.clone(), Statuses::ALL, 3, 3));
        assert!(seen.covers(&Wanted::all()));
        seen.subtract(&early_k);
        assert_eq!(seen.unseen(&Wanted::all()), [early_k]);
    }

    #[test]
    fn a_look_at_some_statuses_covers_no_others() {
        use RuntimeStatus::{Completed, Failed, Running};
        let mut seen = Coverage::default();
        seen.add(patch(Area::all(), Statuses::of(&[Failed]), 1, 1));
        assert!(seen.covers(&want(Area::all(), &[Failed])));
        assert!(!seen.covers(&want(Area::all(), &[Failed, Running])));
        assert!(!seen.covers(&Wanted::all()));
        seen.add(patch(
            Area::all(),
            Statuses::of(&[Running, Completed]),
            1,
            2,
        ));
        assert!(seen.covers(&want(Area::all(), &[Failed, Running])));
    }

    #[test]
    fn a_second_look_makes_only_what_it_saw_younger() {
        let mut seen = Coverage::default();
        seen.add(patch(Area::all(), Statuses::ALL, 100, 1));
        seen.add(patch(keys("a", "c"), Statuses::ALL, 900, 2));
        assert!(seen.covers(&Wanted::all()));
        assert_eq!(seen.seen_since(&Wanted::all()), Some(100));
        assert_eq!(seen.seen_since(&want(keys("a", "b"), &[])), Some(900));
        seen.drop_look(2);
        assert_eq!(seen.unseen(&Wanted::all()), [keys("a", "c")]);
    }
}
