//! Notifications of the browser, where the user allows them. Nothing here fails: where there are none, nothing is shown.

use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use super::timers;

/// Asks the user, who is asked only once.
pub async fn ask() {
    if is_there()
        && Notification::permission() == NotificationPermission::Default
        && let Ok(asked) = Notification::request_permission()
    {
        let _ = JsFuture::from(asked).await;
    }
}

/// Shows a text, unless the page is seen anyway. A later one about the same (`tag`) takes its place.
pub fn show(text: &str, tag: &str) {
    if timers::is_visible()
        || !is_there()
        || Notification::permission() != NotificationPermission::Granted
    {
        return;
    }
    let options = NotificationOptions::new();
    options.set_tag(tag);
    let _ = Notification::new_with_options(text, &options);
}

/// Some browsers have no notifications; naming them there would throw.
fn is_there() -> bool {
    js_sys::Reflect::has(&super::window(), &"Notification".into()).unwrap_or_default()
}
