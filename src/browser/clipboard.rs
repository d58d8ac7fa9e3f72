//! Writing to the clipboard.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::window;

/// The browser gives this page no clipboard (not https, or refused by its user).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoClipboard;

/// Copies `text` whole. Call it from a user's click, as browsers ask.
pub async fn copy(text: &str) -> Result<(), NoClipboard> {
    let navigator = window().navigator();
    // Outside https and localhost the property does not exist, whatever its type says.
    let exists =
        Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|it| it.is_object());
    if !exists {
        return Err(NoClipboard);
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .map(|_| ())
        .map_err(|_| NoClipboard)
}
