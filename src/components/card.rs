//! Cards: a titled box.

use crate::prelude::*;

/// A box with a title, something beside the title, and a body.
pub fn card(title: impl IntoMarkup, aside: impl IntoMarkup, body: impl IntoMarkup) -> Markup {
    plain(title.into_markup(), aside.into_markup(), body.into_markup())
}

// One function draws all cards, whatever they are made of.
fn plain(title: Markup, aside: Markup, body: Markup) -> Markup {
    view! {
        <section class="card">
            <header>
                <h2 class="grow">{title}</h2>
                {aside}
            </header>
            <div>{body}</div>
        </section>
    }
}
