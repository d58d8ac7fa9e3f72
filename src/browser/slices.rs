//! Long work in slices, so that the page answers between them.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{clock, window};

/// How long a slice may take, in milliseconds: half a frame.
pub const SLICE_MS: f64 = 8.0;

/// The time that is left of a slice.
#[derive(Clone, Copy)]
pub struct Slice(f64);

impl Slice {
    /// One that begins now.
    pub fn begin() -> Self {
        Self(clock::monotonic())
    }

    /// Whether there is time left.
    pub fn has_time(self) -> bool {
        clock::monotonic() - self.0 < SLICE_MS
    }

    /// Lets the browser have its turn, and begins anew, where no time is left.
    pub async fn breathe(&mut self) {
        if !self.has_time() {
            pause().await;
            *self = Self::begin();
        }
    }
}

/// Lets the browser do what waits for it: draw, scroll, take keys.
pub async fn pause() {
    let promise = given_up().unwrap_or_else(after_a_timeout);
    // Neither of them ever fails.
    let _ = JsFuture::from(promise).await;
}

/// `scheduler.yield`, which comes back before other tasks, where the browser has it.
fn given_up() -> Option<Promise> {
    let scheduler = Reflect::get(&window(), &JsValue::from_str("scheduler")).ok()?;
    let give_up = Reflect::get(&scheduler, &JsValue::from_str("yield")).ok()?;
    let give_up: Function = give_up.dyn_into().ok()?;
    give_up.call0(&scheduler).ok()?.dyn_into().ok()
}

fn after_a_timeout() -> Promise {
    Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback(&done);
    })
}
