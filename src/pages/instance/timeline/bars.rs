//! What stands in a lane: bars from their beginning to their end, dots for moments, shapes for many.

use durable_api::timeline::{Group, Ticks, ticks_of};
use durable_api::{Span, SpanKind, SpanState, error_of};

use super::chart::Chart;
use super::density::{COLUMNS, HEIGHT, densities, outline};
use super::look::{look, mark_word};
use super::source::{Source, millis, now};
use crate::browser::clock;
use crate::browser::locale;
use crate::pages::parts::shortened::shortened;
use crate::prelude::*;
use crate::words::{Word, count, say, t};

/// So much of a text stands beside a bar, in characters.
const SAID: usize = 70;
/// A bar that is wider than this part of the screen has its text within.
const ROOMY: f64 = 0.16;
/// A bar that ends behind this part of the screen has its text before it.
const RIGHT: f64 = 0.78;

/// A share of the lane's width. Two digits are enough for a screen.
pub fn percent(share: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a share of a screen, clamped"
    )]
    let hundredths = (share.clamp(-20.0, 20.0) * 10_000.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let whole = hundredths.abs();
    format!("{sign}{}.{:02}%", whole / 100, whole % 100)
}

/// Where a bar is, cut to a little more than what is seen.
fn reach(chart: Chart, from: Ticks, to: Option<Ticks>) -> (f64, f64) {
    let begin = chart.place(from).max(-0.02);
    let end = chart.place(to.unwrap_or_else(|| chart.until())).min(1.02);
    (begin, end)
}

/// A bar with its text, within or beside it.
fn bar(
    chart: Chart,
    (from, to): (Ticks, Option<Ticks>),
    class: String,
    text: Option<Signal<String>>,
) -> Markup {
    let place = Memo::new(move |_| reach(chart, from, to));
    let seen = move || place.with(|(begin, end)| *end > -0.01 && *begin < 1.01 && end >= begin);
    let left = move || percent(place.get().0);
    let width = move || {
        let (begin, end) = place.get();
        percent((end - begin).max(0.0))
    };
    let side = Memo::new(move |_| {
        let (begin, end) = place.get();
        match () {
            () if end - begin > ROOMY => Side::Within,
            () if end > RIGHT => Side::Before,
            () => Side::After,
        }
    });
    let said = move |text: Signal<String>| {
        let class = move || match side.get() {
            Side::Within => "bar-text",
            Side::Before => "bar-text before",
            Side::After => "bar-text after",
        };
        let left = move || {
            let (begin, end) = place.get();
            match side.get() {
                Side::Within | Side::Before => percent(begin.max(0.0)),
                Side::After => percent(end),
            }
        };
        let width = move || {
            let (begin, end) = place.get();
            percent(match side.get() {
                Side::Within => end.min(1.0) - begin.max(0.0),
                // A text that does not fit beside its bar is cut at its end, not at its beginning.
                Side::Before => begin.max(0.0),
                Side::After => 1.0 - end,
            })
        };
        view! { <span class=class style:left=left style:max-width=width><span class="cut">{dynamic(move || text.get())}</span></span> }
    };
    dynamic(move || {
        seen().then(|| {
            view! { <span class=class.clone() style:left=left style:width=width></span> {text.map(said)} }
        })
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Within,
    Before,
    After,
}

/// The bar of the orchestrator itself.
pub fn whole(chart: Chart, source: &Source) -> Markup {
    let (from, to) = (source.started(), source.ended());
    let (class, _) = crate::components::look(&source.here.status.runtime_status);
    let text = lasting(from, to);
    bar(
        chart,
        (from, to),
        bar_class(class, to.is_none()),
        Some(text),
    )
}

fn bar_class(class: &str, open: bool) -> String {
    format!("bar {class}{}", if open { " open" } else { "" })
}

/// How long it took, or has taken so far.
fn lasting(from: Ticks, to: Option<Ticks>) -> Signal<String> {
    if let Some(to) = to {
        let text = locale::duration(millis(to - from));
        return Signal::derive(move || text.clone());
    }
    let ticking = clock::ticking();
    Signal::derive(move || {
        ticking.get();
        let time = locale::duration(millis(ticks_of(now()) - from));
        say(Word::BarSoFar, &[("time", (&time).into())])
    })
}

/// What stands in the lane of a span.
pub fn span(chart: Chart, source: &Source, at: usize) -> Markup {
    let (Some(span), Some((from, to))) = (source.span(at), source.times.get(at).copied()) else {
        return Markup::Empty;
    };
    let (class, _) = look(span);
    if span.kind.is_moment() {
        return moment(chart, from, class, moment_text(source, span));
    }
    if !span.tries.is_empty() {
        return tries(chart, source, span, at);
    }
    let text = match (span.kind, span.due.map(ticks_of)) {
        (SpanKind::Timer, Some(due)) if to.is_none() => due_text(due),
        _ => {
            let lasting = lasting(from, to);
            let more = remarks(source, span, at);
            Signal::derive(move || lasting.get() + &more)
        }
    };
    bar(
        chart,
        (from, to),
        bar_class(class, to.is_none()),
        Some(text),
    )
}

/// What is said after how long it took: why it failed, what is unusual.
fn remarks(source: &Source, span: &Span, at: usize) -> String {
    let mut text = String::new();
    if let Some(event) = span
        .failed_by()
        .and_then(|at| source.here.history.event(at))
    {
        let said = error_of(&event).deepest().headline();
        let first = said.lines().next().unwrap_or_default();
        text = format!(", {}", shortened(first, SAID));
    }
    for mark in source.marks_of(at) {
        text.push_str(" · ");
        text.push_str(&mark_word(mark));
    }
    if span.state == SpanState::LeftBehind {
        text.push_str(" · ");
        text.push_str(t(Word::SpanLeftBehind));
    }
    text
}

/// "until 15:58:40, in 1 h 54 m".
fn due_text(due: Ticks) -> Signal<String> {
    let ticking = clock::ticking();
    Signal::derive(move || {
        ticking.get();
        let left = millis(due - ticks_of(now()));
        if left < 0.0 {
            return t(Word::BarOverdue).to_owned();
        }
        say(Word::BarDue, &[("time", (&locale::duration(left)).into())])
    })
}

/// Each try, and the pauses between them.
fn tries(chart: Chart, source: &Source, span: &Span, at: usize) -> Markup {
    let mut parts: Vec<Markup> = Vec::new();
    let last = span.tries.len();
    for (number, it) in span.tries.iter().enumerate() {
        let Some(from) = it.start.map(ticks_of) else {
            continue;
        };
        let to = it.end.map(ticks_of);
        let class = match it.state {
            SpanState::Failed => "failed",
            SpanState::Completed => "completed",
            SpanState::Pending => "running",
            SpanState::LeftBehind => "terminated",
        };
        let to = if it.state == SpanState::Pending {
            None
        } else {
            to.or(Some(from))
        };
        let is_last = number + 1 == last;
        let text = is_last.then(|| {
            let lasting = lasting(from, to);
            let more = remarks(source, span, at);
            Signal::derive(move || lasting.get() + &more)
        });
        let in_pause = is_last && span.in_pause();
        let text = text.filter(|_| !in_pause);
        parts.push(bar(chart, (from, to), bar_class(class, to.is_none()), text));
        let Some(pause) = &it.pause else { continue };
        let Some(from) = pause.start.map(ticks_of) else {
            continue;
        };
        let to = pause.end.map(ticks_of);
        let text = in_pause.then(|| {
            let next = count(Word::BarNextTry, last as u64 + 1);
            let due = pause.due.map(|due| due_text(ticks_of(due)));
            Signal::derive(move || match due {
                Some(due) => format!("{next} {}", due.get()),
                None => next.clone(),
            })
        });
        let class = bar_class("pause pending", to.is_none());
        parts.push(bar(chart, (from, to), class, text));
    }
    Markup::Many(parts)
}

/// The moment of an event that is a part of nothing known.
pub fn event(chart: Chart, source: &Source, at: usize) -> Option<Markup> {
    let time = source.event_time(at)?;
    Some(moment(chart, time, "pending", String::new()))
}

fn moment(chart: Chart, at: Ticks, class: &'static str, text: String) -> Markup {
    let place = Memo::new(move |_| chart.place(at));
    let left = move || percent(place.get());
    let before = move || place.get() > RIGHT;
    dynamic(move || {
        let seen = (-0.01..=1.01).contains(&place.get());
        let text = text.clone();
        seen.then(|| {
            view! {
                <i class=format!("dot {class}") style:left=left></i>
                <span class="bar-text beside" class:before=before class:after=move || !before() style:left=left>{text}</span>
            }
        })
    })
}

/// What an event that arrived or was sent carries.
fn moment_text(source: &Source, span: &Span) -> String {
    let event = source.here.history.event(span.opened_by);
    let carried = event.map(|event| event.input_json());
    let carried = carried.filter(|it| !it.is_null());
    let text = carried.map(|it| shortened(it.text(), SAID));
    match (span.kind, text) {
        (SpanKind::ExternalEvent, Some(text)) => say(Word::BarRaised, &[("data", (&text).into())]),
        (SpanKind::ExternalEvent, None) => t(Word::SpanRaised).to_owned(),
        (_, text) => text.unwrap_or_default(),
    }
}

/// Many spans in one lane, and those of them that failed.
pub fn group(
    chart: Chart,
    source: &std::sync::Arc<Source>,
    group: &std::sync::Arc<Group>,
) -> Markup {
    let shape = move |source: &Source, group: &Group, failed: bool| {
        let until = chart.until();
        let window = chart.parts().window.get();
        let chosen = group.spans.iter().filter(|at| {
            !failed
                || source
                    .span(**at)
                    .is_some_and(|span| span.state == SpanState::Failed)
        });
        let mut spans = chosen.filter_map(|at| source.times.get(*at));
        let mut spans = spans
            .by_ref()
            .map(|(from, to)| (*from, to.unwrap_or(until)));
        chart
            .parts()
            .axis
            .with(|axis| outline(&densities(&mut spans, axis, window)))
    };
    let class = match group.pending {
        0 => "completed",
        _ => "running",
    };
    let view_box = format!("0 0 {COLUMNS} {HEIGHT}");
    let (one, other) = (
        (source.clone(), group.clone()),
        (source.clone(), group.clone()),
    );
    let failed = (group.failed > 0).then(|| {
        view! { <svg class="density failed" viewBox=view_box.clone() preserveAspectRatio="none" aria-hidden="true"><path d=move || shape(&other.0, &other.1, true)></path></svg> }
    });
    view! {
        <svg class=format!("density {class}") viewBox=view_box.clone() preserveAspectRatio="none" aria-hidden="true"><path d=move || shape(&one.0, &one.1, false)></path></svg>
        {failed}
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_percent_with_two_digits() {
        assert_eq!(percent(0.5), "50.00%");
        assert_eq!(percent(-0.000_12), "-0.01%");
        assert_eq!(percent(1.023_456), "102.35%");
        assert_eq!(percent(f64::MAX), "2000.00%");
    }
}
