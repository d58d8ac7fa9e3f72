//! Spans of an ordered line, of ids or of time, and sets of them.

/// From a place on, up to and without another; `to` `None` means up to the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<K> {
    /// The first place in it.
    pub from: K,
    /// The first place behind it.
    pub to: Option<K>,
}

impl<K: Ord + Clone> Span<K> {
    /// The span of these ends. One that ends before it begins is empty.
    pub fn new(from: K, to: Option<K>) -> Self {
        Self { from, to }
    }

    /// Whether no place is in it.
    pub fn is_empty(&self) -> bool {
        self.to.as_ref().is_some_and(|to| *to <= self.from)
    }

    /// Whether a place is in it.
    pub fn has(&self, place: &K) -> bool {
        *place >= self.from && self.to.as_ref().is_none_or(|to| place < to)
    }

    /// What is in both; `None` where nothing is.
    pub fn common(&self, other: &Self) -> Option<Self> {
        let both = Self {
            from: self.from.clone().max(other.from.clone()),
            to: earlier(self.to.as_ref(), other.to.as_ref()).cloned(),
        };
        (!both.is_empty()).then_some(both)
    }

    /// What is in this one and not in the other: at most a part before and a part behind.
    pub fn minus(&self, other: &Self) -> Vec<Self> {
        let before = Self::new(
            self.from.clone(),
            earlier(self.to.as_ref(), Some(&other.from)).cloned(),
        );
        let mut left = vec![before];
        if let Some(end) = &other.to {
            left.push(Self::new(
                self.from.clone().max(end.clone()),
                self.to.clone(),
            ));
        }
        left.retain(|span| !span.is_empty());
        left
    }

    /// Whether the two overlap or meet.
    pub fn touches(&self, other: &Self) -> bool {
        let reaches = |a: &Self, b: &Self| a.to.as_ref().is_none_or(|to| *to >= b.from);
        reaches(self, other) && reaches(other, self)
    }

    /// The smallest span that has both in it.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let to = match (&self.to, &other.to) {
            (Some(a), Some(b)) => Some(a.clone().max(b.clone())),
            _ => None,
        };
        Self::new(self.from.clone().min(other.from.clone()), to)
    }
}

/// The earlier of two ends, where `None` is the end of everything.
fn earlier<'a, K: Ord>(a: Option<&'a K>, b: Option<&'a K>) -> Option<&'a K> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (end, None) | (None, end) => end,
    }
}

/// A set of places, kept as the fewest spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanSet<K>(Vec<Span<K>>);

impl<K> Default for SpanSet<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord + Clone> SpanSet<K> {
    /// Adds a span; those that it touches become one with it.
    pub fn add(&mut self, span: Span<K>) {
        if span.is_empty() {
            return;
        }
        let mut whole = span;
        self.0.retain(|old| {
            let apart = !old.touches(&whole);
            if !apart {
                whole = old.joined(&whole);
            }
            apart
        });
        let at = self.0.partition_point(|old| old.from < whole.from);
        self.0.insert(at, whole);
    }

    /// Takes a span out.
    pub fn remove(&mut self, span: &Span<K>) {
        self.0 = self.0.iter().flat_map(|old| old.minus(span)).collect();
    }

    /// What of a span is not in the set, in order.
    pub fn gaps(&self, within: &Span<K>) -> Vec<Span<K>> {
        let mut left = vec![within.clone()];
        left.retain(|span| !span.is_empty());
        for span in &self.0 {
            let Some(last) = left.pop() else { break };
            left.extend(last.minus(span));
        }
        left
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[Span<K>] {
        &self.0
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(spans: &[(i64, Option<i64>)]) -> SpanSet<i64> {
        let mut set = SpanSet::default();
        for (from, to) in spans {
            set.add(Span::new(*from, *to));
        }
        set
    }

    #[test]
    fn spans_that_meet_become_one() {
        let all = set(&[
            (0, Some(5)),
            (10, Some(20)),
            (5, Some(10)),
            (40, None),
            (7, Some(7)),
        ]);
        assert_eq!(all, set(&[(40, None), (0, Some(20))]));
        assert_eq!(all.spans().len(), 2);
    }

    #[test]
    fn gaps_are_what_is_left_in_order() {
        let all = set(&[(10, Some(20)), (30, Some(40))]);
        let ends = |within: Span<i64>| -> Vec<(i64, Option<i64>)> {
            let gaps = all.gaps(&within);
            gaps.into_iter().map(|gap| (gap.from, gap.to)).collect()
        };
        assert_eq!(
            ends(Span::new(0, None)),
            [(0, Some(10)), (20, Some(30)), (40, None)]
        );
        assert_eq!(ends(Span::new(12, Some(35))), [(20, Some(30))]);
        assert_eq!(ends(Span::new(12, Some(15))), []);
        assert_eq!(ends(Span::new(50, None)), [(50, None)]);
    }

    #[test]
    fn what_is_taken_out_is_a_gap_again() {
        let mut all = set(&[(0, None)]);
        all.remove(&Span::new(5, Some(6)));
        assert_eq!(all, set(&[(0, Some(5)), (6, None)]));
    }

    #[test]
    fn adding_and_asking_agree_with_single_places() {
        let mut seed = 7_u64;
        for _ in 0..200 {
            let mut all = SpanSet::default();
            let mut places = [false; 40];
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let (from, len) = ((seed >> 33) % 40, (seed >> 43) % 9);
                let to = (from + len).min(40);
                let span = Span::new(from, Some(to));
                let take = seed >> 60 < 4;
                if take {
                    all.remove(&span);
                } else {
                    all.add(span);
                }
                for place in from..to {
                    places[usize::try_from(place).unwrap()] = !take;
                }
            }
            let mut left = [true; 40];
            for gap in all.gaps(&Span::new(0, Some(40))) {
                for place in gap.from..gap.to.unwrap() {
                    left[usize::try_from(place).unwrap()] = false;
                }
            }
            assert_eq!(left, places);
        }
    }
}
