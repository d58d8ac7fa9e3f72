//! The keys of an instance's page: what each does, where they are listed, and where they are dead.

use serde_json::json;

use crate::acts::{KEY, hub_with_key};
use crate::harness::{Page, Stage, button, field, heading, keys, play, row_containing};

async fn failed_order(stage: &Stage) {
    stage
        .hub
        .start("Order", "order-9", "{\"item\": \"lamp\"}")
        .await;
    stage.hub.until("order-9", &["Failed"]).await;
    let clipboard = "navigator.clipboard.writeText = async (text) => { window.copied = text; }";
    stage.page.before_each_document(clipboard).await;
    stage.open_instance("order-9").await;
    stage.page.find(&row_containing("ChargeCard")).await;
}

async fn address_with(page: &Page, part: &str) {
    page.until(&format!("the address says {part}"), async || {
        page.address().await.contains(part).then_some(())
    })
    .await;
}

async fn copied(page: &Page, part: &str) -> String {
    page.until(&format!("something with {part} was copied"), async || {
        let text = page.run("return window.copied ?? ''", json!([])).await;
        let text = text.as_str()?;
        text.contains(part).then(|| text.to_owned())
    })
    .await
}

#[test]
fn numbers_turn_to_the_tabs() {
    play(hub_with_key(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        for (key, tab) in [
            ("2", "tab=events"),
            ("3", "tab=data"),
            ("4", "tab=relations"),
            ("5", "tab=raw"),
            ("6", "tab=links"),
        ] {
            page.press(key).await;
            address_with(page, tab).await;
        }
        page.press("1").await;
        page.find(&button("Critical path")).await;
        assert!(!page.address().await.contains("tab="));
        page.back().await;
        address_with(page, "tab=links").await;
    });
}

#[test]
fn c_copies_the_id_and_y_a_line_without_the_key() {
    play(hub_with_key(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        page.press("c").await;
        assert_eq!(copied(page, "order-9").await, "order-9");
        page.press("y").await;
        let line = copied(page, "curl").await;
        assert!(line.contains("/instances/order-9"), "{line}");
        assert!(!line.contains(KEY) && !line.contains("K3y-"), "{line}");
    });
}

#[test]
fn i_closes_what_is_selected_and_opens_it_again_and_r_asks_again() {
    play(hub_with_key(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        page.press("n").await;
        page.find(&heading("TaskFailed")).await;
        page.press("i").await;
        page.find_no_more(&heading("TaskFailed")).await;
        page.press("i").await;
        page.find(&heading("TaskFailed")).await;
        page.press(keys::ESCAPE).await;
        page.find_no_more(&heading("TaskFailed")).await;
        let asked = stage.hub_requests();
        page.press("r").await;
        page.until("the host was asked again", async || {
            (stage.hub_requests() > asked).then_some(())
        })
        .await;
        page.press("2").await;
        page.find(&row_containing("TaskFailed")).await;
        page.press("n").await;
        page.find(&heading("Raw event")).await;
        page.press("i").await;
        page.find_no_more(&heading("Raw event")).await;
        page.press("i").await;
        page.find(&heading("Raw event")).await;
    });
}

#[test]
fn a_question_mark_lists_them_and_behind_the_list_they_are_dead() {
    play(hub_with_key(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        page.press("?").await;
        page.find(&heading("Keys").exactly()).await;
        page.see("next failure").await;
        page.see("copy the id").await;
        let before = page.address().await;
        page.press("2").await;
        page.press("n").await;
        assert_eq!(page.address().await, before);
        page.press(keys::ESCAPE).await;
        page.find_no_more(&heading("Keys").exactly()).await;
        page.press("2").await;
        address_with(page, "tab=events").await;
        page.click(&button("Keys").exactly()).await;
        page.find(&heading("Keys").exactly()).await;
        page.click(&button("Close")).await;
        page.find_no_more(&heading("Keys").exactly()).await;
    });
}

#[test]
fn tripwire_23_keys_are_dead_in_inputs() {
    play(hub_with_key(), async |stage| {
        failed_order(stage).await;
        let page = &stage.page;
        page.press("2").await;
        let find = field("Find in all events");
        page.find(&find).await;
        let (address, title) = (page.address().await, page.title().await);
        page.focus(&find).await;
        let all = "123456nNjkitcyr?+-0/";
        for key in all.chars() {
            page.press(&key.to_string()).await;
        }
        assert_eq!(page.value_of(&find).await, all, "all of it was typed");
        assert_eq!(page.address().await, address);
        assert_eq!(page.title().await, title);
        assert!(!page.has(&heading("Keys").exactly()).await);
        let copied = page.run("return window.copied ?? null", json!([])).await;
        assert!(copied.is_null(), "{copied} was copied");
        // A list of choices takes keys for itself too.
        page.paste(&find, "").await;
        page.focus(&field("About which function or event")).await;
        page.press("2").await;
        page.press("n").await;
        assert_eq!(page.address().await, address);
    });
}
