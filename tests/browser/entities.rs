//! Entities: listed, looked at, signalled, deleted.

use devhost::config::BasePath;

use crate::acting::{action, confirm, has_focus, hub_in_address};
use crate::acts::empty_hub;
use crate::harness::{Stage, button, field, heading, keys, link, play};

async fn counter(stage: &Stage, key: &str, count: &str) {
    stage.hub.signal("counter", key, "add", count).await;
    stage
        .other_than("", async || stage.hub.entity("counter", key).await)
        .await;
}

#[test]
fn they_are_listed_with_their_states_and_found_by_name_and_key() {
    play(empty_hub(), async |stage| {
        counter(stage, "orders", "7").await;
        counter(stage, "sign-ups", "12").await;
        stage.open_list().await;
        let page = &stage.page;
        page.click(&link("Entities").exactly()).await;
        page.find(&heading("Entities").exactly()).await;
        page.see("2 entities").await;
        page.see("12").await;
        page.paste(&field("Find entities"), "COUNT sign").await;
        page.see("1 of 2 entities").await;
        page.find_no_more(&link("orders").exactly()).await;
        page.click(&link("sign-ups").exactly()).await;
        page.find(&heading("@counter@sign-ups")).await;
        page.see("12").await;
    });
}

#[test]
fn a_signal_says_that_nobody_checks_its_name_and_is_followed_until_the_state_changes() {
    play(empty_hub(), async |stage| {
        counter(stage, "orders", "7").await;
        stage.open_list().await;
        let hub = hub_in_address(&stage.page).await;
        stage.go_to(&hub, "entities/counter/orders").await;
        let page = &stage.page;
        page.click(&action("Signal")).await;
        has_focus(page, &field("Operation").exactly()).await;
        page.see("The host accepts any operation: a wrong one does nothing")
            .await;
        page.insert("add").await;
        page.paste(&field("Operation input"), "{").await;
        page.see("No JSON: line 1").await;
        page.paste(&field("Operation input"), "35").await;
        page.see("op=add").await;
        page.click(&confirm("Signal")).await;
        page.see("Signal: done. Its state has changed").await;
        page.see("42").await;
        assert_eq!(stage.hub.entity("counter", "orders").await, "42");
    });
}

#[test]
fn it_is_deleted_after_a_question_and_a_signal_makes_it_anew() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        counter(stage, "old", "7").await;
        stage.open_list().await;
        let hub = hub_in_address(&stage.page).await;
        stage.go_to(&hub, "entities/counter/old").await;
        let page = &stage.page;
        page.click(&action("Delete")).await;
        has_focus(page, &button("Cancel")).await;
        page.see("its state is lost").await;
        page.click(&confirm("Delete")).await;
        page.see("Delete: done. It is not there any more").await;
        page.see("There is no such entity").await;
        page.click(&action("Signal")).await;
        page.paste(&field("Operation").exactly(), "add").await;
        page.paste(&field("Operation input"), "1").await;
        page.click(&confirm("Signal")).await;
        page.see("Signal: done").await;
        assert_eq!(stage.hub.entity("counter", "old").await, "1");
    });
}

#[test]
fn it_is_signalled_by_keys_alone_on_a_phone() {
    play(empty_hub(), async |stage| {
        counter(stage, "keys", "7").await;
        stage.open_list().await;
        let page = &stage.page;
        page.size(390, 844).await;
        page.click(&link("Entities").exactly()).await;
        page.tab_to(&link("keys").exactly()).await;
        page.fits_its_width().await;
        page.press(keys::ENTER).await;
        page.tab_to(&action("Signal")).await;
        page.press(keys::ENTER).await;
        has_focus(page, &field("Operation").exactly()).await;
        page.insert("add").await;
        page.tab_to(&field("Operation input")).await;
        page.insert("1").await;
        page.tab_to(&confirm("Signal")).await;
        page.fits_its_width().await;
        page.press(keys::ENTER).await;
        page.see("Signal: done").await;
    });
}

#[test]
fn extension_1_is_said_to_know_none_of_it_and_is_not_asked() {
    let mut config = empty_hub();
    config.host.base = BasePath::First;
    play(config, async |stage| {
        stage.open_list().await;
        let page = &stage.page;
        page.click(&link("Entities").exactly()).await;
        page.see("Extension 1.x cannot list, read or signal entities")
            .await;
        page.find(&heading("Entities").exactly()).await;
        let asked = stage.control().requests();
        assert!(!asked.iter().any(|it| it.target.contains("/entities")));
        page.click(&link("Start").exactly()).await;
        page.see("Extension 1.x does not know this operation").await;
    });
}
