//! JSON with every token as it is written, so that digits, escapes and the order of members are compared.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value. Keys and leaves are raw tokens, quotes and escapes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// A string, number, `true`, `false` or `null`.
    Leaf(String),
    /// An array.
    Array(Vec<Tree>),
    /// An object, in its order, twins included.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a text that is one JSON value; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        Some(match raw.get().as_bytes().first()? {
            b'{' => {
                let Members(members) = serde_json::from_str(raw.get()).ok()?;
                let members = members
                    .into_iter()
                    .map(|(key, value)| Some((key, Self::parse(value.get())?)));
                Self::Object(members.collect::<Option<_>>()?)
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
                Self::Array(
                    items
                        .into_iter()
                        .map(|item| Self::parse(item.get()))
                        .collect::<Option<_>>()?,
                )
            }
            _ => Self::Leaf(raw.get().to_owned()),
        })
    }

    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// What a string says.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Leaf(token) if token.starts_with('"') => serde_json::from_str(token).ok(),
            _ => None,
        }
    }

    /// The items of an array; none of anything else.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }
}

/// Compact, with one member or item a line, so that a difference is found by line.
impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(token) => f.write_str(token),
            Self::Array(items) => {
                f.write_str("[")?;
                for item in items {
                    write!(f, "\n{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (key, value) in members {
                    write!(f, "\n{key}: {value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

/// The members of an object in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    members.push((key, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
