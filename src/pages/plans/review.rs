//! The look at all targets, and what it found: who is sent to, who is not, and why.

use std::sync::Arc;

use crate::components::{Icon, Tone, badge, chip, note};
use crate::pages::parts::key_form::key_form;
use crate::prelude::*;
use crate::state::plans::looking::{Looking, Progress};
use crate::state::plans::record::Phase;
use crate::words::{Word, count, say, t};

use super::confirm::confirm_view;
use super::form::change_button;
use super::said::{Sort, operation_word, why};
use super::sheet::Sheet;
use super::table::{Cells, TableOf, targets};
use super::take_away;

/// Draws the look while it goes on; then what it found is kept.
pub fn looking_view(sheet: Sheet) -> Markup {
    let looking = Looking::begin(sheet.app, sheet.hub.get_value(), sheet.scope, sheet.plan());
    let all = sheet.record.with_untracked(|it| it.plan.targets.len());
    Effect::new(move |_| {
        if looking.progress() == Progress::Done {
            let (found, round_trip) = looking.found();
            sheet.change(|record| {
                record.plan.choose(&found);
                // What is at risk or could not be read is left out until somebody says otherwise.
                let is_doubtful = |at: &usize| {
                    matches!(Sort::of(found[*at].as_ref()), Sort::AtRisk | Sort::Unknown)
                };
                record.left_out = (0..found.len()).filter(is_doubtful).collect();
                record.found = found;
                record.round_trip_ms = round_trip;
                record.phase = Phase::Reviewed;
            });
        }
    });
    let said = dynamic(move || match looking.progress() {
        Progress::Reading(done) => {
            let values = [("n", done.into()), ("of", all.into())];
            let text = say(Word::PlanLooking, &values);
            let (done, all) = (done.to_string(), all.to_string());
            view! { <p role="status">{text}</p> <progress class="plan-progress" max=all value=done aria-label=t(Word::PlanLookingLabel)></progress> }
        }
        Progress::Key => {
            let go_on = Callback::new(move |()| looking.go_on());
            let form = key_form(sheet.hub.get_value(), go_on);
            view! { <div role="alert">{note(Tone::Careful, view! { <p>{t(Word::PlanLookNeedsKey)}</p> {form} })}</div> }
        }
        Progress::Done => Markup::Empty,
    });
    view! { <div class="below">{said}<div class="row">{change_button(sheet)}</div></div> }
}

/// Draws what was found.
pub fn review_view(sheet: Sheet) -> Markup {
    let only = RwSignal::new(None::<Sort>);
    let places = Memo::new(move |_| {
        let only = only.get();
        sheet.record.with(|record| {
            let all = 0..record.plan.targets.len();
            let is_shown = |at: &usize| {
                only.is_none_or(|it| Sort::of(record.found.get(*at).and_then(Option::as_ref)) == it)
            };
            Arc::new(all.filter(is_shown).collect::<Vec<usize>>())
        })
    });
    let chips: Vec<Markup> = Sort::ALL
        .into_iter()
        .map(|sort| sort_chip(sheet, only, sort))
        .collect();
    let table = targets(
        sheet.hub.get_value(),
        TableOf {
            places: places.into(),
            stamp: Box::new(move |at| sheet.record.with(|it| u64::from(it.left_out.contains(&at)))),
            cells: Box::new(move |at| cells(sheet, at)),
            heading: Word::PlanColumnWill,
        },
    );
    view! {
        <div class="below">
            <div class="row wrap" role="group" aria-label=t(Word::PlanFoundLabel)>{chips}<span class="grow"></span>{change_button(sheet)}{take_away::script_menu(sheet)}{take_away::review_export(sheet)}</div>
            {risk_note(sheet)}
            {confirm_view(sheet)}
        </div>
        {table}
    }
}

fn sort_chip(sheet: Sheet, only: RwSignal<Option<Sort>>, sort: Sort) -> Markup {
    let number = Memo::new(move |_| {
        sheet.record.with(|record| {
            let of = record.found.iter().map(Option::as_ref);
            of.filter(|it| Sort::of(*it) == sort).count()
        })
    });
    let shown = Signal::derive(move || Some(number.get().to_string()));
    let pressed = Signal::derive(move || only.get() == Some(sort));
    chip(None, t(sort.word()).to_owned(), shown, pressed, move || {
        let now = only.get_untracked();
        only.set((now != Some(sort)).then_some(sort));
    })
}

/// What is at risk is left out, until somebody takes it in.
fn risk_note(sheet: Sheet) -> Markup {
    let doubtful = Memo::new(move |_| {
        sheet.record.with(|record| {
            let is_so = |at: &usize| {
                let found = record.found.get(*at).and_then(Option::as_ref);
                matches!(Sort::of(found), Sort::AtRisk | Sort::Unknown)
            };
            let all: Vec<usize> = (0..record.plan.targets.len()).filter(is_so).collect();
            let is_taken = !all.is_empty() && all.iter().all(|at| record.takes(*at));
            (all.len(), is_taken)
        })
    });
    dynamic(move || {
        let (number, is_taken) = doubtful.get();
        if number == 0 {
            return Markup::Empty;
        }
        let take = move |event: Event| {
            let taken = event.is_checked();
            sheet.change(|record| {
                for (at, found) in record.found.iter().enumerate() {
                    if matches!(Sort::of(found.as_ref()), Sort::AtRisk | Sort::Unknown) {
                        if taken {
                            record.left_out.remove(&at);
                        } else {
                            record.left_out.insert(at);
                        }
                    }
                }
            });
        };
        note(
            Tone::Careful,
            view! {
                <p>{count(Word::PlanDoubtful, number as u64)}</p>
                <label class="check"><input type="checkbox" prop:checked=is_taken on:change=take/><span>{t(Word::PlanTakeDoubtful)}</span></label>
            },
        )
    })
}

fn cells(sheet: Sheet, at: usize) -> Cells {
    let record = sheet.record.get_untracked();
    let id = record.plan.targets.get(at).cloned().unwrap_or_default();
    let found = record.found.get(at).and_then(Option::as_ref);
    let is_sendable = found.is_some_and(|it| it.verdict.is_sendable());
    let is_taken = record.takes(at);
    let name = say(Word::PlanTake, &[("id", (&id).into())]);
    let tick = is_sendable.then(|| {
        let take = move |event: Event| {
            let taken = event.is_checked();
            sheet.change(|record| {
                if taken {
                    record.left_out.remove(&at);
                } else {
                    record.left_out.insert(at);
                }
            });
        };
        view! { <input type="checkbox" aria-label=name prop:checked=is_taken on:change=take/> }
    });
    let outcome = if is_taken {
        view! { <b>{operation_word(record.plan.operation_of(at))}</b> }
    } else if is_sendable {
        badge("other", Icon::Minus, t(Word::KindLeftOut).to_owned())
    } else {
        let sort = Sort::of(found);
        view! { <span class="faint">{t(sort.word())}</span> }
    };
    Cells {
        tick: tick.into_markup(),
        outcome,
        status: found.map(|it| it.status.clone()).unwrap_or_default(),
        id,
        why: found.map(why).unwrap_or_default(),
    }
}
