//! The events of a history narrowed and searched.

use durable_api::event_list::{EventFilter, EventSearch, failures, kinds, names};
use durable_api::{EventKind, ScannedStatus, scan_status};

fn scanned(events: &str) -> ScannedStatus {
    let body =
        format!(r#"{{"instanceId":"x","runtimeStatus":"Failed","historyEvents":[{events}]}}"#);
    scan_status(200, body).unwrap()
}

const EVENTS: &str = r#"{"EventType":"ExecutionStarted","FunctionName":"Order","Timestamp":"2026-11-21T07:00:00Z"},
    {"EventType":"TaskFailed","FunctionName":"Charge","Reason":"card \"4002\"\r\ndeclined","ScheduledTime":"2026-11-21T07:00:00Z","Timestamp":"2026-11-21T07:00:01Z"},
    {"EventType":"TaskCompleted","FunctionName":"Refund","Result":"{\"a\":\"Göteborg\"}","ScheduledTime":"2026-11-21T07:00:01Z","Timestamp":"2026-11-21T07:00:02Z"},
    {"EventType":"NeverSeen","Colour":"blue"}, 7,
    {"EventType":"ExecutionCompleted","OrchestrationStatus":"Failed","Result":"declined","Timestamp":"2026-11-21T07:00:03Z"}"#;

fn found(filter: EventFilter, slice: usize) -> Vec<usize> {
    let history = scanned(EVENTS).history.unwrap();
    let mut search = EventSearch::new(filter);
    while !search.step(&history, slice) {}
    search.into_found()
}

fn with_text(text: &str) -> Vec<usize> {
    let filter = EventFilter {
        text: text.to_owned(),
        ..EventFilter::default()
    };
    assert_eq!(found(filter.clone(), 1), found(filter.clone(), 100));
    found(filter, 2)
}

#[test]
fn a_text_is_found_in_every_field_and_as_it_reads() {
    assert_eq!(with_text(""), [0, 1, 2, 3, 4, 5]);
    assert_eq!(with_text("DECLINED"), [1, 5]);
    assert_eq!(with_text("card \"4002\""), [1]);
    assert_eq!(with_text("\"a\":\"Göteborg\""), [2]);
    assert_eq!(with_text("colour"), [3]);
    assert_eq!(with_text("07:00:02"), [2]);
    assert!(with_text("nowhere").is_empty());
}

#[test]
fn kind_name_and_text_narrow_together() {
    let filter = |kinds: &[EventKind], name: Option<&str>| EventFilter {
        kinds: kinds.to_vec(),
        name: name.map(str::to_owned),
        text: String::new(),
    };
    let tasks = [EventKind::TaskFailed, EventKind::TaskCompleted];
    assert_eq!(found(filter(&tasks, None), 9), [1, 2]);
    assert_eq!(found(filter(&tasks, Some("Refund")), 9), [2]);
    assert_eq!(
        found(filter(&[EventKind::Other("NeverSeen".to_owned())], None), 9),
        [3]
    );
    assert!(filter(&[], None).is_empty());
}

#[test]
fn the_list_knows_its_kinds_its_names_and_its_failures() {
    let scanned = scanned(EVENTS);
    let history = scanned.history.unwrap();
    let told: Vec<String> = kinds(&history)
        .iter()
        .map(|(kind, count)| format!("{} {count}", kind.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            "ExecutionStarted 1",
            "TaskFailed 1",
            "TaskCompleted 1",
            "NeverSeen 1",
            " 1",
            "ExecutionCompleted 1"
        ]
    );
    assert_eq!(names(&history, 10), ["Order", "Charge", "Refund"]);
    assert_eq!(names(&history, 2).len(), 2);
    assert_eq!(failures(&history, &history.model()), [1, 5]);
}
