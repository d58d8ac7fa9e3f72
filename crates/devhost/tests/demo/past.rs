//! The hub as it is found: three days that look lived.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use devhost::config::HostConfig;
use devhost::demo;
use serde_json::Value;

use crate::support::{demo_hub, events, get, instances, json, noon, past, segment, status, text};

fn children_of_the_batch(all: &[Value], status: &str) -> usize {
    all.iter()
        .filter(|row| text(row, "instanceId").starts_with("nightly-invoices/2026-11-21/"))
        .filter(|row| text(row, "runtimeStatus") == status)
        .count()
}

#[test]
fn the_same_seed_at_the_same_time_gives_the_same_hub() {
    let target = "/instances?top=1000";
    let first = get(&mut demo_hub(), target, &[]);
    assert_eq!(first.body, get(&mut past(), target, &[]).body);
    let config = HostConfig {
        seed: 2,
        ..demo::config()
    };
    let other = get(&mut demo::host(config, noon()), target, &[]);
    assert_ne!(first.body, other.body);
}

#[test]
fn the_hub_is_demo_hub_over_the_connection_storage() {
    let hub = past();
    assert_eq!(hub.config().task_hub, "DemoHub");
    assert_eq!(hub.config().connection, "Storage");
}

/// No function of a real hub ends as Canceled, and nobody ever catches `ContinuedAsNew`.
#[test]
fn every_status_of_a_real_hub_occurs() {
    let all = instances(&mut past());
    let statuses: BTreeSet<&str> = all.iter().map(|row| text(row, "runtimeStatus")).collect();
    let expected = BTreeSet::from([
        "Pending",
        "Running",
        "Completed",
        "Failed",
        "Terminated",
        "Suspended",
    ]);
    assert_eq!(statuses, expected);
}

#[test]
fn the_past_is_spread_over_three_days_and_busy_at_its_end() {
    let all = instances(&mut past());
    let mut slots: BTreeMap<i64, usize> = BTreeMap::new();
    let mut before_the_busy_end = 0;
    for row in &all {
        let created: DateTime<Utc> = text(row, "createdTime").parse().unwrap();
        assert!(created <= noon(), "{row}");
        let age = noon() - created;
        assert!(age <= demo::PAST + TimeDelta::minutes(1), "{row}");
        *slots.entry(age.num_hours() / 6).or_default() += 1;
        let of_the_night = text(row, "instanceId").starts_with("nightly-invoices/");
        before_the_busy_end += usize::from(age > TimeDelta::minutes(12) && !of_the_night);
    }
    assert!(
        slots.len() >= 12 && slots.values().all(|count| *count >= 6),
        "{slots:?}"
    );
    assert!(
        (150..=450).contains(&before_the_busy_end),
        "{before_the_busy_end}"
    );
    let fresh = all
        .iter()
        .filter(|row| text(row, "name") == "OrderFulfillment")
        .filter(|row| text(row, "createdTime") > "2026-11-21T11:50:00Z")
        .count();
    assert!(fresh >= 40, "{fresh} orders in the last ten minutes");
}

#[test]
fn more_than_twelve_orchestrators_were_at_work() {
    let all = instances(&mut past());
    let names: BTreeSet<&str> = all
        .iter()
        .map(|row| text(row, "name"))
        .filter(|name| !name.starts_with('@'))
        .collect();
    assert!(names.len() >= 30, "{names:?}");
}

#[test]
fn the_last_night_has_400_invoices_under_ids_with_a_slash() {
    let mut hub = past();
    let all = instances(&mut hub);
    assert_eq!(children_of_the_batch(&all, "Completed"), 397);
    assert_eq!(children_of_the_batch(&all, "Failed"), 3);
    let id = "nightly-invoices/2026-11-21";
    let parent = all
        .iter()
        .find(|row| text(row, "instanceId") == id)
        .unwrap();
    assert_eq!(parent["output"]["issued"], 397);
    assert_eq!(parent["customStatus"]["done"], 400);
    assert_eq!(
        get(&mut hub, &format!("/instances/{}", segment(id)), &[]).status,
        404
    );
}

#[test]
fn statements_are_children_that_the_framework_named() {
    let all = instances(&mut past());
    let ids: Vec<&str> = all
        .iter()
        .filter(|row| text(row, "name") == "IssueStatement")
        .map(|row| text(row, "instanceId"))
        .collect();
    assert_eq!(ids.len(), 24);
    for id in ids {
        let (execution, number) = id.split_once(':').unwrap();
        assert_eq!(execution.len(), 32, "{id}");
        assert!(u32::from_str_radix(number, 16).is_ok(), "{id}");
    }
}

#[test]
fn every_id_without_a_slash_opens_however_odd_it_is() {
    let mut hub = past();
    let mut with_a_slash = 0;
    let mut odd = BTreeSet::new();
    for row in instances(&mut hub) {
        let id = text(&row, "instanceId");
        if id.contains('/') {
            with_a_slash += 1;
            let target = format!("/instances/{}", segment(id));
            assert_eq!(get(&mut hub, &target, &[]).status, 404, "{id}");
            let target = format!("/instances?instanceIdPrefix={}", segment(id));
            let found = json(&get(&mut hub, &target, &[]));
            assert_eq!(text(&found[0], "instanceId"), id);
            continue;
        }
        assert_eq!(text(&status(&mut hub, id), "instanceId"), id);
        odd.extend(
            id.chars()
                .filter(|c| !c.is_ascii_alphanumeric() && !"-.:@".contains(*c)),
        );
        odd.extend((id.chars().count() == 100).then_some('…'));
    }
    assert!(with_a_slash >= 403, "{with_a_slash}");
    for c in " %+&='\"<>(;,~!*åö订🎁ط…".chars() {
        assert!(odd.contains(&c), "no id holds {c:?}");
    }
}

#[test]
fn a_release_hangs_six_levels_deep() {
    let mut hub = past();
    let mut id = "release-2026.46".to_owned();
    let mut levels = 1;
    while let Some(child) = events(&mut hub, &id, "SubOrchestrationInstanceCreated").first() {
        text(child, "InstanceId").clone_into(&mut id);
        levels += 1;
    }
    assert_eq!(levels, 6, "{id}");
    assert_eq!(
        text(&status(&mut hub, &id), "customStatus"),
        "Soaking for 240 min"
    );
}

#[test]
fn operators_left_reasons_where_output_stands() {
    let mut hub = past();
    for (id, status_name, reason) in [
        (
            "wholesale-1198",
            "Terminated",
            "Duplicate of wholesale-1197",
        ),
        ("wholesale-1203", "Suspended", "Held for fraud review"),
        ("stock-monitor-göteborg", "Suspended", "Warehouse moves"),
        ("onboarding-7003", "Running", "Documents verified by hand"),
    ] {
        let status = status(&mut hub, id);
        assert_eq!(text(&status, "runtimeStatus"), status_name, "{id}");
        assert!(text(&status, "output").starts_with(reason), "{id}");
    }
}

#[test]
fn entities_hold_states_of_several_shapes() {
    let entities = json(&get(&mut past(), "/entities?fetchState=true", &[]));
    let states: BTreeMap<&str, &Value> = entities
        .as_array()
        .unwrap()
        .iter()
        .map(|entity| (text(&entity["entityId"], "name"), &entity["state"]))
        .collect();
    assert!(states["counter"].is_number());
    assert!(states["account"].is_object());
    assert!(states["inventory"].is_object());
    assert!(states["basket"].is_array());
}
