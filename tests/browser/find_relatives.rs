//! Parent and children with how sure that is, and two instances side by side.

use crate::acts::empty_hub;
use crate::harness::{button, field, heading, link, play, row_containing};

#[test]
fn a_child_that_the_history_names_is_known_and_leads_back_to_its_parent() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Parallel", "busy-1", "null").await;
        stage.hub.until("busy-1:child", &["Running"]).await;
        stage.open_instance("busy-1").await;
        let page = &stage.page;
        page.click(&link("Relations").exactly()).await;
        page.find(&link("busy-1:child")).await;
        page.find(&row_containing("the history names it")).await;
        page.click(&button("Show the children of busy-1:child"))
            .await;
        page.see("It started none that this history or the ids tell of.")
            .await;
        page.click(&link("busy-1:child")).await;
        page.find(&heading("busy-1:child").exactly()).await;
        page.click(&link("Relations").exactly()).await;
        page.find(&row_containing("the id begins with the parent's"))
            .await;
        page.click(&link("busy-1").exactly()).await;
        page.find(&heading("busy-1").exactly()).await;
    });
}

#[test]
fn siblings_are_those_whose_ids_begin_with_the_parents_too() {
    play(empty_hub(), async |stage| {
        for id in [
            "tour-1",
            "tour-1:north",
            "tour-1:south",
            "tour-1:south:hotel",
        ] {
            stage.hub.start("HelloSequence", id, "null").await;
            stage.hub.until(id, &["Completed"]).await;
        }
        stage.open_instance("tour-1:north").await;
        let page = &stage.page;
        page.click(&link("Relations").exactly()).await;
        page.find(&heading("1 sibling").exactly()).await;
        page.see("Their ids begin with the parent's too.").await;
        page.find(&link("tour-1:south").exactly()).await;
        page.click(&link("tour-1").exactly()).await;
        page.find(&heading("tour-1").exactly()).await;
        page.click(&link("Relations").exactly()).await;
        // Children, each with its own below it.
        page.find(&link("tour-1:north").exactly()).await;
        assert!(!page.has(&link("tour-1:south:hotel").exactly()).await);
        page.click(&button("Show the children of tour-1:south"))
            .await;
        page.find(&link("tour-1:south:hotel").exactly()).await;
    });
}

#[test]
fn two_instances_are_compared_to_the_step_where_they_part() {
    play(empty_hub(), async |stage| {
        stage
            .hub
            .start(
                "Order",
                "order-1",
                "{\"item\": \"lamp\", \"card\": \"4002\"}",
            )
            .await;
        stage.hub.start("HelloSequence", "hello-1", "null").await;
        stage.hub.start("HelloSequence", "hello-2", "null").await;
        stage.hub.until("order-1", &["Failed"]).await;
        stage.hub.until("hello-1", &["Completed"]).await;
        stage.hub.until("hello-2", &["Completed"]).await;
        stage.open_instance("hello-1").await;
        let page = &stage.page;
        page.click(&link("Relations").exactly()).await;
        page.click(&link("Choose another instance")).await;
        // The host lists one of the same orchestrator.
        page.click(&link("hello-2")).await;
        page.see("They differ in nothing but time.").await;
        page.click(&link("Compare with another")).await;
        page.paste(&field("Id of the other instance"), "order-1")
            .await;
        page.click(&button("Compare").exactly()).await;
        page.see("They part at step 1").await;
        page.find(&row_containing("they part here")).await;
        assert!(
            page.address().await.contains("with=order-1"),
            "the address names both"
        );
    });
}
