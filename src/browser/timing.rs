//! What the browser measured of a request: how many bytes really came.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::window;

/// Makes room: browsers keep the measures of 250 requests and drop all later ones.
pub fn clear() {
    if let Some(performance) = window().performance() {
        performance.clear_resource_timings();
    }
}

/// Bytes of the body of the last answer from `url` as they came, and unpacked. `None` where nothing was measured; browsers show zeros to
/// pages that may not see it.
pub fn sizes(url: &str) -> Option<(u64, u64)> {
    let entries = window()
        .performance()?
        .get_entries_by_name_with_entry_type(url, "resource");
    let last = entries.get(entries.length().checked_sub(1)?);
    let size = |name: &str| {
        let size = Reflect::get(&last, &JsValue::from_str(name))
            .ok()?
            .as_f64()?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "bytes of one answer"
        )]
        Some(size as u64)
    };
    Some((size("encodedBodySize")?, size("decodedBodySize")?))
}
