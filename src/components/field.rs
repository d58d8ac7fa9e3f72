//! A labelled input.

use leptos::prelude::*;

/// A label above its control, with a hint or an error below. The control has `id` as its id and
/// `{id}-hint` as what describes it.
pub fn field(id: &'static str, label: &'static str, control: AnyView, hint: AnyView) -> AnyView {
    view! {
        <div class="labelled">
            <label r#for=id>{label}</label>
            {control}
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
        </div>
    }
    .into_any()
}
