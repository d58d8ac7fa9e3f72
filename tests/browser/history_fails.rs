//! A history that cannot be had while the status can: everything that does not need it works.

use devhost::faults::{Body, Effect, Fault};

use crate::acts::{empty_hub, try_again};
use crate::harness::{Stage, button, heading, link, play, row_containing};

async fn open_without_history(stage: &Stage) {
    stage.page.expect_console("status of 500");
    stage
        .hub
        .start("LongWait", "apart-1", "{\"note\": \"kept\"}")
        .await;
    stage.hub.until("apart-1", &["Running"]).await;
    let fault = Fault::new(Effect::answer(500, Body::Html)).on("GET", "*?showHistory=true*");
    stage.control().add_fault(fault);
    stage.open_instance("apart-1").await;
}

#[test]
fn tripwire_9_a_broken_history_stays_alone() {
    play(empty_hub(), async |stage| {
        open_without_history(stage).await;
        let page = &stage.page;
        // The status, its values, what can be done.
        page.see("Running").await;
        page.find(&heading("Input").exactly()).await;
        page.see("kept").await;
        page.find(&button("Terminate")).await;
        page.find(&button("Try again")).await;
        // The parts that do without it.
        page.click(&link("Data").exactly()).await;
        page.see("note: \"kept\"").await;
        page.click(&link("Relations").exactly()).await;
        page.see("Its history is not here, and no id tells of any.")
            .await;
        page.click(&link("Raw").exactly()).await;
        page.see("Without the history, which is not here.").await;
        page.click(&link("Links").exactly()).await;
        page.see("statusQueryGetUri").await;
        page.click(&link("Events").exactly()).await;
        page.find(&button("Try again")).await;
    });
}

#[test]
fn the_history_comes_once_the_host_gives_it() {
    play(empty_hub(), async |stage| {
        open_without_history(stage).await;
        let page = &stage.page;
        page.click(&link("Events").exactly()).await;
        page.find(&button("Try again")).await;
        stage.control().clear_faults();
        try_again(page).await;
        page.find(&row_containing("ExecutionStarted")).await;
    });
}
