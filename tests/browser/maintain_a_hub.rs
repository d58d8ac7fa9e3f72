//! Purging a range and emptying a hub: counted first, confirmed by typing, stopped at any time, and proved by looking again.

use devhost::faults::{Body, Effect, Fault};
use devhost::server::{CorsMode, ServerConfig, Side};

use crate::acts::{KEY, empty_hub, hub_of};
use crate::harness::{
    Locator, Page, Stage, button, checkbox, field, heading, keys, link, play, region,
};

/// A hub of some hundred instances that asks for a key.
fn old_hub() -> ServerConfig {
    let mut config = hub_of(400, CorsMode::List);
    config.host.key = Some(KEY.to_owned());
    config
}

async fn open(stage: &Stage) {
    stage.paste_and_connect(&stage.hub.list_link()).await;
    stage.page.find(&heading("Instances").exactly()).await;
    stage.page.click(&link("Maintain")).await;
    stage.page.find(&heading("Maintain").exactly()).await;
    stage
        .page
        .see_one_of(&["of the hub were looked at", "of the hub was looked at"])
        .await;
}

/// The form of the last question.
fn question(name: &str) -> Locator {
    region(name).exactly()
}

/// The purges of ranges that left, as the host saw them.
fn purges(stage: &Stage) -> Vec<String> {
    let requests = stage.control().requests();
    let hub = requests.iter().filter(|it| it.side == Side::Hub);
    hub.filter(|it| it.method == "DELETE" && it.target.contains("/instances?"))
        .map(|it| it.target.clone())
        .collect()
}

/// The number that stands before "match".
async fn matching(page: &Page) -> String {
    page.until("all is counted", async || {
        let text = page.raw_text().await;
        let line = text.lines().find(|it| it.ends_with(" match"))?;
        let number = line.strip_prefix("= ")?.strip_suffix(" match")?;
        Some(number.replace(',', ""))
    })
    .await
}

/// Types what is asked for and agrees.
async fn agree(page: &Page, title: &str, hub: &str, number: &str) {
    page.paste(&field("Confirm"), hub).await;
    page.paste(&field("How many"), number).await;
    page.click(&button(title).exactly().inside(question(title)))
        .await;
}

async fn purge_all(stage: &Stage) -> String {
    let page = &stage.page;
    page.click(&button("Any time")).await;
    let number = matching(page).await;
    page.click(&button("Purge…")).await;
    agree(page, "Purge what has finished", "RecordingHub", &number).await;
    number
}

#[test]
fn tripwire_31_no_purge_leaves_without_a_finished_status_spelled_right() {
    play(old_hub(), async |stage| {
        stage.hub.start("LongWait", "still-running", "null").await;
        stage.hub.until("still-running", &["Running"]).await;
        open(stage).await;
        let page = &stage.page;
        page.click(&button("Any time")).await;
        page.click(&checkbox("Completed")).await;
        page.see("Tick at least one.").await;
        page.click(&button("Purge…")).await;
        assert!(!page.has(&field("How many")).await, "nothing is asked");
        assert!(
            !page.shows("curl -X DELETE").await,
            "there is no such request to copy either"
        );
        assert_eq!(purges(stage), [""; 0]);
        page.click(&checkbox("Failed")).await;
        page.click(&checkbox("Terminated")).await;
        purge_all(stage).await;
        page.see("The hub is counted again.").await;
        let purges = purges(stage);
        assert!(!purges.is_empty());
        for target in purges {
            assert!(
                target.contains("runtimeStatus=Failed%2CTerminated")
                    || target.contains("runtimeStatus=Failed,Terminated"),
                "{target}"
            );
        }
        stage.hub.until("still-running", &["Running"]).await;
    });
}

#[test]
fn a_range_is_counted_agreed_to_and_purged() {
    play(old_hub(), async |stage| {
        open(stage).await;
        let page = &stage.page;
        page.see("= ").await;
        page.see("curl -X DELETE").await;
        page.see("$DURABLE_KEY").await;
        page.see("runtimeStatus=Completed").await;
        assert!(!page.raw_text().await.contains(KEY), "the key is not shown");
        page.click(&button("func").exactly()).await;
        page.see("func durable purge-history").await;
        page.click(&button("Any time")).await;
        let number = matching(page).await;
        assert_ne!(number, "0");
        page.click(&button("Purge…")).await;
        page.until("what is safe has the focus", async || {
            page.is_focused(&button("Cancel")).await.then_some(())
        })
        .await;
        page.paste(&field("Confirm"), "RecordingHub").await;
        page.press(keys::ENTER).await;
        assert_eq!(purges(stage), [""; 0], "the number was not typed");
        page.paste(&field("How many"), &number).await;
        page.press(keys::ENTER).await;
        page.see(&format!("Done: {number} instances were deleted."))
            .await;
        page.click(&button("Close").exactly()).await;
        page.see("= 0 match").await;
        // The journal has each of them, and what came of it.
        page.click(&link("Journal")).await;
        page.see("DELETE /instances?createdTimeFrom=").await;
        page.see("Accepted · 200").await;
    });
}

#[test]
fn a_purge_is_stopped_and_taken_up_again_and_a_key_that_ends_is_asked_for() {
    play(old_hub(), async |stage| {
        stage.page.expect_console("status of 401");
        open(stage).await;
        let page = &stage.page;
        let slow = Fault::new(Effect::Delay { ms: 3_000 }).on("DELETE", "*");
        let slow = stage.control().add_fault(slow);
        let number = purge_all(stage).await;
        page.click(&button("Stop").exactly()).await;
        page.see("Stopped. Nothing more is sent.").await;
        stage.control().remove_fault(slow);
        stage.control().set_key(Some("another-key-1234".to_owned()));
        page.click(&button("Go on").exactly()).await;
        page.see("The key was not accepted").await;
        page.paste(&field("Function key"), "another-key-1234").await;
        page.click(&button("Use this key")).await;
        page.see(&format!("Done: {number} instances were deleted."))
            .await;
    });
}

#[test]
fn a_purge_whose_answer_is_lost_is_read_up_on_and_told_as_it_is() {
    play(old_hub(), async |stage| {
        stage.page.expect_console("status of 504");
        open(stage).await;
        let gateway = Effect::Answer {
            status: 504,
            body: Body::Html,
            retry_after: None,
            after_effect: true,
            without_cors: false,
        };
        stage
            .control()
            .add_fault(Fault::new(gateway).on("DELETE", "*").times(1));
        purge_all(stage).await;
        let page = &stage.page;
        page.see("reading finds nothing left").await;
        page.see("1 answer was lost and read up on").await;
        page.click(&button("Close").exactly()).await;
        page.see("= 0 match").await;
    });
}

#[test]
fn a_locked_hub_is_neither_purged_nor_emptied() {
    play(old_hub(), async |stage| {
        open(stage).await;
        let page = &stage.page;
        page.click(&button("Read-only lock:")).await;
        page.click(&button("Lock all")).await;
        page.press(keys::ESCAPE).await;
        page.see("This hub is locked read-only.").await;
        page.click(&button("Purge…")).await;
        page.click(&button("Empty the hub…")).await;
        assert!(!page.has(&field("How many")).await, "nothing is asked");
        assert_eq!(purges(stage), [""; 0]);
    });
}

#[test]
fn a_hub_is_emptied_by_keyboard_alone_and_its_list_proves_it() {
    play(hub_of(60, CorsMode::List), async |stage| {
        for id in ["running-1", "running-2"] {
            stage.hub.start("LongWait", id, "null").await;
            stage.hub.until(id, &["Running"]).await;
        }
        open(stage).await;
        let page = &stage.page;
        page.see("func durable delete-task-hub").await;
        let number = page
            .until("all is counted", async || {
                let text = page.raw_text().await;
                let line = text
                    .lines()
                    .find(|it| it.contains("of the hub were looked at"))?;
                let number: String = line.chars().filter(char::is_ascii_digit).collect();
                (!number.is_empty()).then_some(number)
            })
            .await;
        page.focus(&button("Empty the hub…")).await;
        page.press(keys::ENTER).await;
        page.until("what is safe has the focus", async || {
            page.is_focused(&button("Cancel")).await.then_some(())
        })
        .await;
        page.focus(&field("Confirm")).await;
        page.insert("RecordingHub").await;
        page.press(keys::TAB).await;
        page.insert(&number).await;
        page.press(keys::ENTER).await;
        page.see("nothing is there.").await;
        page.click(&link("Instances")).await;
        page.see("There is no instance in this task hub").await;
    });
}

#[test]
fn an_emptying_that_was_interrupted_goes_on_with_what_is_there_on_a_phone() {
    play(empty_hub(), async |stage| {
        for at in 0..12 {
            let id = format!("running-{at}");
            stage.hub.start("LongWait", &id, "null").await;
            stage.hub.until(&id, &["Running"]).await;
        }
        let page = &stage.page;
        open(stage).await;
        page.size(390, 844).await;
        let slow = Fault::new(Effect::Delay { ms: 60_000 }).on("POST", "*/terminate*");
        let slow = stage.control().add_fault(slow.skip(4));
        page.click(&button("Empty the hub…")).await;
        agree(page, "Empty the task hub", "RecordingHub", "12").await;
        page.see("Terminating:").await;
        page.until("some calls have left", async || {
            let requests = stage.control().requests();
            let sent = requests
                .iter()
                .filter(|it| it.target.contains("/terminate"));
            (sent.count() > 5).then_some(())
        })
        .await;
        page.reload().await;
        stage.control().remove_fault(slow);
        page.see("of the hub were looked at").await;
        page.click(&button("Empty the hub…")).await;
        agree(page, "Empty the task hub", "RecordingHub", "12").await;
        page.see("nothing is there.").await;
        page.fits_its_width().await;
    });
}

#[test]
fn what_the_api_cannot_reach_is_left_and_named() {
    play(empty_hub(), async |stage| {
        stage.start_by_code("LongWait", "batch/7", "null");
        stage.hub.start("HelloSequence", "done-1", "null").await;
        stage.hub.until("done-1", &["Completed"]).await;
        open(stage).await;
        let page = &stage.page;
        page.click(&button("Empty the hub…")).await;
        agree(page, "Empty the task hub", "RecordingHub", "2").await;
        page.see("1 is left in the hub.").await;
        page.see("batch/7").await;
        page.see("cannot be asked for, such as one with a slash")
            .await;
    });
}

#[test]
fn two_tabs_do_not_work_on_one_hub_at_once() {
    play(empty_hub(), async |stage| {
        stage.hub.start("LongWait", "twice-1", "null").await;
        stage.hub.until("twice-1", &["Running"]).await;
        open(stage).await;
        let page = &stage.page;
        let address = page.address().await;
        let first = page.window().await;
        let slow = Fault::new(Effect::Delay { ms: 60_000 }).on("POST", "*/terminate*");
        stage.control().add_fault(slow);
        page.click(&button("Empty the hub…")).await;
        agree(page, "Empty the task hub", "RecordingHub", "1").await;
        page.see("Terminating:").await;
        let second = page.another_window(&stage.portal).await;
        assert_ne!(first, second);
        stage.paste_and_connect(&stage.hub.list_link()).await;
        page.find(&heading("Instances").exactly()).await;
        page.visit(&address).await;
        page.see("of the hub was looked at").await;
        page.click(&button("Empty the hub…")).await;
        agree(page, "Empty the task hub", "RecordingHub", "1").await;
        page.see("Another tab of this browser is at work on this hub.")
            .await;
    });
}
