//! A table from texts to numbers, whose texts are kept elsewhere.

const EMPTY: u32 = u32::MAX;
const GONE: u32 = u32::MAX - 1;

/// The hash of a text: eight bytes at a time, then mixed, so that ids that differ in one digit fall far apart.
pub(crate) fn hash(text: &str) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut h = text.len() as u64;
    for word in words {
        h = (h.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(K);
    }
    let mut last = [0_u8; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    h = (h.rotate_left(23) ^ u64::from_le_bytes(last)).wrapping_mul(K);
    h ^= h >> 29;
    (h.wrapping_mul(K) >> 32) as u32
}

/// Open addressing with linear steps. Holds numbers below `u32::MAX - 1`; whoever asks says when a number is the one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    places: Vec<u32>,
    /// Places that are not [`EMPTY`].
    used: usize,
}

impl Index {
    /// The number under this hash for which `is` says yes.
    #[inline]
    pub(crate) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            match *self.places.get(at)? {
                EMPTY => return None,
                GONE => {}
                number if is(number) => return Some(number),
                _ => {}
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a number that is not there yet. `hash_of` gives the hash of one added before, should the table have to grow.
    pub(crate) fn insert(&mut self, hash: u32, number: u32, hash_of: impl Fn(u32) -> u32) {
        if self.used * 4 >= self.places.len() * 3 {
            let kept: Vec<u32> = self.numbers().collect();
            let size = (kept.len() * 2 + 8).next_power_of_two();
            self.places.clear();
            self.places.shrink_to(0);
            self.places.resize(size, EMPTY);
            self.used = 0;
            for number in kept {
                self.place(hash_of(number), number);
            }
        }
        self.place(hash, number);
    }

    /// Takes a number out.
    pub(crate) fn remove(&mut self, hash: u32, number: u32) {
        let Some(mask) = self.places.len().checked_sub(1) else {
            return;
        };
        let mut at = hash as usize & mask;
        while let Some(place) = self.places.get_mut(at) {
            if *place == number {
                *place = GONE;
                return;
            }
            if *place == EMPTY {
                return;
            }
            at = (at + 1) & mask;
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.places.capacity() * size_of::<u32>()
    }

    fn numbers(&self) -> impl Iterator<Item = u32> {
        self.places.iter().copied().filter(|it| *it < GONE)
    }

    fn place(&mut self, hash: u32, number: u32) {
        let Some(mask) = self.places.len().checked_sub(1) else {
            return;
        };
        let mut at = hash as usize & mask;
        while let Some(place) = self.places.get_mut(at) {
            if *place == EMPTY {
                *place = number;
                self.used += 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// An [`Index`] of very many, in parts that grow by themselves: growing all of a million at once would hold a browser for a tenth of a
/// second.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts(Vec<Index>);

/// Parts: with a million numbers each has some thousands.
const PARTS: usize = 256;

impl Parts {
    /// See [`Index::find`].
    #[inline]
    pub(crate) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        self.0.get(part(hash))?.find(hash, is)
    }

    /// See [`Index::insert`].
    pub(crate) fn insert(&mut self, hash: u32, number: u32, hash_of: impl Fn(u32) -> u32) {
        if self.0.is_empty() {
            self.0.resize_with(PARTS, Index::default);
        }
        if let Some(part) = self.0.get_mut(part(hash)) {
            part.insert(hash, number, hash_of);
        }
    }

    /// See [`Index::remove`].
    pub(crate) fn remove(&mut self, hash: u32, number: u32) {
        if let Some(part) = self.0.get_mut(part(hash)) {
            part.remove(hash, number);
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        let parts = self.0.iter().map(Index::bytes).sum::<usize>();
        parts + self.0.capacity() * size_of::<Index>()
    }
}

/// The part of a hash: by its highest bits, for the lowest say the place within the part.
fn part(hash: u32) -> usize {
    (hash >> (32 - PARTS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found_until_it_is_removed() {
        let texts: Vec<String> = (0..5000).map(|it| format!("order-{it:06}")).collect();
        let hashes: Vec<u32> = texts.iter().map(|it| hash(it)).collect();
        let mut index = Index::default();
        for (number, h) in hashes.iter().enumerate() {
            index.insert(*h, number as u32, |it| hashes[it as usize]);
        }
        let find =
            |index: &Index, text: &str| index.find(hash(text), |it| texts[it as usize] == text);
        assert_eq!(find(&index, "order-004999"), Some(4999));
        assert_eq!(find(&index, "order-5000"), None);
        index.remove(hashes[7], 7);
        assert_eq!(find(&index, "order-000007"), None);
        assert_eq!(find(&index, "order-000008"), Some(8));
        for round in 0..20_000 {
            index.insert(hashes[7], 7, |it| hashes[it as usize]);
            index.remove(hashes[7], 7);
            assert!(index.places.len() <= 16_384, "round {round}");
        }
    }

    #[test]
    fn ids_that_differ_in_one_digit_fall_far_apart() {
        let mut seen: Vec<u32> = (0..10_000).map(|it| hash(&format!("{it}")) >> 16).collect();
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() > 9_000, "{}", seen.len());
    }
}
