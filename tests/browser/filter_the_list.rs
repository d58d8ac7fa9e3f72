//! Narrowing the list: by chips, by clauses with an editor each, by a typed line. All are the same filter, and part of the address.

use crate::acts::empty_hub;
use crate::harness::{Locator, Stage, button, field, keys, link, play, region, row_containing};

/// Two completed, one failed, one that waits.
pub async fn fill(stage: &Stage) {
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
pub fn chip(status: &str) -> Locator {
    button(status).inside(region("Runtime status"))
}

/// The typed line.
pub fn line() -> Locator {
    field("Filter as text")
}

/// Types a filter in the place of what is there, and looks for it.
pub async fn look_for(stage: &Stage, filter: &str) {
    stage.page.paste(&line(), filter).await;
    stage.page.press(keys::ENTER).await;
}

/// Waits until the line holds this.
pub async fn line_is(stage: &Stage, text: &str) {
    let what = format!("the line says {text}");
    stage
        .page
        .until(&what, async || {
            (stage.page.value_of(&line()).await == text).then_some(())
        })
        .await;
}

/// Waits until exactly these rows are shown of the four.
pub async fn only(stage: &Stage, wanted: &[&str]) {
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

/// All of the four.
pub const ALL: [&str; 4] = ["order-1", "order-2", "order-3", "refund-1"];

#[test]
fn by_status() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        stage.page.click(&chip("Failed")).await;
        only(stage, &["refund-1"]).await;
        assert!(stage.page.is_on(&chip("Failed")).await);
        assert!(stage.page.address().await.contains("?q=status:Failed"));
        stage.page.click(&chip("Running")).await;
        only(stage, &["refund-1", "order-3"]).await;
        line_is(stage, "status:Failed,Running").await;
        stage.page.click(&chip("All")).await;
        only(stage, &ALL).await;
        line_is(stage, "").await;
    });
}

#[test]
fn by_the_beginning_of_the_id() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "id:order-*").await;
        only(stage, &["order-1", "order-2", "order-3"]).await;
        assert!(stage.page.has(&button("id starts with order-")).await);
        stage.page.see("host, seeks").await;
        assert!(stage.page.address().await.ends_with("?q=id:order-*"));
    });
}

#[test]
fn by_the_time_of_creation() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        stage.page.click(&button("Filter").exactly()).await;
        let created = button("created").exactly().inside(region("Filter"));
        stage.page.click(&created).await;
        let editor = || region("created").exactly();
        let since = field("created").exactly().inside(editor());
        stage.page.paste(&since, "soon").await;
        stage.page.click(&button("Apply").inside(editor())).await;
        stage.page.see("This is no time").await;
        stage.page.paste(&since, "2099-01-01T00:00").await;
        stage.page.click(&button("Apply").inside(editor())).await;
        only(stage, &[]).await;
        stage.page.click(&button("created since")).await;
        stage.page.paste(&since, "2001-01-01T00:00").await;
        stage.page.click(&button("Apply").inside(editor())).await;
        only(stage, &ALL).await;
        stage.page.click(&button("created since")).await;
        stage.page.click(&button("1 h").exactly()).await;
        line_is(stage, "created:>-1h").await;
        only(stage, &ALL).await;
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
fn by_what_the_host_cannot_filter() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "-name:Hello* id:*-*").await;
        only(stage, &["order-3", "refund-1"]).await;
        stage
            .page
            .find(&button("not: orchestrator starts with"))
            .await;
        stage
            .page
            .click(&button("Drop: id contains").exactly())
            .await;
        line_is(stage, "-name:Hello*").await;
        look_for(stage, "error:\"no such\"").await;
        only(stage, &[]).await;
    });
}

#[test]
fn by_several_statuses_in_the_editor() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "status:Failed").await;
        only(stage, &["refund-1"]).await;
        stage.page.click(&button("status Failed").exactly()).await;
        let editor = || region("status").exactly();
        let box_of = |status: &str| crate::harness::checkbox(status).exactly().inside(editor());
        assert!(stage.page.is_on(&box_of("Failed")).await);
        stage.page.click(&box_of("Failed")).await;
        stage.page.click(&button("Apply").inside(editor())).await;
        stage.page.see("Tick at least one").await;
        stage.page.click(&box_of("Running")).await;
        stage.page.click(&button("Apply").inside(editor())).await;
        only(stage, &["order-3"]).await;
        line_is(stage, "status:Running").await;
    });
}

#[test]
fn filters_survive_back_and_reload_and_live_in_the_address() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        stage.page.click(&chip("Completed")).await;
        only(stage, &["order-1", "order-2"]).await;
        look_for(stage, "status:Completed id:order-2*").await;
        only(stage, &["order-2"]).await;
        stage.page.click(&link("order-2")).await;
        stage.page.see("SayHello").await;
        stage.page.back().await;
        only(stage, &["order-2"]).await;
        stage.page.reload().await;
        only(stage, &["order-2"]).await;
        assert!(stage.page.is_on(&chip("Completed")).await);
        line_is(stage, "status:Completed id:order-2*").await;
        stage.page.back().await;
        only(stage, &["order-1", "order-2"]).await;
        stage.page.forward().await;
        only(stage, &["order-2"]).await;
        stage.page.click(&link("Clear filters")).await;
        only(stage, &ALL).await;
    });
}

#[test]
fn a_link_of_the_first_days_still_shows_what_it_showed() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let address = stage.page.address().await;
        let old = format!("{address}?status=Completed&prefix=order-2");
        stage.page.visit(&old).await;
        only(stage, &["order-2"]).await;
        line_is(stage, "status:Completed id:order-2*").await;
    });
}
