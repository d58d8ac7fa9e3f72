//! An address that names no view.

use crate::prelude::*;
use durable_api::paste::mask;

use crate::components::{Icon, Weight, empty, link_button};
use crate::route::Route;
use crate::words::{Word, say, t};

/// Says that the address cannot be read, and offers the way out. Nothing of it is obeyed.
pub fn lost_page(text: &str) -> Markup {
    // Somebody may have put a key into it.
    let address = mask(&format!("#{text}"), None);
    let out = link_button(
        Weight::Normal,
        Some(Icon::Plug),
        t(Word::LostBack).to_owned(),
        Route::Connections.href(),
    );
    let title = view! { <h1>{t(Word::LostTitle)}</h1> };
    view! {
        <section class="page">
            {empty(Icon::Warning, title, say(Word::LostWhat, &[("address", (&address).into())]), out)}
        </section>
    }
}
