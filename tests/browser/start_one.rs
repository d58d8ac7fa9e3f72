//! Starting an instance: the name, the id, the input, the end.

use std::time::Duration;

use devhost::faults::{Body, Effect, Fault};

use crate::acting::{confirm, form, has_focus, hub_in_address};
use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::harness::{Stage, button, checkbox, field, heading, keys, link, play, region};

/// The start page of the hub that is open; gives the hub as addresses name it.
async fn open_start(stage: &Stage) -> String {
    // Whether an id is free is asked of the host.
    stage.page.expect_console("status of 404");
    stage.open_list().await;
    stage.page.click(&link("Start").exactly()).await;
    stage.page.find(&heading("Start an orchestration")).await;
    hub_in_address(&stage.page).await
}

fn name() -> crate::harness::Locator {
    field("Orchestrator").exactly()
}

fn id() -> crate::harness::Locator {
    field("Instance id").exactly()
}

fn input() -> crate::harness::Locator {
    field("Input").exactly()
}

#[test]
fn the_name_is_learnt_from_the_host_the_id_is_drawn_and_the_way_leads_to_what_was_made() {
    play(empty_hub(), async |stage| {
        // The one way to learn names is a start that is refused.
        stage.page.expect_console("status of 400");
        open_start(stage).await;
        let page = &stage.page;
        page.see("Give the name of the orchestrator").await;
        page.click(&button("Ask the host for all names")).await;
        page.see("The host knows").await;
        page.click(&button("LongWait").exactly()).await;
        assert_eq!(page.value_of(&name()).await, "LongWait");
        page.see("func").await;
        page.paste(&input(), "{\"days\": 9007199254740993}").await;
        page.click(&button("Start").exactly()).await;
        page.see("Start: done").await;
        page.click(&link("Open ")).await;
        page.see("LongWait").await;
        page.see("9007199254740993").await;
    });
}

#[test]
fn a_name_the_host_does_not_know_is_refused_with_those_it_does() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 400");
        open_start(stage).await;
        let page = &stage.page;
        page.paste(&name(), "NoSuchThing").await;
        page.paste(&input(), "[1, 2]").await;
        page.click(&button("Start").exactly()).await;
        page.see("Start: the host refused. 400").await;
        page.find(&button("HelloSequence").exactly()).await;
        assert_eq!(page.value_of(&input()).await, "[1, 2]");
    });
}

#[test]
fn a_mistake_in_the_input_is_told_by_line_and_column_and_nothing_is_sent() {
    play(empty_hub(), async |stage| {
        open_start(stage).await;
        let page = &stage.page;
        page.paste(&name(), "LongWait").await;
        page.paste(&input(), "{\"a\": 1,\n \"b\": }").await;
        page.see("line 2, column").await;
        page.click(&button("Start").exactly()).await;
        page.choose_file("input.json", "{\"from\": \"a file\"}")
            .await;
        page.see_no_more("No JSON").await;
        assert_eq!(page.value_of(&input()).await, "{\"from\": \"a file\"}");
        assert!(!page.shows("Start: ").await, "nothing was sent");
    });
}

#[test]
fn it_waits_for_the_end_and_shows_the_output() {
    play(empty_hub(), async |stage| {
        open_start(stage).await;
        let page = &stage.page;
        page.paste(&name(), "HelloSequence").await;
        page.click(&checkbox("Wait until it ends")).await;
        page.paste(&field("At most, seconds"), "500").await;
        page.see("at most 110").await;
        page.paste(&field("At most, seconds"), "20").await;
        page.see_no_more("at most 110").await;
        page.paste(&field("Looking every, seconds"), "1").await;
        page.see("timeout=20&pollingInterval=1").await;
        page.click(&button("Start").exactly()).await;
        page.see("Start: done").await;
        page.see("Hello, Tokyo!").await;
    });
}

#[test]
fn tripwire_38_starting_under_a_finished_id_warns_that_its_run_is_overwritten() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "done-1", "1").await;
        stage.hub.until("done-1", &["Completed"]).await;
        stage.hub.start("LongWait", "runs-1", "1").await;
        stage.hub.until("runs-1", &["Running"]).await;
        stage.control().advance_clock(Duration::from_secs(2));
        open_start(stage).await;
        let page = &stage.page;
        page.paste(&name(), "LongWait").await;
        page.paste(&id(), "runs-1").await;
        page.see("Taken: an instance of this id has not finished")
            .await;
        page.paste(&id(), "done-1").await;
        page.see("overwrites its run: output, error and history are lost")
            .await;
        page.click(&button("Start").exactly()).await;
        // It is asked about, and what changes nothing has the focus.
        has_focus(page, &button("Cancel")).await;
        page.see("Its present run is overwritten").await;
        assert_eq!(
            stage.hub.status("done-1").await["name"],
            "HelloSequence",
            "nothing was sent before consent"
        );
        page.click(&button("Cancel")).await;
        page.find_no_more(&form("Start")).await;
        assert_eq!(page.value_of(&id()).await, "done-1");
        page.click(&button("Start").exactly()).await;
        page.click(&confirm("Start")).await;
        page.see("Start: done").await;
        stage.hub.until("done-1", &["Running"]).await;
        assert_eq!(stage.hub.status("done-1").await["name"], "LongWait");
    });
}

#[test]
fn an_id_that_came_to_be_meanwhile_is_not_overwritten_without_a_word() {
    play(empty_hub(), async |stage| {
        open_start(stage).await;
        let page = &stage.page;
        page.paste(&name(), "LongWait").await;
        page.paste(&id(), "late-1").await;
        page.see("Free: the host knows no instance").await;
        stage.hub.start("HelloSequence", "late-1", "1").await;
        stage.hub.until("late-1", &["Completed"]).await;
        page.click(&button("Start").exactly()).await;
        page.see("Start: nothing to do. An instance of this id exists")
            .await;
        page.click(&button("Overwrite its run")).await;
        page.see("Its present run is overwritten").await;
        page.click(&confirm("Start")).await;
        page.see("Start: done").await;
    });
}

#[test]
fn like_another_takes_its_name_and_input_and_an_earlier_input_can_be_taken() {
    play(empty_hub(), async |stage| {
        stage
            .hub
            .start("LongWait", "first-1", "{\"of\": \"first\"}")
            .await;
        stage
            .hub
            .start("LongWait", "second-1", "{\"of\": \"second\"}")
            .await;
        stage.hub.until("second-1", &["Running"]).await;
        stage.open_list().await;
        let hub = hub_in_address(&stage.page).await;
        stage.go_to_instance(&hub, "first-1").await;
        let page = &stage.page;
        page.click(&link("Start like this one")).await;
        page.see("Name and input are those of first-1").await;
        page.until("the input is there", async || {
            let text = page.value_of(&input()).await;
            text.contains("first").then_some(())
        })
        .await;
        assert_eq!(page.value_of(&name()).await, "LongWait");
        page.click(&heading("Start an orchestration")).await;
        page.run(
            "document.querySelector('details.used-before').open = true",
            serde_json::json!([]),
        )
        .await;
        page.find(&button("Take its input")).await;
        page.click(&button("Take its input")).await;
        page.see("stands above").await;
        let taken = page.value_of(&input()).await;
        assert!(taken.contains("\"of\""), "{taken}");
    });
}

#[test]
fn nothing_typed_is_lost_by_an_error_a_way_back_a_reload_or_a_new_key() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        stage.page.expect_console("status of 404");
        stage.page.expect_console("status of 429");
        stage.hub.start("LongWait", "there-1", "1").await;
        stage.open_instance("there-1").await;
        let hub = hub_in_address(&stage.page).await;
        stage.go_to(&hub, "start").await;
        let page = &stage.page;
        page.paste(&name(), "LongWait").await;
        page.paste(&id(), "kept-1").await;
        page.paste(&input(), "{\"kept\": true}").await;
        page.see("Free: the host knows no instance").await;
        let busy = Effect::answer(429, Body::Error("too many".to_owned()));
        stage
            .control()
            .add_fault(Fault::new(busy).on("POST", "*/orchestrators/*"));
        page.click(&button("Start").exactly()).await;
        page.see("the host refused. 429: too many").await;
        stage.control().clear_faults();
        stage.go_to(&hub, "instances").await;
        page.find(&heading("Instances").exactly()).await;
        page.back().await;
        page.find(&heading("Start an orchestration")).await;
        assert_eq!(page.value_of(&input()).await, "{\"kept\": true}");
        let stored = page
            .run(
                "return JSON.stringify([{...sessionStorage}, {...localStorage}])",
                serde_json::json!([]),
            )
            .await;
        let stored = stored.as_str().unwrap_or_default();
        assert!(stored.contains("kept-1"), "it is kept in the tab");
        assert!(!stored.contains(KEY), "the key is not");
        page.reload().await;
        page.find(&heading("Start an orchestration")).await;
        assert_eq!(page.value_of(&name()).await, "LongWait");
        assert_eq!(page.value_of(&id()).await, "kept-1");
        assert_eq!(page.value_of(&input()).await, "{\"kept\": true}");
        // The key was in memory alone: it is asked for when it is wanted.
        page.click(&button("Start").exactly()).await;
        let told = region("Start, under way");
        page.paste(&field("Function key").inside(told.clone()), KEY)
            .await;
        page.click(&button("Use this key").inside(told)).await;
        page.see("Start: done").await;
        stage.hub.until("kept-1", &["Running"]).await;
    });
}

#[test]
fn a_key_pasted_into_the_input_is_not_kept_in_the_tab() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("LongWait", "there-2", "1").await;
        stage.open_instance("there-2").await;
        let hub = hub_in_address(&stage.page).await;
        stage.go_to(&hub, "start").await;
        let page = &stage.page;
        page.paste(&name(), "LongWait").await;
        page.paste(&input(), &format!("\"{KEY}\"")).await;
        page.see("LongWait").await;
        let stored = page
            .run(
                "return JSON.stringify([{...sessionStorage}, {...localStorage}])",
                serde_json::json!([]),
            )
            .await;
        assert!(!stored.as_str().unwrap_or_default().contains("K3y-tHaT"));
    });
}

#[test]
fn it_is_started_by_keys_alone_on_a_phone() {
    play(empty_hub(), async |stage| {
        open_start(stage).await;
        let page = &stage.page;
        page.size(390, 844).await;
        page.tab_to(&name()).await;
        page.insert("LongWait").await;
        page.tab_to(&id()).await;
        page.insert("by-keys-1").await;
        page.tab_to(&input()).await;
        page.insert("[1]").await;
        page.see("Free: the host knows no instance").await;
        page.fits_its_width().await;
        page.tab_to(&button("Start").exactly()).await;
        page.press(keys::ENTER).await;
        page.see("Start: done").await;
        page.fits_its_width().await;
        stage.hub.until("by-keys-1", &["Running"]).await;
    });
}
