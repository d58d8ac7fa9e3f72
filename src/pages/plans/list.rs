//! The plans of a hub that this browser keeps.

use crate::browser::database::DatabaseError;
use crate::browser::locale::{self, Detail};
use crate::browser::spawn;
use crate::components::table::{cell, heading, row, skeleton_rows, table};
use crate::components::{Icon, Toasts, Tone, Weight, badge, empty, icon_button, link_button, note};
use crate::prelude::*;
use crate::route::{PlanWish, Route};
use crate::state::App;
use crate::state::plans::desk;
use crate::state::plans::record::{Phase, Record};
use crate::state::plans::store::Store;
use crate::words::{Word, count, say, t};

use super::said;

#[derive(Clone, PartialEq)]
enum Kept {
    Awaited,
    Failed(DatabaseError),
    Plans(Vec<Record>),
}

/// Draws it.
pub fn list_page(app: App, hub: String) -> Markup {
    let kept = RwSignal::new(Kept::Awaited);
    let of = StoredValue::new(hub.clone());
    read(of, kept);
    let new = Route::NewPlan {
        hub,
        wish: PlanWish::default(),
    };
    let new = move || {
        link_button(
            Weight::Normal,
            Some(Icon::Plus),
            t(Word::PlanNew).to_owned(),
            new.href(),
        )
    };
    let zone = app.preferences.zone();
    let top = new();
    let body = dynamic(move || match kept.get() {
        Kept::Awaited => {
            view! { <div class="grid" aria-hidden="true">{skeleton_rows(3, 4)}</div> }
        }
        Kept::Failed(error) => {
            view! { <div class="below" role="alert">{note(Tone::Careful, said::database_text(error))}</div> }
        }
        Kept::Plans(plans) if plans.is_empty() => {
            view! { <div class="below">{empty(Icon::Plan, t(Word::PlansNone), t(Word::PlansNoneWhy), new())}</div> }
        }
        Kept::Plans(plans) => {
            let zone = zone.get();
            let headings = view! {
                {heading("c-plan", t(Word::PlanColumnPlan))}
                {heading("c-phase", t(Word::PlanColumnPhase))}
                {heading("c-over", t(Word::PlanColumnOver))}
                {heading("c-made", t(Word::PlanColumnMade))}
                <span class="c-drop" role="columnheader"><span class="spoken">{t(Word::PlanColumnForget)}</span></span>
            };
            let each = plans.iter().map(|plan| {
                let made = locale::time(plan.made_ms, Detail::Second, zone);
                plan_row(app, of, kept, plan, made)
            });
            let rows = Markup::Many(each.collect());
            table("plans", t(Word::RailPlans), headings, rows)
        }
    });
    view! {
        <section class="page">
            <div class="head"><div class="row"><h1>{t(Word::RailPlans)}</h1><span class="grow"></span>{top}</div></div>
            {body}
        </section>
    }
}

fn read(hub: StoredValue<String>, kept: RwSignal<Kept>) {
    let hub = hub.get_value();
    spawn(async move {
        let plans = match Store::open(&hub).await {
            Ok(store) => store.all().await,
            Err(error) => Err(error),
        };
        kept.try_set(plans.map_or_else(Kept::Failed, Kept::Plans));
    });
}

fn plan_row(
    app: App,
    hub: StoredValue<String>,
    kept: RwSignal<Kept>,
    plan: &Record,
    made: String,
) -> Markup {
    let number = plan.number;
    let of = hub.get_value();
    let runner = desk::find(app, &of, number);
    let is_running = runner.as_ref().is_some_and(|it| !it.is_over());
    let goes_on = runner.is_some_and(|it| !it.is_over() && it.with_run(|run| run.halt().is_none()));
    let phase = if goes_on {
        badge("running", Icon::Running, t(Word::PhaseRunning).to_owned())
    } else {
        said::phase_badge(plan.phase)
    };
    let href = Route::Plan { hub: of, number }.href();
    let (over, trouble) = plan.over;
    let over = matches!(plan.phase, Phase::Begun | Phase::Over | Phase::Aborted).then(|| {
        let values = [("n", over.into()), ("of", plan.plan.targets.len().into())];
        let mut said = say(Word::PlanOverOf, &values);
        if trouble > 0 {
            said = format!("{said} · {}", count(Word::PlanTrouble, trouble as u64));
        }
        said
    });
    let toasts = Toasts::here();
    let name = count(Word::PlanTitle, number.into());
    // What runs is not thrown away under its own feet.
    let drop = (!is_running).then(|| {
        let word = say(Word::PlanForget, &[("name", (&name).into())]);
        icon_button(Icon::Cross, word, move || {
            let hub_name = hub.get_value();
            desk::take_off(app, &hub_name, number);
            spawn(async move {
                let removed = match Store::open(&hub_name).await {
                    Ok(store) => store.remove(number).await,
                    Err(error) => Err(error),
                };
                match removed {
                    Ok(()) => read(hub, kept),
                    Err(error) => toasts.say(Tone::Bad, said::database_text(error)),
                }
            });
        })
    });
    let title = view! { <a href=href><b>{name}</b>" "{said::title_of(&plan.plan)}</a> };
    row(
        "",
        view! {
            {cell("c-plan", title)}
            {cell("c-phase", phase)}
            {cell("c-over dim", over)}
            {cell("c-made dim", made)}
            {cell("c-drop", drop)}
        },
    )
}
