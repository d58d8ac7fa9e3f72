//! Text that is pasted or dropped somewhere on the page where no field takes it.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{listener::Listener, page::is_field};

/// Calls `handler` with the text, for as long as what it gives lives. Fields keep what is meant for them.
pub fn on_text(handler: impl Fn(String) + Copy + 'static) -> [Listener; 3] {
    let take = move |event: web_sys::Event, carrier: &str| {
        if is_field(event.target()) {
            return;
        }
        let Some(text) = text_of(&event, carrier).filter(|it| !it.trim().is_empty()) else {
            return;
        };
        event.prevent_default();
        handler(text);
    };
    let document = super::document();
    [
        Listener::new(&document, "paste", move |event| {
            take(event, "clipboardData");
        }),
        Listener::new(&document, "drop", move |event| take(event, "dataTransfer")),
        // Unless somebody says that a drop is welcome, there is none.
        Listener::new(&document, "dragover", |event| {
            if !is_field(event.target()) {
                event.prevent_default();
            }
        }),
    ]
}

/// `event.{carrier}.getData("text")`.
fn text_of(event: &web_sys::Event, carrier: &str) -> Option<String> {
    let carrier = Reflect::get(event, &JsValue::from_str(carrier)).ok()?;
    let read = Reflect::get(&carrier, &JsValue::from_str("getData")).ok()?;
    let read: &Function = read.dyn_ref()?;
    read.call1(&carrier, &JsValue::from_str("text"))
        .ok()?
        .as_string()
}
