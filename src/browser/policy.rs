//! What this page's own content security policy refused: browsers report it in an event and say nothing where the request failed.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::{document, listener::Listener};

thread_local! {
    /// The addresses refused so far, as the browser names them: each once.
    static REFUSED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static LISTENER: Listener = Listener::new(&document(), "securitypolicyviolation", |event| {
        let blocked = Reflect::get(&event, &JsValue::from_str("blockedURI"));
        let Some(blocked) = blocked.ok().and_then(|it| it.as_string()) else {
            return;
        };
        REFUSED.with_borrow_mut(|refused| {
            if !refused.contains(&blocked) {
                refused.push(blocked);
            }
        });
    });
}

/// Listens from now on, for as long as the page is open.
pub fn listen() {
    LISTENER.with(|_| ());
}

/// Whether a request to this origin was refused. The report comes a moment after the request has failed.
pub fn has_refused(origin: &str) -> bool {
    let at_origin = |blocked: &String| {
        let rest = blocked.strip_prefix(origin);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    REFUSED.with_borrow(|refused| refused.iter().any(at_origin))
}
