//! The shape of what is being loaded.

use leptos::prelude::*;

use crate::words::{Word, t};

/// Grey lines where text will be; said once, "Loading", to those who do not see it.
pub fn skeleton(lines: usize) -> AnyView {
    let lines: Vec<AnyView> = (0..lines).map(|_| view! { <i></i> }.into_any()).collect();
    view! { <div class="skeleton" role="status" aria-label=t(Word::Loading)>{lines}</div> }
        .into_any()
}
