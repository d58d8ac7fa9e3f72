//! Opening an instance from the list, and reading what happened to it.

use crate::acts::empty_hub;
use crate::harness::{button, heading, link, play, row_containing};

#[test]
fn a_failure_is_said_before_all_else_and_its_event_holds_the_details() {
    play(empty_hub(), async |stage| {
        stage
            .hub
            .start("Order", "order-7", "{\"item\": \"lamp\"}")
            .await;
        stage.hub.until("order-7", &["Failed"]).await;
        stage.open_list().await;
        let page = &stage.page;
        page.find(&row_containing("order-7")).await;
        let row = page.text_of(&row_containing("order-7")).await;
        assert!(row.contains("Failed"), "the row says how it stands: {row}");
        page.click(&link("order-7")).await;
        page.find(&heading("order-7")).await;
        page.see("declined").await;
        page.find(&heading("Error").exactly()).await;
        page.click(&link("Events")).await;
        page.find(&row_containing("TaskFailed")).await;
        page.click(&button("TaskFailed ChargeCard")).await;
        page.find(&heading("Reason").exactly()).await;
        // Retries: three tries, with timers between them.
        let tries = page.count(&row_containing("TaskFailed")).await;
        assert!(
            tries >= 3,
            "three tries are in the history, {tries} are shown"
        );
        page.find(&row_containing("TimerFired")).await;
    });
}

#[test]
fn input_custom_status_and_output_are_shown_digit_by_digit() {
    play(empty_hub(), async |stage| {
        let input =
            r#"{"id": 9007199254740993, "price": 0.10, "note": "två\nrader", "list": [1, 2, 3]}"#;
        stage.hub.start("ShapesOfStatus", "shapes-1", input).await;
        stage.hub.until("shapes-1", &["Running"]).await;
        stage.open_instance("shapes-1").await;
        let page = &stage.page;
        page.see("9007199254740993").await;
        page.find(&heading("Input").exactly()).await;
        page.find(&heading("Custom status").exactly()).await;
        page.see("None yet. An unfinished instance has no output.")
            .await;
        stage
            .hub
            .tell("shapes-1", "raiseEvent/Done", "12345678901234567890")
            .await;
        page.see("12345678901234567890").await;
        page.see("Completed").await;
    });
}

#[test]
fn tripwire_33_the_output_of_a_suspended_resumed_or_terminated_one_is_labelled_a_reason() {
    play(empty_hub(), async |stage| {
        stage.hub.start("LongWait", "waiting-1", "null").await;
        stage.hub.until("waiting-1", &["Running"]).await;
        stage
            .hub
            .tell(
                "waiting-1",
                "suspend?reason=stock%20is%20being%20counted",
                "null",
            )
            .await;
        stage.hub.until("waiting-1", &["Suspended"]).await;
        stage.open_instance("waiting-1").await;
        let page = &stage.page;
        page.find(&heading("Reason").exactly()).await;
        page.see("stock is being counted").await;
        assert!(!page.has(&heading("Output").exactly()).await);
        stage
            .hub
            .tell("waiting-1", "resume?reason=the%20count%20is%20done", "null")
            .await;
        page.see("the count is done").await;
        page.find(&heading("Reason").exactly()).await;
        assert!(!page.has(&heading("Output").exactly()).await);
        stage
            .hub
            .tell("waiting-1", "terminate?reason=nobody%20needs%20it", "null")
            .await;
        page.see("nobody needs it").await;
        page.see("Terminated").await;
    });
}

#[test]
fn what_is_pending_is_marked_and_a_child_can_be_followed() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Parallel", "busy-1", "null").await;
        stage.hub.until("busy-1", &["Running"]).await;
        stage.hub.until("busy-1:child", &["Running"]).await;
        stage.open_events("busy-1").await;
        let page = &stage.page;
        page.find(&row_containing("SubOrchestrationInstanceCreated"))
            .await;
        let row = page
            .text_of(&row_containing("SubOrchestrationInstanceCreated"))
            .await;
        assert!(row.contains("pending"), "an open child is marked: {row}");
        page.click(&link("busy-1:child").inside(row_containing("SubOrchestrationInstanceCreated")))
            .await;
        page.find(&heading("busy-1:child")).await;
        page.back().await;
        page.find(&heading("busy-1").exactly()).await;
    });
}

#[test]
fn an_instance_that_is_not_here_says_what_that_may_mean() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        stage.paste_and_connect(&stage.hub.link("never-was")).await;
        stage.page.see("No instance never-was here").await;
        stage
            .page
            .see("It may have been purged, or it belongs to another task hub")
            .await;
        stage.hub.start("HelloSequence", "never-was", "null").await;
        stage.page.click(&button("Try again")).await;
        stage.page.see("HelloSequence").await;
    });
}

#[test]
fn tripwire_35_a_null_activity_input_reads_not_recorded() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "greeting-2", "null").await;
        stage.hub.until("greeting-2", &["Completed"]).await;
        stage.open_events("greeting-2").await;
        stage.page.click(&button("TaskCompleted SayHello")).await;
        stage.page.see("Not recorded by this host").await;
    });
}
