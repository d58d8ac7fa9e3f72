//! Marking instances of the list to act on them: what is marked is counted, and always of the filter that one sees, or said not to be.

use devhost::server::CorsMode;

use crate::acts::{empty_hub, hub_of};
use crate::filter_the_list::{ALL, chip, fill, look_for, only};
use crate::harness::{
    Locator, button, checkbox, field, heading, link, main_part, play, row_containing,
};

fn box_of(id: &str) -> Locator {
    checkbox(format!("Mark {id}")).exactly()
}

fn all_box() -> Locator {
    checkbox("Mark all that match")
}

#[test]
fn tripwire_3_marks_under_another_filter_are_said_to_be_elsewhere() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let page = &stage.page;
        page.click(&box_of("order-1")).await;
        page.click(&box_of("refund-1")).await;
        page.see("2 marked").await;
        assert!(!page.shows("not in this list").await);
        page.click(&chip("Failed")).await;
        only(stage, &["refund-1"]).await;
        page.see("2 marked").await;
        page.see("1 of them is not in this list").await;
        page.click(&button("Mark none")).await;
        page.see_no_more("marked").await;
    });
}

/// What was "all" under one filter is no "all" under the next, which would silently take in other instances.
#[test]
fn tripwire_3_all_that_match_does_not_become_all_that_match_something_else() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let page = &stage.page;
        page.click(&chip("Completed")).await;
        only(stage, &["order-1", "order-2"]).await;
        page.click(&all_box()).await;
        page.see("all 2 marked").await;
        page.click(&chip("All")).await;
        only(stage, &ALL).await;
        page.see_no_more("all 2 marked").await;
        page.see("2 marked").await;
        assert!(page.is_on(&box_of("order-1")).await);
        assert!(!page.is_on(&box_of("refund-1")).await);
        assert!(!page.is_on(&all_box()).await);
    });
}

#[test]
fn tripwire_4_all_that_match_is_counted_and_says_whether_it_is_complete() {
    play(hub_of(400_000, CorsMode::List), async |stage| {
        let page = &stage.page;
        stage.open_list().await;
        page.click(&button("Stop").exactly()).await;
        page.see("stopped").await;
        page.click(&all_box()).await;
        page.see("all that match so far marked: ≥").await;
        look_for(stage, "id:INV-*").await;
        page.see("of them are not in this list").await;
        page.see_no_more("all that match so far").await;
    });
}

#[test]
fn tripwire_4_one_that_joins_belongs_to_all_and_is_counted() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let page = &stage.page;
        page.see("all there is").await;
        page.click(&all_box()).await;
        page.see("all 4 marked").await;
        stage.hub.start("HelloSequence", "order-9", "null").await;
        stage.hub.until("order-9", &["Completed"]).await;
        page.click(&button("Refresh")).await;
        page.find(&row_containing("order-9")).await;
        page.see("all 5 marked").await;
        page.click(&box_of("order-9")).await;
        page.see("4 marked").await;
        page.see_no_more("all 4 marked").await;
    });
}

#[test]
fn marked_ones_and_a_group_lead_to_a_plan() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let page = &stage.page;
        page.click(&box_of("order-3")).await;
        page.click(&box_of("order-2")).await;
        page.click(&button("Act on 2…")).await;
        // The draft is written down and has an address of its own before anybody leaves it.
        page.see("as handed over").await;
        page.see("order-3").await;
        page.until("the plan has its own address", async || {
            let address = page.address().await;
            (address.contains("/plans/") && !address.contains("/plans/new")).then_some(())
        })
        .await;
        page.back().await;
        page.find(&heading("Instances").exactly()).await;
        page.see("2 marked").await;
        page.choose(&field("Group by"), "Status").await;
        let row = row_containing("Failed").inside(main_part());
        page.click(&link("Act on these").inside(row)).await;
        page.until("a plan for the group is open", async || {
            let address = page.address().await;
            (address.contains("/plans/new") && address.contains("status:Failed")).then_some(())
        })
        .await;
    });
}
