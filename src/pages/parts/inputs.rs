//! Inputs that several forms share.

use crate::prelude::*;
use crate::state::connections::connection::Environment;
use crate::words::{Word, t};

/// A text without a label of its own beside it: `name` is its name for those who do not see where it stands.
pub fn named_input(
    id: &'static str,
    name: Word,
    placeholder: String,
    value: RwSignal<String>,
) -> Markup {
    view! {
        <input
            type="text"
            id=id
            aria-label=t(name)
            placeholder=placeholder
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            prop:value=move || value.get()
            on:input=move |event| value.set(event.value())
        />
    }
}

/// The environments as a list of choices; `choose` gets what was chosen.
pub fn environment_select(
    id: &'static str,
    chosen: Environment,
    choose: Callback<Environment>,
) -> Markup {
    let options: Vec<Markup> = Environment::ALL
        .into_iter()
        .map(|it| {
            view! { <option value=it.as_str() selected=it == chosen>{t(long_name(it))}</option> }
        })
        .collect();
    let change = move |event: Event| {
        if let Some(environment) = Environment::parse(&event.value()) {
            choose.run(environment);
        }
    };
    view! { <select id=id aria-label=t(Word::FactEnvironment) on:change=change>{options}</select> }
}

fn long_name(environment: Environment) -> Word {
    match environment {
        Environment::Dev => Word::EnvironmentLongDev,
        Environment::Test => Word::EnvironmentLongTest,
        Environment::Prod => Word::EnvironmentLongProd,
    }
}
