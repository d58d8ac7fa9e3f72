//! An event listener that is removed when it is dropped.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

/// Listens while it lives.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    handler: Closure<dyn FnMut(Event)>,
    capture: bool,
}

impl Listener {
    /// Calls `handler` for each `event` that reaches `target`.
    pub fn new(
        target: &EventTarget,
        event: &'static str,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::listening(target, event, false, Closure::new(handler))
    }

    /// The same before what is within `target` hears of it: also of events that do not bubble, such as `scroll`.
    pub fn capturing(
        target: &EventTarget,
        event: &'static str,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::listening(target, event, true, Closure::new(handler))
    }

    fn listening(
        target: &EventTarget,
        event: &'static str,
        capture: bool,
        handler: Closure<dyn FnMut(Event)>,
    ) -> Self {
        let function = handler.as_ref().unchecked_ref();
        // Adding a listener fails for no name and no target that this crate uses.
        let _ = target.add_event_listener_with_callback_and_bool(event, function, capture);
        Self {
            target: target.clone(),
            event,
            handler,
            capture,
        }
    }

    /// Calls `handler` when the window has another size.
    pub fn resized(mut handler: impl FnMut() + 'static) -> Self {
        Self::new(&super::window(), "resize", move |_| handler())
    }

    /// Listens for as long as the page is open.
    pub fn forever(self) {
        std::mem::forget(self);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.event,
            self.handler.as_ref().unchecked_ref(),
            self.capture,
        );
    }
}

/// Calls `handler` with the name of each key pressed anywhere in the page, unless it is pressed in a field
/// (keys are dead in inputs) or another handler has used it. `handler` answers whether it used the key.
pub fn on_key(mut handler: impl FnMut(&Key) -> bool + 'static) -> Listener {
    Listener::new(&super::document(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
            return;
        };
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let key = Key {
            name: event.key(),
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            in_field: super::page::is_field(event.target()) || super::page::is_in_dialog(),
            on_control: super::page::is_control(event.target()),
        };
        if handler(&key) {
            event.prevent_default();
        }
    })
}

/// A key as [`on_key`] reports it.
#[allow(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct Key {
    /// The name the browser gives it: `k`, `Escape`, `/`.
    pub name: String,
    /// Whether Ctrl or ⌘ is held.
    pub command: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether the focus is in an input, a text area or a list of choices, or in a dialog above the page.
    pub in_field: bool,
    /// Whether the focus is on what a press of Space or Enter acts on by itself: a button, a summary, a box to tick.
    pub on_control: bool,
}
