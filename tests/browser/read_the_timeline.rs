//! Reading what happened when: the timeline of an instance, and what is said when its history is large or cannot be had.

use devhost::faults::{Body, Effect, Fault};
use devhost::server::ServerConfig;
use serde_json::json;

use crate::acts::empty_hub;
use crate::harness::{button, heading, link, play, row_containing};

#[test]
fn a_span_is_selected_and_the_address_brings_it_back() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Order", "order-1", "{\"item\": 1}").await;
        stage.hub.until("order-1", &["Failed"]).await;
        stage.open_instance("order-1").await;
        let page = &stage.page;
        page.find(&row_containing("ChargeCard")).await;
        let told = page.text_of(&row_containing("ChargeCard")).await;
        assert!(
            told.contains("failed") && told.contains("3 tries"),
            "the row says in words what the bars show: {told}"
        );
        page.click(&button("ChargeCard")).await;
        page.find(&heading("TaskFailed")).await;
        let address = page.address().await;
        assert!(address.contains("span="), "{address}");
        page.reload().await;
        page.find(&heading("TaskFailed")).await;
        page.click(&button("Close")).await;
        page.find_no_more(&heading("TaskFailed")).await;
    });
}

#[test]
fn the_cause_of_a_failure_leads_to_where_it_began() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Order", "order-2", "{\"item\": 1}").await;
        stage.hub.until("order-2", &["Failed"]).await;
        stage.open_instance("order-2").await;
        let page = &stage.page;
        page.see("after 3 tries").await;
        page.click(&link("activity ChargeCard")).await;
        page.find(&heading("TaskFailed")).await;
    });
}

#[test]
fn a_child_that_the_history_does_not_name_is_found_opened_and_followed() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Trip", "trip-2", "null").await;
        stage.hub.until("trip-2", &["Completed"]).await;
        stage.open_instance("trip-2").await;
        let page = &stage.page;
        page.find(&row_containing("HelloSequence")).await;
        assert!(!page.has(&link("Open ")).await, "its history names none");
        page.click(&button("Show what is in HelloSequence")).await;
        page.find(&row_containing("SayHello")).await;
        page.click(&button("Show what is in FanOutFanIn")).await;
        page.find(&row_containing("Square")).await;
        // How sure it is stands beside the way there.
        page.find(&link(
            "Open trip-2:legs (inferred: the id begins with the parent's)",
        ))
        .await;
        page.click(&button("FanOutFanIn").exactly()).await;
        page.find(&link("trip-2:legs").exactly()).await;
        page.click(&link("Open trip-2:legs")).await;
        page.find(&heading("trip-2:legs").exactly()).await;
    });
}

#[test]
fn children_open_in_place() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Parallel", "trip-1", "null").await;
        stage.hub.until("trip-1", &["Running"]).await;
        stage.open_instance("trip-1").await;
        let page = &stage.page;
        page.find(&row_containing("LongWait")).await;
        let before = page.count(&row_containing("")).await;
        page.click(&button("Show what is in trip-1:child")).await;
        page.until("the child's own rows are there", async || {
            (page.count(&row_containing("")).await > before).then_some(())
        })
        .await;
    });
}

#[test]
fn tripwire_25_sub_orchestrations_can_be_hidden() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Parallel", "trip-3", "null").await;
        stage.hub.until("trip-3", &["Running"]).await;
        stage.open_instance("trip-3").await;
        let page = &stage.page;
        page.find(&row_containing("LongWait")).await;
        page.click(&button("Hide sub-orchestrations")).await;
        page.find_no_more(&row_containing("LongWait")).await;
        page.find(&row_containing("Slow")).await;
        page.click(&button("Hide sub-orchestrations")).await;
        page.find(&row_containing("LongWait")).await;
    });
}

#[test]
fn tripwire_7_running_bars_tick_without_new_events() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Parallel", "long-2", "null").await;
        stage.hub.until("long-2", &["Running"]).await;
        stage.open_instance("long-2").await;
        let page = &stage.page;
        page.find(&row_containing("and running")).await;
        // From now on the host says nothing.
        let silence = Fault::new(Effect::Delay { ms: 600_000 });
        stage
            .control()
            .add_fault(silence.on("GET", "*/instances/long-2*"));
        let first = page.text_of(&row_containing("and running")).await;
        page.until("the bar says another time", async || {
            (page.text_of(&row_containing("and running")).await != first).then_some(())
        })
        .await;
    });
}

#[test]
fn the_picture_is_a_table_too() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "hello-1", "null").await;
        stage.hub.until("hello-1", &["Completed"]).await;
        stage.open_instance("hello-1").await;
        let page = &stage.page;
        page.find(&row_containing("SayHello")).await;
        page.click(&button("As a table")).await;
        page.find(&row_containing("Began")).await;
        let row = page.text_of(&row_containing("SayHello")).await;
        assert!(row.contains("completed"), "{row}");
    });
}

#[test]
fn tripwire_17_a_big_timeline_degrades_by_choice() {
    let hub = ServerConfig {
        history: 5_000,
        ..empty_hub()
    };
    play(hub, async |stage| {
        stage.open_instance("long-history-5000").await;
        let page = &stage.page;
        page.find(&row_containing("RebuildIndexPart × ")).await;
        page.click(&button("Show what is in RebuildIndexPart"))
            .await;
        page.until("the group is open", async || {
            (page.count(&button("RebuildIndexPart")).await > 10).then_some(())
        })
        .await;
        let few_rows = async || {
            let rows = page.count(&row_containing("")).await;
            assert!(rows < 150, "{rows} rows are in the page");
        };
        few_rows().await;
        page.press("n").await;
        page.see("The partition is being moved.").await;
        // One by one, because somebody wants that: all are there, few are drawn.
        page.click(&button("Group by name")).await;
        page.find_no_more(&row_containing("RebuildIndexPart × "))
            .await;
        page.find(&row_containing("RebuildIndexPart")).await;
        let all = "return Number(document.querySelector('.tl').getAttribute('aria-rowcount'))";
        let all = page.run(all, json!([])).await;
        assert!(all.as_u64() > Some(4_000), "{all} rows can be scrolled to");
        few_rows().await;
    });
}

#[test]
fn a_large_history_asks_first_and_a_summary_leaves_out_what_is_large() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "large-1", "null").await;
        stage.hub.until("large-1", &["Completed"]).await;
        let large = json!({
            "name": "HelloSequence", "instanceId": "large-1", "runtimeStatus": "Completed", "input": null, "customStatus": null,
            "output": "x".repeat(25 * 1024 * 1024),
            "createdTime": "2026-01-02T03:04:05Z", "lastUpdatedTime": "2026-01-02T03:04:06Z", "historyEvents": [],
        });
        let effect = Effect::answer(200, Body::Json(large.to_string()));
        let target = "*/instances/large-1?*showHistory=true*showInput=true*";
        stage
            .control()
            .add_fault(Fault::new(effect).on("GET", target));
        stage.open_instance("large-1").await;
        let page = &stage.page;
        page.see("26 MB").await;
        page.find(&button("Load all")).await;
        page.find(&button("Download")).await;
        page.click(&button("Summary")).await;
        page.see("This is a summary").await;
        page.find(&row_containing("SayHello")).await;
    });
}
