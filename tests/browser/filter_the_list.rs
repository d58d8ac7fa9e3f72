//! Narrowing the list; the filters are part of the address.

use crate::acts::empty_hub;
use crate::harness::{Locator, Stage, button, field, link, play, region, row_containing};

/// Two completed, one failed, one that waits.
async fn fill(stage: &Stage) {
    stage.hub.start("HelloSequence", "order-1", "null").await;
    stage.hub.start("HelloSequence", "order-2", "null").await;
    stage.hub.start("ThrowEarly", "refund-1", "null").await;
    stage.hub.start("LongWait", "order-3", "null").await;
    stage.hub.until("order-1", &["Completed"]).await;
    stage.hub.until("order-2", &["Completed"]).await;
    stage.hub.until("refund-1", &["Failed"]).await;
    stage.hub.until("order-3", &["Running"]).await;
}

/// The chip of a status.
fn chip(status: &str) -> Locator {
    button(status).inside(region("Runtime status"))
}

/// Waits until exactly these rows are shown of the four.
async fn only(stage: &Stage, wanted: &[&str]) {
    let page = &stage.page;
    for id in wanted {
        page.find(&row_containing(*id)).await;
    }
    for id in ["order-1", "order-2", "order-3", "refund-1"] {
        if !wanted.contains(&id) {
            page.find_no_more(&row_containing(id)).await;
        }
    }
}

#[test]
fn by_status() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &["order-1", "order-2", "order-3", "refund-1"]).await;
        stage.page.click(&chip("Failed")).await;
        only(stage, &["refund-1"]).await;
        assert!(stage.page.is_on(&chip("Failed")).await);
        assert!(stage.page.address().await.contains("Failed"));
        stage.page.click(&chip("Running")).await;
        only(stage, &["refund-1", "order-3"]).await;
        stage.page.click(&chip("All")).await;
        only(stage, &["order-1", "order-2", "order-3", "refund-1"]).await;
    });
}

#[test]
fn by_the_beginning_of_the_id() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        stage.page.paste(&field("id starts with"), "order-").await;
        stage.page.click(&button("Apply")).await;
        only(stage, &["order-1", "order-2", "order-3"]).await;
        let asked = stage.control().requests();
        assert!(
            asked
                .iter()
                .any(|request| request.target.contains("instanceIdPrefix=order-"))
        );
    });
}

#[test]
fn by_the_time_of_creation() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        stage
            .page
            .pick(&field("created from"), "2099-01-01T00:00")
            .await;
        stage.page.click(&button("Apply")).await;
        only(stage, &[]).await;
        stage
            .page
            .pick(&field("created from"), "2001-01-01T00:00")
            .await;
        stage.page.click(&button("Apply")).await;
        only(stage, &["order-1", "order-2", "order-3", "refund-1"]).await;
        let asked = stage.control().requests();
        let times = asked
            .iter()
            .filter(|request| request.target.contains("createdTimeFrom="));
        for request in times {
            let zulu = request.target.contains('Z');
            assert!(
                zulu,
                "a time without a zone is read as the host's local time: {}",
                request.target
            );
        }
    });
}

#[test]
fn filters_survive_back_and_reload_and_live_in_the_address() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        stage.page.click(&chip("Completed")).await;
        only(stage, &["order-1", "order-2"]).await;
        stage.page.paste(&field("id starts with"), "order-2").await;
        stage.page.click(&button("Apply")).await;
        only(stage, &["order-2"]).await;
        stage.page.click(&link("order-2")).await;
        stage.page.see("SayHello").await;
        stage.page.back().await;
        only(stage, &["order-2"]).await;
        stage.page.reload().await;
        only(stage, &["order-2"]).await;
        assert!(stage.page.is_on(&chip("Completed")).await);
        assert_eq!(
            stage.page.value_of(&field("id starts with")).await,
            "order-2"
        );
        stage.page.back().await;
        only(stage, &["order-1", "order-2"]).await;
        stage.page.forward().await;
        only(stage, &["order-2"]).await;
        stage.page.click(&link("Clear filters")).await;
        only(stage, &["order-1", "order-2", "order-3", "refund-1"]).await;
    });
}
