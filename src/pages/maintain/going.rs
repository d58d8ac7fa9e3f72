//! How far it is, what holds it up, and what came of it.

use durable_api::Refusal;
use durable_api::purge::{Emptying, Halt, Phase, Progress, PurgeWalk};

use crate::browser::locale::{self, Detail};
use crate::components::{Icon, Tone, Weight, button, note};
use crate::pages::key_form;
use crate::prelude::*;
use crate::state::App;
use crate::state::maintaining::{Going, Job};
use crate::words::{Word, count, say, t};

use super::View;
use super::empty::storage;
use super::purge::dismiss;

/// A purge under way, or over.
pub fn of_purge(view: View) -> Markup {
    let progress = Memo::new(move |_| {
        let of = |job: &Job| match job {
            Job::Purge(walk) => Some(PurgeWalk::progress(walk)),
            Job::Empty(_) => None,
        };
        view.work.with(of).flatten().unwrap_or_default()
    });
    let going = Memo::new(move |_| view.work.going());
    let bar = dynamic(move || {
        let share = progress.get().share;
        view! { <progress max="1000" value=share.to_string() aria-label=t(Word::PurgeShare)></progress> }
    });
    let said = move || told(&progress.get());
    let state = dynamic(move || match going.get() {
        Going::Over => {
            let progress = progress.get_untracked();
            let word = if progress.lost > 0 {
                Word::PurgeOverLost
            } else {
                Word::PurgeOver
            };
            view! {
                {note(Tone::Good, count(word, progress.deleted))}
                <div class="row wrap">{dismiss(view)}</div>
            }
        }
        other => controls(view, &other),
    });
    view! {
        {bar}
        <p role="status">{said}</p>
        {state}
    }
}

/// The sum so far, and up to when.
fn told(progress: &Progress) -> String {
    let zone = App::get().preferences.zone().get();
    #[allow(clippy::cast_precision_loss, reason = "times of a clock")]
    let to = locale::time(progress.done_to as f64, Detail::Full, zone);
    let mut said = vec![
        count(Word::PurgeDeleted, progress.deleted),
        count(Word::PurgeCalls, progress.calls.into()),
        say(Word::PurgeUpTo, &[("time", (&to).into())]),
    ];
    if progress.lost > 0 {
        said.push(count(Word::PurgeLost, progress.lost.into()));
        said.push(count(Word::PurgeUncounted, progress.uncounted));
    }
    said.join(" · ")
}

/// A hub that is emptied, or was.
pub fn of_emptying(view: View) -> Markup {
    let going = Memo::new(move |_| view.work.going());
    let said = move || {
        view.work.with(|job| match job {
            Job::Empty(emptying) => phase(emptying),
            Job::Purge(_) => String::new(),
        })
    };
    let state = dynamic(move || match going.get() {
        Going::Over => view.work.with(|job| match job {
            Job::Empty(emptying) => outcome(view, emptying),
            Job::Purge(_) => Markup::Empty,
        }),
        other => Some(controls(view, &other)),
    });
    view! {
        <p role="status">{said}</p>
        {state}
    }
}

fn phase(emptying: &Emptying) -> String {
    let now = match emptying.phase() {
        Phase::Counting => t(Word::EmptyCounting).to_owned(),
        Phase::Terminating { over, of } => say(
            Word::EmptyTerminating,
            &[("n", over.into()), ("of", of.into())],
        ),
        Phase::Entities { over, of } => say(
            Word::EmptyEntities,
            &[("n", over.into()), ("of", of.into())],
        ),
        Phase::Purging(progress) => {
            let share = u64::from(progress.share) / 10;
            say(Word::EmptyPurging, &[("share", share.into())])
        }
        Phase::Over => t(Word::EmptyOver).to_owned(),
    };
    [
        now,
        count(Word::EmptyTerminated, emptying.terminated()),
        count(Word::PurgeDeleted, emptying.deleted()),
    ]
    .join(" · ")
}

/// Whether the hub is empty, and what is left where it is not.
fn outcome(view: View, emptying: &Emptying) -> Markup {
    let left = emptying.left();
    let said = if left.hub.is_empty() && left.hub.is_complete {
        note(Tone::Good, t(Word::EmptyProved))
    } else if left.hub.is_empty() {
        note(Tone::Careful, t(Word::EmptyUnproved))
    } else {
        let unreachable = (left.unreachable > 0)
            .then(|| view! { <p>{count(Word::EmptyUnreachable, left.unreachable as u64)}</p> });
        let entities = (!left.hub.entities.is_empty()).then(
            || view! { <p>{count(Word::EmptyEntitiesLeft, left.hub.entities.len() as u64)}</p> },
        );
        let names: Vec<Markup> = left
            .hub
            .unfinished
            .iter()
            .take(8)
            .map(|id| view! { <li class="mono"><bdi>{id.clone()}</bdi></li> })
            .collect();
        note(
            Tone::Careful,
            view! { <p>{count(Word::EmptyLeft, left.hub.len() as u64)}</p> {unreachable} {entities} <ul>{names}</ul> },
        )
    };
    view! {
        {said}
        <div class="row wrap">{dismiss(view)}</div>
        {storage(view)}
    }
}

/// What can be done while it goes on, and what holds it up where it does not.
fn controls(view: View, going: &Going) -> Markup {
    let work = view.work;
    let stop = || {
        button(
            Weight::Normal,
            Some(Icon::Stop),
            t(Word::WalkStop),
            move || work.stop(),
        )
    };
    let go_on = || {
        let on = button(
            Weight::Normal,
            Some(Icon::Right),
            t(Word::ActGoOn),
            move || {
                work.go_on();
            },
        );
        view! { <div class="row wrap">{on}{dismiss(view)}</div> }
    };
    let halt = match going {
        Going::On => {
            return view! { <div class="row wrap">{stop()}<span class="hint">{t(Word::MaintainStay)}</span></div> };
        }
        Going::Halted(halt) => halt,
        Going::Elsewhere | Going::Idle | Going::Over => return Markup::Empty,
    };
    let hub = view.hub.get_value();
    let given = Callback::new(move |()| work.go_on());
    let is_key_locked = App::get().connections.is_key_locked(&hub);
    let (tone, said, means) = match halt {
        Halt::Stopped => (Tone::Info, t(Word::MaintainStopped).to_owned(), go_on()),
        Halt::Key => (
            Tone::Careful,
            t(Word::MaintainKey).to_owned(),
            key_form(hub, given),
        ),
        Halt::Unsent if is_key_locked => (
            Tone::Careful,
            t(Word::MaintainKey).to_owned(),
            key_form(hub, given),
        ),
        Halt::Unsent => (Tone::Careful, t(Word::ActLocked).to_owned(), go_on()),
        Halt::Refused(refusal) => (
            Tone::Bad,
            say(
                Word::MaintainRefused,
                &[("said", (&words_of(refusal)).into())],
            ),
            go_on(),
        ),
        Halt::Unread => (Tone::Bad, t(Word::MaintainUnread).to_owned(), go_on()),
        Halt::Trouble => (Tone::Careful, t(Word::MaintainTrouble).to_owned(), go_on()),
    };
    view! { <div role="alert">{note(tone, said)}</div> {means} }
}

/// The status of an answer, and what it said.
fn words_of(refusal: &Refusal) -> String {
    let status = refusal.http_status.to_string();
    match refusal.says() {
        Some(said) => format!("{status}: {said}"),
        None => status,
    }
}
