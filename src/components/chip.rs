//! Chips: a choice that is on or off, with an optional count.

use crate::prelude::*;

/// A choice that can be switched. `count` stands behind the word, with its `≥` or `≈` where it is no exact number.
pub fn chip(
    mark: Option<Markup>,
    word: String,
    count: Signal<Option<String>>,
    pressed: Signal<bool>,
    on_click: impl Fn() + 'static,
) -> Markup {
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
}
