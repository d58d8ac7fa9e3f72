//! Tokens of the library that extension 3.x uses: the partition key in the store's own writing, a space, and the row key or
//! nothing. Not recorded: from the library's published source (`docs/http-api.md` §3).
//!
//! A header's value loses the space at its end on its way, so a token comes back without it.

use super::base64::{decode_loosely, encode};
use super::{PositionError, StoreKey, azure};

/// The token that goes on from a key, over the cloud store or over the emulator.
pub fn write(key: &StoreKey, in_cloud: bool) -> String {
    let written = if in_cloud {
        azure::partition(key)
    } else {
        encode(key.as_str().as_bytes())
    };
    written + " "
}

/// The key that a token goes on from. The library splits at the space and takes a token of one character for none at all; what it
/// hands on, the emulator reads loosely and the cloud store only in its own writing.
pub fn read(token: &str, in_cloud: bool) -> Result<StoreKey, PositionError> {
    let written = token.split(' ').next().unwrap_or_default();
    if token.len() <= 1 || written.is_empty() {
        return Ok(StoreKey::raw(""));
    }
    if in_cloud {
        azure::key(written).ok_or_else(|| {
            PositionError::failed(
                "Azure.RequestFailedException",
                "One of the request inputs is not valid.",
            )
        })
    } else {
        Ok(StoreKey::raw(String::from_utf8_lossy(&decode_loosely(
            written,
        ))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_with_and_without_its_space() {
        let key = StoreKey::of("a/b");
        for in_cloud in [false, true] {
            let token = write(&key, in_cloud);
            assert!(token.ends_with(' '));
            assert_eq!(read(&token, in_cloud), Ok(key.clone()));
            assert_eq!(read(token.trim_end(), in_cloud), Ok(key.clone()));
            assert_eq!(read(&format!("{token}row"), in_cloud), Ok(key.clone()));
        }
    }

    #[test]
    fn a_token_of_one_character_begins_at_the_beginning() {
        assert_eq!(read("1", true), Ok(StoreKey::raw("")));
    }

    #[test]
    fn the_cloud_store_refuses_the_older_form() {
        let older = azure::write(&StoreKey::of("a"));
        assert_eq!(read(&older, true).unwrap_err().status, 500);
        assert!(read(&older, false).is_ok());
    }
}
