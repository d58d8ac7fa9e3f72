//! A look at a secret while it is typed: whoever typed it may check it.

use crate::browser::page;
use crate::prelude::*;
use crate::words::{Word, t};

/// The button beside the field with this id; pressed, the field shows what it holds.
pub fn reveal(id: &'static str) -> Markup {
    let shown = RwSignal::new(false);
    let turn = move |_| {
        shown.update(|it| *it = !*it);
        page::show_secret(id, shown.get_untracked());
    };
    view! {
        <button
            type="button"
            class="btn quiet"
            aria-controls=id
            aria-pressed=move || shown.get().to_string()
            on:click=turn
        >
            {t(Word::KeyReveal)}
        </button>
    }
}
