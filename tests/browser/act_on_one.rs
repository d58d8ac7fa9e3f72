//! Doing something to one instance: confirmed by its weight, sent once, and read until it is true.

use std::time::Duration;

use devhost::faults::{Body, Effect, Fault};

use crate::acting::{action, confirm, form, has_focus, running, writes};
use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::harness::{button, field, heading, keys, link, play, region};

#[test]
fn a_terminate_shows_its_request_and_its_effect_and_is_followed_until_it_is_true() {
    play(hub_with_key(), async |stage| {
        running(stage, "LongWait", "long-1").await;
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        has_focus(page, &button("Cancel")).await;
        page.see("Whoever reads it later").await;
        page.see("curl -X POST").await;
        page.see("$DURABLE_KEY").await;
        assert!(!page.raw_text().await.contains(KEY), "the key is not shown");
        page.paste(&field("Reason"), "no longer needed").await;
        page.see("reason=no%20longer%20needed").await;
        page.click(&button("func").exactly()).await;
        page.see("func durable terminate --id 'long-1'").await;
        page.click(&confirm("Terminate")).await;
        page.see("Terminate: done. It is Terminated.").await;
        assert_eq!(writes(stage), 1);
        let status = stage.hub.status("long-1").await;
        assert_eq!(status["output"], "no longer needed");
    });
}

#[test]
fn cancel_and_escape_leave_everything_as_it_is() {
    play(empty_hub(), async |stage| {
        running(stage, "LongWait", "long-2").await;
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        page.click(&button("Cancel")).await;
        page.find_no_more(&form("Terminate")).await;
        page.click(&action("Terminate")).await;
        has_focus(page, &button("Cancel")).await;
        page.press(keys::ESCAPE).await;
        page.find_no_more(&form("Terminate")).await;
        assert_eq!(writes(stage), 0);
    });
}

#[test]
fn tripwire_10_terminate_works_though_the_history_fails() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 500");
        stage.hub.start("LongWait", "long-3", "null").await;
        stage.hub.until("long-3", &["Running"]).await;
        let fault = Fault::new(Effect::answer(500, Body::Html)).on("GET", "*?showHistory=true*");
        stage.control().add_fault(fault);
        stage.open_instance("long-3").await;
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        page.see("The history could not be looked at yet").await;
        page.click(&confirm("Terminate")).await;
        page.see("Terminate: done.").await;
    });
}

#[test]
fn the_children_of_a_terminated_parent_are_named() {
    play(empty_hub(), async |stage| {
        running(stage, "Parallel", "parent-1").await;
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        page.find(&link("parent-1:child").inside(form("Terminate")))
            .await;
        page.see("1 sub-orchestration keeps running").await;
    });
}

#[test]
fn what_is_not_allowed_says_why_and_sends_nothing() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "done-1", "null").await;
        stage.hub.until("done-1", &["Completed"]).await;
        stage.open_instance("done-1").await;
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        page.see("what has finished takes this no more").await;
        page.click(&action("Rewind")).await;
        page.see("Only what has failed can be rewound").await;
        assert_eq!(writes(stage), 0);
    });
}

#[test]
fn what_ended_meanwhile_is_skipped_not_failed() {
    play(empty_hub(), async |stage| {
        running(stage, "ShapesOfStatus", "shapes-1").await;
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        page.find(&confirm("Terminate")).await;
        stage.hub.tell("shapes-1", "raiseEvent/Done", "true").await;
        stage.hub.until("shapes-1", &["Completed"]).await;
        page.click(&confirm("Terminate")).await;
        page.see("Terminate: nothing to do. It has finished").await;
        assert_eq!(writes(stage), 0);
    });
}

#[test]
fn an_event_is_written_with_its_mistakes_shown_and_wakes_who_waits() {
    play(empty_hub(), async |stage| {
        running(stage, "ExpenseApproval", "expense-1").await;
        let page = &stage.page;
        page.click(&action("Raise event")).await;
        has_focus(page, &field("Event name")).await;
        page.insert("ApprovalEvent").await;
        page.paste(&field("Event data"), "{\"by\":\n  Åsa}").await;
        page.see("line 2, column").await;
        page.click(&confirm("Raise event")).await;
        assert_eq!(writes(stage), 0, "what is no JSON is not sent");
        page.paste(&field("Event data"), "{\"sum\": 9007199254740993}")
            .await;
        page.see_no_more("No JSON").await;
        page.click(&confirm("Raise event")).await;
        page.see("Raise event: done.").await;
        stage.hub.until("expense-1", &["Completed"]).await;
        assert_eq!(writes(stage), 1);
    });
}

#[test]
fn an_answer_that_is_lost_is_made_good_by_reading_and_never_by_sending_again() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("net::ERR");
        running(stage, "LongWait", "lost-1").await;
        let fault = Fault::new(Effect::DropAfter).on("POST", "*/terminate*");
        stage.control().add_fault(fault);
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        page.click(&confirm("Terminate")).await;
        page.see("Terminate: done. It is Terminated.").await;
        // By what the page asked for: where a kept connection closes without an answer, Chromium itself sends a request once more.
        let watch = page.watched().await;
        let asked = watch.requests.iter().filter(|it| it.method == "POST");
        assert_eq!(asked.count(), 1);
    });
}

#[test]
fn a_refusal_is_told_in_the_words_of_the_host() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 429");
        running(stage, "LongWait", "busy-1").await;
        let body = Body::Error("too many requests for this plan".to_owned());
        let fault = Fault::new(Effect::answer(429, body)).on("POST", "*/suspend*");
        stage.control().add_fault(fault);
        let page = &stage.page;
        page.click(&action("Suspend")).await;
        page.click(&confirm("Suspend")).await;
        page.see("Suspend: the host refused. 429: too many requests for this plan")
            .await;
        assert_eq!(stage.hub.status("busy-1").await["runtimeStatus"], "Running");
    });
}

#[test]
fn a_key_that_is_refused_is_asked_for_in_place_and_nothing_typed_is_lost() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        running(stage, "LongWait", "key-1").await;
        let page = &stage.page;
        page.click(&action("Terminate")).await;
        page.paste(&field("Reason"), "with the next key").await;
        stage.control().set_key(Some("the-next-key".to_owned()));
        page.click(&confirm("Terminate")).await;
        page.see("It goes on with another key").await;
        let told = region("Terminate, under way");
        page.paste(&field("Function key").inside(told.clone()), "the-next-key")
            .await;
        page.click(&button("Use this key").inside(told)).await;
        page.see("Terminate: done. It is Terminated.").await;
        assert!(!page.address().await.contains("the-next-key"));
    });
}

#[test]
fn a_locked_hub_is_not_written_to_and_says_so_in_place() {
    play(empty_hub(), async |stage| {
        running(stage, "LongWait", "locked-1").await;
        let page = &stage.page;
        page.click(&button("Read-only lock: Unlocked")).await;
        page.click(&button("Lock all")).await;
        page.press(keys::ESCAPE).await;
        page.click(&action("Terminate")).await;
        page.see("This hub is locked read-only").await;
        page.click(&confirm("Terminate")).await;
        page.find(&form("Terminate")).await;
        assert_eq!(writes(stage), 0);
    });
}

#[test]
fn tripwire_37_a_rewind_warns_of_timers_and_a_failed_one_runs_again() {
    play(empty_hub(), async |stage| {
        stage
            .hub
            .start("Order", "order-1", "{\"card\": \"0001\"}")
            .await;
        stage.control().advance_clock(Duration::from_mins(1));
        stage.hub.until("order-1", &["Failed"]).await;
        stage.open_instance("order-1").await;
        let page = &stage.page;
        page.click(&action("Rewind")).await;
        page.see("Non-Deterministic workflow detected").await;
        page.click(&confirm("Rewind")).await;
        page.see_one_of(&["Rewind: done", "Rewind: it ran again, and failed again"])
            .await;
    });
}

#[test]
fn a_restart_leads_to_what_it_made() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "again-1", "null").await;
        stage.hub.until("again-1", &["Completed"]).await;
        stage.open_instance("again-1").await;
        let page = &stage.page;
        page.click(&action("Restart")).await;
        page.see("Whatever it has done it does again").await;
        page.click(&confirm("Restart")).await;
        page.see("Restart: done").await;
        let name = page.names_of(&link("Open ")).await;
        page.click(&link("Open ")).await;
        let id = name[0].trim_start_matches("Open ").to_owned();
        page.find(&heading(id)).await;
    });
}

#[test]
fn a_purge_takes_the_name_of_the_hub() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        stage.hub.start("HelloSequence", "old-1", "null").await;
        stage.hub.until("old-1", &["Completed"]).await;
        stage.open_instance("old-1").await;
        let page = &stage.page;
        page.click(&action("Purge")).await;
        has_focus(page, &button("Cancel")).await;
        page.click(&confirm("Purge")).await;
        assert_eq!(writes(stage), 0, "nothing was typed");
        page.paste(&field("Confirm"), "RecordingHub").await;
        page.click(&confirm("Purge")).await;
        page.see("Purge: done. It is not there any more.").await;
    });
}

#[test]
fn it_is_suspended_and_resumed_by_keys_alone_on_a_phone() {
    play(empty_hub(), async |stage| {
        running(stage, "LongWait", "phone-1").await;
        let page = &stage.page;
        page.size(390, 844).await;
        page.focus(&action("Suspend")).await;
        page.press(keys::ENTER).await;
        has_focus(page, &field("Reason")).await;
        page.insert("stocktaking").await;
        page.fits_its_width().await;
        page.press(keys::ENTER).await;
        page.see("Suspend: done. It is Suspended.").await;
        page.focus(&action("Resume")).await;
        page.press(keys::ENTER).await;
        page.see("Resume: done. It is Running.").await;
        page.fits_its_width().await;
        assert_eq!(writes(stage), 2);
    });
}
