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

    /// Where the caret is in the field that the event comes from, in UTF-16 units; at its end where it has none.
    pub fn caret(&self) -> usize {
        let caret = self.of_target("selectionStart").as_f64();
        // A text is shorter than what a small number can count.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        caret.map_or(usize::MAX, |it| it as usize)
    }

    /// Replaces what the field shows that the event comes from, and leaves the caret where it was.
    pub fn retype(&self, text: &str, caret: usize) {
        let Some(target) = self.0.target() else {
            return;
        };
        // What is called is there in text areas too.
        let field: &web_sys::HtmlInputElement = target.unchecked_ref();
        field.set_value(text);
        let caret = u32::try_from(caret).unwrap_or(u32::MAX);
        let _ = field.set_selection_range(caret, caret);
    }

    /// Whether a character is being put together from several keys.
    pub fn is_composing(&self) -> bool {
        self.property("isComposing").is_truthy()
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

    /// Whether Alt is held.
    pub fn is_alt(&self) -> bool {
        self.property("altKey").is_truthy()
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

    /// Where the pointer is across the element that listens: 0 is its left edge, 1 its right one.
    pub fn across(&self) -> f64 {
        let Some(place) = self.listening().map(|it| it.get_bounding_client_rect()) else {
            return 0.0;
        };
        (self.position().0 - place.left()) / place.width().max(1.0)
    }

    /// Lets the element that listens have all that this pointer does until it is let go.
    pub fn capture(&self) {
        if let Some(element) = self.listening() {
            let _ = element.set_pointer_capture(self.pointer());
        }
    }

    fn listening(&self) -> Option<web_sys::Element> {
        self.0.current_target()?.dyn_into().ok()
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
