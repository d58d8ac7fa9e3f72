//! Input, custom status and output as cards; a failure's message before all else.

use crate::prelude::*;
use durable_api::{OutputRole, RawJson};

use crate::components::{Tone, card, copy_button, json_view, size_of};
use crate::route::Route;
use crate::words::{Word, t};

use super::{View, note_when};

/// What has to be known before the values are read: that it is an entity, that only the list knows it.
pub fn notes(view: View) -> Markup {
    let of = move |check: fn(&crate::state::instance::StatusView) -> bool| {
        move || view.status.data().is_some_and(|it| check(&it))
    };
    view! {
        {note_when(of(|it| it.status.is_entity()), Tone::Info, move || entity_note(view))}
        {note_when(of(|it| it.from_list), Tone::Careful, move || {
            let id = format!("\"{}\"", view.id.get_value());
            view! { {t(Word::FromListNote)} " " <code>{id}</code> }
        })}
    }
}

fn entity_note(view: View) -> Markup {
    let id = view.id.get_value();
    let page = id
        .strip_prefix('@')
        .and_then(|it| it.split_once('@'))
        .map(|(name, key)| {
            let (name, key) = (name.to_owned(), key.to_owned());
            let hub = view.hub.get_value();
            let href = Route::Entity { hub, name, key }.href();
            view! { " " <a href=href>{t(Word::EntityPage)}</a> }
        });
    view! { {t(Word::EntityNote)} {page} }
}

/// The three cards.
pub fn cards(view: View) -> Markup {
    let input = Memo::new(move |_| {
        view.status
            .data()
            .map(|it| (it.status.input.clone(), it.from_list))
    });
    let custom = Memo::new(move |_| view.status.data().map(|it| it.status.custom_status.clone()));
    let output = Memo::new(move |_| {
        view.status.data().map(|it| {
            (
                it.status.output.clone(),
                it.status.output_role(),
                it.status.runtime_status.is_finished(),
            )
        })
    });
    view! {
        <div class="cards">
            {dynamic(move || input.get().map(|(value, from_list)| {
                let none = if from_list { Word::InputFromList } else { Word::InputNone };
                value_card(Word::CardInput, &value, none)
            }))}
            {dynamic(move || custom.get().map(|value| value_card(Word::CardCustomStatus, &value, Word::CustomStatusNone)))}
            {dynamic(move || output.get().map(|(value, role, finished)| {
                let title = match role {
                    OutputRole::Reason => Word::CardReason,
                    OutputRole::Error => Word::CardError,
                    OutputRole::Output | OutputRole::None => Word::CardOutput,
                };
                let none = if finished { Word::OutputNone } else { Word::OutputNoneYet };
                value_card(title, &value, none)
            }))}
        </div>
    }
}

fn value_card(title: Word, value: &RawJson, none: Word) -> Markup {
    if value.is_null() {
        return card(t(title), (), view! { <p class="faint">{t(none)}</p> });
    }
    let text = value.text().to_owned();
    let aside = view! {
        <span class="faint">{size_of(&text)}</span>
        {copy_button(t(title), { let text = text.clone(); move || text.clone() })}
    };
    card(t(title), aside, json_view(&text))
}
