//! What reading a hub may cost before somebody says "go on", as it was chosen on this device.

use crate::browser::storage::Area;
use crate::state::stored::{self, Row, Stored};

const NAME: &str = "durable-portal.ceiling";
const VERSION: u32 = 1;

/// The most that may be sent and fetched; `None` for as much as it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// Requests.
    pub requests: Option<u32>,
    /// Bytes of answers.
    pub bytes: Option<u64>,
}

impl Default for Ceiling {
    /// What a first visit may cost: a hub of any size is opened without asking what it costs.
    fn default() -> Self {
        Self {
            requests: Some(300),
            bytes: Some(64 << 20),
        }
    }
}

impl Ceiling {
    /// As this device kept it.
    pub fn load() -> Self {
        match stored::read(Area::Browser, NAME) {
            Stored::Rows(VERSION, rows) => rows.first().map_or_else(Self::default, read),
            _ => Self::default(),
        }
    }

    /// Keeps it; where storage is denied it lasts as long as the page.
    pub fn save(self) {
        let rows = if self == Self::default() {
            Vec::new()
        } else {
            vec![self.row()]
        };
        stored::write(Area::Browser, NAME, VERSION, &rows);
    }

    /// The same once more, beyond what was spent.
    pub fn beyond(self, requests: u32, bytes: u64) -> Self {
        Self {
            requests: self.requests.map(|most| most.saturating_add(requests)),
            bytes: self.bytes.map(|most| most.saturating_add(bytes)),
        }
    }

    fn row(self) -> Row {
        let text = |number: Option<u64>| number.map(|it| it.to_string()).unwrap_or_default();
        vec![text(self.requests.map(u64::from)), text(self.bytes)]
    }
}

// An empty text is no ceiling; one that cannot be read is the usual one.
#[allow(clippy::ptr_arg, reason = "a stored row")]
fn read(row: &Row) -> Ceiling {
    let usual = Ceiling::default();
    let [requests, bytes] = row.as_slice() else {
        return usual;
    };
    Ceiling {
        requests: match requests.as_str() {
            "" => None,
            text => text.parse().ok().or(usual.requests),
        },
        bytes: match bytes.as_str() {
            "" => None,
            text => text.parse().ok().or(usual.bytes),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Ceiling, read};

    #[test]
    fn a_ceiling_comes_back_as_it_was_kept() {
        for (requests, bytes) in [
            (Some(7), Some(1 << 30)),
            (None, Some(1)),
            (Some(1), None),
            (None, None),
        ] {
            let ceiling = Ceiling { requests, bytes };
            assert_eq!(read(&ceiling.row()), ceiling);
        }
        assert_eq!(
            read(&vec!["many".to_owned(), "some".to_owned()]),
            Ceiling::default()
        );
        assert_eq!(read(&vec!["1".to_owned()]), Ceiling::default());
    }

    #[test]
    fn going_on_may_cost_as_much_again() {
        let ceiling = Ceiling {
            requests: Some(300),
            bytes: None,
        };
        assert_eq!(
            ceiling.beyond(310, 5),
            Ceiling {
                requests: Some(610),
                bytes: None
            }
        );
    }
}
