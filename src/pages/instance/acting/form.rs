//! What an operation is told and what it risks.

use durable_api::act::{Risk, Verb, risks};

use crate::components::{Tone, field, note};
use crate::prelude::*;
use crate::route::Route;
use crate::words::{Word, say, t};

use super::Desk;
use super::json_editor::json_editor;
use super::wish::Wish;

/// The field that is written in first, where nothing has to be feared.
pub const FIRST: &str = "act-first";

/// The fields of an operation.
pub fn fields(wish: Wish) -> Markup {
    match wish.verb {
        Verb::RaiseEvent => view! {
            {field(FIRST, t(Word::EventNameLabel), text_input(FIRST, wish.event, true), t(Word::EventNameHint).into_markup())}
            {json_editor("act-data", Word::EventDataLabel, wish.data)}
        },
        Verb::RestartNew | Verb::RestartSame => tick(wish.same_id, Word::RestartSameId),
        Verb::Purge => tick(wish.unfinished, Word::PurgeUnfinished),
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

/// The effect, and each risk as a note.
pub fn effects(desk: Desk, wish: Wish) -> Markup {
    let found = Memo::new(move |_| {
        let status = desk.view().status.data()?;
        let here = desk.view().here();
        let model = here.as_ref().map(|it| &it.model);
        Some(risks(&wish.operation(), &status.status, model))
    });
    dynamic(move || {
        let notes: Vec<Markup> = found
            .get()?
            .into_iter()
            .map(|risk| note(tone_of(&risk), risk_text(desk, risk)))
            .collect();
        Some(view! { <p class="dim">{t(effect_of(wish.verb))}</p> {notes} })
    })
}

fn effect_of(verb: Verb) -> Word {
    match verb {
        Verb::Terminate => Word::EffectTerminate,
        Verb::Suspend => Word::EffectSuspend,
        Verb::Resume => Word::EffectResume,
        Verb::Rewind => Word::EffectRewind,
        Verb::RestartNew | Verb::RestartSame => Word::EffectRestart,
        Verb::Purge => Word::EffectPurge,
        _ => Word::EffectRaise,
    }
}

fn tone_of(risk: &Risk) -> Tone {
    match risk {
        Risk::KeptUntilAwaited
        | Risk::NamesAreNotChecked
        | Risk::WhileSuspended
        | Risk::CreatedMoves => Tone::Info,
        _ => Tone::Careful,
    }
}

/// So many children are named.
const NAMED: usize = 8;

fn risk_text(desk: Desk, risk: Risk) -> Markup {
    let word = match risk {
        Risk::ChildrenGoOn(ids) => return children(desk, &ids),
        Risk::HistoryUnknown => Word::RiskHistoryUnknown,
        Risk::NeverPickedUp => Word::RiskNeverPickedUp,
        Risk::MayBeSwallowed => Word::RiskMayBeSwallowed,
        Risk::Timers => Word::RiskTimers,
        Risk::Retries => Word::RiskRetries,
        Risk::RunIsOverwritten => Word::RiskRunIsOverwritten,
        Risk::RunsAgain => Word::RiskRunsAgain,
        Risk::CreatedMoves => Word::RiskCreatedMoves,
        Risk::PurgeOfRunning => Word::RiskPurgeOfRunning,
        Risk::HistoryIsLost => Word::RiskHistoryIsLost,
        Risk::KeptUntilAwaited => Word::RiskKeptUntilAwaited,
        Risk::NamesAreNotChecked => Word::RiskNamesAreNotChecked,
        Risk::NameCannotArrive => Word::RiskNameCannotArrive,
        Risk::WhileSuspended => Word::RiskWhileSuspended,
        Risk::SignalsAreNotChecked => Word::RiskSignalsAreNotChecked,
    };
    t(word).into_markup()
}

fn children(desk: Desk, ids: &[String]) -> Markup {
    let hub = desk.view().hub.get_value();
    let shown = ids.iter().take(NAMED).map(|id| {
        let href = Route::instance(&hub, id).href();
        view! { <li><a class="mono" href=href><bdi>{id.clone()}</bdi></a></li> }
    });
    let shown: Vec<Markup> = shown.collect();
    let more =
        (ids.len() > NAMED).then(|| say(Word::WaitingMore, &[("n", (ids.len() - NAMED).into())]));
    view! {
        <p>{say(Word::RiskChildrenGoOn, &[("n", ids.len().into())])}</p>
        <ul class="list">{shown}</ul>
        {more}
    }
}
