//! What an operation does and puts at risk.

use durable_api::act::{Risk, Verb};

use crate::components::{Tone, note};
use crate::prelude::*;
use crate::route::Route;
use crate::words::{Word, say, t};

use super::Desk;

/// The effect, and each risk as a note.
pub fn effects(desk: Desk, verb: Verb) -> Markup {
    let found = Memo::new(move |_| (desk.about().risks)(&desk.said().operation(verb)));
    dynamic(move || {
        let notes: Vec<Markup> = found
            .get()?
            .into_iter()
            .map(|risk| note(tone_of(&risk), risk_text(desk, risk)))
            .collect();
        Some(view! { <p class="dim">{t(effect_of(verb))}</p> {notes} })
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
        Verb::RaiseEvent => Word::EffectRaise,
        Verb::Signal => Word::EffectSignal,
        Verb::DeleteEntity => Word::EffectDelete,
        Verb::Start => Word::EffectStart,
    }
}

fn tone_of(risk: &Risk) -> Tone {
    match risk {
        Risk::KeptUntilAwaited
        | Risk::NamesAreNotChecked
        | Risk::WhileSuspended
        | Risk::SignalsAreNotChecked
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
    let hub = &desk.about().hub;
    let shown = ids.iter().take(NAMED).map(|id| {
        let href = Route::instance(hub, id).href();
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
