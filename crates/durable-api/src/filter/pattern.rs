//! Texts with a star at an end.

use rows::Needle;
use rows::probe::Pattern as Compiled;

/// What a name or id must look like: `x`, `x*`, `*x`, `*x*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The whole of it.
    Is(String),
    /// Its beginning.
    Begins(String),
    /// Its end.
    Ends(String),
    /// A part of it.
    Has(String),
}

impl Pattern {
    /// The text without its stars.
    pub fn text(&self) -> &str {
        match self {
            Self::Is(text) | Self::Begins(text) | Self::Ends(text) | Self::Has(text) => text,
        }
    }

    pub(super) fn compile(&self, any_case: bool) -> Compiled {
        let needle = Needle::new(self.text());
        match self {
            Self::Is(_) if any_case => Compiled::IsAnyCase(needle),
            Self::Is(text) => Compiled::Is(text.clone()),
            Self::Begins(_) if any_case => Compiled::BeginsAnyCase(needle),
            Self::Begins(text) => Compiled::Begins(text.clone()),
            Self::Ends(_) => Compiled::Ends(needle),
            Self::Has(_) => Compiled::Has(needle),
        }
    }
}
