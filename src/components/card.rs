//! Cards: a titled box.

use leptos::prelude::*;

/// A box with a title, something beside the title, and a body.
pub fn card(title: impl IntoAny, aside: impl IntoAny, body: impl IntoAny) -> AnyView {
    view! {
        <section class="card">
            <header>
                <h2 class="grow">{title.into_any()}</h2>
                {aside.into_any()}
            </header>
            <div>{body.into_any()}</div>
        </section>
    }
    .into_any()
}
