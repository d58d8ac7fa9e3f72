//! Tokens of Azure Storage over the local emulator, extension 2.x (recordings `list`, `positions`): base64 of a JSON object whose
//! `NextPartitionKey` is the base64 of the key.

use super::base64::{decode, decode_loosely, encode};
use super::{PositionError, StoreKey};

/// The token that goes on from a key.
pub fn write(key: &StoreKey) -> String {
    wrap(&encode(key.as_str().as_bytes()))
}

/// The key that a token goes on from. A partition key in a foreign encoding is read loosely, as the emulator does: its bytes are
/// mostly no text, sort after all ids and give an empty page.
pub fn read(token: &str) -> Result<StoreKey, PositionError> {
    let partition = unwrap(token)?;
    Ok(StoreKey::raw(String::from_utf8_lossy(&decode_loosely(
        &partition,
    ))))
}

/// A token of extension 2.x around a partition key in the store's own encoding.
pub fn wrap(partition: &str) -> String {
    let json = format!(
        r#"{{"NextPartitionKey":"{partition}","NextRowKey":"","NextTableName":null,"TargetLocation":0}}"#
    );
    encode(json.as_bytes())
}

/// The partition key within a token of extension 2.x, in the store's own encoding.
pub fn unwrap(token: &str) -> Result<String, PositionError> {
    let bytes = decode(token).ok_or_else(|| PositionError {
        status: 500,
        message: "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, \
                  or an illegal character among the padding characters."
            .to_owned(),
        exception_type: "System.FormatException",
    })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let json: serde_json::Value = serde_json::from_str(&text).map_err(|_| PositionError {
        status: 500,
        message: format!(
            "Unexpected character encountered while parsing value: {}. Path '', line 0, position 0.",
            text.chars().next().unwrap_or('\0')
        ),
        exception_type: "Newtonsoft.Json.JsonReaderException",
    })?;
    Ok(json
        .get("NextPartitionKey")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_token() {
        let key = StoreKey::of("k-008");
        let token = write(&key);
        assert_eq!(
            token,
            "eyJOZXh0UGFydGl0aW9uS2V5IjoiYXkwd01EZz0iLCJOZXh0Um93S2V5IjoiIiwiTmV4dFRhYmxlTmFtZSI6bnVsbCwiVGFyZ2V0TG9jYXRpb24iOjB9"
        );
        assert_eq!(read(&token), Ok(key));
    }

    #[test]
    fn a_page_number_is_no_token_here() {
        assert_eq!(
            read("1").map_err(|e| e.exception_type),
            Err("System.FormatException")
        );
    }

    #[test]
    fn a_foreign_partition_key_sorts_after_the_ids() {
        let token = wrap("1!8!ay0wMDc-");
        assert!(read(&token).is_ok_and(|key| key > StoreKey::of("k-订单")));
    }
}
