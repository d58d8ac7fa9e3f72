//! Waiting, empty, without a match, failed, out of date: five different things on screen.

use devhost::faults::{Body, Effect, Fault};

use crate::acts::{empty_hub, try_again};
use crate::filter_the_list::look_for;
use crate::harness::{Stage, button, checkbox, heading, link, play, row_containing};

const EMPTY: &str = "There is no instance in this task hub";
const NO_MATCH: [&str; 2] = ["Nothing matches", "Nothing found so far"];

async fn not_said(stage: &Stage, texts: &[&str]) {
    for text in texts {
        assert!(
            !stage.page.shows(text).await,
            "“{text}” is not what happened"
        );
    }
}

#[test]
fn tripwire_1_waiting_says_whom_it_waits_for_and_after_a_while_why() {
    play(empty_hub(), async |stage| {
        stage.control().add_fault(
            Fault::new(Effect::Delay { ms: 6_000 })
                .on("GET", "*/instances")
                .times(1),
        );
        stage.open_list().await;
        stage.page.see("Asking localhost").await;
        not_said(stage, &[EMPTY, "The host failed"]).await;
        stage.page.see("The function app may be starting").await;
        stage.page.see(EMPTY).await;
        stage.page.see_no_more("Asking localhost").await;
    });
}

#[test]
fn tripwire_1_an_empty_hub_and_a_filter_without_match_are_told_apart() {
    play(empty_hub(), async |stage| {
        stage.open_list().await;
        stage.page.see(EMPTY).await;
        not_said(stage, &NO_MATCH).await;
        stage.hub.start("HelloSequence", "only-1", "null").await;
        stage.page.click(&button("Refresh")).await;
        stage.page.find(&row_containing("only-1")).await;
        look_for(stage, "id:zzz*").await;
        stage.page.see_one_of(&NO_MATCH).await;
        not_said(stage, &[EMPTY, "The host failed"]).await;
        stage.page.click(&link("Clear filters")).await;
        stage.page.find(&row_containing("only-1")).await;
    });
}

#[test]
fn tripwire_1_a_failure_is_never_an_empty_list_and_can_be_tried_again() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "behind-1", "null").await;
        for (status, body, said) in [
            (
                500,
                Body::Error("The table is being created.".to_owned()),
                "The host failed",
            ),
            (503, Body::Html, ""),
            (403, Body::Html, ""),
            (404, Body::Empty, ""),
            (
                200,
                Body::Html,
                "This is not an answer of Durable Functions",
            ),
            (
                200,
                Body::Json("{\"not\": \"a list\"}".to_owned()),
                "The answer cannot be read",
            ),
            (
                200,
                Body::Json("[{\"instanceId\": ".to_owned()),
                "The answer cannot be read",
            ),
            (429, Body::Empty, "Too many requests"),
        ] {
            stage.page.expect_console(&format!("status of {status}"));
            stage.control().clear_faults();
            stage
                .control()
                .add_fault(Fault::new(Effect::answer(status, body)).on("GET", "*/instances"));
            stage.open_list().await;
            stage
                .page
                .see(if said.is_empty() { "Try again" } else { said })
                .await;
            not_said(stage, &[EMPTY, NO_MATCH[0], NO_MATCH[1]]).await;
            assert!(!stage.page.has(&row_containing("behind-1")).await);
        }
        stage.control().clear_faults();
        try_again(&stage.page).await;
        stage.page.find(&row_containing("behind-1")).await;
    });
}

#[test]
fn tripwire_2_rows_and_marks_that_could_not_be_renewed_are_said_to_be_old() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 500");
        stage.hub.start("HelloSequence", "old-1", "null").await;
        stage.open_list().await;
        stage.page.find(&row_containing("old-1")).await;
        stage.page.click(&checkbox("Mark old-1")).await;
        stage.page.see("1 marked").await;
        let fault = Fault::new(Effect::answer(500, Body::Error("out of order".to_owned())));
        stage.control().add_fault(fault.on("GET", "*/instances"));
        stage.page.click(&button("Refresh")).await;
        stage
            .page
            .see("Out of date: the last attempt to renew this failed")
            .await;
        stage.page.find(&row_containing("old-1")).await;
        stage.page.see("1 marked").await;
    });
}

#[test]
fn a_broken_history_leaves_the_status_and_the_other_way_round() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 500");
        stage
            .hub
            .start("HelloSequence", "half-1", "{\"a\": 1}")
            .await;
        stage.hub.until("half-1", &["Completed"]).await;
        let fault = Fault::new(Effect::answer(
            500,
            Body::Error("history is broken".to_owned()),
        ));
        stage
            .control()
            .add_fault(fault.on("GET", "*/instances/half-1?*showHistory=true*"));
        stage.open_instance("half-1").await;
        stage.page.see("history is broken").await;
        stage.page.see("HelloSequence").await;
        stage.page.see("Completed").await;
    });
}

/// A host knows no wrong task hub: its lists are empty. So whoever looks at an empty list is told of which hub it is.
#[test]
fn tripwire_28_a_wrong_hub_says_so() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        stage.hub.start("HelloSequence", "here-1", "null").await;
        let right = stage.hub.list_link();
        let name = right
            .split("taskHub=")
            .nth(1)
            .and_then(|rest| rest.split('&').next())
            .expect("the link names its hub")
            .to_owned();
        let wrong = right.replace(&format!("taskHub={name}"), "taskHub=Mistyped");
        stage.paste_and_connect(&wrong).await;
        stage.page.see(EMPTY).await;
        stage.page.see("Task hub: Mistyped").await;
        let wrong = stage
            .hub
            .link("here-1")
            .replace(&format!("taskHub={name}"), "taskHub=Mistyped");
        stage.paste_and_connect(&wrong).await;
        stage.page.find(&heading("No instance here-1 here")).await;
        stage.page.see("or it belongs to another task hub").await;
    });
}

/// Tripwire 13: what adorns the list (numbers of the whole, bars, offers) is made of all answers; rows are there with the first.
#[test]
fn tripwire_13_rows_are_painted_before_anything_that_adorns_them() {
    let config = crate::acts::hub_of(2_000, devhost::server::CorsMode::List);
    play(config, async |stage| {
        // Nothing but the first list is answered while this is looked at.
        let slow = Fault::new(Effect::Delay { ms: 60_000 }).on("GET", "*/instances");
        stage.control().add_fault(slow.skip(1));
        stage.open_list().await;
        stage
            .page
            .until("rows are on the page", async || {
                let script = "return document.querySelectorAll('.instances [role=row] a').length";
                let rows = stage.page.run(script, serde_json::json!([])).await;
                rows.as_u64().filter(|it| *it > 5)
            })
            .await;
        // The rest is still on its way, and said to be.
        stage.page.see("looking…").await;
        assert!(!stage.page.shows("all there is").await);
        stage.control().clear_faults();
    });
}
