//! What putting a row did.

use crate::Slot;

/// Which columns of a row changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes(u8);

impl Changes {
    /// The created time moved: a new generation, not a new instance.
    pub const CREATED: Self = Self(1);
    /// The status.
    pub const STATUS: Self = Self(2);
    /// The time of the last change.
    pub const UPDATED: Self = Self(4);
    /// The custom status.
    pub const CUSTOM_STATUS: Self = Self(8);
    /// Output, error or reason.
    pub const OUTPUT: Self = Self(16);
    /// The orchestrator: the id was started anew under another.
    pub const NAME: Self = Self(32);
    /// The input, which only an instance's details bring.
    pub const INPUT: Self = Self(64);

    /// Whether nothing changed.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether all columns of the other are among these.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn note(&mut self, what: Self, changed: bool) {
        if changed {
            self.0 |= what.0;
        }
    }
}

/// What putting a row did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The instance was not known.
    New(Slot),
    /// It was, and is another now.
    Changed(Slot, Changes),
    /// It was, and is the same.
    Same(Slot),
    /// A later request told of it already: nothing was done.
    Older(Slot),
    /// The arena of texts has 4 GiB: nothing was done.
    Full,
}

impl Put {
    /// Where the instance stands, if it is held.
    pub fn slot(self) -> Option<Slot> {
        match self {
            Self::New(slot) | Self::Changed(slot, _) | Self::Same(slot) | Self::Older(slot) => {
                Some(slot)
            }
            Self::Full => None,
        }
    }
}
