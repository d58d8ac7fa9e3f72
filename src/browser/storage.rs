//! Storage of the browser, which may be denied, full or emptied at any time. Errors are values.

use super::window;

/// Where to keep something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Until this tab is closed.
    Tab,
    /// Until someone clears it.
    Browser,
}

/// Why storage did not serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser or its user forbids it to this page.
    Denied,
    /// There is no room.
    Full,
}

/// What is kept under `name`.
pub fn get(area: Area, name: &str) -> Result<Option<String>, StorageError> {
    open(area)?.get_item(name).map_err(|_| StorageError::Denied)
}

/// Keeps `text` under `name`.
pub fn set(area: Area, name: &str, text: &str) -> Result<(), StorageError> {
    // The standard throws QuotaExceededError, and nothing else, when an open storage takes no more.
    open(area)?
        .set_item(name, text)
        .map_err(|_| StorageError::Full)
}

/// Forgets `name`.
pub fn remove(area: Area, name: &str) -> Result<(), StorageError> {
    open(area)?
        .remove_item(name)
        .map_err(|_| StorageError::Denied)
}

fn open(area: Area) -> Result<web_sys::Storage, StorageError> {
    match area {
        Area::Tab => window().session_storage(),
        Area::Browser => window().local_storage(),
    }
    .ok()
    .flatten()
    .ok_or(StorageError::Denied)
}
