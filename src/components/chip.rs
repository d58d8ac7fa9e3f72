//! Chips: a choice that is on or off, with an optional count.

use super::dynamic::dynamic;
use leptos::prelude::*;

/// A choice that can be switched. `count` stands behind the word, with its `≥` or `≈` where it is no exact number.
pub fn chip(
    mark: Option<AnyView>,
    word: String,
    count: Signal<Option<String>>,
    pressed: Signal<bool>,
    on_click: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || if pressed.get() { "true" } else { "false" }
            on:click=move |_| on_click()
        >
            {mark}
            {word}
            {dynamic(move || count.get().map(|it| view! { <b>{it}</b> }))}
        </button>
    }
    .into_any()
}
