//! What can be done with a run: pause it, go on, give it up, change its pace, and once it is over try again what went wrong.

use durable_api::plan::Halt;

use crate::components::{Icon, Tone, Weight, button, field, note};
use crate::pages::parts::key_form::key_form;
use crate::prelude::*;
use crate::state::handed::{Handed, hand_over};
use crate::state::plans::record::Phase;
use crate::words::{Word, count, t};

use super::plan::to_list;
use super::run::Of;
use super::sheet::Sheet;

const RATE: &str = "run-rate";
const AT_ONCE: &str = "run-at-once";

/// Draws the buttons.
pub fn controls(sheet: Sheet, of: Of, halt: Option<Halt>, phase: Phase, is_dry: bool) -> Markup {
    let go_on = move || {
        button(
            Weight::Normal,
            Some(Icon::Right),
            t(Word::PlanGoOn),
            move || {
                of.get_value().go_on();
            },
        )
    };
    let abort = move || {
        button(
            Weight::Normal,
            Some(Icon::Stop),
            t(Word::PlanAbort),
            move || {
                of.get_value().abort();
            },
        )
    };
    let back = move || {
        button(
            Weight::Normal,
            Some(Icon::List),
            t(Word::PlanBackToReview),
            move || {
                of.get_value().abort();
                sheet.runner.set(None);
            },
        )
    };
    match (phase, halt) {
        _ if is_dry => back(),
        (Phase::Begun, None) => view! {
            {button(Weight::Normal, Some(Icon::Pause), t(Word::PlanPause), move || of.get_value().pause())}
            {abort()}
        },
        // A key is asked for where the reason stands.
        (Phase::Begun, Some(Halt::Key)) => abort(),
        (Phase::Begun, Some(_)) => view! { {go_on()} {abort()} },
        _ => after(sheet, of),
    }
}

/// What can be done once it is over.
fn after(sheet: Sheet, of: Of) -> Markup {
    let runner = of.get_value();
    let troubled = runner.with_run(|run| run.report().troubled(run.plan()));
    let hub = sheet.hub.get_value();
    let filter = runner.with_record(|it| it.filter.clone());
    let name = runner.with_record(|it| durable_api::plan::Recipe::of(&it.plan).0.name());
    let retry = (!troubled.is_empty()).then(|| {
        let number = troubled.len();
        let hub = hub.clone();
        let app = sheet.app;
        let again = move |_| {
            let handed = Handed {
                hub: hub.clone(),
                ids: troubled.clone(),
                filter: String::new(),
            };
            hand_over(app, handed, name);
        };
        view! { <button type="button" class="btn" on:click=again>{count(Word::PlanRetry, number as u64)}</button> }
    });
    view! { {retry} {to_list(hub, &filter)} }
}

/// How fast it runs, changed while it does.
pub fn pace_view(of: Of) -> Markup {
    let now = of.with_value(|it| it.with_run(|run| run.plan().pace));
    let change = move |at_once: Option<&str>, rate: Option<&str>| {
        let runner = of.get_value();
        let now = runner.with_run(|run| run.plan().pace);
        let at_once = at_once.map_or(now.at_once, |it| it.trim().parse().unwrap_or(6));
        let rate = rate.map_or(now.per_second, |it| it.trim().parse().ok());
        runner.set_pace(at_once.clamp(1, 6), rate.filter(|it| *it > 0));
    };
    let rate = now.per_second.map(|it| it.to_string()).unwrap_or_default();
    let typed_rate = move |event: Event| change(None, Some(&event.value()));
    let typed_at_once = move |event: Event| change(Some(&event.value()), None);
    let rate = view! { <input id=RATE type="number" min="1" class="plan-number" aria-describedby=format!("{RATE}-hint") prop:value=rate on:change=typed_rate/> };
    let at_once = view! { <input id=AT_ONCE type="number" min="1" max="6" class="plan-number" aria-describedby=format!("{AT_ONCE}-hint") prop:value=now.at_once.to_string() on:change=typed_at_once/> };
    view! {
        <div class="plan-pace">
            {field(RATE, t(Word::PaceRate), rate, t(Word::PaceRateHint).into_markup())}
            {field(AT_ONCE, t(Word::PaceAtOnce), at_once, t(Word::PaceAtOnceHint).into_markup())}
        </div>
    }
}

/// Why it does not go on, and what helps.
pub fn holds(sheet: Sheet, of: Of, halt: Option<Halt>, phase: Phase, is_dry: bool) -> Markup {
    if is_dry || phase != Phase::Begun {
        return Markup::Empty;
    }
    let Some(halt) = halt else {
        return Markup::Empty;
    };
    let word = match halt {
        Halt::Trouble => Word::PlanHeldTrouble,
        Halt::Key => Word::PlanHeldKey,
        Halt::ReadOnly => Word::PlanHeldReadOnly,
        Halt::Storage => Word::PlanHeldStorage,
        Halt::Paused | Halt::Aborted => Word::PlanHeldPaused,
    };
    let form = (halt == Halt::Key).then(|| {
        let go_on = Callback::new(move |()| of.get_value().go_on());
        key_form(sheet.hub.get_value(), go_on)
    });
    view! { <div role="alert">{note(Tone::Careful, view! { <p>{t(word)}</p> {form} })}</div> }
}
