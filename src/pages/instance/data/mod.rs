//! Input, custom status and output in full: as trees, as text, searched.

use std::rc::Rc;
use std::sync::Arc;

use durable_api::OutputRole;

use crate::browser::file;
use crate::components::{Mode, Shown, json_viewer};
use crate::prelude::*;
use crate::state::App;
use crate::state::instance::StatusView;
use crate::words::{Word, say, t};

use super::view::View;

/// A value with the word for it.
type Value = (Word, Arc<String>);

/// A text that a memo holds too.
struct Shared(Arc<String>);

impl AsRef<str> for Shared {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Draws the tab.
pub fn data_tab(view: View) -> Markup {
    view! {
        <div class="below values">
            {part(view, "find-input", Word::InputNone, input)}
            {part(view, "find-custom-status", Word::CustomStatusNone, custom_status)}
            {part(view, "find-output", Word::DataNoOutput, output)}
        </div>
    }
}

fn input(it: &StatusView) -> Value {
    (Word::CardInput, Arc::new(it.status.input.text().to_owned()))
}

fn custom_status(it: &StatusView) -> Value {
    let text = it.status.custom_status.text();
    (Word::CardCustomStatus, Arc::new(text.to_owned()))
}

fn output(it: &StatusView) -> Value {
    let word = match it.status.output_role() {
        OutputRole::Reason => Word::CardReason,
        OutputRole::Error => Word::CardError,
        OutputRole::Output | OutputRole::None => Word::CardOutput,
    };
    (word, Arc::new(it.status.output.text().to_owned()))
}

fn part(view: View, field: &'static str, none: Word, of: fn(&StatusView) -> Value) -> Markup {
    let zone = App::get().preferences.zone();
    // Drawn anew only when the value changes: polling leaves what is opened in it.
    let value = Memo::new(move |_| view.status.data().map(|it| (of(&it), it.from_list)));
    dynamic(move || {
        let ((word, text), from_list) = value.get()?;
        let body = if text.as_str() == "null" {
            let none = if from_list && word == Word::CardInput {
                Word::InputFromList
            } else {
                none
            };
            view! { <p class="faint">{t(none)}</p> }
        } else {
            let id = view.id.get_value();
            json_viewer(Shown {
                text: Rc::new(Shared(text)),
                what: say(Word::TheValue, &[("what", t(word).into())]),
                file: format!("{} {}.json", file::name_of(&id), t(word)),
                first: Mode::Tree,
                field,
                zone,
            })
        };
        Some(view! { <section class="value"><h2>{t(word)}</h2>{body}</section> })
    })
}
