//! Numbers that look random and are the same for the same seed.

/// `SplitMix64`: eight bytes of state, every seed as good as any other.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number of 0 ≤ x < 1.
    #[allow(clippy::cast_precision_loss)] // 53 bits are kept, as many as an f64 holds exactly
    pub(super) fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = crate::generated::mix(self.0);
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}
