//! Connecting and opening an instance without a pointer.

use serde_json::json;

use crate::acts::{PASTE_BOX, empty_hub};
use crate::harness::{Locator, Page, button, field, heading, keys, link, play, row_containing};

/// Presses Tab until the focus is on it, checking at each stop that one can see where the focus is.
async fn tab_to(page: &Page, wanted: &Locator) {
    page.find(wanted).await;
    for _ in 0..80 {
        if page.is_focused(wanted).await {
            return;
        }
        page.press(keys::TAB).await;
        let script = "
            const e = document.activeElement;
            if (!e || e === document.body) return null;
            const style = getComputedStyle(e);
            const outlined = (x) => x && getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) > 0;
            const drawn = outlined(e) || style.boxShadow !== 'none';
            // A box around it may be outlined instead: a filter's clause, a table's row.
            const around = outlined(e.parentElement) || outlined(e.closest('[role=row]'))
              // Of a date field Chromium marks the part that is edited.
              || e.type === 'datetime-local';
            return drawn || around ? null : e.outerHTML.slice(0, 160);";
        let unseen = page.run(script, json!([])).await;
        assert!(unseen.is_null(), "the focus cannot be seen on {unseen}");
    }
    panic!("80 steps of Tab do not lead to {wanted}");
}

#[test]
fn a_link_is_pasted_and_an_instance_opened() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "keys-1", "null").await;
        stage.hub.until("keys-1", &["Completed"]).await;
        let page = &stage.page;
        stage.open_portal().await;
        tab_to(page, &field(PASTE_BOX)).await;
        page.insert(&stage.hub.list_link()).await;
        tab_to(page, &crate::acts::connect_button()).await;
        page.press(keys::ENTER).await;
        page.find(&heading("Instances").exactly()).await;
        tab_to(page, &link("keys-1")).await;
        page.press(keys::ENTER).await;
        page.find(&heading("keys-1")).await;
        page.find(&row_containing("SayHello")).await;
        tab_to(page, &button("SayHello")).await;
        page.press(keys::ENTER).await;
        page.find(&heading("TaskCompleted")).await;
    });
}

#[test]
fn the_first_step_of_tab_skips_to_the_content() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.open_list().await;
        page.reload().await;
        page.find(&heading("Instances").exactly()).await;
        page.press(keys::TAB).await;
        let skip = link("Skip to the content");
        let button_skip = button("Skip to the content");
        assert!(page.is_focused(&skip).await || page.is_focused(&button_skip).await);
        page.press(keys::ENTER).await;
        page.until("the focus is in the main part", async || {
            let inside = page
                .run("return !!document.activeElement.closest('main')", json!([]))
                .await;
            (inside == true).then_some(())
        })
        .await;
    });
}

#[test]
fn keys_do_nothing_inside_a_field() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "keys-2", "null").await;
        let page = &stage.page;
        stage.open_list().await;
        page.find(&row_containing("keys-2")).await;
        page.focus(&field("Filter as text")).await;
        for key in ["j", "r", "k", "?", "/"] {
            page.press(key).await;
        }
        assert_eq!(page.value_of(&field("Filter as text")).await, "jrk?/");
        page.find(&heading("Instances").exactly()).await;
    });
}
