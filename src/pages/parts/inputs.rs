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

/// What is typed into a [`line_input`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Words of a person.
    Words,
    /// A name of a machine's, each letter of which counts.
    Name,
    /// A number.
    Number,
}

/// One line of text for a [`field`](crate::components::field) of the same id.
pub fn line_input(id: &'static str, value: RwSignal<String>, typing: Typing) -> Markup {
    view! {
        <input
            id=id
            class=(typing == Typing::Name).then_some("mono")
            autocomplete="off"
            spellcheck="false"
            inputmode=(typing == Typing::Number).then_some("numeric")
            aria-describedby=format!("{id}-hint")
            prop:value=move || value.get()
            on:input=move |event| value.set(event.value())
        />
    }
}

/// A box to tick, with its word.
pub fn tick(value: RwSignal<bool>, word: Word) -> Markup {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || value.get() on:change=move |event| value.set(event.is_checked())/>
            <span>{t(word)}</span>
        </label>
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
