//! Which times of a timeline are folded, and when its spans begin and end.
#![allow(clippy::cast_precision_loss, reason = "a share need not be exact")]

use crate::generated::events;
use crate::model_properties::model_of;
use crate::properties::try_some;
use crate::timelines::{START, at, recorded, task};
use durable_api::timeline::{Fold, domain, folds, moment_of, ticks_of};
use durable_api::{HistoryModel, SpanKind, SpanState};

#[test]
fn what_is_drawn_begins_and_ends_when_its_span_does() {
    try_some(43, |dice| {
        let model = model_of(&events(dice));
        let times = model.times();
        assert_eq!(times.len(), model.spans.len());
        for (span, (begin, end)) in model.spans.iter().zip(times) {
            let since = span.start.or(span.end).or(model.started);
            assert_eq!(begin, since.map_or(0, ticks_of), "{span:?}");
            let until =
                (span.state != SpanState::Pending).then(|| span.end.map_or(begin, ticks_of));
            assert_eq!(end, until, "{span:?}");
        }
    });
}

#[test]
fn a_long_time_in_which_nothing_runs_is_folded_and_one_with_work_is_not() {
    let timer = r#"{"EventType":"TimerCreated","FireAt":"2026-01-01T00:30:00Z","Timestamp":"2026-01-01T00:00:10Z"}"#;
    let fired = r#"{"EventType":"TimerFired","FireAt":"2026-01-01T00:30:00Z","Timestamp":"2026-01-01T00:00:10Z"}"#;
    let idle = model_of(&[
        START.to_owned(),
        task("A", 0, 10),
        timer.to_owned(),
        fired.to_owned(),
        task("B", 1800, 1805),
    ]);
    let whole = domain(&idle, moment_of(at("2026-01-01T00:30:05Z")).unwrap());
    assert_eq!(
        folds(&idle, whole, 0.15),
        [Fold {
            from: at("2026-01-01T00:00:10Z"),
            to: at("2026-01-01T00:30:00Z")
        }]
    );
    let busy = model_of(&[START.to_owned(), task("A", 0, 1800), task("B", 1800, 1805)]);
    assert_eq!(folds(&busy, whole, 0.15), []);
}

/// The longest folds, found by looking at every moment in its order.
fn plain_folds(model: &HistoryModel, (from, to): (i64, i64), share: f64) -> Vec<Fold> {
    let within = |moment| ticks_of(moment).clamp(from, to);
    let mut moments = vec![(from, 0), (to, 0)];
    let mut runs = |start, end: Option<_>| {
        moments.push((within(start), 1));
        moments.push((end.map_or(to, within), -1));
    };
    for span in &model.spans {
        let works = matches!(
            span.kind,
            SpanKind::Activity | SpanKind::SubOrchestration | SpanKind::EntityCall
        );
        if let (true, true, Some(start)) = (works, span.tries.is_empty(), span.start) {
            runs(start, span.end);
        }
        for it in &span.tries {
            if let Some(start) = it.start {
                runs(start, it.end);
            }
        }
    }
    for span in &model.spans {
        moments.extend(
            [span.start, span.end]
                .into_iter()
                .flatten()
                .map(|it| (within(it), 0)),
        );
    }
    moments.sort_unstable();
    let (mut gaps, mut running, mut before) = (Vec::new(), 0, from);
    for (time, change) in moments {
        if running == 0 && time > before {
            gaps.push(Fold {
                from: before,
                to: time,
            });
        }
        running += change;
        before = time;
    }
    gaps.sort_by_key(|gap| gap.from - gap.to);
    let mut left = to - from;
    let is_long = |gap: &Fold| {
        let length = gap.to - gap.from;
        let worth = length as f64 > left as f64 * share && length > (to - from) / 20;
        left -= length;
        worth
    };
    let mut folds: Vec<Fold> = gaps.into_iter().take_while(is_long).take(24).collect();
    folds.sort_by_key(|fold| fold.from);
    folds
}

#[test]
fn idle_times_are_those_that_looking_at_every_moment_finds() {
    let mut found = 0;
    try_some(42, |dice| {
        let model = model_of(&events(dice));
        let whole = domain(&model, moment_of(at("2026-01-01T00:01:00Z")).unwrap());
        for share in [0.0, 0.15] {
            assert_eq!(
                folds(&model, whole, share),
                plain_folds(&model, whole, share)
            );
        }
    });
    for (scenario, name) in [
        ("failures", "failed: history"),
        ("approval", "processed: history"),
        ("json-shapes", "date: finished"),
    ] {
        let model = recorded(scenario, name);
        let whole = domain(&model, model.ended_at.unwrap());
        let plain = plain_folds(&model, whole, 0.15);
        assert_eq!(folds(&model, whole, 0.15), plain);
        found += plain.len();
    }
    assert!(found > 2, "{found}");
}

#[test]
fn pauses_between_tries_can_be_folded() {
    let model = recorded("failures", "failed: history");
    let whole = domain(&model, model.ended_at.unwrap());
    assert_eq!(folds(&model, whole, 0.15).len(), 2);
}
