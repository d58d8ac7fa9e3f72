//! What is to be done, and to whom.

use std::rc::Rc;

use durable_api::Generation;
use durable_api::plan::{Preset, Recipe, Said};

use crate::components::{
    Icon, Toasts, Tone, Weight, button, field, icon, is_json_or_nothing, json_editor,
};
use crate::pages::parts::inputs::{Typing, line_input, tick};
use crate::prelude::*;
use crate::route::PlanWish;
use crate::state::App;
use crate::state::plans::record::{Phase, Record};
use crate::words::{Word, count, t};

use super::plan::crumb;
use super::said::{effect_word, recipe_word};
use super::sheet::Sheet;
use super::sources::{Source, Sources, sources_view};

const WHAT: &str = "plan-what";
const REASON: &str = "plan-reason";
const EVENT: &str = "plan-event";
const DATA: &str = "plan-data";
const DAYS: &str = "plan-days";
/// What finished so many days ago is old, unless somebody says another number.
const OLD_DAYS: u32 = 30;

const PRESETS: [(Preset, Word); 5] = [
    (Preset::RestartFailed, Word::PresetRestartFailed),
    (Preset::MendFailed, Word::PresetMendFailed),
    (Preset::TerminateTree, Word::PresetTerminateTree),
    (Preset::RaiseOnWaiting, Word::PresetRaiseOnWaiting),
    (Preset::PurgeOld, Word::PresetPurgeOld),
];

/// What is typed and ticked. Copies are the same.
#[derive(Clone, Copy)]
struct Form {
    recipe: RwSignal<Recipe>,
    reason: RwSignal<String>,
    event: RwSignal<String>,
    data: RwSignal<String>,
    same_id: RwSignal<bool>,
    only_waiting: RwSignal<bool>,
}

impl Form {
    fn new(recipe: Recipe, said: Said) -> Self {
        Self {
            recipe: RwSignal::new(recipe),
            reason: RwSignal::new(said.reason),
            event: RwSignal::new(said.event),
            data: RwSignal::new(said.data),
            same_id: RwSignal::new(said.same_id),
            only_waiting: RwSignal::new(said.only_waiting),
        }
    }

    fn said(self) -> Said {
        Said {
            reason: self.reason.get_untracked().trim().to_owned(),
            event: self.event.get_untracked().trim().to_owned(),
            data: self.data.get_untracked(),
            same_id: self.same_id.get_untracked(),
            only_waiting: self.only_waiting.get_untracked(),
        }
    }

    /// What is missing before anything can be looked at; tracked.
    fn lacks(self) -> Option<Word> {
        if self.recipe.get() != Recipe::Raise {
            return None;
        }
        if self.event.with(|it| it.trim().is_empty()) {
            return Some(Word::PlanLacksEvent);
        }
        let is_fine = self.data.with(|it| is_json_or_nothing(it));
        (!is_fine).then_some(Word::PlanLacksJson)
    }
}

/// The form of a plan whose targets are known.
pub fn draft_form(sheet: Sheet) -> Markup {
    let (recipe, said) = Recipe::of(&sheet.plan());
    let form = Form::new(recipe, said);
    let review = move || {
        sheet.change(|record| {
            let ids = std::mem::take(&mut record.plan.targets);
            let generation = record.plan.generation;
            record.plan = form.recipe.get_untracked().plan(&form.said(), ids);
            record.plan.generation = generation;
            record.found = vec![None; record.plan.targets.len()];
            record.left_out.clear();
            record.phase = Phase::Asked;
        });
    };
    let targets = sheet.record.with_untracked(|it| it.plan.targets.clone());
    let whom = view! {
        <p>{count(Word::PlanHanded, targets.len() as u64)}</p>
        <pre class="said plan-ids" tabindex="0">{targets.join("\n")}</pre>
    };
    view! { <div class="below">{body(form, whom, Box::new(review))}</div> }
}

/// The form of a plan of which nothing is known.
pub fn new_form(
    app: App,
    hub: &str,
    generation: Generation,
    wish: Signal<PlanWish>,
    keep: Callback<Rc<Record>>,
) -> Markup {
    let wish = wish.get_untracked();
    let recipe = Recipe::from_name(&wish.what).unwrap_or(Recipe::Terminate);
    let form = Form::new(recipe, Said::default());
    let sources = Sources::new(app, hub.to_owned(), &wish);
    let toasts = Toasts::here();
    let review = move || {
        let ids = sources.ids();
        if ids.is_empty() {
            toasts.say(Tone::Careful, t(Word::PlanNobody));
            return;
        }
        let mut plan = form.recipe.get_untracked().plan(&form.said(), ids);
        plan.generation = generation;
        keep.run(Rc::new(Record::new(
            plan,
            sources.filter_text(),
            Phase::Asked,
        )));
    };
    let days = RwSignal::new(OLD_DAYS);
    let is_old = RwSignal::new(false);
    let presets: Vec<Markup> = PRESETS
        .into_iter()
        .map(|(preset, word)| {
            let choose = move |_| {
                form.recipe.set(preset.recipe());
                form.only_waiting.set(preset == Preset::RaiseOnWaiting);
                is_old.set(preset == Preset::PurgeOld);
                match preset.filter(days.get_untracked()) {
                    None => sources.source.set(Source::Tree),
                    Some(filter) => {
                        sources.filter.set(filter);
                        sources.source.set(Source::Filter);
                    }
                }
            };
            view! { <button type="button" class="chip" on:click=choose>{t(word)}</button> }
        })
        .collect();
    let old = dynamic(move || is_old.get().then(|| days_field(days, sources)));
    let whom = view! { {sources_view(sources)} {old} };
    view! {
        <section class="page plan-page">
            <div class="head">{crumb(hub.to_owned())}<h1>{t(Word::PlanNewTitle)}</h1>
                <div class="row wrap" role="group" aria-label=t(Word::PresetLabel)><span class="dim">{t(Word::PresetLabel)}</span>{presets}</div>
            </div>
            <div class="below">{body(form, whom, Box::new(review))}</div>
        </section>
    }
}

fn days_field(days: RwSignal<u32>, sources: Sources) -> Markup {
    let typed = move |event: Event| {
        if let Ok(number) = event.value().trim().parse::<u32>() {
            days.set(number);
            if let Some(filter) = Preset::PurgeOld.filter(number) {
                sources.filter.set(filter);
            }
        }
    };
    let input = view! { <input id=DAYS type="number" min="0" class="plan-number" aria-describedby=format!("{DAYS}-hint") prop:value=days.get_untracked().to_string() on:input=typed/> };
    field(
        DAYS,
        t(Word::PlanDays),
        input,
        t(Word::PlanDaysHint).into_markup(),
    )
}

fn body(form: Form, whom: Markup, review: Box<dyn Fn()>) -> Markup {
    let options: Vec<Markup> = Recipe::ALL
        .into_iter()
        .map(|recipe| view! { <option value=recipe.name()>{t(recipe_word(recipe))}</option> })
        .collect();
    let choose = move |event: Event| {
        if let Some(recipe) = Recipe::from_name(&event.value()) {
            form.recipe.set(recipe);
        }
    };
    let chosen = Memo::new(move |_| form.recipe.get());
    let what = view! {
        <select id=WHAT aria-describedby=format!("{WHAT}-hint") prop:value=move || chosen.get().name() on:change=choose>{options}</select>
    };
    let effect = dynamic(move || t(effect_word(chosen.get())));
    let fields = dynamic(move || fields(form, chosen.get()));
    let lacks = Memo::new(move |_| form.lacks());
    let go = move |event: Event| {
        event.prevent_default();
        if lacks.get_untracked().is_none() {
            review();
        }
    };
    view! {
        <form class="plan-form" on:submit=go>
            <div class="card"><header><h2>{t(Word::PlanWhat)}</h2></header><div>
                {field(WHAT, t(Word::PlanOperation), what, effect)}
                {fields}
            </div></div>
            <div class="card"><header><h2>{t(Word::PlanWhom)}</h2></header><div>{whom}</div></div>
            <div class="row wrap">
                <button type="submit" class="btn primary" aria-disabled=move || lacks.get().map(|_| "true")>{icon(Icon::Search)}{t(Word::PlanReview)}</button>
                <span class="dim">{move || t(lacks.get().unwrap_or(Word::PlanReviewHint))}</span>
            </div>
        </form>
    }
}

fn fields(form: Form, recipe: Recipe) -> Markup {
    let reason = move || {
        field(
            REASON,
            t(Word::ReasonLabel),
            line_input(REASON, form.reason, Typing::Words),
            t(Word::ReasonHint).into_markup(),
        )
    };
    match recipe {
        Recipe::Raise => view! {
            {field(EVENT, t(Word::EventNameLabel), line_input(EVENT, form.event, Typing::Name), t(Word::EventNameHint).into_markup())}
            {json_editor(DATA, Word::EventDataLabel, form.data, 4)}
            {tick(form.only_waiting, Word::PlanOnlyWaiting)}
        },
        Recipe::Restart => tick(form.same_id, Word::RestartSameId),
        Recipe::Mend => view! { {reason()} {tick(form.same_id, Word::RestartSameId)} },
        Recipe::Purge => Markup::Empty,
        _ => reason(),
    }
}

/// A button that goes back to the draft with the same targets.
pub fn change_button(sheet: Sheet) -> Markup {
    button(
        Weight::Normal,
        Some(Icon::Pencil),
        t(Word::PlanChange),
        move || {
            sheet.change(|record| record.phase = Phase::Draft);
        },
    )
}
