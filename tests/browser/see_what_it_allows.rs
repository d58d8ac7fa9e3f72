//! What a hub's API lets this page do: looked at on connecting, and again when asked for.

use devhost::server::{CorsMode, ServerConfig};

use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::harness::{Stage, button, heading, link, main_part, play};

/// Connects, and opens the page about the connection by the hub switch.
async fn open_about(stage: &Stage, pasted: &str) {
    stage.paste_and_connect(pasted).await;
    let page = &stage.page;
    page.find(&heading("Instances").exactly()).await;
    page.click(&button("Task hub")).await;
    page.click(&link("About this connection")).await;
    page.find(&heading("What its API lets this page do")).await;
}

#[test]
fn connecting_writes_the_card_and_looking_again_is_counted() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        for id in ["a-1", "b-2"] {
            stage.hub.start("HelloSequence", id, "null").await;
            stage.hub.until(id, &["Completed"]).await;
        }
        open_about(stage, &stage.hub.list_link()).await;
        let page = &stage.page;
        for said in [
            "allows this page's origin (CORS)",
            "lists instances",
            "hidden from this page",
            "understood: local storage emulator, extension 2.x",
            "2.x or 3.x",
            "compressed or not: not visible",
            "not refused",
        ] {
            page.see(said).await;
        }
        stage.control().clear_requests();
        page.click(&button("Look again")).await;
        page.see("needed, and accepted").await;
        let asked = stage.hub_requests();
        // Each read is preceded by a preflight, except the one without the key.
        let reads = stage.control().requests();
        let reads = reads.iter().filter(|it| it.method == "GET").count();
        assert!(reads <= 6, "{reads} reads, {asked} requests");
        page.click(&button("Requests of this view")).await;
        page.see(&format!("{reads} requests")).await;
        page.see("looks what the API lets this page do").await;
        let keyless = stage.control().requests();
        let keyless = keyless
            .iter()
            .filter(|it| it.method == "GET" && it.header("x-functions-key").is_none());
        assert_eq!(keyless.count(), 1, "one asks whether a key is needed");
        let text = page.text_of(&main_part()).await;
        assert!(!text.contains(KEY));
    });
}

#[test]
fn a_hub_that_the_app_does_not_know_is_said_plainly() {
    play(empty_hub(), async |stage| {
        open_about(stage, &stage.hub.list_link()).await;
        let page = &stage.page;
        page.see("lists nothing: either it is empty, or this is not the hub's name")
            .await;
        stage.hub.start("HelloSequence", "here-1", "null").await;
        let wrong = stage.hub.list_link().replace("RecordingHub", "RecordngHub");
        open_about(stage, &wrong).await;
        page.see("lists nothing, but the app's default hub does")
            .await;
    });
}

#[test]
fn what_is_readable_within_one_origin_is_told() {
    let config = ServerConfig {
        same_origin: true,
        compress: true,
        instances: 40,
        ..empty_hub()
    };
    play(config, async |stage| {
        open_about(stage, &stage.hub.list_link()).await;
        let page = &stage.page;
        for said in [
            "at this page's own origin: no CORS is in play",
            "readable",
            "compressed",
            "as this machine's, within",
        ] {
            page.see(said).await;
        }
        assert!(!page.shows("not visible").await);
    });
}

#[test]
fn a_proxy_that_exposes_the_headers_makes_the_token_readable() {
    let config = ServerConfig {
        cors: CorsMode::Expose,
        instances: 40,
        ..empty_hub()
    };
    play(config, async |stage| {
        open_about(stage, &stage.hub.list_link()).await;
        stage.page.see("Continuation token").await;
        stage.page.see("readable").await;
        assert!(!stage.page.shows("hidden from this page").await);
    });
}

#[test]
fn the_card_is_kept_with_the_connection_and_goes_with_it() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "a-1", "null").await;
        open_about(stage, &stage.hub.list_link()).await;
        let page = &stage.page;
        page.see("looked at").await;
        page.reload().await;
        page.see("looked at").await;
        page.find(&button("Look again")).await;
        let cards =
            "return JSON.stringify([sessionStorage, localStorage].flatMap((it) => Object.keys(it))
            .filter((it) => it.includes('card')))";
        let kept = page.run(cards, serde_json::json!([])).await;
        assert!(kept.as_str().unwrap_or_default().contains("RecordingHub"));
        stage.open_portal().await;
        page.click(&button("Edit RecordingHub")).await;
        page.click(&button("Forget").exactly()).await;
        page.find(&button("Undo")).await;
        let kept = page.run(cards, serde_json::json!([])).await;
        assert_eq!(kept, "[]");
    });
}

#[test]
fn a_look_that_fails_is_told_why_and_the_older_card_stays() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("net::ERR_");
        stage.hub.start("HelloSequence", "a-1", "null").await;
        open_about(stage, &stage.hub.list_link()).await;
        let page = &stage.page;
        page.see("looked at").await;
        stage.host.stop_hub().await;
        page.click(&button("Look again")).await;
        page.see("No answer from localhost").await;
        page.see("Proven").await;
        page.see("looked at").await;
        stage
            .host
            .start_hub()
            .await
            .expect("the port is still ours");
        page.click(&button("Try again")).await;
        page.see_no_more("No answer from localhost").await;
    });
}
