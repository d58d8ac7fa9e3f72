//! Continuation tokens: where a walk of the hub goes on.

use super::{StoreFlavour, StoreKey};

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// At the first key that is not before this one, which need not exist.
    Key(StoreKey),
    /// The page of this number, from 0, in order of creation; how long a page is, the request says.
    Page(u64),
}

/// A token that the store refuses; the API answers 500 with these texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionError {
    /// The .NET exception's message.
    pub message: String,
    /// The .NET exception's type, with its namespace.
    pub exception_type: &'static str,
}

impl StoreFlavour {
    /// Whether a list comes in order of creation, page by page, and not by key.
    pub fn pages_by_creation(self) -> bool {
        self == Self::Pages
    }

    /// The token that says this position.
    pub fn write(self, position: &Position) -> String {
        match position {
            Position::Key(key) => super::emulator::write(key),
            Position::Page(number) => number.to_string(),
        }
    }

    /// The position that a token says.
    pub fn read(self, token: &str) -> Result<Position, PositionError> {
        match self {
            Self::Pages => token
                .parse()
                .map(Position::Page)
                .map_err(|_| PositionError {
                    message: format!("The input string '{token}' was not in a correct format."),
                    exception_type: "System.FormatException",
                }),
            _ => super::emulator::read(token).map(Position::Key),
        }
    }
}
