//! Inputs that were used before: those of instances of the same orchestrator.

use durable_api::{RawJson, RefusalCause, StatusOptions, calls, decode};

use crate::browser::fetch::Abort;
use crate::browser::spawn;
use crate::components::{Icon, Tone, Weight, button, note};
use crate::pages::parts::problem::problem;
use crate::prelude::*;
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::words::{Word, say, t};

use super::View;

/// So many instances are offered.
const OFFERED: usize = 8;

/// How taking an input over goes.
#[derive(Clone, PartialEq)]
enum Taking {
    Not,
    Now,
    Taken(String),
    Failed(ApiError),
}

/// Draws the offer, closed until somebody wants it. Inputs are read one by one, when they are chosen: lists never ask for them.
pub fn used_before(view: View) -> Markup {
    let taking = RwSignal::new(Taking::Not);
    let offers = Memo::new(move |_| {
        let name = view.draft().name.get();
        let mut ids = view.known.instances_of(&name);
        if let Some(seen) = view.app().shelf.get_value() {
            let seen = view.hub.with_value(|hub| seen.newest_of(hub, &name));
            ids.retain(|id| !seen.contains(id));
            ids.splice(0..0, seen);
        }
        ids.truncate(OFFERED);
        ids
    });
    let list = dynamic(move || {
        let ids = offers.get();
        if ids.is_empty() {
            return view! { <p class="faint">{t(Word::StartInputsNone)}</p> };
        }
        let rows: Vec<Markup> = ids
            .into_iter()
            .map(|id| {
                let shown = id.clone();
                let take = button(
                    Weight::Quiet,
                    Some(Icon::Copy),
                    t(Word::StartInputTake),
                    move || take(view, taking, id.clone()),
                );
                view! { <li><span class="mono grow cut"><bdi>{shown}</bdi></span>{take}</li> }
            })
            .collect();
        view! { <ul class="list">{rows}</ul> }
    });
    let said = dynamic(move || match taking.get() {
        Taking::Not => Markup::Empty,
        Taking::Now => view! { <p class="hint" role="status">{t(Word::Loading)}</p> },
        Taking::Taken(id) => {
            let text = say(Word::StartInputTaken, &[("id", (&id).into())]);
            view! { <div role="status">{note(Tone::Good, text)}</div> }
        }
        Taking::Failed(error) => problem(
            &error,
            &view.connection.get_value(),
            Callback::new(move |()| taking.set(Taking::Not)),
            Markup::Empty,
        ),
    });
    view! {
        <details class="used-before">
            <summary>{t(Word::StartInputsBefore)}</summary>
            {list}
            {said}
        </details>
    }
}

fn take(view: View, taking: RwSignal<Taking>, id: String) {
    let client = view
        .hub
        .with_value(|hub| view.app().client(hub, view.scope));
    taking.set(Taking::Now);
    spawn(async move {
        let outcome = read_input(client, &id).await;
        taking.try_set(match outcome {
            Ok((_, input)) => {
                view.draft().input.try_set(text_of(&input));
                Taking::Taken(id)
            }
            Err(error) => Taking::Failed(error),
        });
    });
}

/// What an input is as a text to edit: nothing where there was none.
pub fn text_of(input: &RawJson) -> String {
    if input.is_null() {
        String::new()
    } else {
        input.text().to_owned()
    }
}

/// Name and input of an instance.
pub async fn read_input(client: Option<Client>, id: &str) -> Result<(String, RawJson), ApiError> {
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    let options = StatusOptions {
        input: true,
        ..StatusOptions::default()
    };
    let request = calls::status(id, options);
    let answer = client.send(&request, None, &Abort::new()).await?;
    match decode::status_answer(answer.status, &answer.body) {
        Ok(status) => Ok((status.name, status.input)),
        Err(refusal) if refusal.cause == RefusalCause::NotFound => Err(refusal.into()),
        Err(refusal) => Err(refusal.into()),
    }
}
