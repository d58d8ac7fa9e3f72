//! Continuation tokens: where a walk of the hub goes on.

use super::{StoreFlavour, StoreKey, azure, emulator, newer, opaque, pages};

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// At the first key that is not before this one, which need not exist.
    Key(StoreKey),
    /// The page of this number, from 0, in order of creation; how long a page is, the request says.
    Page(u64),
}

/// A token that the store refuses; the API answers with this status and these texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionError {
    /// The HTTP status: 500, or 400 where the store throws an `ArgumentException`.
    pub status: u16,
    /// The .NET exception's message.
    pub message: String,
    /// The .NET exception's type, with its namespace.
    pub exception_type: &'static str,
}

impl PositionError {
    /// A 500 with this exception.
    pub(super) fn failed(exception_type: &'static str, message: impl Into<String>) -> Self {
        Self {
            status: 500,
            message: message.into(),
            exception_type,
        }
    }
}

impl StoreFlavour {
    /// Whether a list comes in order of creation, page by page, and not by key.
    pub fn pages_by_creation(self) -> bool {
        self == Self::Pages
    }

    /// The token that says this position.
    pub fn write(self, position: &Position) -> String {
        match (self, position) {
            (_, Position::Page(number)) => pages::write(*number),
            (Self::Azure, Position::Key(key)) => azure::write(key),
            (Self::Newer, Position::Key(key)) => newer::write(key, false),
            (Self::NewerAzure, Position::Key(key)) => newer::write(key, true),
            (Self::Opaque, Position::Key(key)) => opaque::write(key),
            (Self::Emulator | Self::Pages, Position::Key(key)) => emulator::write(key),
        }
    }

    /// The position that a token says.
    pub fn read(self, token: &str) -> Result<Position, PositionError> {
        match self {
            Self::Emulator => emulator::read(token).map(Position::Key),
            Self::Azure => azure::read(token).map(Position::Key),
            Self::Newer => newer::read(token, false).map(Position::Key),
            Self::NewerAzure => newer::read(token, true).map(Position::Key),
            Self::Opaque => opaque::read(token).map(Position::Key),
            Self::Pages => pages::read(token).map(Position::Page),
        }
    }
}
