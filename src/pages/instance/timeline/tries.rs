//! The lane of a call that was tried more than once: each try, and the pauses between them.

use durable_api::timeline::ticks_of;
use durable_api::{Span, SpanState};

use super::bars::{Said, bar, bar_class, due_text, lasting, remarks};
use super::chart::Chart;
use super::source::Source;
use crate::prelude::*;
use crate::words::{Word, count};

/// Each try, and the pauses between them.
pub fn tries(chart: Chart, source: &Source, span: &Span, at: usize) -> Markup {
    let mut parts: Vec<Markup> = Vec::new();
    let last = span.tries.len();
    // What is said stands beside all tries, not over those before the last.
    let around = source.times.get(at).copied().unwrap_or_default();
    let said = |text: Option<Signal<String>>| text.map(|text| Said { text, around });
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
        parts.push(bar(
            chart,
            (from, to),
            bar_class(class, to.is_none()),
            said(text),
        ));
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
        parts.push(bar(chart, (from, to), class, said(text)));
    }
    Markup::Many(parts)
}
