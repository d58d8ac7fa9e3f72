//! Going over a JSON text of megabytes by the places of its values: a history, a value on screen.

mod cursor;
mod needle;

pub use cursor::{Cursor, NoJson, Place, Text};
pub use needle::Needle;

/// A key and the place of what it belongs to.
pub type Keyed = (i64, usize);

/// Sorts by key; what has the same key stays in the order of places.
pub fn sort(keys: &mut [Keyed]) {
    keys.sort_unstable();
}

/// A number for a text, equal for equal ones (FNV-1a).
pub fn sign(bytes: &[u8], seed: u64) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325 ^ seed, |sign, byte| {
            (sign ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
