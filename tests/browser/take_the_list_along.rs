//! The list as a file: all that matches, whole, in the chosen zone, without a key.

use devhost::faults::{Body, Effect, Fault};

use crate::acts::empty_hub;
use crate::filter_the_list::{fill, line, look_for, only};
use crate::harness::{Page, button, play, region, row_containing};

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

#[test]
fn tripwire_5_what_is_taken_along_is_whole_though_the_list_holds_the_beginning() {
    play(empty_hub(), async |stage| {
        stage.start_by_code("BigPayload", "big-1", "{\"kb\": 60}");
        stage.start_by_code("BigPayload", "big/2", "{\"kb\": 30}");
        stage.hub.until("big-1", &["Completed"]).await;
        stage.open_list().await;
        let page = &stage.page;
        page.click(&button("Refresh")).await;
        look_for(stage, "status:Completed").await;
        page.find(&row_containing("big-1")).await;
        page.find(&row_containing("big/2")).await;
        with_outputs(page).await;
        page.click(&button("Export").exactly()).await;
        let rows = page
            .download(&button("JSON lines").inside(region("Export")))
            .await;
        let mut lengths: Vec<(String, usize)> = rows
            .lines()
            .map(|row| {
                let value: serde_json::Value = serde_json::from_str(row).expect("a line of JSON");
                let id = value["id"].as_str().unwrap_or_default().to_owned();
                let longest = value.as_object().into_iter().flatten();
                let longest = longest
                    .filter_map(|(_, it)| it.as_str())
                    .map(str::len)
                    .max();
                (id, longest.unwrap_or_default())
            })
            .collect();
        lengths.sort();
        let wanted = [
            ("big-1".to_owned(), 60 * 1024),
            ("big/2".to_owned(), 30 * 1024),
        ];
        assert_eq!(lengths, wanted);
        assert!(!page.shows("left out").await);
    });
}

#[test]
fn what_the_host_cannot_give_whole_is_left_out_and_said() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        stage.start_by_code("BigPayload", "big-1", "{\"kb\": 60}");
        stage.hub.until("big-1", &["Completed"]).await;
        stage.open_list().await;
        let page = &stage.page;
        look_for(stage, "status:Completed").await;
        page.find(&row_containing("big-1")).await;
        with_outputs(page).await;
        // Somebody purges it before it is asked for.
        let gone = Fault::new(Effect::answer(404, Body::Empty));
        stage
            .control()
            .add_fault(gone.on("GET", "*/instances/big-1"));
        page.click(&button("Export").exactly()).await;
        let csv = page.download(&button("CSV").inside(region("Export"))).await;
        page.see("1 value is left out").await;
        assert!(csv.contains("big-1") && csv.len() < 1_000, "{csv}");
    });
}

/// The same list with a column of outputs.
async fn with_outputs(page: &Page) {
    let address = page.address().await;
    page.visit(&format!("{address}&columns=id,status,output"))
        .await;
    page.find(&button("output").exactly()).await;
}
