//! A labelled input.

use crate::prelude::*;

/// A label above its control, with a hint or an error below. The control has `id` as its id and
/// `{id}-hint` as what describes it.
pub fn field(id: &'static str, label: &'static str, control: Markup, hint: Markup) -> Markup {
    view! {
        <div class="labelled">
            <label r#for=id>{label}</label>
            {control}
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
        </div>
    }
}
