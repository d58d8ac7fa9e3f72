//! Histories and what they mean.

use crate::support::body;
use durable_api::decode::status_answer;
use durable_api::{
    Awaited, HistoryEvent, HistoryModel, Meaning, Part, RuntimeStatus, Span, SpanKind, SpanState,
    Sureness,
};

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
    let termination = of_kind(&model, SpanKind::Termination);
    assert_eq!(termination.len(), 1);
    assert_eq!(termination[0].end, model.ended_at);
    assert_eq!(model.ended, Some(RuntimeStatus::Terminated));
}

#[test]
fn tripwire_34_a_timer_ends_at_the_later_of_when_it_was_due_and_queued() {
    let model = model("failures", "failed: history");
    let pauses: Vec<_> = model.spans[0]
        .tries
        .iter()
        .map(|it| it.pause.as_ref().unwrap())
        .collect();
    assert_eq!(pauses.len(), 3);
    assert_eq!(pauses[0].end, pauses[0].due);
    assert!((pauses[0].end.unwrap() - pauses[0].start.unwrap()).as_seconds_f64() > 1.9);
    // The last one was queued after it was due.
    assert!(pauses[2].end > pauses[2].due);
    assert!(model.has_timers());
}

#[test]
fn timers_are_paired_by_when_they_are_due() {
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
    let part = |span, part| Meaning::Of { span, part };
    assert_eq!(
        model.meanings,
        [
            part(0, Part::Opens),
            part(1, Part::Opens),
            part(2, Part::Opens),
            part(1, Part::Closes),
            part(0, Part::Closes),
            part(3, Part::Whole)
        ]
    );
    assert_eq!(model.events_of(1), [1, 3]);
    assert_eq!(model.pending().count(), 1);
    assert_eq!(
        (model.spans[3].start, model.spans[3].state),
        (None, SpanState::Completed)
    );
}

#[test]
fn tries_of_one_call_are_one_span_with_the_pauses_between() {
    let model = model("failures", "failed: history");
    assert_eq!(model.spans.len(), 1);
    let call = &model.spans[0];
    assert_eq!(
        (call.kind, call.state, call.try_count(), call.sure),
        (SpanKind::Activity, SpanState::Failed, 3, Sureness::Inferred)
    );
    assert!(call.tries.iter().all(|it| it.state == SpanState::Failed));
    // All but the start and the end of the orchestrator.
    assert_eq!(model.events_of(0), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let part = |part| Meaning::Of { span: 0, part };
    assert_eq!(model.meanings[4], part(Part::Try(2)));
    assert_eq!(model.meanings[5], part(Part::PauseBegins(2)));
    assert_eq!(model.meanings[9], part(Part::PauseEnds(3)));
    assert_eq!(call.failed_by(), Some(7));
}

#[test]
fn a_call_between_two_tries_is_pending_until_its_next_try_is_due() {
    let model = model("failures", "between retries");
    let call = model.pending().next().unwrap();
    assert!(call.in_pause() && call.due.is_some());
    assert_eq!((call.try_count(), call.end), (2, None));
}

#[test]
fn tries_of_equal_calls_at_once_are_told_apart_by_their_inputs_and_else_by_their_times() {
    let task = |kind: &str, input: &str, from: u32, to: u32| {
        format!(
            r#""EventType":"{kind}","FunctionName":"A","Input":{input},"ScheduledTime":"2026-01-01T00:00:{from:02}Z","Timestamp":"2026-01-01T00:00:{to:02}Z""#
        )
    };
    let timer = |kind: &str, due: u32, at: u32| {
        format!(
            r#""EventType":"{kind}","FireAt":"2026-01-01T00:00:{due:02}Z","Timestamp":"2026-01-01T00:00:{at:02}Z""#
        )
    };
    let tell = |x: &str, y: &str| {
        made(&[
            &task("TaskFailed", x, 0, 1),
            &timer("TimerCreated", 11, 1),
            &task("TaskFailed", y, 0, 2),
            &timer("TimerCreated", 12, 2),
            &timer("TimerFired", 11, 2),
            &timer("TimerFired", 12, 2),
            &task("TaskCompleted", y, 12, 13),
            &task("TaskCompleted", x, 12, 20),
        ])
    };
    let known = tell(r#""[1]""#, r#""[2]""#);
    assert_eq!(
        (known.events_of(0), known.events_of(1)),
        ([0, 1, 4, 7].as_slice(), [2, 3, 5, 6].as_slice())
    );
    assert_eq!(known.spans[0].sure, Sureness::Inferred);
    assert!(known.spans[0].recovered());
    let unknown = tell("null", "null");
    assert_eq!(unknown.spans.len(), 2);
    assert_eq!(unknown.spans[1].sure, Sureness::Guessed);
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
    let seen: Vec<_> = model
        .spans
        .iter()
        .map(|span| (span.kind, span.name.as_deref(), span.state))
        .collect();
    let call = |operation| (SpanKind::EntityCall, Some(operation), SpanState::Completed);
    let lock = (SpanKind::Lock, Some("@counter@steps"), SpanState::Completed);
    assert_eq!(seen, [lock, call("add"), call("get")]);
    // Asked for, granted, released.
    assert_eq!(model.events_of(0), [1, 2, 7]);
    assert!(model.spans[0].granted > model.spans[0].start);
    assert!(model.spans[0].end > model.spans[2].end);
}

#[test]
fn a_signal_to_an_entity_waits_for_nothing_and_an_answer_can_be_an_error() {
    let sent = |name: &str, input: &str| {
        let input = input.replace('"', r#"\""#);
        format!(
            r#""EventType":"EventSent","InstanceId":"@counter@a","Name":"{name}","Input":"{input}","Timestamp":"2026-01-01T00:00:01Z""#
        )
    };
    let model = made(&[
        &sent("op", r#"{"op":"add","signal":true,"id":"1"}"#),
        &sent(
            "op@2026-01-01T00:00:09Z",
            r#"{"op":"tick","signal":true,"id":"2"}"#,
        ),
        &sent("op", r#"{"op":"get","id":"3"}"#),
        &sent("whatever", "{}"),
        r#""EventType":"EventRaised","Name":"3","Input":"{\"result\":\"no\",\"exceptionType\":\"System.Exception\"}","Timestamp":"2026-01-01T00:00:02Z""#,
    ]);
    let seen: Vec<_> = model
        .spans
        .iter()
        .map(|span| (span.kind, span.name.as_deref(), span.state))
        .collect();
    assert_eq!(
        seen,
        [
            (SpanKind::EntitySignal, Some("add"), SpanState::Completed),
            (SpanKind::EntitySignal, Some("tick"), SpanState::Completed),
            (SpanKind::EntityCall, Some("get"), SpanState::Failed),
            (SpanKind::EventSent, Some("whatever"), SpanState::Completed)
        ]
    );
}

#[test]
fn an_event_that_something_follows_at_once_was_awaited() {
    let model = model("approval", "processed: history with outputs");
    let event = of_kind(&model, SpanKind::ExternalEvent)[0].clone();
    assert_eq!(event.name.as_deref(), Some("ApprovalEvent"));
    let timer = of_kind(&model, SpanKind::Timer)[0].clone();
    assert_eq!(
        event.awaited,
        Awaited::Likely {
            since: model.started
        }
    );
    assert_eq!(
        (timer.state, timer.end),
        (SpanState::LeftBehind, model.ended_at)
    );
}

#[test]
fn an_event_that_nothing_follows_is_kept() {
    let model = model("approval", "after the unrelated event");
    let event = of_kind(&model, SpanKind::ExternalEvent)[0].clone();
    assert_eq!(event.awaited, Awaited::NotYet);
}

#[test]
fn a_suspension_lasts_until_the_resume() {
    let resumed = model("lifecycle", "resumed");
    let suspension = of_kind(&resumed, SpanKind::Suspension)[0].clone();
    assert_eq!(suspension.state, SpanState::Completed);
    assert!(seconds(&suspension) > 0.1 && !resumed.suspended);
    let held = model("lifecycle", "suspended: history");
    assert!(held.suspended);
    assert_eq!(
        of_kind(&held, SpanKind::Suspension)[0].state,
        SpanState::Pending
    );
    let needless = made(&[r#""EventType":"ExecutionResumed""#]);
    assert_eq!(needless.meanings, [Meaning::Unpaired]);
}

#[test]
fn a_rewind_has_its_reason_and_what_it_erased() {
    let model = model("rewind", "after rewind");
    let rewinds = of_kind(&model, SpanKind::Rewind);
    assert_eq!(rewinds.len(), 1);
    assert_eq!(rewinds[0].opened_by, 14);
    let at = model
        .spans
        .iter()
        .position(|span| span.kind == SpanKind::Rewind)
        .unwrap();
    assert_eq!(model.events_of(at), [1, 2, 5, 6, 9, 10, 13, 14]);
    assert!(model.has_timers());
}

fn of_kind(model: &HistoryModel, kind: SpanKind) -> Vec<&Span> {
    model
        .spans
        .iter()
        .filter(|span| span.kind == kind)
        .collect()
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
    assert_eq!(model.meanings[..2], [Meaning::Unknown, Meaning::Unknown]);
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

#[test]
fn what_was_selected_is_found_again_when_the_host_has_merged_its_end_into_it() {
    let early = made(&[
        r#""EventType":"ExecutionStarted","Timestamp":"2026-11-21T07:00:00Z""#,
        r#""EventType":"TaskScheduled","Name":"A","Timestamp":"2026-11-21T07:00:01Z""#,
        r#""EventType":"TaskScheduled","Name":"A","Timestamp":"2026-11-21T07:00:01Z""#,
        r#""EventType":"TaskScheduled","Name":"B","Timestamp":"2026-11-21T07:00:01Z""#,
    ]);
    let later = made(&[
        r#""EventType":"ExecutionStarted","Timestamp":"2026-11-21T07:00:00Z""#,
        r#""EventType":"TaskScheduled","Name":"A","Timestamp":"2026-11-21T07:00:01Z""#,
        r#""EventType":"TaskCompleted","FunctionName":"B","ScheduledTime":"2026-11-21T07:00:01Z","Timestamp":"2026-11-21T07:00:02Z""#,
        r#""EventType":"TaskCompleted","FunctionName":"A","ScheduledTime":"2026-11-21T07:00:01Z","Timestamp":"2026-11-21T07:00:03Z""#,
    ]);
    let name = |at: Option<usize>| at.and_then(|at| later.spans[at].name.clone());
    assert_eq!(name(later.same_span(&early, 2)).as_deref(), Some("B"));
    assert_eq!(later.same_span(&early, 0), Some(0));
    assert_eq!(
        later.same_span(&early, 1),
        Some(2),
        "the second of its kind"
    );
    assert_eq!(later.same_span(&early, 7), None);
    assert_eq!(made(&[]).same_span(&early, 0), None);
}

#[test]
fn the_halves_of_one_thing_are_a_pair_and_pauses_belong_to_themselves() {
    let failed = |second: u8| {
        format!(
            r#""EventType":"TaskFailed","FunctionName":"Charge","ScheduledTime":"2026-01-01T00:00:{second:02}Z","Timestamp":"2026-01-01T00:00:{:02}Z""#,
            second + 1
        )
    };
    let timer = |kind: &str, due: u8, at: u8| {
        format!(
            r#""EventType":"{kind}","FireAt":"2026-01-01T00:00:{due:02}Z","Timestamp":"2026-01-01T00:00:{at:02}Z""#
        )
    };
    let model = made(&[
        r#""EventType":"ExecutionStarted","FunctionName":"O","Timestamp":"2026-01-01T00:00:00Z""#,
        &failed(0),
        &timer("TimerCreated", 4, 1),
        &timer("TimerFired", 4, 4),
        &failed(4),
    ]);
    assert_eq!(model.spans.len(), 1, "one call: {:?}", model.spans);
    let pair = |at: usize| model.pair_of(at);
    assert_eq!(pair(0), None, "the beginning stands alone");
    assert!(pair(1).is_some() && pair(1) == pair(4), "two tries");
    assert!(pair(2).is_some() && pair(2) == pair(3), "the pause");
    assert_ne!(pair(1), pair(2));
    assert_eq!(pair(99), None);
}
