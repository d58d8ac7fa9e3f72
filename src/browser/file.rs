//! Files: giving one to the user, and reading one that the user chose.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use super::{document, timers::Timeout};

/// How long a file offered is held for the browser, in milliseconds.
const HELD_MS: u32 = 60_000;

/// A file in the making. What is pushed is the browser's at once, which may keep it outside of memory.
#[derive(Default)]
pub struct Parts(Array);

impl Parts {
    /// Adds a text at the end.
    pub fn push(&self, text: &str) {
        let part = Array::of1(&JsValue::from_str(text));
        // Without options this fails for nothing that is a text.
        if let Ok(blob) = Blob::new_with_str_sequence(&part) {
            self.0.push(&blob);
        }
    }

    /// Hands the whole to the browser as a file to be saved under `name`. `false`: the browser refused.
    pub fn save(&self, name: &str, media_type: &str) -> bool {
        let kind = BlobPropertyBag::new();
        kind.set_type(media_type);
        Blob::new_with_blob_sequence_and_options(&self.0, &kind)
            .and_then(|it| hand_over(name, &it))
            .is_ok()
    }
}

/// Hands `text` to the browser as a file to be saved under `name`. `false`: the browser refused.
pub fn save(name: &str, media_type: &str, text: &str) -> bool {
    offer(name, media_type, text).is_ok()
}

/// A text as the name of a file on any system, without its ending: what cannot stand in one is `_`.
pub fn name_of(text: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | ' ');
    let name: String = text
        .chars()
        .take(100)
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    name.trim_matches(['.', ' ']).to_owned()
}

fn offer(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    hand_over(name, &blob)
}

fn hand_over(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Browsers read it after this; how long after is nowhere said.
    std::mem::forget(Timeout::new(HELD_MS, move || {
        let _ = Url::revoke_object_url(&url);
    }));
    Ok(())
}

/// The text of the file chosen in the input with this id, which is empty again afterwards. `None`: none was chosen, or it cannot
/// be read.
pub async fn read_chosen(id: &str) -> Option<String> {
    let input: HtmlInputElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    let file: File = input.files()?.get(0)?;
    let text = JsFuture::from(file.text()).await;
    // Else choosing the same file again would be no change.
    input.set_value("");
    text.ok()?.as_string()
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn what_no_file_can_be_called_is_replaced() {
        assert_eq!(name_of("order/7:a\\b"), "order_7_a_b");
        assert_eq!(name_of("..hidden. "), "hidden");
        assert_eq!(name_of("订单 1"), "订单 1");
    }
}
