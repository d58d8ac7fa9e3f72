//! Nothing to show, and what to do about it. Never used for a failure, nor for "not looked yet".

use leptos::prelude::*;

use super::icon::{Icon, icon};

/// An empty state: a title, why it is so, and what may be done.
pub fn empty(
    shape: Icon,
    title: impl IntoAny,
    why: impl IntoAny,
    actions: impl IntoAny,
) -> AnyView {
    view! {
        <div class="empty">
            {icon(shape)}
            <div class="title">{title.into_any()}</div>
            <p class="dim">{why.into_any()}</p>
            <div class="row wrap">{actions.into_any()}</div>
        </div>
    }
    .into_any()
}
