//! How much of a hub is kept.

use crate::Field;

/// The bounds of what is kept in memory. Within them everything is searched, sorted and exported without asking the
/// host again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes kept of one custom status, output, error text or input. Of a longer one the beginning is kept, with a mark
    /// that the rest is to be fetched again.
    pub text: usize,
    /// Up to this many rows all texts are kept, within `text`.
    pub full_rows: usize,
    /// Up to this many bytes of memory all texts are kept, within `text`.
    pub full_bytes: usize,
    /// Bytes kept of one text beyond these bounds, and only of the fields the filter needs ([`Needs`]).
    pub lean_text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text: 4096,
            full_rows: 1_000_000,
            full_bytes: 480 << 20,
            lean_text: 512,
        }
    }
}

/// The text fields that a filter, a sorting or a column looks at: what is kept of rows beyond [`Limits::full_rows`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs(u8);

impl Needs {
    /// None.
    pub const NONE: Self = Self(0);

    /// These, and one more.
    #[must_use]
    pub fn and(self, field: Field) -> Self {
        Self(self.0 | 1 << field as u8)
    }

    /// Those of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this field is one of them.
    pub fn has(self, field: Field) -> bool {
        self.0 & 1 << field as u8 != 0
    }

    /// Whether the other needs a field that this one does not.
    pub fn lacks(self, other: Self) -> bool {
        other.0 & !self.0 != 0
    }
}

/// What was not kept because a bound was reached: to be said wherever rows are counted or searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lean {
    /// Rows whose custom status or output was left out entirely. A clause about it can say neither yes nor no of them.
    pub rows: usize,
    /// Of what is kept since the bound was reached.
    pub needs: Needs,
}
