//! A list of facts: a word and what is so.

use leptos::prelude::*;

/// Draws facts in the order given.
pub fn facts(facts: Vec<(&'static str, AnyView)>) -> AnyView {
    let rows: Vec<AnyView> = facts
        .into_iter()
        .map(|(word, value)| view! { <dt>{word}</dt><dd>{value}</dd> }.into_any())
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
