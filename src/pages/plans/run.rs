//! A run and its report: how it stands, what holds it up, what came of each target.

use std::sync::Arc;

use durable_api::act::Kind;
use durable_api::plan::{Counts, Halt, Run, Stage};

use crate::components::{Icon, badge, chip};
use crate::prelude::*;
use crate::state::plans::record::Phase;
use crate::state::plans::runner::Runner;
use crate::words::{Word, say, t};

use super::means::{controls, holds, pace_view};
use super::said::{kind_look, why};
use super::sheet::Sheet;
use super::table::{Cells, TableOf, targets};
use super::take_away;

pub type Of = StoredValue<Runner>;

/// By what the table is narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    Waiting,
    UnderWay,
    Of(Kind),
}

/// Draws it.
pub fn run_view(sheet: Sheet, runner: Runner) -> Markup {
    let of = StoredValue::new(runner);
    let counts = Memo::new(move |_| {
        let runner = of.get_value();
        runner.track();
        runner.with_run(Run::counts)
    });
    let halt = Memo::new(move |_| {
        let runner = of.get_value();
        runner.track();
        (runner.with_run(Run::halt), runner.phase())
    });
    let is_dry = of.with_value(|it| it.with_record(|it| it.plan.pace.look_only));
    let only = RwSignal::new(None::<Only>);
    let places = Memo::new(move |_| {
        let only = only.get();
        let runner = of.get_value();
        if only.is_some() {
            runner.track();
        }
        runner.with_run(|run| {
            let all = 0..run.plan().targets.len();
            let is_shown = |at: &usize| only.is_none_or(|only| fits(only, run.stage(*at)));
            Arc::new(all.filter(is_shown).collect::<Vec<usize>>())
        })
    });
    let table = targets(
        sheet.hub.get_value(),
        TableOf {
            places: places.into(),
            stamp: Box::new(move |at| {
                let runner = of.get_value();
                runner.track();
                runner.with_run(|run| number_of(run.stage(at)))
            }),
            cells: Box::new(move |at| cells(of, at)),
            heading: Word::PlanColumnCame,
        },
    );
    let controls = dynamic(move || {
        let (halt, phase) = halt.get();
        controls(sheet, of, halt, phase, is_dry)
    });
    let holds = dynamic(move || {
        let (halt, phase) = halt.get();
        holds(sheet, of, halt, phase, is_dry)
    });
    let head = dynamic(move || head(counts.get(), halt.get(), is_dry));
    let is_live = Memo::new(move |_| halt.get().1 == Phase::Begun && !is_dry);
    let pace = dynamic(move || is_live.get().then(|| pace_view(of)));
    let chips = chips(counts, only);
    view! {
        <div class="below">
            {head}
            {holds}
            <div class="row wrap">{controls}<span class="grow"></span>{take_away::script_menu(sheet)}{take_away::report_export(of)}</div>
            {pace}
            <div class="row wrap" role="group" aria-label=t(Word::PlanCameLabel)>{chips}</div>
        </div>
        {table}
    }
}

/// One sentence, and how much of it is over.
fn head(counts: Counts, (halt, phase): (Option<Halt>, Phase), is_dry: bool) -> Markup {
    let word = match (phase, halt) {
        (Phase::Over, _) if is_dry => Word::PlanDryOver,
        (Phase::Over, _) => Word::PlanSaysOver,
        (Phase::Aborted, _) => Word::PlanSaysAborted,
        (_, Some(_)) => Word::PlanSaysHalted,
        _ if is_dry => Word::PlanSaysDry,
        _ => Word::PlanSaysRunning,
    };
    let values = [
        ("n", counts.over().into()),
        ("of", counts.all().into()),
        ("waiting", counts.waiting.into()),
        ("underway", counts.under_way.into()),
    ];
    let (over, all) = (counts.over().to_string(), counts.all().to_string());
    view! {
        <p role="status"><b>{say(word, &values)}</b></p>
        <progress class="plan-progress" max=all value=over aria-label=t(Word::PlanProgressLabel)></progress>
    }
}

fn chips(counts: Memo<Counts>, only: RwSignal<Option<Only>>) -> Vec<Markup> {
    let one = |of: Only, word: Word| {
        let number = Memo::new(move |_| match of {
            Only::Waiting => counts.get().waiting,
            Only::UnderWay => counts.get().under_way,
            Only::Of(kind) => counts.get().of(kind),
        });
        dynamic(move || {
            // A kind that nobody is of would only be in the way.
            if number.get() == 0 {
                return Markup::Empty;
            }
            let shown = Signal::derive(move || Some(number.get().to_string()));
            let pressed = Signal::derive(move || only.get() == Some(of));
            chip(None, t(word).to_owned(), shown, pressed, move || {
                let now = only.get_untracked();
                only.set((now != Some(of)).then_some(of));
            })
        })
    };
    let mut chips: Vec<Markup> = Kind::ALL
        .into_iter()
        .map(|kind| one(Only::Of(kind), kind_look(kind).2))
        .collect();
    chips.push(one(Only::UnderWay, Word::KindUnderWay));
    chips.push(one(Only::Waiting, Word::KindWaiting));
    chips
}

fn fits(only: Only, stage: Stage<'_>) -> bool {
    match (only, stage) {
        (Only::Waiting, Stage::Waiting) | (Only::UnderWay, Stage::Looking | Stage::Reading) => true,
        (Only::Of(wanted), Stage::Over(kind, _)) => wanted == kind,
        _ => false,
    }
}

fn number_of(stage: Stage<'_>) -> u64 {
    match stage {
        Stage::Waiting => 0,
        Stage::Looking => 1,
        Stage::Reading => 2,
        Stage::Over(kind, _) => 3 + kind as u64,
    }
}

fn cells(of: Of, at: usize) -> Cells {
    let runner = of.get_value();
    let (id, outcome, said) = runner.with_run(|run| {
        let id = run.plan().targets.get(at).cloned().unwrap_or_default();
        let (class, shape, word, said) = match run.stage(at) {
            Stage::Waiting => ("other", Icon::Ring, Word::KindWaiting, ""),
            Stage::Looking => ("running", Icon::Search, Word::KindLooking, ""),
            Stage::Reading => ("running", Icon::Running, Word::KindReading, ""),
            Stage::Over(kind, said) => {
                let (class, shape, word) = kind_look(kind);
                (class, shape, word, said)
            }
        };
        (id, badge(class, shape, t(word).to_owned()), said.to_owned())
    });
    // A status is told as one; what a host said is told as it said it.
    let is_status = !said.is_empty() && said.chars().all(char::is_alphabetic);
    let why = runner.with_record(|record| {
        let found = record.found.get(at).and_then(Option::as_ref);
        found.filter(|_| !record.takes(at)).map(why)
    });
    let (status, said) = if is_status {
        (said, String::new())
    } else {
        (String::new(), said)
    };
    Cells {
        tick: Markup::Empty,
        outcome,
        status,
        id,
        why: Some(said)
            .filter(|it| !it.is_empty())
            .or(why)
            .unwrap_or_default(),
    }
}
