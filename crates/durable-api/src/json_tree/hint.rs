//! What a value may mean beside what it says: for a line under the pointer.

use super::NodeKind;
use crate::time::moment;
use chrono::{DateTime, Utc};

/// A meaning of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A date or a moment.
    Moment(DateTime<Utc>),
    /// Seconds since 1970.
    EpochSeconds(DateTime<Utc>),
    /// Milliseconds since 1970.
    EpochMillis(DateTime<Utc>),
    /// .NET's ticks since the year 1.
    DotnetTicks(DateTime<Utc>),
    /// Bytes as base64: how many, and the text they are, if they are one.
    Base64(usize, Option<String>),
    /// JSON inside of a string.
    Json,
    /// An integer beyond 2^53: other tools may round it.
    BeyondDouble,
}

/// What a value may mean. `said` is what the node says: [`super::JsonTree::said`].
pub fn hints(kind: NodeKind, said: &str) -> Vec<Hint> {
    match kind {
        NodeKind::Number => of_number(said),
        NodeKind::String => of_text(said),
        _ => Vec::new(),
    }
}

/// Years that numbers are taken for: 2001 to 2100.
const FROM: i64 = 978_307_200;
const TO: i64 = 4_102_444_800;

/// The 1st of January 1970 in ticks since the year 1.
const TICKS_OF_1970: i64 = 621_355_968_000_000_000;

fn of_number(said: &str) -> Vec<Hint> {
    let digits = said.trim_start_matches('-');
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut hints = Vec::new();
    let number: Option<i64> = said.parse().ok();
    if number.is_none_or(|number| number.unsigned_abs() > 1 << 53) {
        hints.push(Hint::BeyondDouble);
    }
    hints.extend(number.and_then(epoch));
    hints
}

fn epoch(number: i64) -> Option<Hint> {
    let plausible = |seconds: i64| (FROM..TO).contains(&seconds);
    if plausible(number) {
        return DateTime::from_timestamp(number, 0).map(Hint::EpochSeconds);
    }
    if plausible(number / 1_000) {
        return DateTime::from_timestamp_millis(number).map(Hint::EpochMillis);
    }
    let ticks = number.checked_sub(TICKS_OF_1970)?;
    if plausible(ticks / 10_000_000) {
        return DateTime::from_timestamp(ticks / 10_000_000, 0).map(Hint::DotnetTicks);
    }
    None
}

fn of_text(said: &str) -> Vec<Hint> {
    let text = said.trim();
    let mut hints = Vec::new();
    let date_alone = || {
        (text.len() == 10)
            .then(|| moment(&format!("{text}T00:00:00Z")))
            .flatten()
    };
    if let Some(moment) = moment(text).or_else(date_alone) {
        hints.push(Hint::Moment(moment));
    } else if (10..=19).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && let Some(hint) = text.parse().ok().and_then(epoch)
    {
        hints.push(hint);
    } else if text.starts_with(['{', '[']) && crate::RawJson::parse(text).is_some() {
        hints.push(Hint::Json);
    } else if let Some(bytes) = base64(text) {
        let length = bytes.len();
        let text = String::from_utf8(bytes).ok();
        let readable = |text: &String| !text.chars().any(|c| c.is_control() && !c.is_whitespace());
        hints.push(Hint::Base64(length, text.filter(readable)));
    }
    hints
}

/// The bytes of a text that is base64 and does not look like a word: long enough, whole, and of mixed characters.
fn base64(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.len() < 16 || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let has = |is: fn(&u8) -> bool| bytes.iter().any(is);
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    if !mixed || !(has(u8::is_ascii_digit) || has(|byte| matches!(byte, b'+' | b'/' | b'='))) {
        return None;
    }
    let padding = bytes.iter().rev().take_while(|byte| **byte == b'=').count();
    if padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    for four in bytes.chunks(4) {
        let mut word = 0_u32;
        for (place, byte) in four.iter().enumerate() {
            let six = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' | b'-' => 62,
                b'/' | b'_' => 63,
                b'=' if out.len() + 3 >= bytes.len() / 4 * 3 && place >= 4 - padding => 0,
                _ => return None,
            };
            word = word << 6 | u32::from(six);
        }
        let [_, one, two, three] = word.to_be_bytes();
        out.extend([one, two, three]);
    }
    out.truncate(out.len() - padding);
    Some(out)
}
