//! JSON as it is typed: checked at each key, with line and column of what is wrong, or taken from a file.

use durable_api::json_fault;

use crate::browser::{file, spawn};
use crate::prelude::*;
use crate::words::{Word, say, t};

/// Whether a text may be sent: JSON, or nothing.
pub fn is_json_or_nothing(text: &str) -> bool {
    text.trim().is_empty() || json_fault(text).is_none()
}

/// Draws the editor; `id` is that of its text area, which is so many lines high.
pub fn json_editor(id: &'static str, label: Word, text: RwSignal<String>, lines: u8) -> Markup {
    // The input that takes a file.
    let chosen = format!("{id}-file");
    let of_import = chosen.clone();
    let fault = Memo::new(move |_| {
        let text = text.get();
        if text.trim().is_empty() {
            None
        } else {
            json_fault(&text)
        }
    });
    let hint = dynamic(move || match fault.get() {
        None => t(Word::JsonHint).to_owned(),
        Some(fault) => say(
            Word::JsonFault,
            &[
                ("line", fault.line.into()),
                ("column", fault.column.into()),
                ("why", (&fault.why).into()),
            ],
        ),
    });
    let import = move |_| {
        let chosen = of_import.clone();
        spawn(async move {
            if let Some(read) = file::read_chosen(&chosen).await {
                text.try_set(read);
            }
        });
    };
    view! {
        <div class="labelled">
            <label r#for=id>{t(label)}</label>
            <textarea
                id=id
                class="mono"
                rows=lines.to_string()
                spellcheck="false"
                aria-describedby=format!("{id}-hint")
                aria-invalid=move || fault.with(Option::is_some).to_string()
                prop:value=move || text.get()
                on:input=move |event| text.set(event.value())
            ></textarea>
            <p class="hint" id=format!("{id}-hint") role="status">{hint}</p>
            <label class="btn quiet from-file">
                {t(Word::JsonFromFile)}
                <input type="file" class="spoken" id=chosen accept=".json,application/json,text/plain" on:change=import/>
            </label>
        </div>
    }
}
