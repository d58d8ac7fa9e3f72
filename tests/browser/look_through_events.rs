//! Looking through a history: narrowing it, searching it, going from failure to failure, linking to one event.

use devhost::faults::{Body, Effect, Fault};
use devhost::server::ServerConfig;
use serde_json::json;

use crate::acts::empty_hub;
use crate::harness::{Page, Stage, button, field, heading, keys, play, region, row_containing};

/// A hub with an instance whose history is long.
fn long_history() -> ServerConfig {
    ServerConfig {
        history: 5_000,
        ..empty_hub()
    }
}

async fn open_long(stage: &Stage) {
    stage.open_events("long-history-5000").await;
    stage.page.find(&field("Find in all events")).await;
    stage.page.see("5,000 events").await;
}

async fn failed_order(stage: &Stage) {
    stage
        .hub
        .start("Order", "order-7", "{\"item\": \"lamp\"}")
        .await;
    stage.hub.until("order-7", &["Failed"]).await;
    stage.open_events("order-7").await;
    stage.page.find(&row_containing("TaskFailed")).await;
}

async fn number(page: &Page, script: &str) -> f64 {
    let value = page.run(script, json!([])).await;
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{script} gives {value}"))
}

#[test]
fn of_a_long_history_only_the_rows_in_sight_stand_in_the_page() {
    play(long_history(), async |stage| {
        open_long(stage).await;
        let page = &stage.page;
        let rows = "return document.querySelectorAll('.events [role=row]').length";
        assert!(number(page, rows).await < 150.0);
        let end = "document.querySelector('.page').scrollTop = 1e9; return 0";
        page.run(end, json!([])).await;
        page.find(&row_containing("ExecutionCompleted")).await;
        assert!(number(page, rows).await < 150.0);
    });
}

#[test]
fn text_kind_and_name_narrow_the_table_and_say_how_far() {
    play(empty_hub(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        let kinds = region("Kinds of events");
        page.click(&button("TaskFailed").inside(kinds)).await;
        page.see("3 of 11 events").await;
        page.find_no_more(&row_containing("TimerFired")).await;
        page.paste(&field("Find in all events"), "no such text")
            .await;
        page.see("No event of this history matches.").await;
        page.see("0 of 11 events").await;
        page.click(&button("Clear filters")).await;
        page.find(&row_containing("TimerFired")).await;
        // In everything the host sent, also where the row does not show it.
        page.paste(&field("Find in all events"), "StackTrace").await;
        page.see("of 11 events").await;
        page.find_no_more(&row_containing("TimerFired")).await;
    });
}

#[test]
fn n_goes_from_failure_to_failure() {
    play(empty_hub(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        page.press("n").await;
        page.find(&heading("Raw event")).await;
        let first = page.address().await;
        assert!(
            first.contains("event=2"),
            "the first failure is event 2: {first}"
        );
        page.press("n").await;
        page.until("the second failure is open", async || {
            page.address().await.contains("event=5").then_some(())
        })
        .await;
        page.press_with(keys::SHIFT, "N").await;
        page.until("the first failure is open again", async || {
            (page.address().await == first).then_some(())
        })
        .await;
    });
}

#[test]
fn tripwire_21_a_linked_event_scrolls_once_not_at_each_poll() {
    play(long_history(), async |stage| {
        open_long(stage).await;
        let page = &stage.page;
        let address = page.address().await;
        // Another document, as for whoever gets the link.
        page.visit(&format!("{address}&event=3000")).await;
        page.reload().await;
        page.find(&heading("Raw event")).await;
        page.find(&button("Show the data of 3000 ")).await;
        page.run(
            "document.querySelector('.page').scrollTop = 0; return 0",
            json!([]),
        )
        .await;
        page.find(&heading("long-history-5000").exactly()).await;
        let asked = stage.hub_requests();
        page.click(&button("Refresh")).await;
        page.until("the host was asked again", async || {
            (stage.hub_requests() > asked).then_some(())
        })
        .await;
        page.see("Updated").await;
        let top = number(page, "return document.querySelector('.page').scrollTop").await;
        assert!(
            top < 1.0,
            "what was scrolled away stays away, and is at {top}"
        );
    });
}

#[test]
fn tripwire_20_pointing_marks_only_the_real_pair() {
    play(empty_hub(), async |stage| {
        // Two timers that cross: neither the order nor the name pairs them, their times do.
        let at = |second: u8| format!("2026-01-02T03:04:{second:02}Z");
        let timer = |kind: &str, fire: u8, time: u8| json!({ "EventType": kind, "FireAt": at(fire), "Timestamp": at(time) });
        let instance = json!({
            "name": "Cross", "instanceId": "cross-1", "runtimeStatus": "Completed", "input": null, "customStatus": null, "output": null,
            "createdTime": at(0), "lastUpdatedTime": at(40),
            "historyEvents": [
                { "EventType": "ExecutionStarted", "FunctionName": "Cross", "Timestamp": at(0) },
                timer("TimerCreated", 30, 1), timer("TimerCreated", 20, 1), timer("TimerFired", 20, 20),
                { "EventType": "TaskCompleted", "FunctionName": "Alone", "ScheduledTime": at(2), "Timestamp": at(21) },
                timer("TimerFired", 30, 30),
                { "EventType": "ExecutionCompleted", "OrchestrationStatus": "Completed", "Timestamp": at(40) },
            ],
        });
        let answer = Effect::answer(200, Body::Json(instance.to_string()));
        stage
            .control()
            .add_fault(Fault::new(answer).on("GET", "*/instances/cross-1"));
        stage.open_events("cross-1").await;
        let page = &stage.page;
        let marked = async |expected: &str| {
            page.until(&format!("{expected:?} is marked"), async || {
                let script = "return [...document.querySelectorAll('.events .tr.pair .opener')].map((it) => it.textContent).join(' ')";
                let marked = page.run(script, json!([])).await;
                (marked.as_str()? == expected).then_some(())
            })
            .await;
        };
        page.find(&row_containing("Alone")).await;
        for (pointed, pair) in [
            ("2 TimerCreated", "6"),
            ("3 TimerCreated", "4"),
            ("4 TimerFired", "3"),
            ("5 TaskCompleted", ""),
            ("6 TimerFired", "2"),
        ] {
            page.hover(&button(format!("Show the data of {pointed}")))
                .await;
            marked(pair).await;
        }
    });
}

#[test]
fn times_are_told_by_the_clock_or_as_distances() {
    play(empty_hub(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        page.click(&button("Since start")).await;
        page.until("each row says how long after the start", async || {
            let row = page.text_of(&row_containing("ExecutionCompleted")).await;
            row.contains('+').then_some(())
        })
        .await;
    });
}

#[test]
fn tripwire_11_a_long_failure_text_opens_in_place_and_reads_in_lines() {
    play(empty_hub(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        page.click(&button("TaskFailed ChargeCard")).await;
        page.find(&heading("Details").exactly()).await;
        let text = page.raw_text().await;
        assert!(!text.contains("\\r\\n"), "line ends are lines");
    });
}
