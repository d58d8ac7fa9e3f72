//! Numbers and ids drawn from a seed.

/// A small generator (splitmix64): the same seed gives the same numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator of its own.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number of `from..to`; `from` where the range is empty.
    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.draw() % to.saturating_sub(from).max(1)
    }

    /// The next number of 0 ≤ x < 1.
    pub fn fraction(&mut self) -> f64 {
        fraction(self.draw())
    }

    /// 32 hexadecimal digits, as .NET's `Guid` in its format `N`.
    pub fn hex32(&mut self) -> String {
        format!("{:016x}{:016x}", self.draw(), self.draw())
    }
}

/// A number of 0 ≤ x < 1 from a well spread one.
#[allow(clippy::cast_precision_loss)] // 53 bits are kept, as many as an f64 holds exactly
pub(crate) fn fraction(spread: u64) -> f64 {
    (spread >> 11) as f64 / (1_u64 << 53) as f64
}

/// Spreads a number over all 64 bits; different numbers stay different (the finaliser of splitmix64).
pub(crate) const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// A GUID with dashes, of version 5, made of a seed and a number.
pub fn guid(seed: u64, number: u64) -> String {
    let hex = Random::new(mix(seed) ^ number).hex32();
    format!(
        "{}-{}-5{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_again_and_another_seed_others() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            [random.draw(), random.draw(), random.draw()]
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn fractions_fill_the_unit_interval_evenly() {
        let mut random = Random::new(9);
        let low = (0..10_000).filter(|_| random.fraction() < 0.25).count();
        assert!(
            (2350..2650).contains(&low),
            "{low} of 10,000 below a quarter"
        );
    }
}
