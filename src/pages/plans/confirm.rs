//! How a plan is run, and the confirmation before it is.

use durable_api::act::Grade;
use durable_api::commands::{Key, Tool, http_line};

use crate::browser::locale;
use crate::browser::locks::{self, NotHeld};
use crate::browser::spawn;
use crate::components::{Icon, Toasts, Tone, field, icon, note};
use crate::pages::parts::inputs::{Typing, line_input};
use crate::pages::parts::lock_note::lock_note;
use crate::prelude::*;
use crate::state::plans::desk;
use crate::state::plans::record::Phase;
use crate::state::plans::runner::Runner;
use crate::state::plans::store::lock_name;
use crate::words::{Arg, Word, say, t};

use super::sheet::Sheet;

const TYPED: &str = "plan-typed";
const RATE: &str = "plan-rate";
const AT_ONCE: &str = "plan-at-once";
const STOP: &str = "plan-stop";

/// Draws it.
pub fn confirm_view(sheet: Sheet) -> Markup {
    let typed = RwSignal::new(String::new());
    let calls = Memo::new(move |_| sheet.record.with(|it| it.calls()));
    let grade = Memo::new(move |_| {
        let grade = sheet
            .connection
            .with_value(|connection| sheet.record.with(|it| it.grade(connection)));
        grade == Grade::Typed
    });
    let wanted = move || format!("{} {}", sheet.hub_name(), calls.get());
    let locked = Memo::new(move |_| {
        let connection = sheet.connection.get_value();
        sheet.app.connections.locks.is_locked(&connection)
    });
    let is_kept = sheet.store.with_value(Option::is_some);
    let ready = Memo::new(move |_| {
        let is_confirmed = !grade.get() || typed.get().trim() == wanted();
        is_kept && calls.get() > 0 && !locked.get() && is_confirmed
    });
    let confirm = dynamic(move || {
        grade.get().then(|| {
            let input = line_input(TYPED, typed, Typing::Words);
            let hint = dynamic(move || {
                let text = say(Word::PlanTypeToRun, &[("text", (&wanted()).into())]);
                view! { <bdi>{text}</bdi> }
            });
            field(TYPED, t(Word::TypeLabel), input, hint)
        })
    });
    let lock_note = lock_note(locked);
    let not_kept = (!is_kept).then(|| note(Tone::Careful, t(Word::PlanNotKept)));
    let toasts = Toasts::here();
    let run = move |event: Event| {
        event.prevent_default();
        if ready.get_untracked() {
            begin(sheet, toasts);
        }
    };
    let dry = move |_| begin_dry(sheet);
    let estimate = dynamic(move || estimate(sheet, calls.get()));
    view! {
        <form class="card plan-run" on:submit=run>
            <header><h2>{t(Word::PlanRunTitle)}</h2></header>
            <div>
                <p role="status">{estimate}</p>
                <div class="plan-pace">{pace_fields(sheet)}</div>
                {first_request(sheet)}
                {confirm}
                {lock_note}
                {not_kept}
                <div class="row wrap">
                    <button type="button" class="btn" on:click=dry>{icon(Icon::Search)}{t(Word::PlanDryRun)}</button>
                    <button type="submit" class="btn destructive" aria-disabled=move || (!ready.get()).then_some("true")>{icon(Icon::Right)}{move || crate::words::count(Word::PlanRun, calls.get() as u64)}</button>
                </div>
            </div>
        </form>
    }
}

fn estimate(sheet: Sheet, calls: usize) -> String {
    let (requests, ms) = sheet
        .record
        .with(|record| record.plan.estimate(calls, record.round_trip_ms));
    let time = locale::duration(ms);
    say(
        Word::PlanEstimate,
        &[
            ("n", calls.into()),
            ("requests", requests.into()),
            ("time", (&time).into()),
        ],
    )
}

/// The fields of how fast it goes.
fn pace_fields(sheet: Sheet) -> Markup {
    let pace = sheet.plan().pace;
    let number = move |id: &'static str,
                       word: Word,
                       hint: Word,
                       now: String,
                       change: fn(&mut durable_api::plan::Pace, Option<u32>)| {
        let typed = move |event: Event| {
            let number = event.value().trim().parse::<u32>().ok();
            sheet.change(|record| change(&mut record.plan.pace, number));
        };
        let input = view! { <input id=id type="number" min="1" class="plan-number" aria-describedby=format!("{id}-hint") prop:value=now on:change=typed/> };
        field(id, t(word), input, t(hint).into_markup())
    };
    let text = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
    view! {
        {number(RATE, Word::PaceRate, Word::PaceRateHint, text(pace.per_second.map(u32::from)), |pace, it| pace.per_second = it.and_then(|it| u16::try_from(it).ok()).filter(|it| *it > 0))}
        {number(AT_ONCE, Word::PaceAtOnce, Word::PaceAtOnceHint, pace.at_once.to_string(), |pace, it| pace.at_once = it.map_or(6, |it| u8::try_from(it.clamp(1, 6)).unwrap_or(6)))}
        {number(STOP, Word::PaceStop, Word::PaceStopHint, text(pace.stop_after), |pace, it| pace.stop_after = it.filter(|it| *it > 0))}
    }
}

/// The exact request that is sent first.
fn first_request(sheet: Sheet) -> Markup {
    dynamic(move || {
        let record = sheet.record.get();
        let at = (0..record.plan.targets.len()).find(|at| record.takes(*at))?;
        let id = record.plan.targets.get(at)?;
        let address = sheet.connection.with_value(|it| it.address.clone());
        let request = record.plan.operation_of(at).request(id);
        let line = http_line(Tool::Curl, &request, &address, key_of(sheet));
        let values: [(&str, Arg<'_>); 1] = [("n", record.calls().into())];
        Some(view! {
            <details><summary>{say(Word::PlanFirstRequest, &values)}</summary><pre class="said" tabindex="0">{line}</pre></details>
        })
    })
}

/// Where a line has the key from: the environment, where the hub asks for one.
pub fn key_of(sheet: Sheet) -> Key<'static> {
    let client = sheet.app.client(&sheet.hub.get_value(), sheet.scope);
    match client {
        Some(client) if client.key.is_none() && !client.key_is_locked => Key::Without,
        _ => Key::Variable,
    }
}

/// Runs it: the lock first, then what is known before on disk, then the calls.
fn begin(sheet: Sheet, toasts: Toasts) {
    let Some(store) = sheet.store.get_value() else {
        return;
    };
    let hub = sheet.hub.get_value();
    let mut record = (*sheet.record.get_untracked()).clone();
    spawn(async move {
        let lock = match locks::try_hold(&lock_name(&hub, record.number)).await {
            Ok(lock) => lock,
            Err(why) => {
                let word = match why {
                    NotHeld::Taken => Word::PlanElsewhere,
                    NotHeld::Missing => Word::PlanNoLocks,
                };
                return toasts.say(Tone::Careful, t(word));
            }
        };
        // Another tab may have run it since this one looked.
        match store.get(record.number).await {
            Ok(Some(kept)) if kept.phase == Phase::Reviewed => {}
            Ok(_) => return toasts.say(Tone::Careful, t(Word::PlanRunMeanwhile)),
            Err(error) => {
                sheet.trouble.try_set(Some(error));
                return;
            }
        }
        record.phase = Phase::Begun;
        let rows = record.settled();
        let kept = match store.log(record.number, &rows).await {
            Ok(()) => store.put(&record).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            sheet.trouble.try_set(Some(error));
            return;
        }
        let runner = Runner::of(sheet.app, hub, store, record, &rows, Some(lock));
        desk::put(sheet.app, runner.clone());
        runner.go_on();
        sheet.runner.try_set(Some(runner));
    });
}

/// Looks at each as a run would, right before its call, and sends nothing.
fn begin_dry(sheet: Sheet) {
    let Some(store) = sheet.store.get_value() else {
        return;
    };
    let mut record = (*sheet.record.get_untracked()).clone();
    record.plan.pace.look_only = true;
    record.phase = Phase::Begun;
    let rows = record.settled();
    let hub = sheet.hub.get_value();
    let runner = Runner::of(sheet.app, hub, store, record, &rows, None);
    runner.go_on();
    sheet.runner.set(Some(runner));
}
