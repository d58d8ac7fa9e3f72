//! How many rows match, by status.

use rows::Status;

/// What is known of a slot, beside the number of a status that matched.
pub(super) const NO: u16 = u16::MAX;
pub(super) const UNKNOWN: u16 = u16::MAX - 1;

/// How many rows match, by status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By the number of the status, see [`rows::Status`].
    by_status: Vec<u32>,
    /// Of how many what is held does not tell whether they match.
    pub unknown: u32,
}

impl Counts {
    /// How many there are of a status.
    pub fn of(&self, status: Status) -> u32 {
        let count = self.by_status.get(usize::from(status.0));
        count.copied().unwrap_or_default()
    }

    /// How many there are of all statuses together.
    pub fn all(&self) -> u32 {
        self.by_status.iter().sum()
    }

    /// The statuses there are any of.
    pub fn statuses(&self) -> impl Iterator<Item = Status> {
        let some = self.by_status.iter().enumerate();
        some.filter(|(_, count)| **count > 0)
            .filter_map(|(number, _)| u8::try_from(number).ok())
            .map(Status)
    }

    pub(super) fn change(&mut self, verdict: u16, add: bool) {
        let count = match verdict {
            NO => return,
            UNKNOWN => &mut self.unknown,
            status => {
                let status = usize::from(status);
                if self.by_status.len() <= status {
                    self.by_status.resize(status + 1, 0);
                }
                let Some(count) = self.by_status.get_mut(status) else {
                    return;
                };
                count
            }
        };
        *count = if add {
            *count + 1
        } else {
            count.saturating_sub(1)
        };
    }
}
