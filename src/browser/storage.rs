//! Storage of the browser, which may be denied, full or emptied at any time. Errors are values; the first one is also a signal,
//! so that it can be said once.

use signals::{RwSignal, Signal};
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

use super::{listener::Listener, window};

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

thread_local! {
    static TROUBLE: RwSignal<Option<StorageError>> = RwSignal::global(None);
}

/// The first failure of this page's storage, as a signal.
pub fn trouble() -> Signal<Option<StorageError>> {
    TROUBLE.with(|it| (*it).into())
}

/// What is kept under `name`.
pub fn get(area: Area, name: &str) -> Result<Option<String>, StorageError> {
    open(area)?
        .get_item(name)
        .map_err(|_| failed(StorageError::Denied))
}

/// The names under which something is kept.
pub fn names(area: Area) -> Vec<String> {
    let Ok(storage) = open(area) else {
        return Vec::new();
    };
    let length = storage.length().unwrap_or_default();
    (0..length)
        .filter_map(|at| storage.key(at).ok().flatten())
        .collect()
}

/// Keeps `text` under `name`.
pub fn set(area: Area, name: &str, text: &str) -> Result<(), StorageError> {
    // The standard throws QuotaExceededError, and nothing else, when an open storage takes no more.
    open(area)?
        .set_item(name, text)
        .map_err(|_| failed(StorageError::Full))
}

/// Forgets `name`.
pub fn remove(area: Area, name: &str) -> Result<(), StorageError> {
    open(area)?
        .remove_item(name)
        .map_err(|_| failed(StorageError::Denied))
}

/// Forgets every name that begins with `prefix`.
pub fn remove_all(area: Area, prefix: &str) {
    for name in names(area).iter().filter(|it| it.starts_with(prefix)) {
        // A name that is listed can be removed, or nothing can.
        let _ = remove(area, name);
    }
}

/// Calls `handler` with each name that another tab of this portal changed in [`Area::Browser`]; with `None` when it emptied it.
pub fn on_change(handler: impl Fn(Option<&str>) + 'static) -> Listener {
    Listener::new(&window(), "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else {
            return;
        };
        handler(event.key().as_deref());
    })
}

fn failed(error: StorageError) -> StorageError {
    TROUBLE.with(|it| {
        if it.get_untracked().is_none() {
            it.set(Some(error));
        }
    });
    error
}

fn open(area: Area) -> Result<web_sys::Storage, StorageError> {
    match area {
        Area::Tab => window().session_storage(),
        Area::Browser => window().local_storage(),
    }
    .ok()
    .flatten()
    .ok_or_else(|| failed(StorageError::Denied))
}
