//! What an operation is told.

use durable_api::act::Verb;

use crate::components::{field, json_editor};
use crate::prelude::*;
use crate::words::{Word, t};

use super::wish::Wish;

/// The field that is written in first, where nothing has to be feared.
pub const FIRST: &str = "act-first";

/// The fields of an operation.
pub fn fields(verb: Verb, wish: Wish, offers: Markup) -> Markup {
    match verb {
        Verb::RaiseEvent => view! {
            {field(FIRST, t(Word::EventNameLabel), text_input(FIRST, wish.name, true), t(Word::EventNameHint).into_markup())}
            {offers}
            {json_editor("act-data", Word::EventDataLabel, wish.data, 5)}
        },
        Verb::Signal => view! {
            {field(FIRST, t(Word::OperationNameLabel), text_input(FIRST, wish.name, true), t(Word::OperationNameHint).into_markup())}
            {offers}
            {json_editor("act-data", Word::OperationDataLabel, wish.data, 5)}
        },
        Verb::RestartNew | Verb::RestartSame => tick(wish.same_id, Word::RestartSameId),
        Verb::Purge => tick(wish.unfinished, Word::PurgeUnfinished),
        Verb::Start | Verb::DeleteEntity => Markup::Empty,
        _ => field(
            FIRST,
            t(Word::ReasonLabel),
            text_input(FIRST, wish.reason, false),
            t(Word::ReasonHint).into_markup(),
        ),
    }
}

/// A line of text.
pub fn text_input(id: &'static str, value: RwSignal<String>, mono: bool) -> Markup {
    view! {
        <input
            id=id
            class=mono.then_some("mono")
            autocomplete="off"
            spellcheck="false"
            aria-describedby=format!("{id}-hint")
            prop:value=move || value.get()
            on:input=move |event| value.set(event.value())
        />
    }
}

fn tick(value: RwSignal<bool>, word: Word) -> Markup {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || value.get() on:change=move |event| value.set(event.is_checked())/>
            <span>{t(word)}</span>
        </label>
    }
}
