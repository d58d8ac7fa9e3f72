//! Timers as guards: dropping one stops it.

use std::{cell::Cell, rc::Rc};

use js_sys::Promise;
use signals::{RwSignal, Signal};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::VisibilityState;

use super::{document, listener::Listener, window};

/// Calls once, unless dropped before.
pub struct Timeout {
    id: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Calls `callback` in `ms` milliseconds.
    pub fn new(ms: u32, callback: impl FnOnce() + 'static) -> Self {
        let callback = Closure::once(callback);
        let id = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                i32::try_from(ms).unwrap_or(i32::MAX),
            )
            .unwrap_or_default();
        Self {
            id,
            _callback: callback,
        }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.id);
    }
}

/// Waits so many milliseconds.
pub async fn sleep(ms: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}

/// Calls again and again until dropped; pauses while the page is hidden.
pub struct Interval {
    id: i32,
    _callback: Closure<dyn FnMut()>,
    _visibility: Listener,
}

impl Interval {
    /// Calls `callback` every `ms` milliseconds while the page is visible, and at once when it becomes
    /// visible again after a call was left out.
    pub fn new(ms: u32, callback: impl Fn() + 'static) -> Self {
        let callback = Rc::new(callback);
        let missed = Rc::new(Cell::new(false));
        let tick = {
            let (callback, missed) = (callback.clone(), missed.clone());
            Closure::<dyn FnMut()>::new(move || {
                if is_visible() {
                    callback();
                } else {
                    missed.set(true);
                }
            })
        };
        let visibility = Listener::new(&document(), "visibilitychange", move |_| {
            if is_visible() && missed.take() {
                callback();
            }
        });
        let id = window()
            .set_interval_with_callback_and_timeout_and_arguments_0(
                tick.as_ref().unchecked_ref(),
                i32::try_from(ms).unwrap_or(i32::MAX),
            )
            .unwrap_or_default();
        Self {
            id,
            _callback: tick,
            _visibility: visibility,
        }
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        window().clear_interval_with_handle(self.id);
    }
}

/// Whether the page can be seen now.
pub fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// Whether the page can be seen, as a signal. One listener serves the whole page.
pub fn visible() -> Signal<bool> {
    thread_local! {
        static VISIBLE: RwSignal<bool> = {
            let signal = RwSignal::global(is_visible());
            Listener::new(&document(), "visibilitychange", move |_| {
                if signal.get_untracked() != is_visible() {
                    signal.set(is_visible());
                }
            })
            .forever();
            signal
        };
    }
    VISIBLE.with(|it| (*it).into())
}
