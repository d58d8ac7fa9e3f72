//! The filter as a typed line: what may stand at the caret is offered, what is wrong is marked, nothing typed is lost.

use serde_json::json;

use crate::acts::empty_hub;
use crate::filter_the_list::{ALL, chip, fill, line, line_is, look_for, only};
use crate::harness::{button, keys, main_part, play};

#[test]
fn what_may_stand_at_the_caret_is_taken_by_keys_alone() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        stage.page.press("/").await;
        assert!(stage.page.is_focused(&line()).await);
        stage.page.press("s").await;
        stage.page.see("status:").await;
        stage.page.press(keys::DOWN).await;
        stage.page.press(keys::ENTER).await;
        line_is(stage, "status:").await;
        stage.page.press("f").await;
        stage.page.press(keys::DOWN).await;
        stage.page.press(keys::ENTER).await;
        line_is(stage, "status:Failed ").await;
        stage.page.press(keys::ENTER).await;
        only(stage, &["refund-1"]).await;
        line_is(stage, "status:Failed").await;
    });
}

#[test]
fn what_is_wrong_is_marked_at_its_characters_and_put_right_by_a_press() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "id:order-* status:complted").await;
        stage.page.see("There is no such status").await;
        let marked = stage
            .page
            .run(
                "return document.querySelector('mark').textContent",
                json!([]),
            )
            .await;
        assert_eq!(marked, "complted");
        assert!(!stage.page.address().await.contains("q="));
        stage.page.click(&button("Write Completed")).await;
        stage.page.press(keys::ENTER).await;
        only(stage, &["order-1", "order-2"]).await;
    });
}

#[test]
fn what_cannot_be_read_stays_when_a_chip_changes_the_filter() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "created:soon").await;
        stage.page.see("This is no time").await;
        stage.page.click(&chip("Failed")).await;
        only(stage, &["refund-1"]).await;
        line_is(stage, "status:Failed created:soon").await;
    });
}

#[test]
fn a_link_whose_filter_cannot_be_read_shows_where_and_no_rows() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let address = stage.page.address().await;
        stage
            .page
            .visit(&format!("{address}?q=status:Failed+duration:%3Elong"))
            .await;
        stage.page.see("This filter cannot be read").await;
        stage.page.see("This is no length of time").await;
        only(stage, &[]).await;
        line_is(stage, "status:Failed duration:>long").await;
        look_for(stage, "status:Failed").await;
        only(stage, &["refund-1"]).await;
    });
}

#[test]
fn what_a_link_says_besides_is_shown_and_kept() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let address = stage.page.address().await;
        stage.page.visit(&format!("{address}?tomorrow=yes")).await;
        stage.page.see("more than this portal understands").await;
        stage.page.see("tomorrow=yes").await;
        stage.page.click(&chip("Failed")).await;
        only(stage, &["refund-1"]).await;
        assert!(stage.page.address().await.contains("tomorrow=yes"));
        stage.page.find(&main_part()).await;
    });
}
