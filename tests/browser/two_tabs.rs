//! Two windows of one browser: what one changes, the other shows; keys stay where they were given.

use serde_json::json;

use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::connections::{edited, named, pasted_hub};
use crate::harness::{button, checkbox, field, heading, link, play, row_containing};

#[test]
fn connections_are_added_edited_and_forgotten_in_step() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.open_portal().await;
        let first = page.window().await;
        let second = page.another_window(&stage.portal).await;
        page.find(&named("Demo hub")).await;

        page.turn_to(&first).await;
        stage.import(&[("Orders", "test")]).await;
        page.turn_to(&second).await;
        page.find(&row_containing("test orders")).await;

        page.click(&button("Edit Orders")).await;
        page.paste(&edited("Called"), "Bookings").await;
        page.click(&button("Save").exactly()).await;
        page.turn_to(&first).await;
        page.find(&row_containing("test bookings")).await;
        page.click(&button("Edit Bookings")).await;
        page.click(&button("Forget").exactly()).await;
        page.turn_to(&second).await;
        page.find_no_more(&named("Bookings")).await;
    });
}

#[test]
fn what_is_typed_in_one_outlives_a_change_in_the_other() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&[("Orders", "test"), ("Stock", "dev")]).await;
        let first = page.window().await;
        let second = page.another_window(&stage.portal).await;
        page.find(&named("Stock")).await;
        page.click(&button("Edit Orders")).await;
        page.paste(&edited("Called"), "Half a na").await;

        page.turn_to(&first).await;
        page.click(&button("Edit Stock")).await;
        page.click(&button("Move up")).await;
        page.paste(&edited("Called"), "Warehouse").await;
        page.click(&button("Save").exactly()).await;

        page.turn_to(&second).await;
        page.find(&named("Warehouse")).await;
        assert_eq!(page.value_of(&edited("Called")).await, "Half a na");
    });
}

#[test]
fn the_theme_is_that_of_both() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.open_portal().await;
        let first = page.window().await;
        let second = page.another_window(&stage.portal).await;
        page.click(&button("Theme: as the system")).await;
        page.click(&button("Theme: light")).await;
        page.find(&button("Theme: dark")).await;
        page.turn_to(&first).await;
        page.find(&button("Theme: dark")).await;
        page.turn_to(&second).await;
        page.click(&button("Theme: dark")).await;
        page.turn_to(&first).await;
        page.find(&button("Theme: as the system")).await;
    });
}

#[test]
fn a_key_in_memory_or_in_a_tab_never_reaches_the_other() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "apart-1", "null").await;
        stage.open_portal().await;
        let list = stage.hub.list_link();
        page.paste(&field(crate::acts::PASTE_BOX), &list).await;
        page.click(&checkbox("Remember this connection")).await;
        page.click(&crate::acts::connect_button()).await;
        page.find(&row_containing("apart-1")).await;
        let address = page.address().await;

        page.another_window(&address).await;
        page.find(&heading("Instances").exactly()).await;
        page.see("A function key is needed").await;
        let held = page
            .run(
                "return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])",
                json!([]),
            )
            .await;
        assert!(
            !held.as_str().unwrap_or_default().contains(&KEY[..12]),
            "{held}"
        );
        page.click(&link("Hubs")).await;
        page.find(&pasted_hub()).await;
    });
}
