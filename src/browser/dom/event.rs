//! What a listener of a view is given.

use wasm_bindgen::{JsCast, JsValue};

/// Something that happened to an element. One type for all events; what is asked of the wrong kind is empty or zero.
pub struct Event(web_sys::Event);

#[allow(
    dead_code,
    reason = "the words of one vocabulary: pages take those they need"
)]
impl Event {
    pub(super) fn new(event: web_sys::Event) -> Self {
        Self(event)
    }

    /// Keeps the browser from what it would do by itself: following the link, sending the form, scrolling.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
    }

    /// Keeps the event from the elements around this one.
    pub fn stop_propagation(&self) {
        self.0.stop_propagation();
    }

    /// What the control holds that the event comes from.
    pub fn value(&self) -> String {
        self.of_target("value").as_string().unwrap_or_default()
    }

    /// Whether the box is ticked that the event comes from.
    pub fn is_checked(&self) -> bool {
        self.of_target("checked").is_truthy()
    }

    /// The name of the key: `Enter`, `ArrowDown`, `a`.
    pub fn key(&self) -> String {
        self.property("key").as_string().unwrap_or_default()
    }

    /// Whether Ctrl or ⌘ is held.
    pub fn is_command(&self) -> bool {
        self.property("ctrlKey").is_truthy() || self.property("metaKey").is_truthy()
    }

    /// Whether Shift is held.
    pub fn is_shift(&self) -> bool {
        self.property("shiftKey").is_truthy()
    }

    /// Which button of the pointer: 0 is the main one.
    pub fn button(&self) -> f64 {
        self.number("button")
    }

    /// Where the pointer is in the window, in CSS pixels: to the right, and down.
    pub fn position(&self) -> (f64, f64) {
        (self.number("clientX"), self.number("clientY"))
    }

    /// How far a wheel was turned, in CSS pixels: to the right, and down.
    pub fn wheel(&self) -> (f64, f64) {
        (self.number("deltaX"), self.number("deltaY"))
    }

    /// The pointer that this comes from, as [`super::NodeRef::capture`] takes it.
    pub fn pointer(&self) -> i32 {
        // Browsers count pointers with small whole numbers.
        #[allow(clippy::cast_possible_truncation)]
        let pointer = self.number("pointerId") as i32;
        pointer
    }

    fn number(&self, name: &str) -> f64 {
        self.property(name).as_f64().unwrap_or_default()
    }

    fn property(&self, name: &str) -> JsValue {
        read(self.0.unchecked_ref(), name)
    }

    fn of_target(&self, name: &str) -> JsValue {
        self.0
            .target()
            .map_or(JsValue::UNDEFINED, |it| read(&it, name))
    }
}

fn read(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
