//! Nothing to show, and what to do about it. Never used for a failure, nor for "not looked yet".

use crate::prelude::*;

use super::icon::{Icon, icon};

/// An empty state: a title, why it is so, and what may be done.
pub fn empty(
    shape: Icon,
    title: impl IntoMarkup,
    why: impl IntoMarkup,
    actions: impl IntoMarkup,
) -> Markup {
    plain(
        shape,
        title.into_markup(),
        why.into_markup(),
        actions.into_markup(),
    )
}

// One function draws all of them, whatever they are made of.
fn plain(shape: Icon, title: Markup, why: Markup, actions: Markup) -> Markup {
    view! {
        <div class="empty">
            {icon(shape)}
            <div class="title">{title}</div>
            <p class="dim">{why}</p>
            <div class="row wrap">{actions}</div>
        </div>
    }
}
