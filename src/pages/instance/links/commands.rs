//! Each action as a line for a shell, for the Core Tools, or for a program.

use durable_api::commands::{InstanceAction, KEY_VARIABLE, Key, Tool, func_line, http_line};

use crate::components::{card, copy_button};
use crate::pages::parts::management_links::with_key;
use crate::prelude::*;
use crate::words::{Word, say, t};

use super::super::view::View;

/// What a line is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    Http(Tool),
    /// `func durable …` in bash and its like.
    Func,
}

/// Each with its own name, which is no word.
const WRITINGS: [(Writing, &str); 6] = [
    (Writing::Http(Tool::Curl), "curl"),
    (Writing::Http(Tool::PowerShell), "PowerShell"),
    (Writing::Func, "func durable"),
    (Writing::Http(Tool::CSharp), "C#"),
    (Writing::Http(Tool::JavaScript), "JavaScript"),
    (Writing::Http(Tool::Python), "Python"),
];

/// Draws the part.
pub fn commands(view: View) -> Markup {
    let writing = RwSignal::new(Writing::Http(Tool::Curl));
    let without = RwSignal::new(false);
    let choices: Vec<Markup> = WRITINGS
        .into_iter()
        .map(|(it, name)| {
            let pressed = move || (writing.get() == it).to_string();
            view! { <button type="button" class="btn" aria-pressed=pressed on:click=move |_| writing.set(it)>{name}</button> }
        })
        .collect();
    let lines = dynamic(move || {
        let generation = view.connection.with_value(|it| it.address.generation);
        let actions = InstanceAction::ALL
            .into_iter()
            .filter(|it| it.is_in(generation));
        let cards: Vec<Markup> = actions
            .map(|action| line(view, action, writing.get(), without.get()))
            .collect();
        cards
    });
    let hint = say(Word::CommandsHint, &[("variable", KEY_VARIABLE.into())]);
    view! {
        <section class="stack" aria-label=t(Word::CommandsTitle)>
            <h2>{t(Word::CommandsTitle)}</h2>
            <div class="row wrap">
                <div class="modes row" role="group" aria-label=t(Word::CommandsFor)>{choices}</div>
                <label class="check">
                    <input type="checkbox" id="without-key" prop:checked=move || without.get() on:change=move |event: Event| without.set(event.is_checked())/>
                    {t(Word::CommandsWithoutKey)}
                </label>
            </div>
            <p class="hint">{hint}</p>
            <div class="commands">{lines}</div>
        </section>
    }
}

fn line(view: View, action: InstanceAction, writing: Writing, without: bool) -> Markup {
    let id = view.id.get_value();
    let address = view.connection.with_value(|it| it.address.clone());
    let title = t(word_of(action));
    let tool = match writing {
        Writing::Http(tool) => tool,
        Writing::Func => {
            let Some(command) = action.func(&id) else {
                let none = view! { <p class="faint">{t(Word::CommandsNoFunc)}</p> };
                return card(title, (), none);
            };
            return block(title, Markup::Empty, func_line(&command, &address, false));
        }
    };
    let request = action.request(&id);
    let key = if without { Key::Without } else { Key::Variable };
    let text = http_line(tool, &request, &address, key);
    let hub = view.hub.get_value();
    let written = with_key(&hub, move |key| {
        http_line(tool, &request, &address, Key::Written(key))
    });
    block(title, written.into_markup(), text)
}

fn block(title: &'static str, written: Markup, text: String) -> Markup {
    let copied = text.clone();
    let aside = view! { {written} {copy_button(title, move || copied.clone())} };
    let body = view! { <pre class="code" tabindex="0" dir="ltr">{text}</pre> };
    card(title, aside, body)
}

fn word_of(action: InstanceAction) -> Word {
    match action {
        InstanceAction::Status => Word::LineStatus,
        InstanceAction::History => Word::LineHistory,
        InstanceAction::RaiseEvent => Word::LineRaiseEvent,
        InstanceAction::Suspend => Word::LineSuspend,
        InstanceAction::Resume => Word::LineResume,
        InstanceAction::Terminate => Word::LineTerminate,
        InstanceAction::Rewind => Word::LineRewind,
        InstanceAction::Restart => Word::LineRestart,
        InstanceAction::Purge => Word::LinePurge,
    }
}
