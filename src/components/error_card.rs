//! What failed, in one panel: a title, what happened, what can be done, the host's own words.

use crate::prelude::*;

use super::{card::card, icon::Icon, status_badge::badge};

/// The words of a failure.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What failed, in a few words.
    pub title: String,
    /// A short mark at the right of the title: the HTTP status, `CORS`.
    pub mark: String,
    /// What happened.
    pub happened: String,
    /// What the user can do.
    pub remedy: String,
    /// What the host said, word for word; empty when it said nothing.
    pub said: String,
}

/// Draws a failure; `actions` are buttons such as "Try again".
pub fn error_card(failure: Failure, actions: Markup) -> Markup {
    let said = (!failure.said.is_empty())
        .then(|| view! { <pre class="said" tabindex="0">{failure.said}</pre> });
    let body = view! {
        <p>{failure.happened}</p>
        <p class="dim">{failure.remedy}</p>
        {said}
        <div class="row wrap">{actions}</div>
    };
    view! {
        <div class="error" role="alert">
            {card(failure.title, badge("failed", Icon::Cross, failure.mark), body)}
        </div>
    }
}
