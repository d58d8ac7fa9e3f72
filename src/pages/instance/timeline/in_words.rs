//! A row in words, for its table and for those who do not see the picture.

use durable_api::timeline::Ticks;

use super::lines::{Line, What};
use super::look::{mark_word, state_word};
use super::ruler::unix_ms;
use super::source::{Source, millis};
use crate::browser::locale::{self, Detail, Zone};
use crate::words::{Word, count, t};

/// How it stands, when it began, how long it took.
pub fn told(line: &Line, zone: Zone) -> [String; 3] {
    match &line.what {
        What::Whole => {
            let (from, to) = (line.source.started(), line.source.ended());
            let state = line.source.here.status.runtime_status.as_str().to_owned();
            [state, when(from, zone), took(from, to)]
        }
        What::Span(at) => told_span(&line.source, *at, zone),
        What::Group(group) => {
            let all = locale::number(as_number(group.spans.len()));
            let state = [
                (Word::GroupPending, group.pending),
                (Word::GroupFailed, group.failed),
                (Word::GroupRetried, group.retried),
            ];
            let parts = state.into_iter().filter(|(_, many)| *many > 0);
            let parts: Vec<String> = parts.map(|(word, many)| count(word, many as u64)).collect();
            let state = if parts.is_empty() {
                all
            } else {
                parts.join(", ")
            };
            let first = group
                .spans
                .first()
                .and_then(|at| line.source.times.get(*at));
            let begin = first.map(|(from, _)| when(*from, zone));
            [state, begin.unwrap_or_default(), String::new()]
        }
        What::Event(at) => {
            let when = line.source.event_time(*at).map(|at| when(at, zone));
            [String::new(), when.unwrap_or_default(), String::new()]
        }
        What::Loading | What::Untold | What::Failed(..) => Default::default(),
    }
}

fn told_span(source: &Source, at: usize, zone: Zone) -> [String; 3] {
    let (Some(span), Some((from, to))) = (source.span(at), source.times.get(at).copied()) else {
        return Default::default();
    };
    let mut state = t(state_word(span)).to_owned();
    for mark in source.marks_of(at) {
        state.push_str(", ");
        state.push_str(&mark_word(mark));
    }
    let length = if span.kind.is_moment() {
        String::new()
    } else {
        took(from, to)
    };
    [state, when(from, zone), length]
}

fn when(at: Ticks, zone: Zone) -> String {
    locale::time(unix_ms(at), Detail::Time, zone)
}

fn took(from: Ticks, to: Option<Ticks>) -> String {
    to.map_or_else(
        || t(Word::SpanRunning).to_owned(),
        |to| locale::duration(millis(to - from)),
    )
}

/// A count as a number to format.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts on screen stay far below 2^53"
)]
pub fn as_number(count: usize) -> f64 {
    count as f64
}
