//! The frame around a tab that needs the history: on its way, large, failed, out of date.

use crate::browser::{clock, locale};
use crate::components::{Icon, Tone, Weight, button, note};
use crate::prelude::*;
use crate::state::error::{ApiError, Cause};
use crate::state::history::{Answer, Content, HistoryState, Progress};
use crate::words::{Word, say, t};

use super::super::parts::problem::{problem, stale_note};
use super::View;

/// Draws what stands in the place of the history while it is not here, and `draw` once it is. `draw` is called once; what it shows
/// follows [`View::here`].
pub fn history_panel(view: View, draw: impl Fn() -> Markup + 'static) -> Markup {
    framed(view, Box::new(draw))
}

fn framed(view: View, draw: Box<dyn Fn() -> Markup>) -> Markup {
    // Drawn anew only when the kind changes: progress and polling leave what is on screen in place.
    let kind = Memo::new(move |_| match view.state() {
        HistoryState::Waiting | HistoryState::Loading(_) => Kind::Loading,
        HistoryState::Failed(error) => Kind::Failed(error),
        HistoryState::Here => Kind::Here(view.here().is_none_or(|it| it.history.is_empty())),
    });
    dynamic(move || match kind.get() {
        Kind::Loading => view! { <div class="below">{loading(view)}</div> },
        Kind::Failed(error) => view! { <div class="below">{failed(view, &error)}</div> },
        Kind::Here(true) => nothing(view),
        Kind::Here(false) => view! { {notes(view)} {draw()} },
    })
}

#[derive(Clone, PartialEq)]
enum Kind {
    Loading,
    Failed(ApiError),
    /// Whether it is empty.
    Here(bool),
}

/// How far it has come, or the question whether to go on.
fn loading(view: View) -> Markup {
    let asks = Memo::new(move |_| match view.progress() {
        Progress::Asking { bytes, of } => Some((bytes, of)),
        _ => None,
    });
    dynamic(move || match asks.get() {
        Some((bytes, of)) => gate(view, bytes, of),
        None => under_way(view),
    })
}

fn under_way(view: View) -> Markup {
    let now = clock::ticking();
    let said = move || match view.progress() {
        Progress::Receiving { bytes, of, since } => {
            now.get();
            let time = locale::duration((clock::monotonic() - since).max(0.0));
            let size = locale::bytes(bytes);
            match of {
                Some(of) => say(
                    Word::HistoryComingOf,
                    &[
                        ("size", (&size).into()),
                        ("all", (&locale::bytes(of)).into()),
                        ("time", (&time).into()),
                    ],
                ),
                None => say(
                    Word::HistoryComing,
                    &[("size", (&size).into()), ("time", (&time).into())],
                ),
            }
        }
        Progress::Begun | Progress::Asking { .. } => t(Word::HistoryLoading).to_owned(),
    };
    let share = move || match view.progress() {
        Progress::Receiving {
            bytes,
            of: Some(of),
            ..
        } => Some(shared(bytes, of).to_string()),
        _ => None,
    };
    view! {
        <div class="under-way" role="status" aria-label=t(Word::HistoryLoading)>
            <div class="row">
                <span class="grow dim">{dynamic(said)}</span>
                {button(Weight::Quiet, Some(Icon::Cross), t(Word::HistoryStop), move || view.give_up())}
            </div>
            <progress aria-label=t(Word::HistoryLoading) max="1" value=share></progress>
        </div>
    }
}

#[allow(clippy::cast_precision_loss, reason = "a share need not be exact")]
fn shared(done: u64, all: u64) -> f64 {
    done as f64 / all.max(1) as f64
}

/// It is large: what shall be done with it?
fn gate(view: View, bytes: u64, of: Option<u64>) -> Markup {
    let size = locale::bytes(of.unwrap_or(bytes).max(bytes));
    let word = if of.is_some() {
        Word::HistoryAbout
    } else {
        Word::HistoryAtLeast
    };
    let answer = move |weight, shape, word, answer| {
        button(weight, Some(shape), t(word), move || view.consent(answer))
    };
    view! {
        <div class="gate" role="group" aria-label=t(Word::HistoryGate)>
            {note(Tone::Careful, view! { <b>{say(word, &[("size", (&size).into())])}</b> " " {t(Word::HistoryGateWhat)} })}
            <div class="row wrap">
                {answer(Weight::Normal, Icon::List, Word::HistoryAll, Answer::All)}
                {answer(Weight::Normal, Icon::Clock, Word::HistorySummary, Answer::Summary)}
                {answer(Weight::Normal, Icon::Download, Word::HistoryDownload, Answer::Download)}
                {button(Weight::Quiet, Some(Icon::Cross), t(Word::HistoryStop), move || view.give_up())}
            </div>
        </div>
    }
}

fn failed(view: View, error: &ApiError) -> Markup {
    let again = move || view.history.refresh();
    match error.cause {
        Cause::NotFound => view! { <p class="dim">{t(Word::HistoryUnopenable)}</p> },
        Cause::Aborted => view! {
            <div class="row wrap" role="status">
                <span class="dim">{t(Word::HistoryStopped)}</span>
                {button(Weight::Normal, Some(Icon::Refresh), t(Word::HistoryLoad), again)}
            </div>
        },
        _ => {
            let connection = view.connection.get_value();
            problem(
                error,
                &connection,
                Callback::new(move |()| again()),
                Markup::Empty,
            )
        }
    }
}

fn nothing(view: View) -> Markup {
    let finished = view
        .status
        .data()
        .is_some_and(|it| it.status.runtime_status.is_finished());
    let word = if finished {
        Word::HistoryNoneFinished
    } else {
        Word::HistoryNone
    };
    view! { <div class="below"><p class="dim" role="status">{t(word)}</p></div> }
}

/// What has to be known of a history before it is read: out of date, in parts, not renewed by itself.
fn notes(view: View) -> Markup {
    let stale = stale_note(
        move || view.history.phase(),
        &view.hub.get_value(),
        Callback::new(move |()| view.history.refresh()),
    );
    let of = Memo::new(move |_| {
        let here = view.here()?;
        let alive = view.status.data()?;
        let alive = !alive.status.runtime_status.is_finished();
        let large = (alive && here.bytes > super::LARGE).then_some(here.bytes);
        Some((here.content == Content::Summary, large))
    });
    let said = dynamic(move || {
        let (summary, large) = of.get()?;
        let large = large.map(|bytes| {
            let size = locale::bytes(bytes);
            view! { <p class="below dim">{say(Word::HistoryLarge, &[("size", (&size).into())])}</p> }
        });
        let summary =
            summary.then(|| view! { <p class="below dim">{t(Word::HistoryIsSummary)}</p> });
        Some(view! { {large} {summary} })
    });
    view! { {stale} {said} }
}
