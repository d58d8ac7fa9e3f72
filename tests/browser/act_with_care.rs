//! What acting on one instance takes care of: where the focus is, what is told as done, which names are offered, what a lost answer made.

use devhost::faults::{Body, Effect, Fault};

use crate::acting::{
    action, confirm, form, give_pace, has_focus, hub_in_address, pace, running, writes,
};
use crate::acts::empty_hub;
use crate::harness::{button, field, keys, play};

#[test]
fn tripwire_24_a_destructive_button_is_never_focused_first() {
    play(empty_hub(), async |stage| {
        stage.hub.start("ThrowEarly", "failed-1", "null").await;
        stage.hub.until("failed-1", &["Failed"]).await;
        stage.hub.signal("counter", "one", "add", "1").await;
        running(stage, "LongWait", "focus-1").await;
        let page = &stage.page;
        let hub = hub_in_address(page).await;
        for (view, operations) in [
            ("i/focus-1", &["Terminate", "Restart", "Purge"][..]),
            ("i/failed-1", &["Rewind", "Restart", "Purge"]),
            ("entities/counter/one", &["Delete"]),
        ] {
            stage.go_to(&hub, view).await;
            for operation in operations {
                page.click(&action(operation)).await;
                page.find(&confirm(operation)).await;
                has_focus(page, &button("Cancel")).await;
                // Enter, pressed too early, changes nothing.
                page.press(keys::ENTER).await;
                page.find_no_more(&form(operation)).await;
            }
        }
        assert_eq!(writes(stage), 0);
    });
}

#[test]
fn tripwire_32_accepted_is_never_told_as_done_and_is_offered_again_when_the_time_is_up() {
    play(empty_hub(), async |stage| {
        running(stage, "LongWait", "slow-1").await;
        let page = &stage.page;
        give_pace(page).await;
        // Nobody works in this hub: what is accepted takes no effect.
        stage.control().hold_clock();
        pace(page, 20).await;
        page.click(&action("Terminate")).await;
        page.click(&confirm("Terminate")).await;
        page.see("Terminate: accepted, and not true after 20 s. It is Running")
            .await;
        page.find(&button("Do it again")).await;
        assert!(!page.shows("Terminate: done").await);
        pace(page, 1).await;
        stage.control().release_clock();
        page.click(&button("Read on")).await;
        page.see("Terminate: done. It is Terminated").await;
        assert_eq!(writes(stage), 1);
    });
}

#[test]
fn names_of_events_are_offered_from_others_of_the_same_orchestrator() {
    play(empty_hub(), async |stage| {
        stage.hub.start("ExpenseApproval", "earlier-1", "1").await;
        stage.hub.until("earlier-1", &["Running"]).await;
        stage
            .hub
            .tell("earlier-1", "raiseEvent/ApprovalEvent", "true")
            .await;
        stage.hub.until("earlier-1", &["Completed"]).await;
        running(stage, "ExpenseApproval", "later-1").await;
        let page = &stage.page;
        page.click(&action("Raise event")).await;
        page.see("An event that nobody waits for is kept").await;
        page.see("a wrong one wakes nobody").await;
        page.click(&button("Names from other instances of ExpenseApproval"))
            .await;
        page.click(&button("ApprovalEvent").exactly()).await;
        assert_eq!(page.value_of(&field("Event name")).await, "ApprovalEvent");
        page.click(&confirm("Raise event")).await;
        page.see("Raise event: done").await;
    });
}

#[test]
fn what_a_lost_restart_may_have_made_is_looked_for() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 500");
        stage
            .hub
            .start("LongWait", "twin-0", "{\"other\": 1}")
            .await;
        stage
            .hub
            .start("HelloSequence", "again-2", "{\"a\": 1}")
            .await;
        stage.hub.until("again-2", &["Completed"]).await;
        stage.open_instance("again-2").await;
        let lost = Effect::Answer {
            status: 500,
            body: Body::Empty,
            retry_after: None,
            after_effect: true,
            without_cors: false,
        };
        stage
            .control()
            .add_fault(Fault::new(lost).on("POST", "*/restart*").times(1));
        let page = &stage.page;
        page.click(&action("Restart")).await;
        page.click(&confirm("Restart")).await;
        page.see("Restart: unknown").await;
        page.see("This one was created since, of the same name and with the same input")
            .await;
        assert!(!page.has(&button("Do it again")).await);
    });
}
