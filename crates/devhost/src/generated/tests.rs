//! The generated hub as the engine sees it.

use std::collections::{HashMap, HashSet};

use super::*;
use crate::engine::event::Event;
use crate::engine::status::RuntimeStatus;
use crate::json::Json;

fn now() -> DateTime<Utc> {
    "2026-11-21T08:20:30Z".parse().unwrap()
}

#[test]
fn there_are_as_many_as_asked_for() {
    for count in [0, 1, 7, 99, 500, 10_000, 10_000_000] {
        assert_eq!(Generated::new(1, count, now()).len(), count);
        assert_eq!(
            Generated::with_long_history(1, count, 10, now()).len(),
            count + 2
        );
    }
}

#[test]
fn ids_ascend_in_the_stores_order_and_none_comes_twice() {
    let hub = Generated::with_long_history(1, 20_000, 100, now());
    let mut last = StoreKey::raw("");
    for index in 0..hub.len() {
        let key = StoreKey::of(&hub.id_at(index));
        assert!(key > last, "{key:?} after {last:?}");
        last = key;
    }
}

#[test]
fn an_id_is_found_at_its_index_and_another_is_not() {
    let hub = Generated::new(7, 10_000_000, now());
    for index in (0..hub.len()).step_by(99_991) {
        let id = hub.id_at(index);
        assert_eq!(hub.index_of(&id), Some(index), "{id}");
        assert_eq!(hub.row(index).id, id);
    }
    assert_eq!(hub.index_of("order-9"), None);
    assert_eq!(hub.seek("\u{ffff}"), hub.len());
    assert!(hub.id_at(hub.seek("order-")).starts_with("order-10000001"));
}

#[test]
fn the_order_of_creation_has_every_row_once_and_never_goes_back() {
    let hub = Generated::with_long_history(3, 5000, 10, now());
    let mut seen = HashSet::new();
    let mut last = DateTime::UNIX_EPOCH;
    for rank in 0..hub.len() {
        let index = hub.by_created(rank);
        assert!(seen.insert(index), "{index} twice");
        let created = hub.row(index).created;
        assert!(created >= last, "rank {rank}");
        last = created;
    }
    assert_eq!(seen.len() as u64, hub.len());
}

#[test]
fn a_place_in_the_order_of_creation_is_the_same_however_one_comes_there() {
    let walked = Generated::new(3, 3000, now());
    let path: Vec<u64> = (0..3000).map(|rank| walked.by_created(rank)).collect();
    for rank in [2999, 0, 1500, 77, 1501] {
        let hub = Generated::new(3, 3000, now());
        assert_eq!(hub.by_created(rank), path[usize::try_from(rank).unwrap()]);
    }
}

#[test]
fn times_are_past_and_payloads_are_json() {
    let hub = Generated::with_long_history(5, 4000, 10, now());
    for index in 0..hub.len() {
        let row = hub.row(index);
        assert!(
            row.created <= row.updated && row.updated <= now(),
            "{row:?}"
        );
        for text in [row.input, row.custom_status].into_iter().flatten() {
            assert!(Json::parse_whole(&text).is_ok(), "{text}");
        }
        if row.status == RuntimeStatus::Completed {
            let output = row.output.unwrap();
            assert!(Json::parse_whole(&output).is_ok(), "{output}");
        }
    }
}

#[test]
fn most_are_completed_some_failed_and_every_status_but_one_occurs() {
    let hub = Generated::new(5, 1_000_000, now());
    let mut count: HashMap<RuntimeStatus, u32> = HashMap::new();
    for index in (0..hub.len()).step_by(50) {
        *count.entry(hub.row(index).status).or_default() += 1;
    }
    let share = |status| f64::from(count.get(&status).copied().unwrap_or(0)) / 20_000.0;
    assert!(
        (0.85..0.96).contains(&share(RuntimeStatus::Completed)),
        "{count:?}"
    );
    assert!(
        (0.01..0.06).contains(&share(RuntimeStatus::Failed)),
        "{count:?}"
    );
    for status in RuntimeStatus::ALL {
        let seen = share(status) > 0.0;
        assert_eq!(seen, status != RuntimeStatus::ContinuedAsNew, "{status:?}");
    }
}

#[test]
fn a_history_begins_and_ends_with_its_row() {
    let hub = Generated::new(5, 3000, now());
    for index in 0..hub.len() {
        let (row, history) = (hub.row(index), hub.history(index));
        assert_eq!(history[0].timestamp, row.created);
        assert!(
            history.is_sorted_by_key(|row| row.timestamp),
            "{history:#?}"
        );
        let ended = matches!(
            &history[history.len() - 1].event,
            Event::ExecutionCompleted { status, result }
                if *status == row.status && *result == row.output
        );
        assert_eq!(ended, row.status.is_finished(), "{}", row.id);
        assert!(history.iter().all(|event| event.timestamp <= row.updated));
    }
}

#[test]
fn a_completed_order_and_its_children_agree() {
    let hub = Generated::new(5, 3000, now());
    let order = hub.index_of("order-10000003").unwrap();
    let children: Vec<_> = (1..3).map(|n| hub.row(order + n)).collect();
    assert_eq!(children[0].id, "order-10000003:payment");
    assert_eq!(children[1].name, "ShipmentFlow");
    let parent = hub.row(order);
    assert_eq!(parent.status, RuntimeStatus::Completed);
    assert!(
        children.iter().all(
            |child| child.status == RuntimeStatus::Completed && child.created >= parent.created
        )
    );
    let created = hub.history(order).into_iter().filter(|row| {
        matches!(&row.event, Event::SubOrchestrationCreated { instance_id, .. }
            if instance_id.starts_with("order-10000003:"))
    });
    assert_eq!(created.count(), 2);
}

#[test]
fn a_long_history_has_exactly_so_many_events_as_the_api_shows() {
    for events in [3, 52, 53, 1000, 100_000] {
        let hub = Generated::with_long_history(1, 0, events, now());
        for (index, id) in [
            format!("long-history-{events}"),
            format!("long-history-{events}-running"),
        ]
        .iter()
        .enumerate()
        {
            assert_eq!(hub.index_of(id), Some(index as u64));
            let history = hub.history(index as u64);
            let shown = history
                .iter()
                .filter(|row| !matches!(row.event, Event::TaskScheduled { .. }))
                .count();
            assert_eq!(shown, usize::try_from(events).unwrap(), "{id}");
            assert!(history.is_sorted_by_key(|row| row.timestamp));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_hub_and_another_seed_another() {
    let row = |seed| Generated::new(seed, 1000, now()).row(10);
    assert_eq!(row(1), row(1));
    assert_ne!(row(1), row(2));
}
