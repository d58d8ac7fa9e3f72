//! The runtime status in one byte.

/// A runtime status as a number: the eight known ones in the order of a life, then those a host made up.
///
/// Source of the names: the wire contract, section 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Status(pub u8);

impl Status {
    /// The known ones as the host spells them; the place of each is its number.
    pub const KNOWN: [&'static str; 8] = [
        "Pending",
        "Running",
        "Suspended",
        "ContinuedAsNew",
        "Completed",
        "Failed",
        "Canceled",
        "Terminated",
    ];
    /// Accepted and not picked up yet.
    pub const PENDING: Self = Self(0);
    /// Ended by an error.
    pub const FAILED: Self = Self(5);
    /// Made up by a host that made up more than 246 before: its text stands beside the row.
    pub const BESIDE: Self = Self(255);
    /// The numbers from here on are names in [`crate::Rows::status_name`], in the order they were first seen.
    pub(crate) const FIRST_OTHER: u8 = 8;

    /// The number of a known status.
    #[inline]
    pub fn known(text: &str) -> Option<Self> {
        // The frequent ones have lengths of their own; the rest is compared.
        let at = Self::KNOWN.iter().position(|it| *it == text)?;
        Some(Self(at as u8))
    }

    /// Whether nothing more will happen by itself: Completed, Failed, Canceled, Terminated. An unknown status is not
    /// taken for finished.
    #[inline]
    pub fn is_finished(self) -> bool {
        (4..8).contains(&self.0)
    }
}
