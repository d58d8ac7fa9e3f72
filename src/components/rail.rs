//! The rail at the left (below on narrow screens): where one can go.

use crate::prelude::*;

use super::icon::{Icon, icon};
use crate::words::{Word, t};

/// One way to go. Only what works is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct RailEntry {
    /// Its shape.
    pub shape: Icon,
    /// Its name.
    pub word: Word,
    /// Where it leads.
    pub href: String,
    /// Whether one is there.
    pub here: bool,
}

/// Draws the rail.
pub fn rail(entries: Signal<Vec<RailEntry>>) -> Markup {
    let links = dynamic(move || -> Vec<Markup> { entries.get().into_iter().map(link).collect() });
    view! { <nav class="rail" aria-label=t(Word::NavigationLabel)>{links}</nav> }
}

fn link(entry: RailEntry) -> Markup {
    let current = entry.here.then_some("page");
    view! { <a href=entry.href aria-current=current>{icon(entry.shape)}<span>{t(entry.word)}</span></a> }
}
