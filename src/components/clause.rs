//! One clause of a filter: what it narrows, its value, where it runs, and a way to drop it.

use crate::prelude::*;

use super::icon::{Icon, icon};

/// Draws a clause around `value` (text or an input). `place` says where it runs: on the host, or here.
/// `drop` names the action that removes it ("Drop the clause created from").
pub fn clause(
    word: &'static str,
    label_for: &'static str,
    value: Markup,
    place: &'static str,
    drop: Option<(String, Callback<()>)>,
) -> Markup {
    view! {
        <span class="clause">
            <label r#for=label_for>{word}</label>
            {value}
            <span class="where">{place}</span>
            {drop
                .map(|(name, act)| {
                    view! {
                        <button type="button" title=name.clone() aria-label=name on:click=move |_| act.run(())>
                            {icon(Icon::Cross)}
                        </button>
                    }
                })}
        </span>
    }
}
