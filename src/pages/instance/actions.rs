//! What can be done to this instance: a row of buttons, and below it the form of the one that was pressed or what came of it.

use std::rc::Rc;

use durable_api::RuntimeStatus;
use durable_api::act::{Operation, Verb, WhyNot, risks, why_not, why_not_at_all};

use crate::components::{Icon, Tone, Weight, icon, icon_button, link_button, note};
use crate::pages::acting::{About, Desk, desk_place, look, why_word};
use crate::prelude::*;
use crate::route::{Route, StartAt};
use crate::words::{Word, t};

use super::View;
use super::event_names::event_offers;

/// The row of actions, each with the reason when it is not allowed.
pub fn actions_row(view: View) -> Markup {
    let desk = Desk::new(About {
        refresh: Rc::new(move || view.refresh()),
        risks: Rc::new(move |operation| {
            let status = view.status.data()?;
            let here = view.here();
            let model = here.as_ref().map(|it| &it.model);
            Some(risks(operation, &status.status, model))
        }),
        offers: Rc::new(move |desk| {
            let is_event = desk.chosen.get_untracked() == Some(Verb::RaiseEvent);
            is_event.then(|| event_offers(view, desk)).into_markup()
        }),
        ..About::new(
            view.hub.get_value(),
            view.connection.get_value(),
            view.scope,
            Signal::derive(move || view.id.get_value()),
        )
    });
    let refused = RwSignal::new(None);
    let status = Memo::new(move |_| {
        view.status
            .data()
            .map(|it| it.status.runtime_status.clone())
    });
    let buttons = dynamic(move || {
        let status = status.get()?;
        let buttons = verbs(&status).map(|verb| action(view, desk, verb, &status, refused));
        let at = StartAt::like(&view.id.get_value());
        let hub = view.hub.get_value();
        let href = Route::Start { hub, at }.href();
        Some(view! {
            <div class="row wrap actions" role="group" aria-label=t(Word::ActionsLabel)>
                {buttons.into_iter().collect::<Vec<_>>()}
                {link_button(Weight::Normal, Some(Icon::Play), t(Word::StartLikeThis).to_owned(), href)}
            </div>
        })
    });
    let why = dynamic(move || {
        refused.get().map(|why| {
            let close = icon_button(Icon::Cross, t(Word::Dismiss).to_owned(), move || refused.set(None));
            note(
                Tone::Info,
                view! { <div class="row"><span class="grow" role="status">{t(why_word(why))}</span>{close}</div> },
            )
        })
    });
    view! { <div class="acting">{buttons}{why}{desk_place(desk)}</div> }
}

/// What makes sense to offer: the others would be refused in any status that may follow.
fn verbs(status: &RuntimeStatus) -> [Verb; 6] {
    let hold = if *status == RuntimeStatus::Suspended {
        Verb::Resume
    } else {
        Verb::Suspend
    };
    [
        Verb::RaiseEvent,
        hold,
        Verb::Terminate,
        Verb::Rewind,
        Verb::RestartNew,
        Verb::Purge,
    ]
}

fn action(
    view: View,
    desk: Desk,
    verb: Verb,
    status: &RuntimeStatus,
    refused: RwSignal<Option<WhyNot>>,
) -> Markup {
    let generation = view.connection.with_value(|it| it.address.generation);
    let why = view
        .id
        .with_value(|id| why_not_at_all(verb, id, generation))
        .or_else(|| why_not(&plain(verb), status));
    let (shape, word) = look(verb);
    let press = move |_| {
        refused.set(why);
        if why.is_none() {
            desk.choose(verb);
        }
    };
    view! {
        <button
            type="button"
            class="btn"
            aria-disabled=why.map(|_| "true")
            title=why.map(|why| t(why_word(why)))
            on:click=press
        >
            {icon(shape)}
            {t(word)}
        </button>
    }
}

/// The operation with nothing said and every consent given: what decides whether it can be asked for at all.
fn plain(verb: Verb) -> Operation {
    let reason = String::new();
    match verb {
        Verb::Terminate => Operation::Terminate { reason },
        Verb::Suspend => Operation::Suspend { reason },
        Verb::Resume => Operation::Resume { reason },
        Verb::Rewind => Operation::Rewind { reason },
        Verb::RestartSame => Operation::Restart { new_id: false },
        Verb::RestartNew => Operation::Restart { new_id: true },
        Verb::Purge => Operation::Purge {
            unfinished_too: true,
        },
        _ => Operation::RaiseEvent {
            event: String::new(),
            data: String::new(),
        },
    }
}
