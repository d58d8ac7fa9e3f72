//! The hub as it goes on while somebody looks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use devhost::json::Json;
use serde_json::Value;

use crate::support::{demo_hub, instances, live, status, text};

fn by_id(rows: &[Value]) -> BTreeMap<&str, &Value> {
    rows.iter()
        .map(|row| (text(row, "instanceId"), row))
        .collect()
}

#[test]
fn after_an_hour_new_orders_have_started_ended_and_failed_and_old_ones_are_gone() {
    let mut host = demo_hub();
    let before = instances(&mut host);
    let iteration = |rows: &[Value]| {
        by_id(rows)["stock-monitor-malmö"]["customStatus"]["iteration"]
            .as_i64()
            .unwrap()
    };
    host.start("HelloSequence", "started-by-a-user", &Json::Null)
        .unwrap();
    live(&mut host, 60);
    let after = instances(&mut host);

    let known: BTreeSet<&str> = by_id(&before).into_keys().collect();
    let new: Vec<&Value> = after
        .iter()
        .filter(|row| !known.contains(text(row, "instanceId")))
        .collect();
    let count = |name: &str, status: &str| {
        new.iter()
            .filter(|row| text(row, "name") == name && text(row, "runtimeStatus") == status)
            .count()
    };
    assert!(count("OrderFulfillment", "Completed") > 30);
    assert!(count("OrderFulfillment", "Failed") > 0);
    assert!(count("OrderFulfillment", "Running") > 0);
    assert!(count("ShipOrder", "Completed") > 30);
    assert!(count("PurchaseApproval", "Completed") > 3);
    assert!(count("PurchaseApproval", "Running") > 0);
    assert!(iteration(&after) >= iteration(&before) + 150);

    let busy_before = before
        .iter()
        .filter(|row| text(row, "createdTime") > "2026-11-21T11:48:00Z")
        .filter(|row| text(row, "instanceId").starts_with("order-"));
    let left = busy_before
        .filter(|row| by_id(&after).contains_key(text(row, "instanceId")))
        .count();
    assert!(left <= 2, "{left} orders of an hour ago are still there");
    assert!(by_id(&after).contains_key("started-by-a-user"));
}

#[test]
fn the_hub_does_not_grow_for_ever() {
    let mut host = demo_hub();
    let mut counts = vec![instances(&mut host).len()];
    for _ in 0..3 {
        live(&mut host, 40);
        counts.push(instances(&mut host).len());
    }
    let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    assert!(most - least < 150, "{counts:?}");
}

#[test]
fn a_hub_that_slept_for_two_days_wakes_up_as_it_was_left() {
    let mut host = demo_hub();
    let before = instances(&mut host).len();
    host.advance(host.now() + TimeDelta::days(2));
    let after = instances(&mut host);
    assert!(
        after.len() < before + 200,
        "{before} became {}",
        after.len()
    );
    let batch = after
        .iter()
        .filter(|row| text(row, "instanceId").starts_with("nightly-invoices/2026-11-23/"))
        .count();
    assert_eq!(batch, 400);
    let stale = after
        .iter()
        .filter(|row| text(row, "instanceId").starts_with("nightly-invoices/2026-11-21/"))
        .count();
    assert_eq!(stale, 0, "children of an earlier night are still there");
}

#[test]
fn what_nobody_picks_up_stays_pending_and_takes_no_orders() {
    let mut host = demo_hub();
    let request = devhost::wire::Request {
        method: "POST".to_owned(),
        target: "/runtime/webhooks/durabletask/instances/legacy-import-0007/terminate?reason=x"
            .to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    let devhost::host::Reply::Now(answer) = host.handle(&request) else {
        panic!("terminate never waits");
    };
    assert_eq!(answer.status, 202);
    live(&mut host, 5);
    let status = status(&mut host, "legacy-import-0007");
    assert_eq!(text(&status, "runtimeStatus"), "Pending");
    assert!(status.get("historyEvents").is_none());
}

#[test]
fn nothing_dies_of_nondeterminism_as_life_goes_on() {
    let mut host = demo_hub();
    live(&mut host, 30);
    for row in instances(&mut host) {
        assert!(
            !row["output"].to_string().contains("Non-Deterministic"),
            "{row}"
        );
    }
}
