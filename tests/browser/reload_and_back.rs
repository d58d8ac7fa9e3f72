//! The address is the view: reload, Back, Forward, and the same address in another browser.

use crate::acts::empty_hub;
use crate::harness::{button, heading, link, main_part, play, row_containing};

#[test]
fn back_and_forward_go_through_the_views() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "first-1", "null").await;
        stage.hub.start("HelloSequence", "second-1", "null").await;
        stage.open_list().await;
        let page = &stage.page;
        page.click(&link("first-1")).await;
        page.find(&heading("first-1")).await;
        page.click(&link("Instances").inside(main_part())).await;
        page.click(&link("second-1")).await;
        page.find(&heading("second-1")).await;
        assert!(
            page.title().await.contains("second-1"),
            "{}",
            page.title().await
        );
        page.back().await;
        page.find(&row_containing("second-1")).await;
        page.back().await;
        page.find(&heading("first-1")).await;
        page.forward().await;
        page.find(&heading("Instances").exactly()).await;
    });
}

#[test]
fn reload_shows_the_same_view() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "again-1", "null").await;
        stage.hub.until("again-1", &["Completed"]).await;
        stage.open_instance("again-1").await;
        let page = &stage.page;
        page.find(&row_containing("SayHello")).await;
        let address = page.address().await;
        page.reload().await;
        page.find(&row_containing("SayHello")).await;
        assert_eq!(page.address().await, address);
    });
}

#[test]
fn a_copied_address_opens_the_same_view_in_another_browser() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "shared-1", "null").await;
        stage.hub.until("shared-1", &["Completed"]).await;
        stage.open_instance("shared-1").await;
        stage.page.find(&row_containing("SayHello")).await;
        let address = stage.page.address().await;
        let other = stage.another_browser().await;
        other.visit(&address).await;
        let asked = other
            .see_one_of(&["Connect to open this view", "SayHello"])
            .await;
        if asked == 0 {
            other.click(&button("Connect").inside(main_part())).await;
        }
        other.find(&heading("shared-1")).await;
        other.find(&row_containing("SayHello")).await;
        assert_eq!(other.address().await, address);
    });
}

#[test]
fn an_address_that_names_no_view_says_so_and_leads_back() {
    play(empty_hub(), async |stage| {
        for lost in [
            "#/nonsense",
            "#/h//instances",
            "#/h/x/i/%ZZ?tab=none",
            "#/journal?x=1",
        ] {
            stage.page.visit(&format!("{}{lost}", stage.portal)).await;
            stage
                .page
                .see_one_of(&["This address names no view", "Connect to open this view"])
                .await;
        }
        stage
            .page
            .visit(&format!("{}#/nonsense", stage.portal))
            .await;
        stage.page.click(&link("To the connections")).await;
        stage.page.see("Connect to a task hub").await;
    });
}
