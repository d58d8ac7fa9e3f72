//! Beside the page: all about the selected span.

use std::sync::Arc;

use durable_api::{
    EventKind, HistoryEvent, RawJson, Span, SpanKind, SpanState, Sureness, Timestamp, error_of,
};

use super::look::{kind_word, look, mark_word, name_of, state_word};
use super::source::millis_of;
use super::which_child::which_child;
use crate::browser::locale::Detail;
use crate::components::{
    Icon, Tone, badge, card, copy_button, duration_view, elapsed_view, facts, icon_button,
    json_view, note, time_view,
};
use crate::pages::instance::failure;
use crate::pages::instance::view::View;
use crate::prelude::*;
use crate::state::App;
use crate::state::history::{Content, HistoryHere, with_durations};
use crate::words::{Word, count, say, t};

/// So many events of a span are shown; a lock or a call with many tries may have more.
const EVENTS: usize = 12;

/// Draws the inspector while a span is selected and its history is here.
pub fn inspector(view: View) -> Markup {
    let selected = Memo::new(move |_| view.span());
    dynamic(move || {
        let at = selected.get()?;
        let here = view.here()?;
        view.want_results();
        let span = here.model.spans.get(at)?;
        Some(drawn(view, &here, at, span))
    })
}

fn drawn(view: View, here: &Arc<HistoryHere>, at: usize, span: &Span) -> Markup {
    let (class, shape) = look(span);
    let name = name_of(span);
    let copied = name.clone();
    let events = here.model.events_of(at);
    let decoded: Vec<(usize, HistoryEvent)> = events
        .iter()
        .take(EVENTS)
        .filter_map(|at| Some((*at, here.history.event(*at)?)))
        .collect();
    view! {
        <aside class="inspector" aria-label=t(Word::InspectorLabel)>
            <div class="row">
                <h2 class="grow cut"><bdi>{name}</bdi></h2>
                {copy_button(t(Word::InspectorName), move || copied.clone())}
                {icon_button(Icon::Cross, t(Word::InspectorClose).to_owned(), move || view.select_span(None))}
            </div>
            <div class="row wrap">
                {badge(class, shape, t(state_word(span)).to_owned())}
                <span class="dim">{t(kind_word(span.kind))}</span>
            </div>
            {facts(times(view, here, at, span))}
            {why(here, span)}
            {tries(view, here, span)}
            {values(here, span, &decoded)}
            {raw(view, here, events)}
        </aside>
    }
}

fn moment(at: chrono::DateTime<chrono::Utc>) -> Markup {
    let zone = App::get().preferences.zone();
    let exact = durable_api::time::wire_time(at);
    time_view(&Timestamp::new(exact), Detail::Time, zone)
}

fn times(
    view: View,
    here: &Arc<HistoryHere>,
    at: usize,
    span: &Span,
) -> Vec<(&'static str, Markup)> {
    let mut all: Vec<(&'static str, Markup)> = Vec::new();
    let begun = match span.kind {
        SpanKind::Activity | SpanKind::SubOrchestration => Word::InspectorScheduled,
        _ => Word::TimelineBegan,
    };
    all.extend(span.start.map(|at| (t(begun), moment(at))));
    all.extend(
        span.granted
            .map(|at| (t(Word::InspectorGranted), moment(at))),
    );
    all.extend(span.due.map(|at| (t(Word::InspectorDue), moment(at))));
    if !span.kind.is_moment() {
        all.extend(span.end.map(|at| (t(Word::InspectorEnded), moment(at))));
        let lasted = match (span.duration(), span.start) {
            (Some(took), _) => Some((t(Word::TimelineTook), duration_view(millis_of(took)))),
            (None, Some(since)) if span.state == SpanState::Pending => {
                Some((t(Word::InspectorSoFar), elapsed_view(unix(since))))
            }
            _ => None,
        };
        all.extend(lasted);
    }
    let name = span.name.as_deref().unwrap_or_default();
    let usual = view
        .hub
        .with_value(|hub| with_durations(hub, |seen| seen.usual(span.kind, name)));
    all.extend(usual.filter(|usual| usual.count > 1).map(|usual| {
        let of = count(Word::InspectorMedian, u64::from(usual.count));
        let body =
            view! { {duration_view(millis_of(usual.median))} " " <span class="faint">{of}</span> };
        (t(Word::InspectorUsually), body)
    }));
    if span.kind == SpanKind::SubOrchestration {
        all.push((t(Word::InspectorInstance), which_child(view, here, at)));
    } else if let Some(id) = span.instance_id.as_deref() {
        let shown = view! { <bdi class="mono">{id.to_owned()}</bdi> };
        all.push((t(Word::InspectorInstance), shown));
    }
    let marks = view
        .hub
        .with_value(|hub| with_durations(hub, |seen| durable_api::remarkable(&here.model, seen)));
    let marks: Vec<String> = marks
        .into_iter()
        .filter(|(of, _)| *of == at)
        .map(|(_, mark)| mark_word(mark))
        .collect();
    if !marks.is_empty() {
        all.push((t(Word::InspectorUnusual), marks.join(", ").into_markup()));
    }
    if span.sure != Sureness::Known {
        all.push((
            t(Word::InspectorPaired),
            t(Word::InspectorGuessed).into_markup(),
        ));
    }
    all
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 are far below 2^53"
)]
fn unix(at: chrono::DateTime<chrono::Utc>) -> f64 {
    at.timestamp_millis() as f64
}

/// Why it failed, with its frames.
fn why(here: &HistoryHere, span: &Span) -> Option<Markup> {
    let failed = span
        .tries
        .iter()
        .rev()
        .find(|it| it.state == SpanState::Failed);
    let event = span.failed_by().or(failed.map(|it| it.event))?;
    let error = error_of(&here.history.event(event)?);
    Some(view! { <section class="why">{failure::cause(error.deepest())}</section> })
}

fn tries(view: View, here: &HistoryHere, span: &Span) -> Option<Markup> {
    if span.tries.len() < 2 {
        return None;
    }
    let rows = span.tries.iter().enumerate().map(|(number, it)| {
        let (class, shape) = match it.state {
            SpanState::Failed => ("failed", Icon::Cross),
            SpanState::Completed => ("completed", Icon::Check),
            SpanState::Pending => ("running", Icon::Running),
            SpanState::LeftBehind => ("terminated", Icon::Slash),
        };
        let took = it
            .start
            .zip(it.end)
            .map(|(from, to)| duration_view(millis_of(to - from)));
        let said = (it.state == SpanState::Failed)
            .then(|| here.history.event(it.event))
            .flatten()
            .map(|event| error_of(&event).deepest().headline());
        let said = said.and_then(|text| text.lines().next().map(str::to_owned));
        view! {
            <li>
                {badge(class, shape, count(Word::EventTry, number as u64 + 1))}
                <a class="dim nowrap" href=view.event_href(it.event)>{took}</a>
                <span class="dim">{said}</span>
            </li>
        }
    });
    let rows: Vec<Markup> = rows.collect();
    Some(view! { <ol class="tries" aria-label=t(Word::InspectorTries)>{rows}</ol> })
}

/// What it was given and what it gave.
fn values(here: &HistoryHere, span: &Span, events: &[(usize, HistoryEvent)]) -> Markup {
    let mut parts: Vec<Markup> = Vec::new();
    let input = events.iter().find(|(_, event)| !event.input.is_null());
    let takes_input = matches!(span.kind, SpanKind::Activity | SpanKind::SubOrchestration);
    match input {
        Some((_, event)) => parts.push(value(Word::PartInput, &event.input_json())),
        None if takes_input && here.content != Content::Summary => {
            let word = match span.kind {
                SpanKind::SubOrchestration => Word::InputOfChild,
                _ => Word::InputNotRecorded,
            };
            parts.push(note(Tone::Info, t(word)));
        }
        None => {}
    }
    let result = events
        .iter()
        .rev()
        .find(|(_, event)| !event.result.is_null());
    if let Some((_, event)) = result {
        parts.push(value(Word::PartResult, &event.result));
    }
    let reason = events.iter().find_map(|(_, event)| {
        let failed = matches!(
            event.kind,
            EventKind::TaskFailed | EventKind::SubOrchestrationInstanceFailed
        );
        event.reason.clone().filter(|it| !failed && !it.is_empty())
    });
    if let Some(reason) = reason {
        let text = durable_api::readable(&reason);
        parts.push(card(
            t(Word::PartReason),
            (),
            view! { <pre class="said" tabindex="0">{text}</pre> },
        ));
    }
    Markup::Many(parts)
}

fn value(word: Word, value: &RawJson) -> Markup {
    let text = value.text().to_owned();
    let copied = text.clone();
    card(
        t(word),
        copy_button(t(word), move || copied.clone()),
        json_view(&text),
    )
}

/// The exact events, each linked to its row in the table.
fn raw(view: View, here: &HistoryHere, events: &[usize]) -> Markup {
    let of = here.history.len();
    let drawn = events.iter().take(EVENTS).map(|at| {
        let text = here.history.json(*at).to_owned();
        let kind = here.history.row(*at).map(|row| row.kind.as_str().to_owned());
        let number = say(Word::InspectorEvent, &[("n", (at + 1).into()), ("all", of.into())]);
        let title = view! { <a href=view.event_href(*at)>{kind.unwrap_or_default()}</a> " " <span class="faint">{number}</span> };
        let copied = text.clone();
        card(title, copy_button(t(Word::PartRaw), move || copied.clone()), json_view(&text))
    });
    let rest = events.len().saturating_sub(EVENTS);
    let rest =
        (rest > 0).then(|| view! { <p class="dim">{count(Word::WaitingMore, rest as u64)}</p> });
    view! { {Markup::Many(drawn.collect())} {rest} }
}
