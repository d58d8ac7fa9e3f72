//! The last question: the name of the hub and the number are typed, for what goes does not come back.

use durable_api::Generation;
use durable_api::purge::{Emptying, PurgeWalk};

use crate::browser::page;
use crate::components::{Tone, field, note};
use crate::pages::parts::inputs::{Typing, line_input};
use crate::pages::parts::lock_note::lock_note;
use crate::prelude::*;
use crate::state::maintaining::Job;
use crate::words::{Word, count, say, t};

use super::empty::whole;
use super::purge::{matching, number};
use super::range::Wished;
use super::{Asked, View};

const DIALOG: &str = "maintain-dialog";
/// The button that leaves everything as it is.
const CANCEL: &str = "maintain-cancel";
const NAME: &str = "maintain-name";
const COUNT: &str = "maintain-count";

/// Draws the dialog while something is asked.
pub fn dialog(view: View) -> Markup {
    dynamic(move || {
        let asked = view.asked.get()?;
        page::show_modal_soon(DIALOG, CANCEL);
        let title = t(title_of(asked));
        Some(view! {
            <dialog id=DIALOG class="act" aria-label=title on:close=move |_| view.asked.set(None)>
                {untrack(|| body(view, asked))}
            </dialog>
        })
    })
}

fn title_of(asked: Asked) -> Word {
    match asked {
        Asked::Purge => Word::PurgeTitle,
        Asked::Empty => Word::EmptyTitle,
    }
}

fn body(view: View, asked: Asked) -> Markup {
    let name = view.connection.with_value(|it| it.name.clone());
    // What was counted when the question was asked is what is agreed to.
    let (many, is_complete) = counted(view, asked);
    let (typed_name, typed_count) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let locked = Memo::new(move |_| view.is_locked());
    let expected = name.clone();
    let ready = Memo::new(move |_| {
        !locked.get()
            && typed_name.with(|it| it.trim() == expected)
            && typed_count.with(|it| digits(it) == many.to_string())
    });
    let effect = match asked {
        Asked::Purge => say(
            Word::PurgeEffect,
            &[("n", (&number(many, is_complete)).into())],
        ),
        Asked::Empty => say(
            Word::EmptyEffect,
            &[("n", (&number(many, is_complete)).into())],
        ),
    };
    let partial = (!is_complete).then(|| note(Tone::Careful, t(Word::MaintainPartial)));
    let lock_note = lock_note(locked);
    let submit = move |event: Event| {
        event.prevent_default();
        if ready.get_untracked() {
            begin(view, asked);
            view.asked.set(None);
        }
    };
    let label = say(Word::TypeToConfirm, &[("name", (&name).into())]);
    let number_label = count(Word::MaintainTypeCount, many);
    view! {
        <form class="act-form" on:submit=submit>
            <h2>{t(title_of(asked))}</h2>
            {note(Tone::Bad, effect)}
            {partial}
            {field(NAME, t(Word::TypeLabel), line_input(NAME, typed_name, Typing::Words), view! { <bdi>{label}</bdi> })}
            {field(COUNT, t(Word::MaintainCountLabel), line_input(COUNT, typed_count, Typing::Number), number_label.into_markup())}
            {lock_note}
            <div class="row wrap">
                <button type="button" class="btn" id=CANCEL on:click=move |_| view.asked.set(None)>{t(Word::Cancel)}</button>
                <button type="submit" class="btn destructive" aria-disabled=move || (!ready.get()).then_some("true")>{t(title_of(asked))}</button>
            </div>
        </form>
    }
}

/// A number however it was grouped.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn counted(view: View, asked: Asked) -> (u64, bool) {
    match asked {
        Asked::Purge => {
            let found = view.wished.found(view.here);
            let statuses = view.wished.statuses.get();
            (matching(&found, &statuses), found.is_complete)
        }
        Asked::Empty => {
            let whole = whole(view);
            (whole.sum(), whole.is_complete)
        }
    }
}

fn begin(view: View, asked: Asked) {
    let job = match asked {
        Asked::Purge => {
            let Some(range) = untrack(|| view.wished.range()) else {
                return;
            };
            let known = Wished::known(view.here, &range);
            let is_complete = view.here.walk_now().is_complete;
            Job::Purge(PurgeWalk::new(range, known, is_complete))
        }
        Asked::Empty => {
            let generation: Generation = view.connection.with_value(|it| it.address.generation);
            Job::Empty(Emptying::new(generation, t(Word::EmptyReason)))
        }
    };
    view.work.begin(job);
}
