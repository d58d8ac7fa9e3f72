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

/// A line of text to type into, two-way bound.
pub fn text_input(
    id: &'static str,
    class: &'static str,
    placeholder: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <input
            type="text"
            id=id
            class=class
            placeholder=placeholder
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=format!("{id}-hint")
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
    .into_any()
}
