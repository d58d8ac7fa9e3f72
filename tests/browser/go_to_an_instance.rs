//! The field at the top: an id, its beginning, or a pasted link leads to the instance, from wherever one is.

use serde_json::{Value, json};

use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::harness::{Locator, Page, field, heading, keys, play, row_containing};

fn omnibox() -> Locator {
    field("Go to an instance id, or paste a link")
}

async fn enter(page: &Page, text: &str) {
    page.paste(&omnibox(), text).await;
    page.press(keys::ENTER).await;
}

/// The ids that are offered.
async fn offered(page: &Page) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('#omnibox-ids option')].map((it) => it.value)";
    let ids = page.run(script, json!([])).await;
    let ids = ids.as_array().cloned().unwrap_or_default();
    ids.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

#[test]
fn an_id_leads_to_its_instance_and_its_beginning_offers_it() {
    play(empty_hub(), async |stage| {
        for id in ["order-1", "order-2", "refund-1"] {
            stage.hub.start("HelloSequence", id, "null").await;
            stage.hub.until(id, &["Completed"]).await;
        }
        stage.open_list().await;
        let page = &stage.page;
        page.find(&row_containing("refund-1")).await;
        page.see("all there is").await;
        page.paste(&omnibox(), "order-").await;
        page.until("both are offered", async || {
            (offered(page).await == ["order-1", "order-2"]).then_some(())
        })
        .await;
        enter(page, "order-2").await;
        page.find(&heading("order-2")).await;
        page.see("SayHello").await;
        // From there to another.
        enter(page, "refund-1").await;
        page.find(&heading("refund-1")).await;
        assert!(page.address().await.ends_with("/i/refund-1"));
    });
}

#[test]
fn one_with_a_slash_is_found_by_its_beginning() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        stage.start_by_code("LongWait", "batch/7/1", "null");
        stage.open_list().await;
        let page = &stage.page;
        page.find(&row_containing("batch/7/1")).await;
        enter(page, "batch/7/1").await;
        page.find(&heading("batch/7/1")).await;
        page.see("LongWait").await;
        page.see("the host cannot open an id with a / by its path")
            .await;
    });
}

#[test]
fn a_pasted_link_connects_and_its_key_is_seen_by_nobody() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "linked-1", "null").await;
        stage.hub.until("linked-1", &["Completed"]).await;
        let page = &stage.page;
        stage.open_portal().await;
        page.find(&omnibox()).await;
        page.paste(&omnibox(), &stage.hub.link("linked-1")).await;
        let shown = page.value_of(&omnibox()).await;
        assert!(!shown.contains(KEY), "{shown}");
        page.press(keys::ENTER).await;
        // Before anything is sent it is shown whereto.
        page.click(&crate::acts::connect_button()).await;
        page.find(&heading("linked-1")).await;
        page.see("SayHello").await;
        // A hub that is known opens at once.
        stage.hub.start("HelloSequence", "linked-2", "null").await;
        stage.hub.until("linked-2", &["Completed"]).await;
        enter(page, &stage.hub.link("linked-2")).await;
        page.find(&heading("linked-2")).await;
        assert!(!page.address().await.contains("code="));
    });
}
