//! What can be done when a start is over: its output, the links to it, the consent it lacked, the names the host knows.

use durable_api::act::{Outcome, Verb, WhyNot};

use crate::components::{Icon, Weight, button, card, copy_button, json_view, size_of};
use crate::pages::acting::Desk;
use crate::pages::parts::management_links::management_links;
use crate::prelude::*;
use crate::words::{Word, t};

use super::View;
use super::id::Standing;

/// Draws it below what is told of the outcome.
pub fn after(view: View, desk: Desk, outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::Done(Some(_)) | Outcome::NotYet(_) => made(view, desk),
        Outcome::Skipped(WhyNot::WouldOverwrite, _) => {
            let known = Memo::new(move |_| matches!(view.standing.get(), Standing::Finished(_)));
            dynamic(move || {
                known.get().then(|| {
                    button(
                        Weight::Normal,
                        Some(Icon::Warning),
                        t(Word::StartOverwrite),
                        move || desk.choose(Verb::Start),
                    )
                })
            })
        }
        Outcome::Refused(refusal) => {
            let names = refusal.known_functions();
            if names.is_empty() {
                return Markup::Empty;
            }
            view.known.learn(names);
            view! { <p>{t(Word::StartNamesBelow)}</p> }
        }
        _ => Markup::Empty,
    }
}

/// What came out, and where it is.
fn made(view: View, desk: Desk) -> Markup {
    let output = desk.acting.with(|act| act.output().cloned()).flatten();
    let id = desk
        .acting
        .with(|act| act.made().map(str::to_owned))
        .flatten();
    let output = output.map(|value| {
        let text = value.text().to_owned();
        let aside = view! {
            <span class="faint">{size_of(&text)}</span>
            {copy_button(t(Word::CardOutput), { let text = text.clone(); move || text.clone() })}
        };
        card(t(Word::CardOutput), aside, json_view(&text))
    });
    let links = id.map(|id| {
        let links = view.connection.with_value(|it| management_links(it, &id));
        view! { <details><summary>{t(Word::LinksTitle)}</summary>{links}</details> }
    });
    view! { <div class="stack">{output}{links}</div> }
}
