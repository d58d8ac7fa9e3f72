//! The stores' ways: order of ids and the shape of continuation tokens.

mod azure;
pub mod base64;
pub mod emulator;
mod key;
mod newer;
mod opaque;
mod pages;
mod position;

pub use key::StoreKey;
pub use position::{Position, PositionError};

/// How continuation tokens look and in which order a list comes (`docs/http-api.md` §3, "Walking a hub").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StoreFlavour {
    /// Azure Storage over the local emulator, extension 2.x: what the recordings show.
    #[default]
    Emulator,
    /// Azure Storage in the cloud, extension 2.x: keys as `1!n!…`.
    Azure,
    /// Azure Storage over the local emulator, through the newer library of extension 3.x.
    Newer,
    /// Azure Storage in the cloud, through the newer library of extension 3.x.
    NewerAzure,
    /// SQL Server: page numbers, ordered by time of creation.
    Pages,
    /// Tokens that say nothing, as of other providers.
    Opaque,
}
