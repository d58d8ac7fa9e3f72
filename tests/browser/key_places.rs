//! Where a key is kept: in the page, in the tab, or on the device behind a passphrase.

use serde_json::{Value, json};

use crate::acts::{KEY, hub_with_key};
use crate::connections::pasted_hub;
use crate::harness::{
    Page, Stage, button, checkbox, field, heading, link, play, radio, region, row_containing,
};
use crate::key_is_nowhere::look_everywhere;

/// A passphrase that stands out wherever it should not be.
pub const PASSPHRASE: &str = "Pa55-phrase th4t stays h0me";

/// Connects to the hub with its key, and asks the device to keep that encrypted.
async fn choose_the_device(stage: &Stage) {
    let page = &stage.page;
    let list = stage.hub.list_link();
    stage.paste_and_connect(&list).await;
    page.find(&heading("Instances").exactly()).await;
    page.click(&link("Hubs")).await;
    page.click(&button("Edit RecordingHub")).await;
    page.click(&radio("On this device, encrypted")).await;
}

/// Connects to the hub with its key, and has the device keep that encrypted.
pub async fn encrypt_on_device(stage: &Stage) {
    let page = &stage.page;
    choose_the_device(stage).await;
    page.paste(&field("Passphrase").exactly(), PASSPHRASE).await;
    page.paste(&field("The same passphrase again"), PASSPHRASE)
        .await;
    page.click(&button("Save").exactly()).await;
    page.find(&row_containing("key unlocked")).await;
}

/// What the device holds, name by name.
async fn kept(page: &Page) -> Vec<(String, String)> {
    let entries = page
        .run("return Object.entries(localStorage)", json!([]))
        .await;
    let part = |entry: &Value, at: usize| entry[at].as_str().unwrap_or_default().to_owned();
    let entries = entries.as_array().cloned().unwrap_or_default();
    entries
        .iter()
        .map(|it| (part(it, 0), part(it, 1)))
        .collect()
}

#[test]
fn the_device_keeps_a_ciphertext_that_only_its_passphrase_opens() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "sealed-1", "null").await;
        let page = &stage.page;
        encrypt_on_device(stage).await;
        let records = kept(page).await;
        let record = records.iter().find(|(name, _)| name.contains("sealed-key"));
        let (_, text) = record.expect("the device keeps a record");
        for part in ["PBKDF2-SHA-256", "\"600000\"", "AES-256-GCM"] {
            assert!(
                text.contains(part),
                "{part} stands beside the ciphertext: {text}"
            );
        }
        look_everywhere(page, "with the key encrypted", &[]).await;

        page.click(&pasted_hub()).await;
        page.find(&row_containing("sealed-1")).await;
        page.reload().await;
        page.see("is locked").await;
        let asked = stage.hub_requests();
        page.paste(&field("Passphrase"), "another passphrase of mine")
            .await;
        page.click(&button("Unlock the key")).await;
        page.see("That did not open it").await;
        page.see("is locked").await;
        assert_eq!(
            stage.hub_requests(),
            asked,
            "nothing is sent without the key"
        );
        page.paste(&field("Passphrase"), PASSPHRASE).await;
        page.click(&button("Unlock the key")).await;
        page.find(&row_containing("sealed-1")).await;
        look_everywhere(page, "with the key unlocked", &[]).await;
    });
}

#[test]
fn a_passphrase_must_be_long_and_typed_twice_and_its_use_is_explained() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        choose_the_device(stage).await;
        page.see("by PBKDF2-SHA-256 in 600,000 rounds").await;
        page.see("Each key has its own passphrase").await;
        page.paste(&field("Passphrase").exactly(), "short").await;
        page.click(&button("Save").exactly()).await;
        page.see("A passphrase has at least 12 characters").await;
        page.paste(&field("Passphrase").exactly(), PASSPHRASE).await;
        page.paste(&field("The same passphrase again"), "another one entirely")
            .await;
        page.click(&button("Save").exactly()).await;
        page.see("The two passphrases differ").await;
        assert!(kept(page).await.is_empty(), "nothing was kept meanwhile");
    });
}

#[test]
fn a_locked_key_is_unlocked_in_the_list_too_and_moves_with_its_passphrase_alone() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "sealed-2", "null").await;
        let page = &stage.page;
        encrypt_on_device(stage).await;
        page.reload().await;
        page.click(&button("Locked: unlock")).await;
        page.paste(&field("Passphrase"), PASSPHRASE).await;
        page.click(&button("Unlock the key")).await;
        page.find(&row_containing("key unlocked")).await;
        page.reload().await;
        page.click(&button("Edit RecordingHub")).await;
        page.click(&radio("In this tab until it is closed")).await;
        page.click(&button("Save").exactly()).await;
        page.see("Unlock the key first").await;
        page.paste(&field("Passphrase"), PASSPHRASE).await;
        page.click(&button("Unlock the key")).await;
        page.find(&row_containing("key unlocked")).await;
        page.click(&button("Save").exactly()).await;
        page.find(&row_containing("key in this tab")).await;
        let records = kept(page).await;
        assert!(
            !records.iter().any(|(name, _)| name.contains("sealed-key")),
            "the ciphertext is gone from the device: {records:?}"
        );
        page.click(&pasted_hub()).await;
        page.find(&row_containing("sealed-2")).await;
    });
}

#[test]
fn a_locked_key_is_unlocked_wherever_a_key_can_be_given() {
    play(hub_with_key(), async |stage| {
        // The card asks once without the key.
        stage.page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "sealed-4", "null").await;
        let page = &stage.page;
        encrypt_on_device(stage).await;
        page.click(&pasted_hub()).await;
        page.find(&row_containing("sealed-4")).await;
        page.reload().await;
        page.see("is locked").await;
        page.click(&button("Task hub")).await;
        page.click(&button("Change the key")).await;
        let menu = || region("Change the key");
        page.paste(&field("Passphrase").inside(menu()), PASSPHRASE)
            .await;
        page.click(&button("Unlock the key").inside(menu())).await;
        page.find(&row_containing("sealed-4")).await;
        page.see_no_more("is locked").await;

        page.click(&button("Task hub")).await;
        page.click(&link("About this connection")).await;
        page.see("A key is held").await;
        page.reload().await;
        page.see("it was not unlocked in this tab yet").await;
        page.paste(&field("Passphrase"), PASSPHRASE).await;
        page.click(&button("Unlock the key")).await;
        page.see("A key is held").await;
        page.see("needed, and accepted").await;
    });
}

#[test]
fn a_record_opens_only_for_the_connection_it_was_made_for() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        encrypt_on_device(stage).await;
        // Somebody with access to the device's storage lends the record to another address.
        let script = "
            const name = Object.keys(localStorage).find((it) => it.includes('sealed-key'));
            const text = localStorage.getItem(name);
            const other = name.replace('RecordingHub', 'OtherHub');
            localStorage.setItem(other, text.replace(name, other));";
        page.run(script, json!([])).await;
        let other = stage.hub.list_link();
        let other = other.replace("RecordingHub", "OtherHub");
        let (other, _) = other.split_once("&code=").expect("the link has a key");
        page.visit("about:blank").await;
        stage.paste_and_connect(other).await;
        page.see("is locked").await;
        page.paste(&field("Passphrase"), PASSPHRASE).await;
        page.click(&button("Unlock the key")).await;
        page.see("That did not open it").await;
    });
}

#[test]
fn another_tab_asks_for_the_passphrase_itself_and_forgets_when_the_first_does() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "sealed-3", "null").await;
        let page = &stage.page;
        encrypt_on_device(stage).await;
        page.click(&button("Edit RecordingHub")).await;
        page.click(&checkbox("Remember this connection").inside(region("Edit")))
            .await;
        page.click(&button("Save").exactly()).await;
        page.click(&pasted_hub()).await;
        page.find(&row_containing("sealed-3")).await;
        let first = page.window().await;
        let address = page.address().await;
        let second = page.another_window(&address).await;
        page.see("is locked").await;
        page.paste(&field("Passphrase"), PASSPHRASE).await;
        page.click(&button("Unlock the key")).await;
        page.find(&row_containing("sealed-3")).await;

        page.turn_to(&first).await;
        page.click(&link("Hubs")).await;
        page.click(&button("Edit RecordingHub")).await;
        page.click(&button("Forget").exactly()).await;
        page.turn_to(&second).await;
        page.see("Connect to open this view").await;
        look_everywhere(page, "after it was forgotten", &[]).await;
    });
}

#[test]
fn where_the_browser_cannot_encrypt_the_other_places_are_offered() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        page.before_each_document(
            "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })",
        )
        .await;
        let list = stage.hub.list_link();
        stage.paste_and_connect(&list).await;
        page.find(&heading("Instances").exactly()).await;
        page.click(&link("Hubs")).await;
        page.click(&button("Edit RecordingHub")).await;
        page.see("browsers encrypt only for pages served over https or from this machine")
            .await;
        page.click(&radio("In this tab until it is closed")).await;
        page.click(&button("Save").exactly()).await;
        page.find(&row_containing("key in this tab")).await;
        let session = page
            .run(
                "return JSON.stringify(Object.values(sessionStorage))",
                json!([]),
            )
            .await;
        assert!(
            session.as_str().unwrap_or_default().contains(KEY),
            "{session}"
        );
    });
}
