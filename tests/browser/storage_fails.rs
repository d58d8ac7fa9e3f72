//! A browser that keeps nothing, or has no room left: everything works in memory, and that is said once.

use serde_json::json;

use crate::acts::{connect_button, hub_with_key};
use crate::connections::{edited, named};
use crate::harness::{
    Page, Stage, button, checkbox, field, heading, link, play, radio, row_containing,
};

const DENIED: &str = "
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });";

/// Fills the device's storage to its last byte.
const FILL: &str = "
    for (let size = 1 << 20; size > 0; size >>= 1)
      for (let more = true; more;)
        try { localStorage.setItem('filler' + Math.random(), 'x'.repeat(size)); } catch { more = false; }";

/// Connects, renames, locks and changes the theme: all that would be written down.
async fn work(stage: &Stage) {
    let page = &stage.page;
    let list = stage.hub.list_link();
    page.paste(&field(crate::acts::PASTE_BOX), &list).await;
    page.click(&checkbox("Remember this connection")).await;
    page.click(&connect_button()).await;
    page.find(&row_containing("anyway-1")).await;
    page.click(&button("Read-only lock:")).await;
    page.click(&button("Lock all")).await;
    page.find(&button("Read-only lock: All locked")).await;
    page.click(&button("Theme: as the system")).await;
    page.find(&button("Theme: light")).await;
    page.click(&link("Hubs")).await;
    page.click(&button("Edit RecordingHub")).await;
    page.paste(&edited("Called"), "Renamed").await;
    page.click(&radio("In this tab until it is closed")).await;
    page.click(&button("Save").exactly()).await;
    page.click(&named("Renamed")).await;
    page.find(&row_containing("anyway-1")).await;
    page.find(&heading("Instances").exactly()).await;
    page.find(&button("Read-only lock: All locked")).await;
}

/// Waits for what is said, once on screen, and puts it away.
async fn dismiss(page: &Page, text: &str) {
    page.see(text).await;
    assert_eq!(page.text().await.matches(&text.to_lowercase()).count(), 1);
    page.click(&button("Dismiss")).await;
    page.see_no_more(text).await;
}

#[test]
fn storage_that_is_denied_is_said_once_and_everything_works() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "anyway-1", "null").await;
        let page = &stage.page;
        page.before_each_document(DENIED).await;
        stage.open_portal().await;
        dismiss(page, "lets the portal keep nothing").await;
        work(stage).await;
        assert!(
            !page.shows("lets the portal keep nothing").await,
            "it was said before"
        );
    });
}

#[test]
fn storage_that_is_full_is_said_once_and_everything_works() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "anyway-1", "null").await;
        let page = &stage.page;
        stage.open_portal().await;
        page.run(FILL, json!([])).await;
        page.click(&button("Theme: as the system")).await;
        dismiss(page, "storage for the portal is full").await;
        page.click(&button("Theme: light")).await;
        page.click(&button("Theme: dark")).await;
        work(stage).await;
        assert!(
            !page.shows("storage for the portal is full").await,
            "it was said before"
        );
        // What the device did not take is this tab's: it says so, and outlives a reload of it.
        page.click(&link("Hubs")).await;
        page.find(&row_containing("renamed").inside(crate::harness::main_part()))
            .await;
        page.find(&row_containing("this tab")).await;
        page.reload().await;
        page.find(&named("Renamed")).await;
    });
}
