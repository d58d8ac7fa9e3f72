//! What stands in a lane: bars from their beginning to their end, with what is said of them.

use durable_api::timeline::{Ticks, ticks_of};
use durable_api::{Span, SpanKind, SpanState, error_of};

use super::chart::Chart;
use super::look::{look, mark_word};
use super::moments;
use super::source::{Source, millis, now};
use super::tries;
use crate::browser::clock;
use crate::browser::locale;
use crate::pages::parts::shortened::shortened;
use crate::prelude::*;
use crate::words::{Word, say, t};

/// So much of a text stands beside a bar, in characters.
pub(super) const SAID: usize = 70;
/// A bar that is wider than this part of the screen has its text within.
const ROOMY: f64 = 0.16;
/// What ends behind this part of the screen has its text before it.
pub(super) const RIGHT: f64 = 0.78;
/// With less room than this part of the screen a text says nothing.
const LEAST: f64 = 0.1;

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

/// A text that goes with a bar, and from when to when nothing else may lie below it.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) text: Signal<String>,
    pub(super) around: (Ticks, Option<Ticks>),
}

/// Where the text of a bar stands.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Within,
    Before,
    After,
    /// Before its bar, over what lies there: there is no room elsewhere.
    Over,
}

/// Where a text stands whose bar and whose surroundings are there.
fn side((begin, end): (f64, f64), (first, last): (f64, f64)) -> Side {
    match () {
        () if end - begin > ROOMY => Side::Within,
        () if last <= RIGHT => Side::After,
        () if first > 1.0 - last && first > LEAST => Side::Before,
        () if 1.0 - last > LEAST => Side::After,
        () => Side::Over,
    }
}

/// A bar with its text, within or beside it.
pub(super) fn bar(
    chart: Chart,
    (from, to): (Ticks, Option<Ticks>),
    class: String,
    said: Option<Said>,
) -> Markup {
    let place = Memo::new(move |_| reach(chart, from, to));
    let seen = move || place.with(|(begin, end)| *end > -0.01 && *begin < 1.01 && end >= begin);
    let left = move || percent(place.get().0);
    let width = move || {
        let (begin, end) = place.get();
        percent((end - begin).max(0.0))
    };
    let text = said.map(|said| text_of(chart, place, said));
    dynamic(move || {
        seen().then(|| {
            view! { <span class=class.clone() style:left=left style:width=width></span> {text.map(Placed::drawn)} }
        })
    })
}

/// The text of a bar with where it stands.
#[derive(Clone, Copy)]
struct Placed {
    text: Signal<String>,
    /// The side, its beginning or end, and how much room there is.
    at: Memo<(Side, f64, f64)>,
}

fn text_of(chart: Chart, place: Memo<(f64, f64)>, said: Said) -> Placed {
    let at = Memo::new(move |_| {
        let (begin, end) = place.get();
        let (first, last) = reach(chart, said.around.0, said.around.1);
        let (first, begin) = (first.max(0.0), begin.max(0.0));
        let side = side((begin, end), (first, last));
        match side {
            Side::Within => (side, begin, end.min(1.0) - begin),
            // A text that does not fit beside its bar is cut at its end, not at its beginning.
            Side::Before => (side, first, first),
            Side::After => (side, last, 1.0 - last),
            Side::Over => (side, begin, begin),
        }
    });
    Placed {
        text: said.text,
        at,
    }
}

impl Placed {
    fn drawn(self) -> Markup {
        let (at, text) = (self.at, self.text);
        let class = move || match at.get().0 {
            Side::Within => "bar-text",
            Side::Before => "bar-text before",
            Side::After => "bar-text after",
            Side::Over => "bar-text before over",
        };
        let left = move || percent(at.get().1);
        let width = move || percent(at.get().2);
        view! { <span class=class style:left=left style:max-width=width><span class="cut">{dynamic(move || text.get())}</span></span> }
    }
}

/// The bar of the orchestrator itself.
pub fn whole(chart: Chart, source: &Source) -> Markup {
    let (from, to) = (source.started(), source.ended());
    let (class, _) = crate::components::look(&source.here.status.runtime_status);
    let said = Said {
        text: lasting(from, to),
        around: (from, to),
    };
    bar(
        chart,
        (from, to),
        bar_class(class, to.is_none()),
        Some(said),
    )
}

pub(super) fn bar_class(class: &str, open: bool) -> String {
    format!("bar {class}{}", if open { " open" } else { "" })
}

/// How long it took, or has taken so far.
pub(super) fn lasting(from: Ticks, to: Option<Ticks>) -> Signal<String> {
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
        return moments::span(chart, from, class, source, span);
    }
    if !span.tries.is_empty() {
        return tries::tries(chart, source, span, at);
    }
    let text = match (span.kind, span.due.map(ticks_of)) {
        (SpanKind::Timer, Some(due)) if to.is_none() => due_text(due),
        _ => {
            let lasting = lasting(from, to);
            let more = remarks(source, span, at);
            Signal::derive(move || lasting.get() + &more)
        }
    };
    let around = (from, to);
    let class = bar_class(class, to.is_none());
    bar(chart, around, class, Some(Said { text, around }))
}

/// What is said after how long it took: why it failed, what is unusual.
pub(super) fn remarks(source: &Source, span: &Span, at: usize) -> String {
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
pub(super) fn due_text(due: Ticks) -> Signal<String> {
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

#[cfg(test)]
mod tests {
    use super::{Side, percent, side};

    #[test]
    fn a_text_stands_where_nothing_of_its_call_lies_below_it() {
        let is = |bar, around, wanted| assert!(side(bar, around) == wanted);
        is((0.1, 0.5), (0.1, 0.5), Side::Within);
        is((0.5, 0.6), (0.2, 0.6), Side::After);
        is((0.85, 0.9), (0.4, 0.9), Side::Before);
        is((0.85, 0.88), (0.05, 0.88), Side::After);
        is((0.95, 0.99), (0.0, 0.99), Side::Over);
    }

    #[test]
    fn shares_are_percent_with_two_digits() {
        assert_eq!(percent(0.5), "50.00%");
        assert_eq!(percent(-0.000_12), "-0.01%");
        assert_eq!(percent(1.023_456), "102.35%");
        assert_eq!(percent(f64::MAX), "2000.00%");
    }
}
