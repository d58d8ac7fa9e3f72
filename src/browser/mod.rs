//! The only place that names `web_sys`: what the browser gives, as small Rust functions.
//!
//! Nothing here knows Durable Functions (except [`durable_api::secret::Secret`], which [`fetch`] opens at the last moment).
//! Whatever is acquired is a guard that lets go when it is dropped; [`keep`] ties a guard to the component being built.

pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod database;
pub mod datetime_input;
pub mod dom;
pub mod dropped;
pub mod fetch;
pub mod file;
pub mod listener;
pub mod locale;
pub mod location;
pub mod locks;
pub mod network;
pub mod notify;
pub mod page;
pub mod permission;
pub mod policy;
pub mod slices;
pub mod storage;
pub mod stream;
pub mod timers;
pub mod timing;
mod units;
pub mod viewport;
pub mod work;

use std::{future::Future, pin::Pin};

use signals::StoredValue;

/// Keeps a guard (timer, listener, abort guard) alive until the component that is being built is removed.
pub fn keep<T: 'static>(guard: T) {
    StoredValue::new(guard);
}

/// Runs a future in the background. Boxed, so that what runs futures is not made anew for each.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}

/// The window of this page.
pub(crate) fn window() -> web_sys::Window {
    web_sys::window().expect("the portal runs in a page, which has a window")
}

/// The document of this page.
pub(crate) fn document() -> web_sys::Document {
    window()
        .document()
        .expect("a window that runs a page has its document")
}
