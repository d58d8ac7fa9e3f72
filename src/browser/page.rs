//! The document around the portal: title, theme, language, focus.

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlDialogElement, HtmlElement, HtmlInputElement};

use super::{document, timers::Timeout};

/// Sets the title of tab and history entry. It goes where screenshots go: never a secret.
pub fn set_title(title: &str) {
    if document().title() != title {
        document().set_title(title);
    }
}

/// The title as it stands.
pub fn title() -> String {
    document().title()
}

/// Sets or removes an attribute of the root element, such as `data-theme` and `lang`.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Whether the root element has an attribute.
pub fn has_root_attribute(name: &str) -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute(name))
}

/// The languages the user prefers, best first: `de-CH`, `en`.
pub fn languages() -> Vec<String> {
    super::window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|it| it.as_string())
        .collect()
}

/// Removes the element with this id, such as the "loading" text that stands there before the portal.
pub fn remove(id: &str) {
    if let Some(it) = element(id) {
        it.remove();
    }
}

/// Moves the focus to the element with this id as soon as what was changed is drawn.
pub fn focus_soon(id: &'static str) {
    soon(move || {
        focus(id);
    });
}

/// Leaves the focus where it is, although what has it is about to be moved to another place.
pub fn keep_focus() {
    let active = document().active_element();
    if let Some(it) = active.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        soon(move || {
            let _ = it.focus();
        });
    }
}

/// Calls once all that follows from the present change is drawn.
pub fn soon(then: impl FnOnce() + 'static) {
    std::mem::forget(Timeout::new(0, then));
}

/// Moves the focus to the element with this id. Returns whether it is there.
pub fn focus(id: &str) -> bool {
    element(id).is_some_and(|it| it.focus().is_ok())
}

/// Selects all text of the input with this id and moves the focus there.
pub fn select_all(id: &str) {
    if let Some(it) = element(id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        let _ = it.focus();
        it.select();
    }
}

/// Puts another text into the input with this id, and the caret, in UTF-16 units, in its place.
pub fn retype(id: &str, text: &str, caret: usize) {
    if let Some(it) = element(id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        it.set_value(text);
        let caret = u32::try_from(caret).unwrap_or(u32::MAX);
        let _ = it.set_selection_range(caret, caret);
    }
}

/// Lets the input with this id show what it holds, or dots.
pub fn show_secret(id: &str, shown: bool) {
    if let Some(it) = element(id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        it.set_type(if shown { "text" } else { "password" });
    }
}

/// Closes the popover with this id, if it is open.
pub fn hide_popover(id: &str) {
    if let Some(it) = element(id) {
        // Throws when the browser knows no popovers, which then shows it as plain content.
        let _ = it.hide_popover();
    }
}

/// Opens the dialog with this id above all else as soon as it is drawn, and moves the focus to the element with the other id.
pub fn show_modal_soon(id: &'static str, focused: &'static str) {
    soon(move || {
        if let Some(it) = element(id).and_then(|it| it.dyn_into::<HtmlDialogElement>().ok()) {
            // Throws when it is open already.
            let _ = it.show_modal();
        }
        focus(focused);
    });
}

/// Replaces what the page shows by a plain text message: the last thing that works after a panic.
pub fn show_stopped(title: &str, message: &str, reload: &str) {
    let Some(body) = document().body() else {
        return;
    };
    remove("stopped");
    let part = |tag: &str, text: &str| {
        let it = document().create_element(tag).ok()?;
        it.set_text_content(Some(text));
        Some(it)
    };
    let Some(banner) = part("div", "") else {
        return;
    };
    banner.set_id("stopped");
    let _ = banner.set_attribute("role", "alert");
    for it in [
        part("strong", title),
        part("pre", message),
        part("a", reload),
    ]
    .into_iter()
    .flatten()
    {
        if it.tag_name() == "A" {
            let _ = it.set_attribute("href", "");
        }
        let _ = banner.append_child(&it);
    }
    let _ = body.append_child(&banner);
}

/// Whether what has the focus is inside of an element that a selector names.
pub fn has_focus(selector: &str) -> bool {
    let active = document().active_element();
    active.is_some_and(|it| it.closest(selector).ok().flatten().is_some())
}

pub(super) fn is_field(target: Option<EventTarget>) -> bool {
    target
        .and_then(|it| it.dyn_into::<HtmlElement>().ok())
        .is_some_and(|it| {
            // Into a box to tick nothing is typed.
            let is_box = it.get_attribute("type").as_deref() == Some("checkbox");
            (matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_box)
                || it.is_content_editable()
        })
}

pub(super) fn is_in_dialog() -> bool {
    has_focus("dialog")
}

pub(super) fn is_control(target: Option<EventTarget>) -> bool {
    target
        .and_then(|it| it.dyn_into::<HtmlElement>().ok())
        .is_some_and(|it| {
            matches!(it.tag_name().as_str(), "BUTTON" | "SUMMARY" | "INPUT")
                || it.get_attribute("role").is_some()
        })
}

/// Whether a condition of the style sheets holds now, as `(max-width: 900px)`.
pub fn matches(condition: &str) -> bool {
    let list = super::window().match_media(condition);
    list.ok().flatten().is_some_and(|it| it.matches())
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
