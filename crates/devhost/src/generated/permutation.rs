//! An order that looks shuffled and can be asked both ways without a table.

/// A permutation of `0..len`: place ↦ `(factor · place + shift) mod len`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Permutation {
    len: u64,
    factor: u64,
    inverse: u64,
    shift: u64,
}

impl Permutation {
    /// Leaves everything in its place.
    pub(super) fn identity(len: u64) -> Self {
        Self {
            len,
            factor: 1,
            inverse: 1,
            shift: 0,
        }
    }

    /// Spreads neighbours far apart. `len` is below 2³².
    pub(super) fn spread(len: u64, seed: u64) -> Self {
        if len < 3 {
            return Self::identity(len);
        }
        // Near the golden section neighbours fall farthest apart.
        let mut factor = len * 618 / 1000 + 1;
        let inverse = loop {
            match inverse(factor, len) {
                Some(inverse) => break inverse,
                None => factor += 1,
            }
        };
        Self {
            len,
            factor,
            inverse,
            shift: seed % len,
        }
    }

    /// Where a place goes, `place < len`.
    pub(super) fn forth(&self, place: u64) -> u64 {
        (self.factor * place + self.shift) % self.len
    }

    /// The place that goes there, `image < len`.
    pub(super) fn back(&self, image: u64) -> u64 {
        (self.inverse * (image + self.len - self.shift)) % self.len
    }
}

/// The inverse of a number modulo another, where they have no common divisor.
fn inverse(number: u64, modulus: u64) -> Option<u64> {
    let (mut r, mut next_r) = (i128::from(modulus), i128::from(number));
    let (mut t, mut next_t) = (0_i128, 1_i128);
    while next_r != 0 {
        let quotient = r / next_r;
        (r, next_r) = (next_r, r - quotient * next_r);
        (t, next_t) = (next_t, t - quotient * next_t);
    }
    (r == 1).then(|| u64::try_from(t.rem_euclid(i128::from(modulus))).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_goes_somewhere_else_and_comes_back() {
        for len in [1, 2, 3, 4, 97, 1000, 1024] {
            let permutation = Permutation::spread(len, 12_345);
            let mut seen = vec![false; usize::try_from(len).unwrap()];
            for place in 0..len {
                let image = permutation.forth(place);
                assert_eq!(permutation.back(image), place, "{place} of {len}");
                seen[usize::try_from(image).unwrap()] = true;
            }
            assert!(seen.into_iter().all(|hit| hit));
        }
    }

    #[test]
    fn millions_come_back_too() {
        let permutation = Permutation::spread(4_999_999, 7);
        for place in [0, 1, 2_500_000, 4_999_998] {
            assert_eq!(permutation.back(permutation.forth(place)), place);
        }
    }
}
