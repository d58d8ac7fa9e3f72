//! The rail at the left (below on narrow screens): where one can go.

use super::dynamic::dynamic;
use leptos::prelude::*;

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
pub fn rail(entries: Signal<Vec<RailEntry>>) -> AnyView {
    let links = dynamic(move || -> Vec<AnyView> { entries.get().into_iter().map(link).collect() });
    view! { <nav class="rail" aria-label=t(Word::NavigationLabel)>{links}</nav> }.into_any()
}

fn link(entry: RailEntry) -> AnyView {
    let current = entry.here.then_some("page");
    view! { <a href=entry.href aria-current=current>{icon(entry.shape)}<span>{t(entry.word)}</span></a> }.into_any()
}
