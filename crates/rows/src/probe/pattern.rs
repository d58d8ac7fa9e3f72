//! Texts that match as a whole, by their beginning, their end or a part.

use crate::find::Needle;

/// What a text must look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The whole of it; capitals matter.
    Is(String),
    /// Its beginning; capitals matter.
    Begins(String),
    /// The whole of it, in any case.
    IsAnyCase(Needle),
    /// Its beginning, in any case.
    BeginsAnyCase(Needle),
    /// Its end, in any case.
    Ends(Needle),
    /// A part of it, in any case.
    Has(Needle),
}

impl Pattern {
    /// Whether the text looks so.
    pub fn fits(&self, text: &str) -> bool {
        match self {
            Self::Is(whole) => text == whole,
            Self::Begins(start) => text.starts_with(start.as_str()),
            Self::IsAnyCase(needle) => needle.is(text),
            Self::BeginsAnyCase(needle) => needle.begins(text),
            Self::Ends(needle) => needle.ends(text),
            Self::Has(needle) => needle.is_in(text),
        }
    }
}
