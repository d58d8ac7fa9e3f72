//! A key that this device keeps encrypted, as it is written down: the ciphertext with all it takes to open it but the passphrase.
//!
//! One row of a stored form: `PBKDF2-SHA-256`, rounds, salt, `AES-256-GCM`, IV, ciphertext and tag; bytes in hexadecimal.

use crate::browser::crypto::{IV, SALT, Sealed};
use crate::state::stored::Row;

/// How the key is derived from the passphrase.
pub const DERIVATION: &str = "PBKDF2-SHA-256";
/// The cipher.
pub const CIPHER: &str = "AES-256-GCM";
/// Fewer rounds than what was ever written are somebody's tampering, more than this would freeze the page.
const ROUNDS: std::ops::RangeInclusive<u32> = 600_000..=10_000_000;

/// The row of a sealed key.
pub fn encode(sealed: &Sealed) -> Row {
    vec![
        DERIVATION.to_owned(),
        sealed.iterations.to_string(),
        hex(&sealed.salt),
        CIPHER.to_owned(),
        hex(&sealed.iv),
        hex(&sealed.data),
    ]
}

/// Reads what [`encode`] wrote; `None` for anything else.
pub fn decode(row: &[String]) -> Option<Sealed> {
    let [derivation, rounds, salt, cipher, iv, data] = row else {
        return None;
    };
    let sealed = Sealed {
        iterations: rounds.parse().ok()?,
        salt: unhex(salt)?,
        iv: unhex(iv)?,
        data: unhex(data)?,
    };
    let sound = derivation == DERIVATION
        && cipher == CIPHER
        && ROUNDS.contains(&sealed.iterations)
        && sealed.salt.len() == SALT
        && sealed.iv.len() == IV;
    sound.then_some(sealed)
}

/// What is authenticated with a key: the connection by the text that stands for it and its address in one. A record that is
/// moved to another connection does not open there.
pub fn context(hub: &str) -> String {
    format!("durable-portal key 1 of {hub}")
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::{Sealed, decode, encode};

    fn sealed() -> Sealed {
        Sealed {
            iterations: 600_000,
            salt: (0..16).collect(),
            iv: (100..112).collect(),
            data: vec![0, 9, 10, 255],
        }
    }

    #[test]
    fn a_sealed_key_comes_back_with_its_parameters() {
        let row = encode(&sealed());
        assert_eq!(
            row,
            [
                "PBKDF2-SHA-256",
                "600000",
                "000102030405060708090a0b0c0d0e0f",
                "AES-256-GCM",
                "6465666768696a6b6c6d6e6f",
                "00090aff"
            ]
        );
        assert_eq!(decode(&row), Some(sealed()));
    }

    #[test]
    fn a_record_that_was_made_weaker_or_is_broken_is_none() {
        for (at, text) in [
            (0, "PBKDF2-SHA-1"),
            (1, "1000"),
            (1, "4000000000"),
            (1, "many"),
            (2, "00"),
            (2, "000102030405060708090a0b0c0d0e0"),
            (3, "AES-128-CBC"),
            (4, ""),
            (5, "0g"),
            (5, "é"),
        ] {
            let mut row = encode(&sealed());
            row[at] = text.to_owned();
            assert_eq!(decode(&row), None, "{at}: {text}");
        }
        assert_eq!(decode(&encode(&sealed())[..5]), None);
    }
}
