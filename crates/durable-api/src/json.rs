//! JSON taken apart one level at a time, so that every value keeps its exact text.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// A JSON value as the host wrote it: digits, escapes and white space untouched.
///
/// A field that the answer did not have is *absent*: it reads as `null` and is told apart by [`RawJson::is_absent`].
#[derive(Clone, Default)]
pub struct RawJson(Option<Box<RawValue>>);

impl RawJson {
    /// A field the answer did not have.
    pub fn absent() -> Self {
        Self(None)
    }

    /// Takes a text that is one JSON value; `None` when it is not.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str::<&RawValue>(text).ok().map(Self::from)
    }

    /// A JSON string holding this text.
    pub fn string(text: &str) -> Self {
        Self(serde_json::value::to_raw_value(text).ok())
    }

    /// The exact text; `null` when absent.
    pub fn text(&self) -> &str {
        self.0.as_deref().map_or("null", RawValue::get)
    }

    /// Whether it is `null` or absent.
    pub fn is_null(&self) -> bool {
        self.text() == "null"
    }

    /// Whether the answer did not have this field at all.
    pub fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    /// What a JSON string says; `None` for any other value, and for a string that is no valid Unicode.
    pub fn as_string(&self) -> Option<String> {
        string(self.text())
    }
}

impl From<&RawValue> for RawJson {
    fn from(value: &RawValue) -> Self {
        Self(Some(value.to_owned()))
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.is_absent() == other.is_absent() && self.text() == other.text()
    }
}

impl Eq for RawJson {}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_absent() {
            "absent"
        } else {
            self.text()
        })
    }
}

/// Where a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonFault {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes of that line; 0 at the very end.
    pub column: usize,
    /// What is wrong there, as the parser says it.
    pub why: String,
}

/// Why a text is not one JSON value; `None` when it is.
pub fn json_fault(text: &str) -> Option<JsonFault> {
    let error = serde_json::from_str::<&RawValue>(text).err()?;
    let said = error.to_string();
    let why = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |it| it.0);
    Some(JsonFault {
        line: error.line(),
        column: error.column(),
        why: why.to_owned(),
    })
}

/// The fields of an object that a type does not name, in the order they came.
pub type Extra = Vec<(String, RawJson)>;

/// The fields of an object in their order, twins included.
pub(crate) fn object(text: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, serde_json::Error> {
    serde_json::from_str::<Fields<'_>>(text).map(|fields| fields.0)
}

/// The elements of an array.
pub(crate) fn array(text: &str) -> Result<Vec<&RawValue>, serde_json::Error> {
    serde_json::from_str(text)
}

/// What a JSON string says.
pub(crate) fn string(text: &str) -> Option<String> {
    // Asked first, because most fields asked are no strings and an error is built at some cost.
    if text.starts_with('"') {
        serde_json::from_str(text).ok()
    } else {
        None
    }
}

struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            fields.push((key, value));
        }
        Ok(Fields(fields))
    }
}

/// A key, borrowed unless it holds escapes (serde's own `Cow` never borrows).
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }
}

/// Puts the string that `value` says into an empty slot and says whether it did. An empty slot means "not given",
/// so an empty string is not taken. What is refused belongs among the extra fields.
pub(crate) fn take_text(slot: &mut String, value: &RawValue) -> bool {
    if !slot.is_empty() {
        return false;
    }
    *slot = string(value.get()).unwrap_or_default();
    !slot.is_empty()
}

/// As [`take_text`] for a slot that can tell an empty string from none.
pub(crate) fn take_string(slot: &mut Option<String>, value: &RawValue) -> bool {
    if slot.is_some() {
        return false;
    }
    *slot = string(value.get());
    slot.is_some()
}

/// Puts any value into an absent slot and says whether it did.
pub(crate) fn take_raw(slot: &mut RawJson, value: &RawValue) -> bool {
    if !slot.is_absent() {
        return false;
    }
    *slot = value.into();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_exact_text() {
        let fields =
            object(r#" {"a": 12345678901234567890.10e+05 , "a":"\u00e5", "b\n":[ 1 ] } "#).unwrap();
        let seen: Vec<_> = fields.iter().map(|(k, v)| (k.as_ref(), v.get())).collect();
        assert_eq!(
            seen,
            [
                ("a", "12345678901234567890.10e+05"),
                ("a", r#""\u00e5""#),
                ("b\n", "[ 1 ]")
            ]
        );
    }

    #[test]
    fn depth_is_no_limit() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(RawJson::parse(&deep).unwrap().text(), deep);
    }

    #[test]
    fn an_absent_value_reads_as_null_and_is_not_null() {
        assert!(RawJson::absent().is_null());
        assert!(!RawJson::parse("null").unwrap().is_absent());
        assert_ne!(RawJson::absent(), RawJson::parse("null").unwrap());
        assert_eq!(RawJson::parse("nul"), None);
    }

    #[test]
    fn a_slot_is_filled_once_and_only_by_what_fits() {
        let mut slot = String::new();
        for (text, taken) in [
            ("7", false),
            (r#""""#, false),
            (r#""\ud800""#, false),
            (r#""x""#, true),
            (r#""y""#, false),
        ] {
            assert_eq!(
                take_text(&mut slot, serde_json::from_str(text).unwrap()),
                taken,
                "{text}"
            );
        }
        assert_eq!(slot, "x");
    }
}
