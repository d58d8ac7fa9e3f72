//! How sure it is that an instance is a relative of another one, and why.

use durable_api::relations::Because;

use crate::words::Word;

/// Why somebody is taken for a relative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// The history names the id.
    ByHistory,
    /// The id begins with the parent's.
    ById,
    /// The same execution of a parent named both.
    SameExecution,
    /// Name and time fit.
    ByTime,
    /// Nothing tells the id.
    Unknown,
}

impl Sure {
    /// What made it one.
    pub fn of(because: Because) -> Self {
        match because {
            Because::NamedInHistory => Self::ByHistory,
            Because::IdOfParent => Self::ById,
            Because::SameExecution => Self::SameExecution,
            Because::NameAndTime => Self::ByTime,
        }
    }

    /// How sure it is in a word, and why in a sentence.
    pub fn words(self) -> (Word, Word) {
        match self {
            Self::ByHistory => (Word::SureKnown, Word::SureByHistory),
            Self::ById => (Word::SureInferred, Word::SureById),
            Self::SameExecution => (Word::SureInferred, Word::SureByExecution),
            Self::ByTime => (Word::SureGuessed, Word::SureByTime),
            Self::Unknown => (Word::SureUnknown, Word::SureByNothing),
        }
    }
}
