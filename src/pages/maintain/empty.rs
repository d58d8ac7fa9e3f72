//! Emptying a task hub: what there is to do, and how far it is.

use durable_api::commands::{FuncCommand, func_line};

use crate::components::{Tone, card, copy_button, note};
use crate::prelude::*;
use crate::state::maintaining::Job;
use crate::words::{Word, say, t};

use super::purge::number;
use super::{Asked, View, going};

/// How much there is in the hub, as far as it was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    pub unfinished: u64,
    pub finished: u64,
    pub entities: u64,
    pub is_complete: bool,
}

impl Whole {
    pub fn sum(self) -> u64 {
        self.unfinished + self.finished + self.entities
    }
}

/// Counts the hub; tracked.
pub fn whole(view: View) -> Whole {
    let here = view.here;
    here.version();
    let walk = here.walk();
    let (all, finished) = here.with_rows(|rows| {
        let all = rows.slots().filter_map(|slot| rows.row(slot));
        all.fold((0, 0), |(all, finished), row| {
            (all + 1, finished + u64::from(row.status().is_finished()))
        })
    });
    Whole {
        unfinished: all - finished,
        finished,
        entities: walk.entities,
        is_complete: walk.is_complete,
    }
}

/// Draws the card.
pub fn card_of(view: View) -> Markup {
    let mine = Memo::new(move |_| {
        view.work
            .with(|job| matches!(job, Job::Empty(_)))
            .unwrap_or_default()
    });
    let body = dynamic(move || {
        if mine.get() {
            going::of_emptying(view)
        } else {
            form(view)
        }
    });
    card(t(Word::EmptyTitle), (), body)
}

fn form(view: View) -> Markup {
    let whole = Memo::new(move |_| whole(view));
    let locked = Memo::new(move |_| view.is_locked());
    let is_empty = Memo::new(move |_| whole.with(|it| it.is_complete && it.sum() == 0));
    let press = move |_| {
        if !locked.get_untracked() && !is_empty.get_untracked() && !untrack(|| view.is_busy()) {
            view.asked.set(Some(Asked::Empty));
        }
    };
    let is_off = move || (locked.get() || is_empty.get() || view.is_busy()).then_some("true");
    let step = move |word: Word, part: fn(Whole) -> u64| {
        let said = move || {
            let whole = whole.get();
            let many = number(part(whole), whole.is_complete);
            say(word, &[("n", (&many).into())])
        };
        view! { <li>{said}</li> }
    };
    let proof = dynamic(move || {
        is_empty
            .get()
            .then(|| view! { <div role="status">{note(Tone::Good, t(Word::EmptyIsEmpty))}</div> })
    });
    let lock = dynamic(move || {
        locked
            .get()
            .then(|| note(Tone::Info, t(Word::MaintainLocked)))
    });
    view! {
        <p class="dim">{t(Word::EmptyWhat)}</p>
        <ol class="plain-steps">
            {step(Word::EmptyStepTerminate, |it| it.unfinished)}
            {step(Word::EmptyStepEntities, |it| it.entities)}
            {step(Word::EmptyStepPurge, |it| it.finished + it.unfinished)}
            <li>{t(Word::EmptyStepProof)}</li>
        </ol>
        {proof}
        {lock}
        <div class="row wrap">
            <button type="button" class="btn destructive" id="empty-ask" aria-disabled=is_off on:click=press>{t(Word::EmptyAsk)}</button>
        </div>
        {storage(view)}
    }
}

/// What only access to the storage can remove.
pub fn storage(view: View) -> Markup {
    let line = view
        .connection
        .with_value(|it| func_line(&FuncCommand::DeleteTaskHub, &it.address, false));
    let copied = line.clone();
    view! {
        <div class="request" role="group" aria-label=t(Word::StorageTitle)>
            <div class="row wrap">
                <b class="grow">{t(Word::StorageTitle)}</b>
                {copy_button(t(Word::RequestName), move || copied.clone())}
            </div>
            <pre class="said" tabindex="0">{line}</pre>
            <p class="hint">{t(Word::StorageWhat)}</p>
        </div>
    }
}
