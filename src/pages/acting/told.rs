//! How far an act is, and what came of it, in the page and in words.

use durable_api::Refusal;
use durable_api::act::{Act, Kind, Outcome, PATIENCE_MS, Verb};

use crate::components::Icon;
use crate::components::{Tone, Weight, button, icon_button, link_button, note};
use crate::pages::parts::key_form::key_form;
use crate::prelude::*;
use crate::route::Route;
use crate::state::acting::Stage;
use crate::state::error::Cause;
use crate::words::{Word, say, t};

use super::confirm::is_under_way;
use super::{Desk, look, lost, why_word};

/// Draws it; what changed is read again as soon as it is known.
pub fn told(desk: Desk) -> Markup {
    let stage = Memo::new(move |_| desk.acting.stage());
    Effect::new(move |_| {
        let stage = stage.get();
        if matches!(&stage, Stage::Over(outcome) if outcome.kind() == Kind::Done) {
            desk.said().forget();
        }
        if matches!(stage, Stage::Over(_) | Stage::Accepted) {
            (desk.about().refresh)();
        }
    });
    dynamic(move || {
        let stage = stage.get();
        let verb = desk.acting.with(|act| act.operation().verb())?;
        let what = t(look(verb).1);
        let (tone, text) = said(&stage, what, verb)?;
        let means = means(desk, &stage, verb);
        let close = (!is_under_way(&stage)).then(|| {
            icon_button(Icon::Cross, t(Word::Dismiss).to_owned(), move || {
                desk.acting.dismiss();
            })
        });
        let label = say(Word::ActUnderWay, &[("what", what.into())]);
        let (role, busy) = match tone {
            Tone::Bad => ("alert", "false"),
            _ => (
                "status",
                if is_under_way(&stage) {
                    "true"
                } else {
                    "false"
                },
            ),
        };
        Some(view! {
            <section class="told-act" aria-label=label aria-busy=busy><div role=role>
                {note(tone, view! { <div class="row"><span class="grow">{text}</span>{close}</div> {means} })}
            </div></section>
        })
    })
}

fn said(stage: &Stage, what: &str, verb: Verb) -> Option<(Tone, String)> {
    let plain = |word| say(word, &[("what", what.into())]);
    Some(match stage {
        Stage::Idle => return None,
        Stage::Looking => (Tone::Running, plain(Word::ActLooking)),
        Stage::Sent => (Tone::Running, plain(Word::ActSent)),
        Stage::Accepted => (Tone::Running, plain(Word::ActAcceptedReading)),
        Stage::InDoubt => (Tone::Careful, plain(Word::ActInDoubt)),
        Stage::Held(Cause::Unauthorized) => (Tone::Careful, plain(Word::ActNeedsKey)),
        Stage::Held(Cause::KeyLocked) => (Tone::Careful, plain(Word::ActNeedsPassphrase)),
        Stage::Held(_) => (Tone::Careful, t(Word::ActLocked).to_owned()),
        Stage::Over(outcome) => of_outcome(outcome, what, verb),
    })
}

fn of_outcome(outcome: &Outcome, what: &str, verb: Verb) -> (Tone, String) {
    let status = outcome.seen().map_or("", |it| it.status.as_str());
    let with = |word: Word, more: &str| {
        let seconds = PATIENCE_MS / 1_000.0;
        say(
            word,
            &[
                ("what", what.into()),
                ("status", status.into()),
                ("said", more.into()),
                ("seconds", crate::words::Arg::Number(seconds)),
            ],
        )
    };
    match outcome {
        Outcome::Done(Some(_)) if verb == Verb::Signal => {
            (Tone::Good, with(Word::ActStateChanged, ""))
        }
        Outcome::Done(None) => (Tone::Good, with(Word::ActDoneGone, "")),
        Outcome::Done(Some(_)) => (Tone::Good, with(Word::ActDone, "")),
        Outcome::Accepted | Outcome::Would(_) => (Tone::Good, with(Word::ActAccepted, "")),
        Outcome::NotYet(_) if verb == Verb::RaiseEvent => {
            (Tone::Careful, with(Word::ActEventKept, ""))
        }
        Outcome::NotYet(_) => (Tone::Careful, with(Word::ActNotYet, "")),
        Outcome::Otherwise(_) if verb == Verb::Rewind => {
            (Tone::Careful, with(Word::ActFailedAgain, ""))
        }
        Outcome::Otherwise(_) => (Tone::Careful, with(Word::ActOtherwise, "")),
        Outcome::Skipped(why, _) => (Tone::Info, with(Word::ActSkipped, t(why_word(*why)))),
        Outcome::Gone => (Tone::Careful, with(Word::ActGone, "")),
        Outcome::Refused(refusal) => (Tone::Bad, with(Word::ActRefused, &words_of(refusal))),
        Outcome::Unknown { seen, said } => {
            let word = match seen {
                Some(_) if verb.is_of_entity() => Word::ActUnknownState,
                Some(_) => Word::ActUnknown,
                None => Word::ActUnknownUnseen,
            };
            let came = said
                .as_deref()
                .map_or_else(|| t(Word::MarkNoAnswer).to_owned(), words_of);
            (Tone::Bad, with(word, &came))
        }
        Outcome::Unread(refusal) => {
            let came = refusal
                .as_deref()
                .map_or_else(|| t(Word::MarkNoAnswer).to_owned(), words_of);
            (Tone::Bad, with(Word::ActUnread, &came))
        }
    }
}

/// The status of an answer, and what it said.
fn words_of(refusal: &Refusal) -> String {
    let status = refusal.http_status.to_string();
    match refusal.says() {
        Some(said) => format!("{status}: {said}"),
        None => status,
    }
}

/// What can be done next.
fn means(desk: Desk, stage: &Stage, verb: Verb) -> Markup {
    let go_on = Callback::new(move |()| desk.acting.go_on());
    let about = desk.about();
    let hub = about.hub.clone();
    match stage {
        Stage::Held(Cause::Unauthorized | Cause::KeyLocked) => key_form(hub, go_on),
        Stage::Held(_) => button(Weight::Normal, None, t(Word::ActGoOn), move || {
            desk.acting.go_on();
        }),
        Stage::Over(outcome @ (Outcome::NotYet(_) | Outcome::Unknown { .. })) => {
            let unseen = verb == Verb::RestartNew && outcome.seen().is_none();
            let offered = (verb != Verb::RestartNew).then(|| again(desk, verb, Word::ActAgain));
            view! {
                <div class="row wrap">
                    {button(Weight::Normal, Some(Icon::Refresh), t(Word::ActReadOn), move || desk.acting.watch_on())}
                    {offered}
                </div>
                {unseen.then(|| lost::what_it_may_have_made(desk))}
                {(about.more)(desk, outcome)}
            }
        }
        Stage::Over(outcome @ (Outcome::Refused(_) | Outcome::Unread(_))) => {
            view! { {again(desk, verb, Word::ActOnceMore)} {(about.more)(desk, outcome)} }
        }
        Stage::Over(outcome @ Outcome::Done(Some(_))) => {
            view! { {made(desk, &hub)} {(about.more)(desk, outcome)} }
        }
        Stage::Over(outcome) => (about.more)(desk, outcome),
        _ => Markup::Empty,
    }
}

/// Asks for the same once more, with what was typed for it.
fn again(desk: Desk, verb: Verb, word: Word) -> Markup {
    button(Weight::Quiet, None, t(word), move || desk.choose(verb))
}

/// The link to what a start or restart made.
fn made(desk: Desk, hub: &str) -> Markup {
    let made = |act: &Act| {
        let is_elsewhere = |made: &&str| *made != act.id() || act.operation().verb() == Verb::Start;
        act.made().filter(is_elsewhere).map(str::to_owned)
    };
    desk.acting
        .with(made)
        .flatten()
        .map(|id| {
            let href = Route::instance(hub, &id).href();
            link_button(
                Weight::Normal,
                Some(Icon::Right),
                say(Word::ActOpenMade, &[("id", (&id).into())]),
                href,
            )
        })
        .into_markup()
}
