//! What an unfinished instance waits for, in one sentence.

use chrono::{DateTime, Utc};
use durable_api::{SpanKind, Waiting, WaitingFor, waiting};

use crate::browser::clock;
use crate::browser::locale::{self, Detail};
use crate::components::{Tone, elapsed_view, note, time_view};
use crate::prelude::*;
use crate::state::App;
use crate::state::history::{HistoryHere, with_durations};
use crate::state::instance::plain_text;
use crate::words::{Word, count, say, t};

use super::view::View;

/// Named one by one; of more, their number.
const NAMED: usize = 3;

/// Draws the sentence while the instance is unfinished.
pub fn waiting_for(view: View) -> Markup {
    let status = Memo::new(move |_| {
        let data = view.status.data()?;
        let known = !data.status.is_entity() && !data.from_list;
        let reason = (!data.status.output.is_null()).then(|| plain_text(&data.status.output));
        known.then(|| (data.status.runtime_status.clone(), reason))
    });
    dynamic(move || {
        let (status, reason) = status.get()?;
        let here = view.here();
        let model = here.as_ref().map(|here| &here.model);
        let hub = view.hub.get_value();
        let found = with_durations(&hub, |seen| waiting(&status, model, seen));
        sentence(view, here.as_deref(), found, reason)
    })
}

fn sentence(
    view: View,
    here: Option<&HistoryHere>,
    found: Waiting,
    reason: Option<String>,
) -> Option<Markup> {
    let drawn = match found {
        Waiting::Ended | Waiting::Unknown => return None,
        Waiting::NeverPickedUp => note(Tone::Info, t(Word::NeverPickedUp)),
        Waiting::Terminating { since: at } => note(
            Tone::Careful,
            view! { <b>{t(Word::WaitingTerminating)}</b> {since(at)} },
        ),
        Waiting::Suspended { since: at, then } => {
            let reason = reason.map(|it| view! { ": " <q><bdi>{it}</bdi></q> });
            let then = (!then.is_empty())
                .then(|| view! { ". " {t(Word::WaitingThen)} {listed(view, here, &then)} });
            note(
                Tone::Careful,
                view! { <b>{t(Word::WaitingSuspended)}</b> {since(at)} {reason} {then} },
            )
        }
        Waiting::Sleeping { timers, .. } => {
            let first = timers.first()?;
            let more = (timers.len() > 1)
                .then(|| view! { " (" {count(Word::WaitingTimers, timers.len() as u64)} ")" });
            note(
                Tone::Running,
                view! { <b>{t(Word::WaitingSleeping)}</b> {until(first.until)} {pause(here, first)} {more} ". " {t(Word::WaitingOrEvent)} },
            )
        }
        Waiting::For(items) => note(
            Tone::Running,
            view! { <b>{t(Word::WaitingFor)}</b> {listed(view, here, &items)} },
        ),
        Waiting::Idle { since: at } => note(
            Tone::Running,
            view! { <b>{t(Word::WaitingIdle)}</b> {since(at)} ": " {t(Word::WaitingIdleWhy)} },
        ),
    };
    Some(drawn)
}

fn listed(view: View, here: Option<&HistoryHere>, items: &[WaitingFor]) -> Markup {
    let mut parts: Vec<Markup> = Vec::new();
    for (at, item) in items.iter().take(NAMED).enumerate() {
        let comma = if at == 0 { " " } else { ", " };
        parts.push(view! { {comma} {part(view, here, item)} });
    }
    let rest: usize = items.iter().skip(NAMED).map(|item| item.count).sum();
    if rest > 0 {
        parts.push(view! { ", " {count(Word::WaitingMore, rest as u64)} });
    }
    Markup::Many(parts)
}

fn part(view: View, here: Option<&HistoryHere>, item: &WaitingFor) -> Markup {
    let name = item.name.as_deref().unwrap_or_default();
    if item.kind == SpanKind::Timer {
        return view! { {t(Word::WaitingTimer)} {until(item.until)} {pause(here, item)} };
    }
    let word = match item.kind {
        SpanKind::SubOrchestration => Word::WaitingChild,
        SpanKind::EntityCall => Word::WaitingEntity,
        SpanKind::Lock => Word::WaitingLock,
        _ => Word::WaitingActivity,
    };
    if item.count > 1 {
        let many = say(
            Word::WaitingMany,
            &[("n", item.count.into()), ("what", t(word).into())],
        );
        return view! { {many} " " <b><bdi>{name.to_owned()}</bdi></b> {since(item.since)} };
    }
    let child = item
        .instance_id
        .as_deref()
        .filter(|_| item.kind == SpanKind::SubOrchestration)
        .map(|id| view! { " " <a class="mono" href=view.instance_href(id)><bdi>{id.to_owned()}</bdi></a> });
    let attempt = (item.attempt > 1).then(|| {
        let word = if item.in_pause {
            Word::WaitingNextTry
        } else {
            Word::WaitingTry
        };
        view! { ", " {count(word, u64::from(item.attempt))} }
    });
    let when = if item.in_pause {
        until(item.until)
    } else {
        view! { {since(item.since)} {usually(item)} }
    };
    view! { {t(word)} " " <b><bdi>{name.to_owned()}</bdi></b> {child} {attempt} {when} }
}

/// "(usually 1.3 s, now 2 m 39 s)".
fn usually(item: &WaitingFor) -> Markup {
    let usual = item.usual.map(|usual| {
        let usual = locale::duration(millis(usual.median));
        view! { {say(Word::WaitingUsually, &[("time", (&usual).into())])} ", " }
    });
    let since = item.since.map(unix_ms).filter(|at| *at <= clock::now());
    since
        .map(|at| view! { " (" {usual} {t(Word::WaitingNow)} " " {elapsed_view(at)} ")" })
        .into_markup()
}

/// Of a timer that may be the pause before the next try of something.
fn pause(here: Option<&HistoryHere>, item: &WaitingFor) -> Option<Markup> {
    let span = here?.model.spans.get(item.perhaps_pause_of?)?;
    let name = span.name.as_deref().unwrap_or_default();
    Some(view! { " (" {say(Word::WaitingPerhaps, &[("name", name.into())])} ")" })
}

fn since(at: Option<DateTime<Utc>>) -> Option<Markup> {
    Some(view! { " " {t(Word::WaitingSince)} " " {moment(at?)} })
}

fn until(at: Option<DateTime<Utc>>) -> Markup {
    let now = clock::ticking();
    let left = |at: f64| {
        dynamic(move || {
            let left = at - now.get();
            (left >= 1_000.0).then(|| {
                say(
                    Word::WaitingIn,
                    &[("time", (&locale::duration(left)).into())],
                )
            })
        })
    };
    at.map(|at| view! { " " {t(Word::WaitingUntil)} " " {moment(at)} {left(unix_ms(at))} })
        .into_markup()
}

fn moment(at: DateTime<Utc>) -> Markup {
    let zone = App::get().preferences.zone();
    let exact = durable_api::time::wire_time(at);
    time_view(&durable_api::Timestamp::new(exact), Detail::Second, zone)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 are far below 2^53"
)]
fn unix_ms(at: DateTime<Utc>) -> f64 {
    at.timestamp_millis() as f64
}

#[allow(clippy::cast_precision_loss, reason = "a length on screen is rounded")]
fn millis(of: chrono::TimeDelta) -> f64 {
    of.num_milliseconds() as f64
}
