//! A JSON value that keeps numbers as text and the order of members.

use std::fmt;

use super::number;
use super::read::{JsonError, read};

/// A JSON value. Numbers are the text that goes on the wire, so that 64-bit integers and beyond survive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number in the spelling of the wire.
    Number(String),
    /// A string, unescaped.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object; names are unique.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads the first JSON value of a text. As the real reader: single quotes, bare names and comments pass, a later member replaces an
    /// earlier one of its name, reals go through a double (`3.50` → `3.5`, `1e3` → `1000.0`, `1e400` → `"Infinity"`), integers do not
    /// (recording `json-shapes`).
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        read(text, false)
    }

    /// As [`Json::parse`], and refuses anything after the value, as a start's body is read.
    pub fn parse_whole(text: &str) -> Result<Self, JsonError> {
        read(text, true)
    }

    /// What a stored text means: its JSON value or, where it is none, the text itself. So a terminate reason `7` is answered as a
    /// number and `enough` as a string.
    pub fn of_stored(text: Option<&str>) -> Self {
        match text.map(str::trim) {
            None => Self::Null,
            Some("") => Self::Text(String::new()),
            Some(trimmed) => {
                Self::parse(trimmed).unwrap_or_else(|_| Self::Text(trimmed.to_owned()))
            }
        }
    }

    /// An object of these members.
    pub fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// The member of that name, of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where it is a whole one of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The number as a double; for times and durations only, never for a payload.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The stored text of a payload: nothing for `null`.
    pub fn stored(&self) -> Option<String> {
        (!self.is_null()).then(|| self.to_string())
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(text) => out.push_str(text),
            Self::Text(text) => escape_into(out, text),
            Self::Array(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (i, (name, value)) in members.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    escape_into(out, name);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// Compact, as the wire has it.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        f.write_str(&out)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<f64> for Json {
    fn from(value: f64) -> Self {
        number::real(value)
    }
}

impl From<Vec<Self>> for Json {
    fn from(items: Vec<Self>) -> Self {
        Self::Array(items)
    }
}

impl From<Option<Self>> for Json {
    fn from(value: Option<Self>) -> Self {
        value.unwrap_or_default()
    }
}

/// The text as a JSON string, quotes included.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    escape_into(&mut out, text);
    out
}

/// Appends the text as a JSON string, escaping what the serializer escapes: quote, backslash, controls below 0x20, and the three line ends
/// beyond ASCII.
pub fn escape_into(out: &mut String, text: &str) {
    use fmt::Write as _;
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\u{0}'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &str) -> String {
        Json::parse(text).map_or_else(|e| e.message, |json| json.to_string())
    }

    #[test]
    fn payloads_come_out_as_the_recordings_show() {
        for (from, to) in [
            ("3.50", "3.5"),
            ("1e3", "1000.0"),
            ("-0", "0"),
            ("1e400", "\"Infinity\""),
            ("9007199254740993", "9007199254740993"),
            ("12345678901234567890", "12345678901234567890"),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            (
                r#""\u4e2d\u6587 \ud83d\ude00 \u202Eabc""#,
                "\"中文 😀 \u{202e}abc\"",
            ),
            (
                r#"{"at":"2024-02-29T12:34:56.1234567+02:00"}"#,
                r#"{"at":"2024-02-29T12:34:56.1234567+02:00"}"#,
            ),
            (" [ 1 , \"two\" ,null, {} ] ", r#"[1,"two",null,{}]"#),
        ] {
            assert_eq!(round(from), to);
        }
    }

    #[test]
    fn a_stored_text_that_is_no_json_is_itself() {
        assert_eq!(Json::of_stored(Some("enough")), Json::from("enough"));
        assert_eq!(Json::of_stored(Some("7")), Json::from(7));
        assert_eq!(Json::of_stored(None), Json::Null);
    }
}
