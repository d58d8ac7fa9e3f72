//! Histories and what they mean.

use crate::support::body;
use durable_api::decode::status_answer;
use durable_api::{HistoryEvent, HistoryModel, Meaning, RuntimeStatus, Span, SpanKind, SpanState};

fn model(scenario: &str, name: &str) -> HistoryModel {
    HistoryModel::build(
        &status_answer(200, &body(scenario, name))
            .unwrap()
            .history
            .unwrap(),
    )
}

/// A history of these events, each given as its fields without braces.
fn made(events: &[&str]) -> HistoryModel {
    let events = events
        .iter()
        .map(|fields| format!("{{{fields}}}"))
        .collect::<Vec<_>>()
        .join(",");
    let row =
        format!(r#"{{"instanceId":"x","runtimeStatus":"Running","historyEvents":[{events}]}}"#);
    HistoryModel::build(&status_answer(200, &row).unwrap().history.unwrap())
}

fn seconds(span: &Span) -> f64 {
    (span.end.unwrap() - span.start.unwrap()).as_seconds_f64()
}

#[test]
fn a_finished_task_lasts_from_its_scheduling_to_its_end() {
    let model = model("hello-sequence", "completed: history with outputs");
    assert_eq!(model.spans.len(), 3);
    for span in &model.spans {
        assert_eq!(
            (span.kind, span.state),
            (SpanKind::Activity, SpanState::Completed)
        );
        assert_eq!(span.name.as_deref(), Some("SayHello"));
        assert!(seconds(span) > 0.0);
    }
    assert_eq!(model.meanings.first(), Some(&Meaning::Started));
    assert_eq!(
        model.meanings.last(),
        Some(&Meaning::Ended(RuntimeStatus::Completed))
    );
    assert!(!model.has_timers() && !model.has_retries());
}

#[test]
fn what_is_pending_is_found() {
    let model = model("pending-work", "waiting for much: history");
    let pending: Vec<_> = model
        .pending()
        .map(|span| (span.kind, span.name.as_deref()))
        .collect();
    assert_eq!(
        pending,
        [
            (SpanKind::Activity, Some("Slow")),
            (SpanKind::SubOrchestration, Some("LongWait")),
            (SpanKind::Timer, None)
        ]
    );
    let child = model
        .pending()
        .find(|span| span.kind == SpanKind::SubOrchestration)
        .unwrap();
    assert_eq!(child.instance_id.as_deref(), Some("parallel-1:child"));
    let timer = model
        .pending()
        .find(|span| span.kind == SpanKind::Timer)
        .unwrap();
    assert!(timer.due.is_some() && timer.end.is_none());
    assert_eq!(model.ended, None);
}

#[test]
fn what_a_terminated_one_leaves_behind_is_not_pending() {
    let model = model("pending-work", "terminated parent");
    assert_eq!(model.pending().count(), 0);
    assert_eq!(
        model
            .spans
            .iter()
            .filter(|span| span.state == SpanState::LeftBehind)
            .count(),
        3
    );
    assert!(model.meanings.contains(&Meaning::TerminateArrived));
    assert_eq!(model.ended, Some(RuntimeStatus::Terminated));
}

#[test]
fn a_timer_ends_when_it_was_due_though_it_was_queued_before() {
    let model = model("failures", "failed: history");
    let timers: Vec<_> = model
        .spans
        .iter()
        .filter(|span| span.kind == SpanKind::Timer)
        .collect();
    assert_eq!(timers.len(), 3);
    assert_eq!(timers[0].end, timers[0].due);
    assert!(seconds(timers[0]) > 1.9);
    // The last one was queued after it was due.
    assert!(timers[2].end > timers[2].due);
    assert!(model.has_timers());
}

#[test]
fn timers_are_paired_by_when_they_are_due() {
    use Meaning::{Closes, Opens};
    let created = |due: &str| {
        format!(
            r#""EventType":"TimerCreated","FireAt":"2026-01-01T00:00:{due}","Timestamp":"2026-01-01T00:00:00Z""#
        )
    };
    let fired = |due: &str| {
        format!(
            r#""EventType":"TimerFired","FireAt":"2026-01-01T00:00:{due}","Timestamp":"2026-01-01T00:00:01Z""#
        )
    };
    let model = made(&[
        &created("05Z"),
        &created("03Z"),
        &created("03Z"),
        &fired("03+00:00"),
        &fired("05.000Z"),
        &fired("59Z"),
    ]);
    assert_eq!(
        model.meanings,
        [
            Opens(0),
            Opens(1),
            Opens(2),
            Closes(1),
            Closes(0),
            Closes(3)
        ]
    );
    assert_eq!(model.pending().count(), 1);
    assert_eq!(
        (model.spans[3].start, model.spans[3].state),
        (None, SpanState::Completed)
    );
}

#[test]
fn tries_of_one_call_are_told_with_the_pauses_between() {
    let model = model("failures", "failed: history");
    let tries: Vec<_> = model
        .spans
        .iter()
        .filter(|span| span.kind == SpanKind::Activity)
        .map(|span| {
            (
                span.state,
                span.attempt.map(|attempt| (attempt.first, attempt.number)),
            )
        })
        .collect();
    assert_eq!(
        tries,
        [
            (SpanState::Failed, Some((0, 1))),
            (SpanState::Failed, Some((0, 2))),
            (SpanState::Failed, Some((0, 3)))
        ]
    );
    let pauses: Vec<_> = model
        .spans
        .iter()
        .filter(|span| span.kind == SpanKind::Timer)
        .map(|span| span.pause_after)
        .collect();
    assert_eq!(pauses, [Some(0), Some(2), Some(4)]);
}

#[test]
fn calls_that_failed_once_are_no_retries() {
    let failed = |name: &str, at: u32| {
        format!(
            r#""EventType":"TaskFailed","FunctionName":"{name}","ScheduledTime":"2026-01-01T00:00:{at:02}Z","Timestamp":"2026-01-01T00:00:{:02}Z""#,
            at + 1
        )
    };
    let timer = |at: u32| {
        format!(
            r#""EventType":"TimerCreated","FireAt":"2026-01-01T00:00:{:02}Z","Timestamp":"2026-01-01T00:00:{at:02}Z""#,
            at + 5
        )
    };
    assert!(!made(&[&failed("A", 0), &timer(1), &failed("B", 6)]).has_retries());
    assert!(!made(&[&failed("A", 0), &failed("A", 6)]).has_retries());
    assert!(made(&[&failed("A", 0), &timer(1), &failed("A", 6)]).has_retries());
}

#[test]
fn an_entity_call_is_answered_by_an_event_of_its_own_id() {
    let model = model("entities", "its history");
    let calls: Vec<_> = model
        .spans
        .iter()
        .map(|span| (span.kind, span.name.as_deref(), span.state))
        .collect();
    let call = |operation| (SpanKind::EntityCall, operation, SpanState::Completed);
    assert_eq!(calls, [call(None), call(Some("add")), call(Some("get"))]);
    // The release of a lock waits for nothing.
    assert!(model.meanings.contains(&Meaning::EventSent));
    assert!(!model.meanings.contains(&Meaning::EventArrived));
}

#[test]
fn an_event_from_outside_has_arrived() {
    let model = model("approval", "processed: history with outputs");
    assert!(model.meanings.contains(&Meaning::EventArrived));
    assert!(
        model
            .spans
            .iter()
            .any(|span| span.kind == SpanKind::Timer && span.state == SpanState::LeftBehind)
    );
}

#[test]
fn a_rewind_leaves_its_reason_and_what_it_erased() {
    let model = model("rewind", "after rewind");
    assert_eq!(
        model
            .meanings
            .iter()
            .filter(|meaning| **meaning == Meaning::Rewound)
            .count(),
        1
    );
    assert!(model.meanings.contains(&Meaning::ErasedByRewind));
    assert!(model.has_timers());
}

#[test]
fn what_is_unknown_has_a_meaning_too() {
    let model = made(&[
        r#""EventType":"TaskSneezed""#,
        "",
        r#""EventType":"TimerFired""#,
        r#""EventType":"TaskFailed""#,
    ]);
    assert_eq!(model.meanings.len(), 4);
    assert_eq!(model.meanings[0], Meaning::Unknown);
    assert_eq!(
        HistoryModel::build(&[HistoryEvent::default()]).meanings,
        [Meaning::Unknown]
    );
}

#[test]
fn a_long_history_is_understood_in_a_moment() {
    let one = r#""EventType":"TaskFailed","FunctionName":"A","ScheduledTime":"2026-01-01T00:00:00Z","Timestamp":"2026-01-01T00:00:01Z""#;
    let two = r#""EventType":"TimerCreated","FireAt":"2026-01-01T00:00:09Z","Timestamp":"2026-01-01T00:00:02Z""#;
    let events: Vec<_> = [one, two].into_iter().cycle().take(50_000).collect();
    let started = std::time::Instant::now();
    assert_eq!(made(&events).spans.len(), 50_000);
    // Generous: a quadratic build takes minutes.
    assert!(started.elapsed().as_secs() < 20);
}
