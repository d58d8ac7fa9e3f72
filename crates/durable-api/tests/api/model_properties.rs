//! What holds for the spans of every history.

use crate::generated::events;
use crate::properties::try_some;
use crate::support::Dice;
use durable_api::decode::status_answer;
use durable_api::{HistoryModel, Meaning, Span, SpanKind, SpanState};

pub fn body_of(events: &[String]) -> String {
    format!(
        r#"{{"instanceId":"x","runtimeStatus":"Running","historyEvents":[{}]}}"#,
        events.join(",")
    )
}

pub fn model_of(events: &[String]) -> HistoryModel {
    HistoryModel::build(
        &status_answer(200, &body_of(events))
            .unwrap()
            .history
            .unwrap(),
    )
}

#[test]
fn each_event_is_a_part_of_one_span_or_shown_as_itself() {
    try_some(20, |dice| {
        let events = events(dice);
        let model = model_of(&events);
        assert_eq!(model.meanings.len(), events.len());
        let mut told = vec![0; events.len()];
        for span in 0..model.spans.len() {
            let own = model.events_of(span);
            assert!(!own.is_empty() && own.is_sorted());
            assert!(own.contains(&model.spans[span].opened_by));
            for event in own {
                told[*event] += 1;
                assert!(
                    matches!(&model.meanings[*event], Meaning::Of { span: of, .. } if *of == span)
                );
            }
        }
        for (event, times) in told.into_iter().enumerate() {
            let is_part = matches!(model.meanings[event], Meaning::Of { .. });
            assert_eq!(times, usize::from(is_part));
        }
        assert!(model.spans.is_sorted_by_key(|span| span.opened_by));
    });
}

#[test]
fn no_span_ends_before_it_starts_and_what_is_pending_has_no_end() {
    try_some(21, |dice| {
        let model = model_of(&events(dice));
        for span in &model.spans {
            if let (Some(start), Some(end)) = (span.start, span.end) {
                assert!(start <= end, "{span:?}");
            }
            let open = span.state == SpanState::Pending;
            assert!(!open || span.end.is_none(), "{span:?}");
            // Without an end there is no time, or it is pending.
            let timeless = span.closed_by.is_some() || model.ended.is_some();
            assert!(open || span.end.is_some() || timeless, "{span:?}");
            assert!(!open || model.ended.is_none(), "{span:?}");
            assert!(!open || span.closed_by.is_none(), "{span:?}");
            for it in &span.tries {
                assert!(it.start.is_none() || it.end.is_none() || it.start <= it.end);
            }
        }
    });
}

/// What of a span does not tell where its events stand.
fn told(span: &Span) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        span.kind,
        span.name,
        span.instance_id,
        span.start,
        span.end,
        span.state,
        span.try_count()
    )
}

fn all_told(model: &HistoryModel, which: impl Fn(&Span) -> bool) -> Vec<String> {
    let mut all: Vec<_> = model
        .spans
        .iter()
        .filter(|span| which(span))
        .map(told)
        .collect();
    all.sort();
    all
}

#[test]
fn where_pending_work_and_second_halves_stand_tells_nothing() {
    try_some(22, |dice| {
        let events = events(dice);
        // The order of what is done is the store's word; what is pending stands anywhere, and so may the second half of a pair.
        let (mut fixed, loose): (Vec<String>, Vec<String>) =
            events.iter().cloned().partition(|it| {
                ![
                    "TaskScheduled",
                    "InstanceCreated",
                    "TimerFired",
                    "EventRaised",
                ]
                .iter()
                .any(|kind| it.contains(kind))
                    || !it.contains("Timestamp")
            });
        let model = model_of(&events);
        for it in loose {
            let at = dice.below(fixed.len() + 1);
            fixed.insert(at, it);
        }
        // Without retries, whose grouping is an inference from what follows what.
        if model.spans.iter().all(|span| span.tries.is_empty()) && distinct_halves(&events) {
            let shuffled = model_of(&fixed);
            if shuffled.spans.iter().all(|span| span.tries.is_empty()) {
                assert_eq!(all_told(&model, |_| true), all_told(&shuffled, |_| true));
            }
        }
    });
}

/// Whether no two events could be each other's half in several ways.
fn distinct_halves(events: &[String]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    events.iter().all(|event| seen.insert(event))
}

#[test]
fn any_order_at_all_pairs_what_has_an_id_or_a_due_time() {
    try_some(23, |dice| {
        let mut events = events(dice);
        let paired = |span: &Span| {
            matches!(
                span.kind,
                SpanKind::EntityCall | SpanKind::EntitySignal | SpanKind::EventSent
            )
        };
        let before = model_of(&events);
        shuffle(dice, &mut events);
        let after = model_of(&events);
        assert_eq!(all_told(&before, paired), all_told(&after, paired));
        assert_eq!(before.has_timers(), after.has_timers());
    });
}

fn shuffle(dice: &mut Dice, events: &mut [String]) {
    for at in (1..events.len()).rev() {
        events.swap(at, dice.below(at + 1));
    }
}
