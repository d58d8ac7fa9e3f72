//! What can be done to this instance: a row of buttons, and below it the form of the one that was pressed or what came of it.

mod confirm;
mod form;
mod json_editor;
mod lines;
mod told;
mod wish;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use durable_api::RuntimeStatus;
use durable_api::act::{Operation, Verb, WhyNot, why_not, why_not_at_all};

use crate::components::{Icon, icon};
use crate::components::{Tone, icon_button, note};
use crate::pages::lazy::{Draw, lazy_part};
use crate::prelude::*;
use crate::state::App;
use crate::state::acting::{Acting, Stage};
use crate::words::{Word, t};

use super::View;

/// What is asked for, from the press of a button to the outcome.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    of: StoredValue<View>,
    /// What was chosen and is not sent yet.
    chosen: RwSignal<Option<Verb>>,
    acting: Acting,
}

impl Desk {
    /// The instance it is about.
    fn view(self) -> View {
        self.of.get_value()
    }
}

/// The row of actions, each with the reason when it is not allowed.
pub fn actions_row(view: View) -> Markup {
    let app = App::get();
    let desk = Desk {
        of: StoredValue::new(view),
        chosen: RwSignal::new(None),
        acting: Acting::new(app, view.hub.get_value(), view.scope),
    };
    let refused = RwSignal::new(None);
    let status = Memo::new(move |_| {
        view.status
            .data()
            .map(|it| it.status.runtime_status.clone())
    });
    let buttons = dynamic(move || {
        let status = status.get()?;
        let buttons = verbs(&status).map(|verb| action(desk, verb, &status, refused));
        Some(
            view! { <div class="row wrap actions" role="group" aria-label=t(Word::ActionsLabel)>{buttons.into_iter().collect::<Vec<_>>()}</div> },
        )
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
    let busy =
        Memo::new(move |_| desk.chosen.get().is_some() || desk.acting.stage() != Stage::Idle);
    let below = dynamic(move || {
        busy.get()
            .then(|| lazy_part(move || Box::pin(desk_part(desk))))
    });
    view! { <div class="acting">{buttons}{why}{below}</div> }
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
    desk: Desk,
    verb: Verb,
    status: &RuntimeStatus,
    refused: RwSignal<Option<WhyNot>>,
) -> Markup {
    let view = desk.view();
    let generation = view.connection.with_value(|it| it.address.generation);
    let why = view
        .id
        .with_value(|id| why_not_at_all(verb, id, generation))
        .or_else(|| why_not(&plain(verb), status));
    let (shape, word) = look(verb);
    let press = move |_| {
        refused.set(why);
        if why.is_none() {
            desk.acting.dismiss();
            desk.chosen.set(Some(verb));
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

fn look(verb: Verb) -> (Icon, Word) {
    match verb {
        Verb::Terminate => (Icon::Stop, Word::ActTerminate),
        Verb::Suspend => (Icon::Pause, Word::ActSuspend),
        Verb::Resume => (Icon::Right, Word::ActResume),
        Verb::Rewind => (Icon::Up, Word::ActRewind),
        Verb::RestartNew | Verb::RestartSame => (Icon::Refresh, Word::ActRestart),
        Verb::Purge => (Icon::Cross, Word::ActPurge),
        _ => (Icon::Bolt, Word::ActRaise),
    }
}

fn why_word(why: WhyNot) -> Word {
    match why {
        WhyNot::AlreadySo => Word::WhyAlreadySo,
        WhyNot::Finished => Word::WhyFinished,
        WhyNot::NotSuspended => Word::WhyNotSuspended,
        WhyNot::NotFailed => Word::WhyNotFailed,
        WhyNot::StillRunning => Word::WhyStillRunning,
        WhyNot::NotFinished => Word::WhyNotFinished,
        WhyNot::WouldOverwrite => Word::WhyWouldOverwrite,
        WhyNot::IsEntity => Word::WhyIsEntity,
        WhyNot::Unaddressable => Word::WhyUnaddressable,
        WhyNot::OldGeneration => Word::WhyOldGeneration,
    }
}

/// Forms and outcomes, in a chunk of their own.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(acting, fallible)]
fn desk_part(desk: Desk) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || confirm::desk_view(desk)))
}
