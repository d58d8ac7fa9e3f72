//! The exact request before it is sent, to copy instead.

use durable_api::act::{Operation, Verb};
use durable_api::commands::{Key, Tool, func_line, http_line};

use crate::components::copy_button;
use crate::prelude::*;
use crate::state::App;
use crate::words::{Word, t};

use super::Desk;

/// How a request is written.
#[derive(Clone, Copy, PartialEq)]
enum As {
    Curl,
    PowerShell,
    Func,
}

/// Draws the request as a line for a shell. It has the key from an environment variable, never itself.
pub fn lines(desk: Desk, verb: Verb) -> Markup {
    let form = RwSignal::new(As::Curl);
    let line = move || {
        let operation = desk.said().operation(verb);
        line_of(desk, &operation, form.get()).unwrap_or_else(|| t(Word::NoFuncLine).to_owned())
    };
    let choice = move |of: As, word: Word| {
        let pressed = move || (form.get() == of).to_string();
        view! { <button type="button" class="btn quiet" aria-pressed=pressed on:click=move |_| form.set(of)>{t(word)}</button> }
    };
    view! {
        <div class="request" role="group" aria-label=t(Word::RequestLabel)>
            <div class="row wrap">
                <b class="grow">{t(Word::RequestLabel)}</b>
                {choice(As::Curl, Word::AsCurl)}
                {choice(As::PowerShell, Word::AsPowerShell)}
                {choice(As::Func, Word::AsFunc)}
                {copy_button(t(Word::RequestName), move || untrack(line))}
            </div>
            <pre class="said" tabindex="0">{dynamic(line)}</pre>
        </div>
    }
}

fn line_of(desk: Desk, operation: &Operation, form: As) -> Option<String> {
    let about = desk.about();
    let address = &about.connection.address;
    let id = about.id.get();
    let key = match App::get().client(&about.hub, about.scope) {
        Some(client) if client.key.is_none() && !client.key_is_locked => Key::Without,
        _ => Key::Variable,
    };
    let tool = match form {
        As::Curl => Tool::Curl,
        As::PowerShell => Tool::PowerShell,
        As::Func => return Some(func_line(&operation.func(&id)?, address, false)),
    };
    Some(http_line(tool, &operation.request(&id), address, key))
}
