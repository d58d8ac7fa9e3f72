//! A modal question, and the panel at the side.

use leptos::prelude::*;

use super::{button::icon_button, icon::Icon};
use crate::{
    browser::page,
    words::{Word, t},
};

/// A modal dialog with this id, shown while `open`. The browser keeps the focus inside and gives it back; Escape closes.
/// The first thing to be focused should carry `autofocus`: never what destroys.
pub fn dialog(
    id: &'static str,
    title: impl IntoAny,
    open: RwSignal<bool>,
    body: impl IntoAny,
) -> AnyView {
    Effect::new(move |_| page::set_dialog(id, open.get()));
    view! {
        <dialog id=id aria-labelledby=format!("{id}-title") on:close=move |_| open.set(false)>
            <header class="row">
                <h2 class="grow" id=format!("{id}-title")>{title.into_any()}</h2>
                {icon_button(Icon::Cross, t(Word::Close).to_owned(), move || open.set(false))}
            </header>
            {body.into_any()}
        </dialog>
    }
    .into_any()
}

/// The panel at the right, a sheet from below on a narrow screen.
pub fn inspector(label: String, body: impl IntoAny) -> AnyView {
    view! { <aside class="inspector" aria-label=label>{body.into_any()}</aside> }.into_any()
}
