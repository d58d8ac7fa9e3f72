//! Sorted runs becoming one, a little at a time.

use std::cmp::Ordering;

/// Two runs are merged in place where the smaller has at most so many items: that takes a few milliseconds however long the larger is.
const IN_PLACE: usize = 4_096;
/// And where the larger has so many times as many: else looking for each place costs more than going through both.
const LARGER: usize = 8;
/// Items between two looks at the clock.
const LOOK: usize = 2_048;

/// Runs, each sorted in itself, the longest first.
#[derive(Clone, Debug)]
pub(super) struct Runs<T> {
    runs: Vec<Vec<T>>,
    merging: Option<Merging<T>>,
}

/// Two runs on their way into one.
#[derive(Clone, Debug)]
struct Merging<T> {
    left: Vec<T>,
    right: Vec<T>,
    /// How many of each were taken.
    taken: (usize, usize),
    out: Vec<T>,
}

impl<T: Copy> Runs<T> {
    /// No items.
    pub(super) fn new() -> Self {
        Self {
            runs: Vec::new(),
            merging: None,
        }
    }

    /// Adds sorted items.
    pub(super) fn add(&mut self, run: Vec<T>) {
        if !run.is_empty() {
            let place = self.runs.partition_point(|it| it.len() >= run.len());
            self.runs.insert(place, run);
        }
    }

    /// Whether all items are in one order.
    pub(super) fn is_one(&self) -> bool {
        self.merging.is_none() && self.runs.len() < 2
    }

    /// All items in order, once there is one run.
    pub(super) fn one(&self) -> &[T] {
        self.runs.first().map_or(&[], |it| it)
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        let merging = self.merging.as_ref();
        let under_way = merging.map_or(0, |it| it.left.len() + it.right.len());
        self.runs.iter().map(Vec::len).sum::<usize>() + under_way
    }

    /// Keeps only some of the items.
    pub(super) fn retain(&mut self, stays: &dyn Fn(&T) -> bool) {
        self.each(&mut |run| run.retain(stays));
    }

    /// Changes the runs, without changing the order of what stays in them.
    pub(super) fn each(&mut self, change: &mut dyn FnMut(&mut Vec<T>)) {
        if let Some(mut merging) = self.merging.take() {
            // What is merged already and what is left of both are three runs.
            merging.left.drain(..merging.taken.0);
            merging.right.drain(..merging.taken.1);
            for run in [merging.out, merging.left, merging.right] {
                self.add(run);
            }
        }
        for mut run in std::mem::take(&mut self.runs) {
            change(&mut run);
            self.add(run);
        }
    }

    /// Merges while `go_on` says so; whether there is more to do.
    pub(super) fn step(
        &mut self,
        order: impl Fn(T, T) -> Ordering,
        go_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        loop {
            if let Some(merging) = &mut self.merging {
                while !merging.is_done() {
                    merging.some(&order);
                    if !go_on() {
                        return true;
                    }
                }
                if let Some(done) = self.merging.take() {
                    self.add(done.out);
                }
            }
            if self.is_one() {
                return false;
            }
            let right = self.runs.pop().unwrap_or_default();
            let mut left = self.runs.pop().unwrap_or_default();
            if right.len() <= IN_PLACE && left.len() > right.len() * LARGER {
                merge(&mut left, &right, |a, b| order(a, b).is_lt());
                self.add(left);
                if !go_on() {
                    return !self.is_one();
                }
            } else {
                self.merging = Some(Merging {
                    out: Vec::with_capacity(left.len() + right.len()),
                    left,
                    right,
                    taken: (0, 0),
                });
            }
        }
    }
}

impl<T: Copy> Merging<T> {
    fn is_done(&self) -> bool {
        self.out.len() == self.left.len() + self.right.len()
    }

    /// Takes the next items.
    fn some(&mut self, order: impl Fn(T, T) -> Ordering) {
        let (mut a, mut b) = self.taken;
        for _ in 0..LOOK {
            match (self.left.get(a), self.right.get(b)) {
                (Some(left), Some(right)) if order(*right, *left).is_lt() => {
                    self.out.push(*right);
                    b += 1;
                }
                (Some(left), Some(_)) => {
                    self.out.push(*left);
                    a += 1;
                }
                // One is at its end: the rest of the other is copied as it is.
                (left, right) => {
                    if left.is_some() {
                        self.out
                            .extend_from_slice(self.left.get(a..).unwrap_or_default());
                    }
                    if right.is_some() {
                        self.out
                            .extend_from_slice(self.right.get(b..).unwrap_or_default());
                    }
                    (a, b) = (self.left.len(), self.right.len());
                    break;
                }
            }
        }
        self.taken = (a, b);
    }
}

/// Puts sorted items into a sorted vector: looks for the place of each, then moves everything once.
///
/// What comes is most often together in the vector too, as a page of a list is: so a place is looked for near the one before it, then
/// ever farther from it.
pub(super) fn merge<T: Copy>(into: &mut Vec<T>, new: &[T], before: impl Fn(T, T) -> bool) {
    let (Some(first), old) = (new.first(), into.len()) else {
        return;
    };
    into.resize(old + new.len(), *first);
    let (mut end, mut left) = (old, new);
    while let Some((last, rest)) = left.split_last() {
        let known = into.get(..end).unwrap_or_default();
        let is_behind = |at: usize| known.get(at).is_some_and(|it| before(*last, *it));
        let mut low = end;
        let mut far = 1;
        while low > 0 && is_behind(low - 1) {
            low = low.saturating_sub(far);
            far *= 2;
        }
        // `low` is a place before it, or where it stands; those looked at behind it are behind it.
        let place = low
            + known
                .get(low..)
                .map_or(0, |near| near.partition_point(|it| !before(*last, *it)));
        let to = end + left.len();
        into.copy_within(place..end, to - (end - place));
        end = place;
        if let Some(slot) = into.get_mut(end + left.len() - 1) {
            *slot = *last;
        }
        left = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(seed: &mut u64, below: u64) -> u64 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (*seed >> 33) % below
    }

    #[test]
    fn runs_become_one_however_they_came_and_whenever_some_are_taken_out() {
        let mut seed = 3;
        for round in 0..60 {
            let mut runs = Runs::new();
            let mut all = Vec::new();
            for _ in 0..draw(&mut seed, 9) {
                let length = [1, 7, 300, 9_000][draw(&mut seed, 4) as usize];
                let mut run: Vec<u64> = (0..length).map(|_| draw(&mut seed, 5_000)).collect();
                run.sort_unstable();
                all.extend(&run);
                runs.add(run);
                let mut looks = draw(&mut seed, 4);
                while runs.step(|a: u64, b: u64| a.cmp(&b), &mut || false) && looks > 0 {
                    looks -= 1;
                }
                if draw(&mut seed, 3) == 0 {
                    let out = draw(&mut seed, 7);
                    runs.retain(&|it| it % 7 != out);
                    all.retain(|it| it % 7 != out);
                }
                assert_eq!(runs.len(), all.len());
            }
            while runs.step(|a: u64, b: u64| a.cmp(&b), &mut || false) {}
            all.sort_unstable();
            assert!(runs.is_one());
            assert_eq!(runs.one(), all, "round {round}");
        }
    }

    #[test]
    fn merging_in_place_finds_every_place() {
        let mut seed = 9;
        for _ in 0..300 {
            let (old, new) = (draw(&mut seed, 60), draw(&mut seed, 20));
            let mut some = |count: u64| {
                let mut some: Vec<u64> = (0..count).map(|_| draw(&mut seed, 40)).collect();
                some.sort_unstable();
                some
            };
            let (mut into, new) = (some(old), some(new));
            let mut all = [into.as_slice(), &new].concat();
            all.sort_unstable();
            merge(&mut into, &new, |a, b| a < b);
            assert_eq!(into, all);
        }
    }
}
