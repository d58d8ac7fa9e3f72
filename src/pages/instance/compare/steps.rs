//! The steps of both side by side, of which only those in sight stand in the page.

use chrono::TimeDelta;
use durable_api::compare::{Differs, Pair};
use durable_api::{Span, SpanState};

use crate::browser::{locale, viewport};
use crate::components::table::{cell, heading, row};
use crate::components::virtual_rows::{Rows, RowsOf, virtual_rows};
use crate::components::{Icon, badge};
use crate::prelude::*;
use crate::words::{Word, count, t};

use super::super::timeline::kind_word;
use super::Both;

/// The height of a row in CSS pixels: on one line, and on three.
const ROW: u32 = 34;
const ROW_NARROW: u32 = 76;

/// Draws them.
pub fn steps(both: &Both) -> (Rows, Markup) {
    let many = both.pairs.pairs.len();
    let narrow = viewport::compact();
    let of = both.clone();
    let (rows, body) = virtual_rows(
        Some("rowgroup"),
        RowsOf {
            count: Signal::derive(move || many),
            height: Signal::derive(move || if narrow.get() { ROW_NARROW } else { ROW }),
            open: Signal::derive(|| None),
            stamp: Box::new(|at| at as u64),
            draw: Box::new(move |at| step(&of, at)),
        },
    );
    let headings = view! {
        {heading("c-number", "#")}
        {heading("", t(Word::CompareStep))}
        {heading("", t(Word::CompareThis))}
        {heading("", t(Word::CompareOther))}
        {heading("num", t(Word::CompareLonger))}
        {heading("", t(Word::CompareDifference))}
    };
    let table = view! {
        <div class="grid events steps-of-both" role="table" aria-label=t(Word::CompareTable)>
            <div role="rowgroup"><div class="tr th" role="row">{headings}</div></div>
            {body}
        </div>
    };
    (rows, table)
}

fn spans(both: &Both, pair: &Pair) -> (Option<Span>, Option<Span>) {
    let of = |at: Option<usize>, spans: &[Span]| at.and_then(|at| spans.get(at).cloned());
    (
        of(pair.left, &both.left.model.spans),
        of(pair.right, &both.right.model.spans),
    )
}

/// What a step is called.
pub fn name_of(both: &Both, at: usize) -> String {
    let Some(pair) = both.pairs.pairs.get(at) else {
        return String::new();
    };
    let (left, right) = spans(both, pair);
    left.or(right).map_or_else(String::new, |span| name(&span))
}

fn name(span: &Span) -> String {
    match &span.name {
        Some(name) => name.to_string(),
        None => t(kind_word(span.kind)).to_owned(),
    }
}

fn step(both: &Both, at: usize) -> Markup {
    let Some(pair) = both.pairs.pairs.get(at) else {
        return Markup::Empty;
    };
    let (left, right) = spans(both, pair);
    let is_first = both.pairs.parts_at == Some(at);
    let (class, word) = match pair.differs {
        Differs::Nothing => ("", None),
        Differs::Step if pair.left.is_none() => ("bad", Some(Word::DiffersOnlyOther)),
        Differs::Step => ("bad", Some(Word::DiffersOnlyThis)),
        Differs::Outcome => ("bad", Some(Word::DiffersOutcome)),
        Differs::Tries => ("open", Some(Word::DiffersTries)),
        Differs::Result => ("open", Some(Word::DiffersResult)),
    };
    let longer = pair
        .longer
        .map(millis)
        .filter(|ms| ms.abs() >= 1.0)
        .map(|ms| {
            let sign = if ms < 0.0 { "−" } else { "+" };
            format!("{sign}{}", locale::duration(ms.abs()))
        });
    let first = is_first.then(|| view! { <span class="tag">{t(Word::CompareHere)}</span> });
    let what = left.as_ref().or(right.as_ref());
    let kind = what
        .filter(|it| it.name.is_some())
        .map(|it| t(kind_word(it.kind)));
    let cells = view! {
        {cell("c-number dim", (at + 1).to_string())}
        {cell("c-kind", view! { <bdi>{name_of(both, at)}</bdi> " " <span class="faint">{kind}</span> })}
        {cell("c-name", side(left.as_ref()))}
        {cell("c-time", side(right.as_ref()))}
        {cell("c-took num dim", longer)}
        {cell("c-said", view! { {word.map(t)} " " {first} })}
    };
    row(class, cells)
}

fn side(span: Option<&Span>) -> Markup {
    let Some(span) = span else {
        return view! { <span class="faint">{t(Word::CompareMissing)}</span> };
    };
    let (class, shape, word) = match span.state {
        SpanState::Pending => ("running", Icon::Running, Word::StatePending),
        SpanState::Completed => ("completed", Icon::Check, Word::StateCompleted),
        SpanState::Failed => ("failed", Icon::Cross, Word::StateFailed),
        SpanState::LeftBehind => ("other", Icon::Slash, Word::StateLeftBehind),
    };
    let took = span.duration().map(|took| locale::duration(millis(took)));
    let tries = (span.try_count() > 1).then(
        || view! { <span class="tag">{count(Word::CompareTries, span.try_count() as u64)}</span> },
    );
    view! { <span class="row">{badge(class, shape, t(word).to_owned())} <span class="dim">{took}</span> {tries}</span> }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "the milliseconds of a run are far below 2^53"
)]
fn millis(took: TimeDelta) -> f64 {
    took.num_milliseconds() as f64
}
