//! The list as a whole: when its instances were created, in which groups they fall, which views of it are kept, and taking it along.

use crate::acts::empty_hub;
use crate::filter_the_list::{ALL, fill, line, line_is, look_for, only};
use crate::harness::{button, field, keys, link, play, region, row_containing};

#[test]
fn a_stretch_of_time_is_taken_from_the_histogram_by_keys() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        stage.page.click(&button("As a table")).await;
        stage.page.find(&row_containing("1 Failed")).await;
        stage
            .page
            .run(
                "document.querySelector('.hist').focus()",
                serde_json::json!([]),
            )
            .await;
        stage.page.press(keys::END).await;
        stage.page.see("created ·").await;
        stage.page.press(keys::ENTER).await;
        stage.page.find(&button("Drop: created")).await;
        let typed = stage.page.value_of(&line()).await;
        assert!(
            typed.starts_with("created:2") && typed.contains(".."),
            "{typed}"
        );
    });
}

#[test]
fn groups_lead_to_their_members() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        stage.page.choose(&field("Group by"), "Orchestrator").await;
        stage.page.see("3 groups").await;
        let row = stage.page.text_of(&row_containing("HelloSequence")).await;
        assert!(row.contains('2'), "{row}");
        stage.page.click(&button("HelloSequence")).await;
        only(stage, &["order-1", "order-2"]).await;
        line_is(stage, "name:HelloSequence").await;
        stage.page.back().await;
        stage.page.see("3 groups").await;
    });
}

#[test]
fn a_view_is_saved_opened_again_and_forgotten() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "status:Failed").await;
        only(stage, &["refund-1"]).await;
        stage.page.click(&button("Views").exactly()).await;
        let name = field("Name of this view");
        stage.page.paste(&name, "Broken ones").await;
        stage.page.click(&button("Save view")).await;
        stage.page.see("Saved as Broken ones").await;
        stage.page.press(keys::ESCAPE).await;
        stage.page.click(&link("Clear filters")).await;
        only(stage, &ALL).await;
        stage.page.reload().await;
        only(stage, &ALL).await;
        stage.page.click(&button("Views").exactly()).await;
        stage.page.click(&link("Broken ones")).await;
        only(stage, &["refund-1"]).await;
        stage.page.click(&button("Views").exactly()).await;
        stage.page.click(&button("Forget Broken ones")).await;
        stage.page.find_no_more(&link("Broken ones")).await;
        stage.page.click(&link("Suspended")).await;
        line_is(stage, "status:Suspended").await;
        only(stage, &[]).await;
    });
}

/// Tripwire 12: the chosen zone rules display, filters and export. The browser of these tests stands in a zone that is not UTC.
#[test]
fn tripwire_12_the_chosen_zone_rules_filters_and_export() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "status:Failed created:>2001-07-01T00:00").await;
        only(stage, &["refund-1"]).await;
        let local = stage.page.value_of(&line()).await;
        stage.page.click(&button("Times are shown in")).await;
        stage
            .page
            .until("the line is in the other zone", async || {
                let typed = stage.page.value_of(&line()).await;
                (typed != local || local.contains('Z')).then_some(())
            })
            .await;
        only(stage, &["refund-1"]).await;
        let typed = stage.page.value_of(&line()).await;
        assert!(typed.ends_with('Z'), "{typed}");
        stage.page.click(&button("Export").exactly()).await;
        let csv = stage
            .page
            .download(&button("CSV").inside(region("Export")))
            .await;
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 2, "{csv}");
        assert!(
            lines[1].contains("refund-1") && lines[1].contains("Z,"),
            "{csv}"
        );
    });
}

#[test]
fn what_matches_is_taken_along_as_ids_and_exactly() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        look_for(stage, "id:order-*").await;
        only(stage, &["order-1", "order-2", "order-3"]).await;
        stage.page.click(&button("Export").exactly()).await;
        let ids = stage
            .page
            .download(&button("Ids").inside(region("Export")))
            .await;
        let mut ids: Vec<&str> = ids.lines().collect();
        ids.sort_unstable();
        assert_eq!(ids, ["order-1", "order-2", "order-3"]);
        stage.page.click(&button("Export").exactly()).await;
        let rows = stage
            .page
            .download(&button("JSON lines").inside(region("Export")))
            .await;
        for row in rows.lines() {
            let value: serde_json::Value = serde_json::from_str(row).expect("a line of JSON");
            assert!(
                value["id"]
                    .as_str()
                    .is_some_and(|id| id.starts_with("order-"))
            );
        }
        assert!(!rows.contains("code="));
    });
}
