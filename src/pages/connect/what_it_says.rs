//! What a pasted text says, fact by fact, with a field for each fact it leaves open.

use crate::prelude::*;
use durable_api::{Generation, Pasted};

use crate::components::{Icon, badge, card, facts};
use crate::state::connections::connection::{Environment, name_for};
use crate::words::{Word, count, t};

use super::super::parts::key_form::{key_input, tick};
use super::form::Form;

/// Draws the card.
pub fn what_it_says(form: Form, pasted: &Pasted) -> Markup {
    let link = &pasted.link;
    let address = &link.address;
    let mono = |text: &str| view! { <span class="mono">{text.to_owned()}</span> };
    let hub = address.task_hub.as_deref();
    let connection = address.connection.as_deref();
    let mut list = vec![
        (
            t(Word::FactApp),
            mono(&format!("{}{}", address.origin, address.prefix)),
        ),
        (
            t(Word::FactHub),
            given_or(hub, "hub", Word::FactHub, form.hub),
        ),
        (
            t(Word::FactConnection),
            given_or(
                connection,
                "connection",
                Word::FactConnection,
                form.connection,
            ),
        ),
        (t(Word::FactKey), key(form, pasted)),
    ];
    if let Some(id) = &link.instance_id {
        list.push((t(Word::FactInstance), mono(id)));
    }
    list.push((
        t(Word::FactName),
        named_input("name", Word::FactName, name_for(address), form.name),
    ));
    list.push((t(Word::FactEnvironment), environments(form, pasted)));
    let version = match address.generation {
        Generation::Current => Word::LinkCurrent,
        Generation::First => Word::LinkFirst,
    };
    let body = view! {
        {facts(list)}
        {tick("keep-key", t(Word::KeyKeep), form.keep_key)}
        {tick("remember", t(Word::RememberConnection), form.remember)}
    };
    card(
        t(Word::LinkSays),
        badge("completed", Icon::Check, t(version).to_owned()),
        body,
    )
}

/// What the text says, or a field to say it in.
fn given_or(given: Option<&str>, id: &'static str, name: Word, typed: RwSignal<String>) -> Markup {
    match given {
        Some(text) => view! { <span class="mono">{text.to_owned()}</span> },
        None => named_input(id, name, t(Word::DefaultPlaceholder).to_owned(), typed),
    }
}

fn key(form: Form, pasted: &Pasted) -> Markup {
    match &pasted.link.key {
        Some(key) => count(Word::KeyPresent, key.chars() as u64).into_markup(),
        None => view! {
            {key_input("key", form.key)}
            <p class="hint" id="key-hint">{t(Word::KeyHint)}</p>
        },
    }
}

fn named_input(
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

fn environments(form: Form, pasted: &Pasted) -> Markup {
    let chosen = untrack(|| form.environment(pasted));
    let options: Vec<Markup> = Environment::ALL
        .into_iter()
        .map(|it| {
            view! { <option value=it.as_str() selected=it == chosen>{t(long_name(it))}</option> }
        })
        .collect();
    view! {
        <select
            id="environment"
            aria-label=t(Word::FactEnvironment)
            on:change=move |event| form.environment.set(Environment::parse(&event.value()))
        >
            {options}
        </select>
    }
}

fn long_name(environment: Environment) -> Word {
    match environment {
        Environment::Dev => Word::EnvironmentLongDev,
        Environment::Test => Word::EnvironmentLongTest,
        Environment::Prod => Word::EnvironmentLongProd,
    }
}
