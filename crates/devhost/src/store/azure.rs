//! Tokens of Azure Storage in the cloud. Not recorded: the shape is the table service's own (`docs/http-api.md` §3).
//!
//! A key is written `1!{n}!{b}`: b is the base64 of the key with `-` for `=`, n the length of b.

use super::base64::{decode, encode};
use super::{PositionError, StoreKey, emulator};

/// The token of extension 2.x that goes on from a key.
pub fn write(key: &StoreKey) -> String {
    emulator::wrap(&partition(key))
}

/// The key that a token of extension 2.x goes on from. The cloud store refuses what it has not written in this form.
pub fn read(token: &str) -> Result<StoreKey, PositionError> {
    let written = emulator::unwrap(token)?;
    key(&written).ok_or_else(|| {
        PositionError::failed(
            "Microsoft.WindowsAzure.Storage.StorageException",
            "Bad Request",
        )
    })
}

/// A key as the cloud store writes it.
pub fn partition(key: &StoreKey) -> String {
    let text = encode(key.as_str().as_bytes()).replace('=', "-");
    format!("1!{}!{text}", text.len())
}

/// The key that the cloud store wrote so.
pub fn key(written: &str) -> Option<StoreKey> {
    let (length, text) = written.strip_prefix("1!")?.split_once('!')?;
    if length.parse() != Ok(text.len()) {
        return None;
    }
    let bytes = decode(&text.replace('-', "="))?;
    String::from_utf8(bytes).ok().map(StoreKey::raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_with_its_length_and_dashes_for_padding() {
        assert_eq!(partition(&StoreKey::of("Smith")), "1!8!U21pdGg-");
        assert_eq!(key("1!8!U21pdGg-"), Some(StoreKey::of("Smith")));
    }

    #[test]
    fn a_wrong_length_or_the_emulators_form_is_refused() {
        for written in [
            "1!7!U21pdGg-",
            "U21pdGg=",
            "2!8!U21pdGg-",
            "1!8!U21pdGg",
            "1!x!a",
        ] {
            assert_eq!(key(written), None, "{written}");
        }
        let foreign = emulator::write(&StoreKey::of("Smith"));
        assert_eq!(read(&foreign).unwrap_err().status, 500);
    }
}
