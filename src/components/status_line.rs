//! The line at the bottom: what was looked at, how fresh it is, what it cost.

use crate::prelude::*;

use super::{
    icon::{Icon, icon},
    time_view::ago_text,
};
use crate::{
    browser::{clock, locale, network},
    words::{Word, say, t},
};

/// What the line says.
#[derive(Clone, Copy)]
pub struct StatusLine {
    /// What the page on screen says of its data: coverage, polling.
    pub said: Signal<String>,
    /// A plan that is under way, and where it is.
    pub running: Signal<Option<(String, String)>>,
    /// When that data came, in milliseconds since 1970.
    pub updated: Signal<Option<f64>>,
    /// Requests sent by this page, and bytes answered.
    pub cost: Signal<(u64, u64)>,
}

/// Draws the line.
pub fn status_line(line: StatusLine) -> Markup {
    let now = clock::ticking();
    let online = network::online();
    let updated = dynamic(move || {
        line.updated.get().map(|at| {
            let ago = ago_text(at, now.get());
            say(Word::UpdatedAgo, &[("ago", (&ago).into())])
        })
    });
    let cost = dynamic(move || {
        let (requests, bytes) = line.cost.get();
        let size = locale::bytes(bytes);
        say(
            Word::Cost,
            &[("n", requests.into()), ("size", (&size).into())],
        )
    });
    view! {
        <footer class="status" aria-label=t(Word::StatusLineLabel)>
            <span class="cut">{dynamic(move || line.said.get())}</span>
            {dynamic(move || line.running.get().map(|(said, href)| view! { <a class="nowrap" href=href>{said}</a> }))}
            <span class="offline" role="status">
                {dynamic(move || (!online.get()).then(|| view! { {icon(Icon::Warning)}{t(Word::Offline)} }))}
            </span>
            <span class="grow"></span>
            <span class="nowrap">{updated}</span>
            <span class="nowrap" title=t(Word::CostTitle)>{cost}</span>
        </footer>
    }
}
