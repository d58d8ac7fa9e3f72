//! A list of facts: a word and what is so.

use crate::prelude::*;

/// Draws facts in the order given.
pub fn facts(facts: Vec<(&'static str, Markup)>) -> Markup {
    let rows: Vec<Markup> = facts
        .into_iter()
        .map(|(word, value)| view! { <dt>{word}</dt><dd>{value}</dd> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}
