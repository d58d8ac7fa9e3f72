//! The list as a whole: when its instances were created, in which groups they fall, which views of it are kept.

use devhost::server::CorsMode;
use serde_json::json;

use crate::acts::{empty_hub, hub_of};
use crate::filter_the_list::{ALL, fill, line, line_is, look_for, only};
use crate::harness::{button, field, keys, link, play, row_containing};

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
fn a_stretch_of_time_is_brushed_with_the_pointer() {
    play(hub_of(1_500, CorsMode::List), async |stage| {
        stage.open_list().await;
        let page = &stage.page;
        page.see("all there is").await;
        let script = "
            const box = document.querySelector('.hist').getBoundingClientRect();
            return [box.left, box.top + box.height / 2, box.width]";
        let frame = page
            .until("bars are drawn", async || {
                let bars = page
                    .run(
                        "return document.querySelectorAll('.hist > div').length",
                        json!([]),
                    )
                    .await;
                bars.as_u64().filter(|it| *it > 10)?;
                Some(page.run(script, json!([])).await)
            })
            .await;
        let at = |part: f64| {
            let part_of = |at: usize| frame[at].as_f64().unwrap_or_default();
            (part_of(0) + part * part_of(2), part_of(1))
        };
        page.drag(at(0.6), at(0.3)).await;
        page.find(&button("Drop: created")).await;
        let typed = page.value_of(&line()).await;
        let window = typed
            .strip_prefix("created:")
            .and_then(|it| it.split_once(".."));
        let (from, to) = window.unwrap_or_else(|| panic!("{typed} is no stretch of time"));
        assert!(from < to, "{typed}");
        page.see("all that match").await;
        // Back shows all again.
        page.back().await;
        page.see("all there is").await;
    });
}

/// Tripwire 5 in the list: what it holds in part is asked of the host, also of an id that has no path.
#[test]
fn groups_of_errors_say_since_when_and_are_one_click_from_their_members() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.hub.start("ThrowEarly", "refund-2", "null").await;
        stage.hub.until("refund-2", &["Failed"]).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let page = &stage.page;
        page.choose(&field("Group by"), "Error").await;
        page.see("2 groups").await;
        page.see("First created").await;
        page.see("Last created").await;
        let script = "
            const rows = [...document.querySelectorAll('.groups [role=row]')];
            const row = rows.find((it) => it.querySelector('.c-count')?.textContent.trim() === '2' && it.querySelector('button'));
            row.querySelector('button').click();
            return row.querySelectorAll('.c-first, .c-last').length;";
        assert_eq!(page.run(script, json!([])).await, json!(2));
        only(stage, &["refund-1"]).await;
        page.find(&row_containing("refund-2")).await;
        let typed = page.value_of(&line()).await;
        assert!(typed.contains("errorLike:"), "{typed}");
    });
}

#[test]
fn what_else_happened_then_is_one_press_away() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let page = &stage.page;
        page.press("j").await;
        page.press("i").await;
        page.click(&button("± 5 min")).await;
        page.find(&button("Drop: created")).await;
        let typed = page.value_of(&line()).await;
        assert!(
            typed.starts_with("created:2") && typed.ends_with("±5m"),
            "{typed}"
        );
        only(stage, &ALL).await;
    });
}
