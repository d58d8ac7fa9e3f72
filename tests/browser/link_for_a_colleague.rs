//! A link for a colleague: all but the key, and then the view it meant.

use crate::acts::{KEY, PASTE_BOX, connect_button, hub_with_key};
use crate::harness::{Stage, button, field, heading, main_part, play, row_containing};

/// The portal's address with another fragment.
fn at(stage: &Stage, fragment: &str) -> String {
    let base = stage.portal.split('#').next().unwrap_or_default();
    format!("{base}#{fragment}")
}

/// The hub as addresses of the portal write it.
fn hub(stage: &Stage) -> String {
    let place = stage.hub.base().replace("http://", "http:");
    let (host, _) = place.split_once('/').unwrap_or((&place, ""));
    format!("{host}~RecordingHub~AzureWebJobsStorage")
}

#[test]
fn an_invitation_fills_in_all_but_the_key_and_opens_its_view() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("ThrowEarly", "failed-1", "null").await;
        stage.hub.until("failed-1", &["Failed"]).await;
        let view = format!("%2Fh%2F{}%2Fi%2Ffailed-1", hub(stage));
        let link = at(
            stage,
            &format!("/?open={view}&called=Our%20orders&environment=test"),
        );
        let page = &stage.page;
        page.visit(&link).await;
        page.see("failed-1").await;
        page.see("RecordingHub").await;
        assert_eq!(page.value_of(&field("Called")).await, "Our orders");
        assert_eq!(page.value_of(&field("Environment")).await, "test");
        assert_eq!(stage.hub_requests(), 0, "nothing is sent before Connect");
        page.paste(&field("Function key"), KEY).await;
        page.click(&connect_button()).await;
        page.find(&heading("failed-1")).await;
        page.see("Input was not an order.").await;
        let address = page.address().await;
        assert!(address.ends_with("/i/failed-1"), "{address}");
        page.find(&button("Our orders")).await;
    });
}

#[test]
fn an_invitation_to_a_list_keeps_its_filters() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "fine-1", "null").await;
        stage.hub.until("fine-1", &["Completed"]).await;
        stage.hub.start("ThrowEarly", "failed-1", "null").await;
        stage.hub.until("failed-1", &["Failed"]).await;
        let view = format!("%2Fh%2F{}%2Finstances%3Fstatus%3DFailed", hub(stage));
        let page = &stage.page;
        page.visit(&at(stage, &format!("/?open={view}"))).await;
        page.paste(&field("Function key"), KEY).await;
        page.click(&connect_button()).await;
        page.find(&row_containing("failed-1")).await;
        assert!(!page.shows("fine-1").await, "the filter was dropped");
    });
}

#[test]
fn a_key_in_such_a_link_is_dropped_and_leaves_the_address() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        let view = format!("%2Fh%2F{}%2Finstances", hub(stage));
        let page = &stage.page;
        page.visit(&at(stage, &format!("/?open={view}&code=K3y-tHaT")))
            .await;
        page.see("RecordingHub").await;
        page.until("the key is out of the address", async || {
            (!page.address().await.contains("K3y")).then_some(())
        })
        .await;
        page.click(&connect_button()).await;
        page.see("A function key is needed").await;
        // An address that names no view keeps none either.
        page.visit(&at(stage, "/elsewhere?code=K3y-tHaT")).await;
        page.see("This address names no view").await;
        page.until("the key is out of the address", async || {
            (!page.address().await.contains("K3y")).then_some(())
        })
        .await;
        assert!(!page.text().await.contains("K3y"));
    });
}

#[test]
fn the_copied_link_has_everything_but_the_key() {
    play(hub_with_key(), async |stage| {
        stage.open_portal().await;
        let page = &stage.page;
        page.run(
            "navigator.clipboard.writeText = async (text) => { window.copied = text; }",
            serde_json::json!([]),
        )
        .await;
        page.paste(&field(PASTE_BOX), &stage.hub.link("order 7"))
            .await;
        page.click(&button("Copy link without the key").inside(main_part()))
            .await;
        page.see("Copied").await;
        let copied = page
            .run("return window.copied", serde_json::json!([]))
            .await;
        let copied = copied.as_str().unwrap_or_default();
        assert!(
            copied.contains("#/?open=%2Fh%2F") && copied.contains("order%2520%37")
                || copied.contains("order%25207"),
            "{copied}"
        );
        assert!(!copied.contains(&KEY[..8]), "{copied}");
    });
}
