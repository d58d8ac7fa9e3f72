//! The table as one wants it: which columns, in which order, how wide, which stay in sight, how high the rows are.

use serde_json::{Value, json};

use crate::acts::empty_hub;
use crate::filter_the_list::{ALL, fill, look_for, only};
use crate::harness::{Page, Stage, button, checkbox, field, keys, play, region, row_containing};

/// The headings, from the start of the row.
async fn headings(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[role=columnheader] .sort')].map((it) => it.textContent.trim())";
    let names = page.run(script, json!([])).await;
    let names = names.as_array().cloned().unwrap_or_default();
    names
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

async fn headings_are(page: &Page, wanted: &[&str]) {
    page.until(&format!("the headings are {wanted:?}"), async || {
        (headings(page).await == wanted).then_some(())
    })
    .await;
}

/// What a script measures, in CSS pixels.
async fn pixels(page: &Page, script: &str) -> f64 {
    let measured = page.run(script, json!([])).await;
    measured.as_f64().unwrap_or_default()
}

async fn open_menu(stage: &Stage) {
    fill(stage).await;
    stage.open_list().await;
    only(stage, &ALL).await;
    stage.page.click(&button("Columns").exactly()).await;
}

fn in_menu(name: &str) -> crate::harness::Locator {
    button(name).inside(region("Columns"))
}

#[test]
fn columns_are_hidden_moved_and_kept() {
    play(empty_hub(), async |stage| {
        open_menu(stage).await;
        let page = &stage.page;
        page.click(&checkbox("Orchestrator").inside(region("Columns")))
            .await;
        page.click(&in_menu("Move Created before the one above"))
            .await;
        let wanted = [
            "Status",
            "Created",
            "Instance id",
            "Duration",
            "Custom status, reason or error",
        ];
        headings_are(page, &wanted).await;
        let address = page.address().await;
        assert!(address.contains("columns=status,created,id"), "{address}");
        page.reload().await;
        only(stage, &ALL).await;
        headings_are(page, &wanted).await;
        // Also where the address names none: on this device.
        stage.open_list().await;
        headings_are(page, &wanted).await;
        page.click(&button("Columns").exactly()).await;
        page.click(&in_menu("The usual columns")).await;
        page.until("the orchestrator is back", async || {
            headings(page)
                .await
                .contains(&"Orchestrator".to_owned())
                .then_some(())
        })
        .await;
    });
}

#[test]
fn a_column_of_a_value_inside_shows_it_digit_for_digit_and_filters_exactly() {
    play(empty_hub(), async |stage| {
        stage.hub.start("BigNumbers", "numbers-1", "null").await;
        stage.hub.until("numbers-1", &["Completed"]).await;
        stage.open_list().await;
        let page = &stage.page;
        page.find(&row_containing("numbers-1")).await;
        page.click(&button("Columns").exactly()).await;
        let path = field("Column of a value");
        page.paste(&path, "elsewhere.id").await;
        page.click(&in_menu("Add column")).await;
        page.until("it is said to be no such column", async || {
            let script =
                "return document.querySelector('#column-path').getAttribute('aria-invalid')";
            (page.run(script, json!([])).await == json!("true")).then_some(())
        })
        .await;
        page.paste(&path, "customStatus.id").await;
        page.click(&in_menu("Add column")).await;
        page.press(keys::ESCAPE).await;
        page.find(&row_containing("12345678901234567890")).await;
        // A double would take these two for one number.
        look_for(stage, "customStatus.id=12345678901234567891").await;
        page.find_no_more(&row_containing("numbers-1")).await;
        look_for(stage, "customStatus.id=12345678901234567890").await;
        page.find(&row_containing("numbers-1")).await;
    });
}

#[test]
fn a_column_is_made_wider_by_its_edge_and_by_keys() {
    play(empty_hub(), async |stage| {
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        let page = &stage.page;
        let width = "return document.querySelector('[role=columnheader].c-name').getBoundingClientRect().width";
        let before = pixels(page, width).await;
        let edge = "
            const box = document.querySelector('[role=columnheader].c-name .edge').getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]";
        let at = page.run(edge, json!([])).await;
        let at = (
            at[0].as_f64().unwrap_or_default(),
            at[1].as_f64().unwrap_or_default(),
        );
        page.drag(at, (at.0 + 60.0, at.1)).await;
        let dragged = page
            .until("the column is wider", async || {
                let now = pixels(page, width).await;
                ((now - before - 60.0).abs() < 3.0).then_some(now)
            })
            .await;
        let focus = "document.querySelector('[role=columnheader].c-name .edge').focus()";
        page.run(focus, json!([])).await;
        page.press(keys::LEFT).await;
        page.until("it is narrower by a step", async || {
            let now = pixels(page, width).await;
            ((dragged - now - 16.0).abs() < 3.0).then_some(())
        })
        .await;
        page.reload().await;
        only(stage, &ALL).await;
        let kept = pixels(page, width).await;
        assert!((dragged - kept - 16.0).abs() < 3.0, "{kept} px is kept");
    });
}

#[test]
fn pinned_columns_stay_in_sight_and_rows_are_as_high_as_one_wants() {
    play(empty_hub(), async |stage| {
        open_menu(stage).await;
        let page = &stage.page;
        page.click(&in_menu("Keep the columns up to Instance id in sight"))
            .await;
        page.click(&in_menu("Roomy")).await;
        page.press(keys::ESCAPE).await;
        page.size(940, 700).await;
        let row =
            "return document.querySelectorAll('[role=row]')[1].getBoundingClientRect().height";
        page.until("rows are high", async || {
            ((pixels(page, row).await - 42.0).abs() < 1.0).then_some(())
        })
        .await;
        let script = "const table = document.querySelector('[role=table]'); table.scrollLeft = 400; return table.scrollLeft";
        page.until("the table is scrolled to the side", async || {
            (pixels(page, script).await > 10.0).then_some(())
        })
        .await;
        let seen = "
            const table = document.querySelector('[role=table]').getBoundingClientRect();
            return document.querySelectorAll('[role=row]')[1].querySelector('.c-id').getBoundingClientRect().left - table.left";
        page.until("the id is still in sight", async || {
            (pixels(page, seen).await >= 0.0).then_some(())
        })
        .await;
    });
}
