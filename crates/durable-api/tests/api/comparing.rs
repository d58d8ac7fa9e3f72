//! Two histories of one orchestrator, and who is related to whom.

use crate::generated::events;
use crate::model_properties::body_of;
use crate::properties::try_some;
use crate::support::body;
use durable_api::compare::{Comparison, Differs, compare};
use durable_api::decode::{list_answer, status_answer};
use durable_api::relations::{Because, children, parent_execution, parent_ids, prefix_of_siblings};
use durable_api::{History, HistoryModel, Sureness, scan_status};

fn history(body: String) -> History {
    scan_status(200, body).unwrap().history.unwrap()
}

fn compared(left: &History, right: &History) -> Comparison {
    compare((&left.model(), left), (&right.model(), right))
}

fn task(name: &str, from: u32, to: u32, result: &str) -> String {
    format!(
        r#"{{"EventType":"TaskCompleted","FunctionName":"{name}","Result":{result},"ScheduledTime":"2026-01-01T00:00:{from:02}Z","Timestamp":"2026-01-01T00:00:{to:02}Z"}}"#
    )
}

#[test]
fn a_history_is_like_itself_and_each_step_of_both_is_in_one_pair() {
    try_some(70, |dice| {
        let (one, other) = (
            history(body_of(&events(dice))),
            history(body_of(&events(dice))),
        );
        let itself = compared(&one, &one);
        assert_eq!(
            (itself.parts_at, itself.pairs.len()),
            (None, one.model().spans.len())
        );
        let pairs = compared(&one, &other).pairs;
        let mut left: Vec<_> = pairs.iter().filter_map(|pair| pair.left).collect();
        let mut right: Vec<_> = pairs.iter().filter_map(|pair| pair.right).collect();
        left.sort_unstable();
        right.sort_unstable();
        assert!(left.into_iter().eq(0..one.model().spans.len()));
        assert!(right.into_iter().eq(0..other.model().spans.len()));
    });
}

#[test]
fn the_first_difference_is_found_whatever_it_is() {
    let base = [
        task("A", 0, 1, "1"),
        task("B", 2, 3, "2"),
        task("C", 4, 5, "3"),
    ];
    let left = history(body_of(&base));
    let differs = |events: &[String]| {
        let it = compared(&left, &history(body_of(events)));
        it.parts_at.map(|at| (at, it.pairs[at].differs))
    };
    let [a, b, c] = base.clone();
    assert_eq!(differs(&[a.clone(), task("B", 2, 9, "2"), c.clone()]), None);
    assert_eq!(
        differs(&[a.clone(), task("B", 2, 3, "7"), c.clone()]),
        Some((1, Differs::Result))
    );
    assert_eq!(differs(&[a.clone(), c.clone()]), Some((1, Differs::Step)));
    assert_eq!(
        differs(&[a.clone(), task("X", 1, 2, "0"), b.clone(), c.clone()]),
        Some((1, Differs::Step))
    );
    let failed = b.replace("TaskCompleted", "TaskFailed");
    assert_eq!(
        differs(&[a.clone(), failed, c]),
        Some((1, Differs::Outcome))
    );
    let slower = compared(&left, &history(body_of(&[a, task("B", 2, 9, "2")])));
    assert_eq!(slower.pairs[1].longer.unwrap().num_seconds(), 6);
}

#[test]
fn the_recorded_parent_names_the_child_that_is_pending() {
    let parent = history(body("pending-work", "waiting for much: history"));
    let found = children("parallel-1", &parent.model(), &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].id,
        Some(("parallel-1:child".to_owned(), Because::NamedInHistory))
    );
}

#[test]
fn finished_children_are_found_by_their_ids_names_and_times() {
    let parent = history(body("sub-orchestrations", "completed: history"));
    let model: HistoryModel = parent.model();
    let row = |id: &str, name: &str, from: &str, to: &str| {
        format!(
            r#"{{"name":"{name}","instanceId":"{id}","runtimeStatus":"Completed","createdTime":"{from}","lastUpdatedTime":"{to}"}}"#
        )
    };
    let execution = "0123456789abcdef0123456789abcdef";
    let day = "2026-11-21T07:09:33Z";
    let rows = [
        row("trip-1:legs", "FanOutFanIn", day, day),
        row("other:legs", "FanOutFanIn", day, day),
        row(&format!("{execution}:0"), "HelloSequence", day, day),
        row(
            "hello",
            "HelloSequence",
            "2026-11-21T06:00:00Z",
            "2026-11-21T06:00:01Z",
        ),
        row("trip-1", "Trip", day, day),
    ];
    let known = list_answer(200, &format!("[{}]", rows.join(","))).unwrap();
    let found: Vec<_> = children("trip-1", &model, &known)
        .into_iter()
        .map(|child| child.id)
        .collect();
    assert_eq!(
        found,
        [
            Some((format!("{execution}:0"), Because::SameExecution)),
            Some(("trip-1:legs".to_owned(), Because::IdOfParent))
        ]
    );
    assert_eq!(Because::SameExecution.sureness(), Sureness::Inferred);
    let unknown = children("trip-1", &model, &known[3..]);
    assert!(unknown.iter().all(|child| child.id.is_none()));
}

#[test]
fn an_id_tells_of_its_parent() {
    let execution = "2f6f44d1e9cb4e3aa5a0e3f2d5c7b810";
    let child = format!("{execution}:1f");
    assert_eq!(parent_execution(&child), Some(execution));
    assert_eq!(prefix_of_siblings(&child), Some(format!("{execution}:")));
    assert_eq!(parent_ids(&child), [""; 0]);
    assert_eq!(
        parent_ids("order-1:shipment:label"),
        ["order-1:shipment", "order-1"]
    );
    assert_eq!(parent_ids("plain"), [""; 0]);
    assert_eq!(parent_execution("order-1:1"), None);
}

#[test]
fn a_real_list_holds_no_children_of_a_stranger() {
    let known = status_answer(200, &body("approval", "waiting: status")).unwrap();
    let parent = history(body("sub-orchestrations", "completed: history"));
    let found = children("trip-1", &parent.model(), &[known]);
    assert!(found.iter().all(|child| child.id.is_none()));
}
