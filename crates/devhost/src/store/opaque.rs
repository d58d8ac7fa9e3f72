//! Tokens that say nothing, as of providers that keep their positions to themselves. Nobody but this store can write one.

use super::base64::{decode, encode};
use super::{PositionError, StoreKey};
use crate::engine::random::{Random, mix};

/// How many bytes of a token say whether it is one.
const CHECK: usize = 8;

/// The token that goes on from a key.
pub fn write(key: &StoreKey) -> String {
    let text = key.as_str().as_bytes();
    let check = check(text);
    let mut bytes = check.to_be_bytes().to_vec();
    bytes.extend(veiled(text, check));
    encode(&bytes)
}

/// The key that a token of [`write`] goes on from; everything else is refused.
pub fn read(token: &str) -> Result<StoreKey, PositionError> {
    opened(token).map(StoreKey::raw).ok_or_else(|| {
        PositionError::failed(
            "System.ArgumentException",
            "The continuation token is not valid for this store.",
        )
    })
}

fn opened(token: &str) -> Option<String> {
    let bytes = decode(token)?;
    let (head, body) = bytes.split_at_checked(CHECK)?;
    let expected = u64::from_be_bytes(head.try_into().ok()?);
    let text: Vec<u8> = veiled(body, expected).collect();
    (check(&text) == expected)
        .then(|| String::from_utf8(text).ok())
        .flatten()
}

fn check(text: &[u8]) -> u64 {
    text.iter().fold(0x0DEC_AF00, |sum, byte| {
        mix(sum ^ u64::from(*byte) ^ (sum << 8))
    })
}

/// The bytes under a veil that the seed draws; twice gives them back.
fn veiled(bytes: &[u8], seed: u64) -> impl Iterator<Item = u8> {
    let mut random = Random::new(seed);
    bytes
        .iter()
        .map(move |byte| byte ^ random.draw().to_be_bytes()[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_and_cannot_be_read_off() {
        let key = StoreKey::of("order-1/2 订单");
        let token = write(&key);
        assert_eq!(read(&token), Ok(key));
        let bytes = decode(&token).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("order"));
    }

    #[test]
    fn nobody_else_can_write_one() {
        let token = write(&StoreKey::of("abc"));
        let changed = token.replacen(
            &token[..1],
            if token.starts_with('A') { "B" } else { "A" },
            1,
        );
        for foreign in [changed.as_str(), "1", "YWJj", "nonsense", ""] {
            assert_eq!(read(foreign).unwrap_err().status, 500, "{foreign}");
        }
    }
}
