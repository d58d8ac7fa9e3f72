//! A host that does not answer: before anything was seen, and after.

use devhost::faults::{Effect, Fault};

use crate::acts::{empty_hub, try_again};
use crate::harness::{button, play, row_containing};

#[test]
fn a_host_that_is_down_is_said_to_be_and_tried_again() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("ERR_CONNECTION_REFUSED");
        stage.hub.start("HelloSequence", "later-1", "null").await;
        let list = stage.hub.list_link();
        stage.host.stop_hub().await;
        stage.paste_and_connect(&list).await;
        stage.page.see("No answer from localhost").await;
        stage.page.see("Check that the function app runs").await;
        stage
            .host
            .start_hub()
            .await
            .expect("the port is still ours");
        // It is asked again by itself.
        stage.page.find(&row_containing("later-1")).await;
    });
}

#[test]
fn a_host_that_goes_down_leaves_the_rows_marked_as_out_of_date() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("ERR_CONNECTION_REFUSED");
        stage.page.expect_console("ERR_CONNECTION_RESET");
        stage.page.expect_console("ERR_EMPTY_RESPONSE");
        stage.hub.start("HelloSequence", "stays-1", "null").await;
        stage.open_list().await;
        stage.page.find(&row_containing("stays-1")).await;
        stage.host.stop_hub().await;
        stage.page.click(&button("Refresh")).await;
        stage.page.see("Out of date").await;
        stage.page.see("No answer from").await;
        stage.page.find(&row_containing("stays-1")).await;
        stage
            .host
            .start_hub()
            .await
            .expect("the port is still ours");
        // It is asked again by itself.
        stage.page.see_no_more("Out of date").await;
        stage.page.find(&row_containing("stays-1")).await;
    });
}

#[test]
fn an_answer_that_breaks_off_is_no_empty_list() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("ERR_");
        stage.hub.start("HelloSequence", "cut-1", "null").await;
        stage
            .control()
            .add_fault(Fault::new(Effect::CutBody { keep: 20 }).on("GET", "*/instances"));
        stage.open_list().await;
        let said = stage
            .page
            .see_one_of(&["The answer broke off", "No answer from"])
            .await;
        assert!(said < 2);
        assert!(
            !stage
                .page
                .shows("There is no instance in this task hub")
                .await
        );
        stage.control().clear_faults();
        try_again(&stage.page).await;
        stage.page.find(&row_containing("cut-1")).await;
    });
}

#[test]
fn a_machine_without_network_is_told_so_and_keeps_what_it_has() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("ERR_INTERNET_DISCONNECTED");
        stage.hub.start("HelloSequence", "offline-1", "null").await;
        stage.open_list().await;
        stage.page.find(&row_containing("offline-1")).await;
        stage.page.offline(true).await;
        stage
            .page
            .see("Offline: the browser reports no network")
            .await;
        stage.page.find(&row_containing("offline-1")).await;
        stage.page.offline(false).await;
        stage
            .page
            .see_no_more("Offline: the browser reports no network")
            .await;
    });
}
