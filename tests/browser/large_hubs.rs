//! A hub of more instances than fit on a page: scrolled, walked by keys, marked, sorted, and found again as it was left.

use devhost::server::CorsMode;
use serde_json::{Value, json};

use crate::acts::{empty_hub, hub_of};
use crate::filter_the_list::{line_is, look_for};
use crate::harness::{Page, Stage, button, checkbox, heading, keys, link, play, row_containing};

const TABLE: &str = "document.querySelector('[role=table]')";

/// A number that a script gives.
async fn number(page: &Page, script: &str) -> f64 {
    let script = script.replace("TABLE", TABLE);
    page.run(&script, json!([]))
        .await
        .as_f64()
        .unwrap_or_default()
}

/// The ids of the rows that one sees, top to bottom.
async fn seen(page: &Page) -> Vec<String> {
    let script = "
        const table = document.querySelector('[role=table]');
        if (!table) return [];
        const box = table.getBoundingClientRect();
        const head = table.querySelector('.heads').getBoundingClientRect().bottom;
        return [...table.querySelectorAll('[role=row] a')].filter((a) => {
            const row = a.closest('[role=row]').getBoundingClientRect();
            return row.top >= head - 1 && row.bottom <= box.bottom + 1;
        }).map((a) => a.textContent.trim());";
    let ids = page.run(script, json!([])).await;
    let ids = ids.as_array().cloned().unwrap_or_default();
    ids.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

async fn all_of(stage: &Stage, count: u64) {
    stage.open_list().await;
    stage.page.see("all there is").await;
    let count = count.to_string();
    stage
        .page
        .until("the table says how many rows it has", async || {
            let rows = number(&stage.page, "return +TABLE.getAttribute('aria-rowcount')").await;
            // Entities are none of them.
            (rows > 1.0 && rows <= count.parse::<f64>().ok()? + 1.0).then_some(())
        })
        .await;
}

#[test]
fn thousands_of_rows_are_a_few_dozen_elements_wherever_one_scrolls() {
    play(hub_of(3_000, CorsMode::List), async |stage| {
        all_of(stage, 3_000).await;
        let page = &stage.page;
        let end = page
            .until("the table is as high as its rows", async || {
                let end = number(page, "return TABLE.scrollHeight").await;
                (end > 80_000.0).then_some(end)
            })
            .await;
        let mut before = seen(page).await;
        for part in [0.5, 0.99, 0.2] {
            page.run(
                &format!("{TABLE}.scrollTop = arguments[0]"),
                json!([end * part]),
            )
            .await;
            let now = page
                .until("other rows are seen", async || {
                    let now = seen(page).await;
                    (now.len() > 5 && now != before).then_some(now)
                })
                .await;
            let rows = number(page, "return TABLE.querySelectorAll('[role=row]').length").await;
            assert!(rows <= 150.0, "{rows} rows are elements");
            before = now;
        }
    });
}

#[test]
fn rows_are_walked_marked_and_looked_into_by_keys() {
    play(hub_of(600, CorsMode::List), async |stage| {
        all_of(stage, 600).await;
        let page = &stage.page;
        let first = seen(page).await;
        page.press("j").await;
        page.until("the first row has the focus", async || {
            page.is_focused(&link(&*first[0])).await.then_some(())
        })
        .await;
        page.press(" ").await;
        page.see("1 marked").await;
        for _ in 0..3 {
            page.press("j").await;
        }
        page.press_with(keys::SHIFT, " ").await;
        page.see("4 marked").await;
        page.press("i").await;
        page.find(&heading("Inspector")).await;
        page.find(&link("Open instance")).await;
        page.press("k").await;
        page.press("i").await;
        page.find_no_more(&heading("Inspector")).await;
        // As far as one presses: what has the focus is always seen.
        for _ in 0..40 {
            page.press("j").await;
        }
        page.until("the row of the cursor is seen", async || {
            let script = "
                const row = document.activeElement.closest('[role=row]');
                if (!row) return false;
                const box = row.closest('[role=table]').getBoundingClientRect();
                const at = row.getBoundingClientRect();
                return +row.getAttribute('aria-rowindex') > 40 && at.top >= box.top && at.bottom <= box.bottom + 1;";
            (page.run(script, json!([])).await == true).then_some(())
        })
        .await;
        page.click(&button("Mark none")).await;
        page.click(&checkbox("Mark all that match")).await;
        page.see("marked").await;
        page.see_no_more("4 marked").await;
    });
}

#[test]
fn tripwire_6_back_finds_filter_scroll_and_marks_and_asks_for_nothing() {
    play(hub_of(2_000, CorsMode::List), async |stage| {
        all_of(stage, 2_000).await;
        let page = &stage.page;
        look_for(stage, "status:Completed").await;
        page.see("all that match").await;
        let top = page
            .until("the first rows are seen", async || {
                let now = seen(page).await;
                (now.len() > 5).then_some(now)
            })
            .await;
        page.click(&checkbox(format!("Mark {}", top[1])).exactly())
            .await;
        page.see("1 marked").await;
        page.run(&format!("{TABLE}.scrollTop = 20000"), json!([]))
            .await;
        let before = page
            .until("rows far below are seen", async || {
                let now = seen(page).await;
                (now.len() > 5 && !now.contains(&top[1])).then_some(now)
            })
            .await;
        let asked = stage.control().requests().len();
        page.click(&link(&*before[3])).await;
        page.find(&heading(&*before[3])).await;
        page.back().await;
        page.until("the same rows are seen", async || {
            (seen(page).await == before).then_some(())
        })
        .await;
        page.see("1 marked").await;
        line_is(stage, "status:Completed").await;
        let lists = stage.control().requests();
        let again = lists[asked..]
            .iter()
            // An instance looks for its children, which is another question.
            .filter(|it| {
                it.target.contains("/instances?") && !it.target.contains("instanceIdPrefix=")
            });
        assert_eq!(again.count(), 0, "the list was asked for again");
    });
}

#[test]
fn any_column_sorts_and_the_address_says_so() {
    play(hub_of(500, CorsMode::List), async |stage| {
        all_of(stage, 500).await;
        let page = &stage.page;
        page.click(&button("Instance id")).await;
        let up = page
            .until("ids go up", async || {
                let now = seen(page).await;
                now.windows(2).all(|it| it[0] < it[1]).then_some(now)
            })
            .await;
        assert!(page.address().await.contains("sort=id"));
        page.click(&button("Instance id")).await;
        page.until("ids go down", async || {
            let now = seen(page).await;
            (now.windows(2).all(|it| it[0] > it[1]) && now != up).then_some(())
        })
        .await;
        page.reload().await;
        page.until("ids still go down", async || {
            let now = seen(page).await;
            (now.len() > 5 && now.windows(2).all(|it| it[0] > it[1])).then_some(())
        })
        .await;
    });
}

#[test]
fn newer_ones_wait_until_they_are_let_in() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "early-1", "null").await;
        stage.hub.until("early-1", &["Completed"]).await;
        let page = &stage.page;
        stage.open_list().await;
        page.find(&row_containing("early-1")).await;
        page.see("all there is").await;
        page.click(&button("Live")).await;
        stage.hub.start("HelloSequence", "late-1", "null").await;
        page.find(&button("1 newer")).await;
        assert!(!page.has(&row_containing("late-1")).await);
        page.click(&button("1 newer")).await;
        page.find(&row_containing("late-1")).await;
        page.find_no_more(&button("newer")).await;
    });
}

#[test]
fn what_may_be_spent_is_asked_about_before_more_is_read() {
    play(hub_of(400_000, CorsMode::List), async |stage| {
        let page = &stage.page;
        stage.open_list().await;
        page.click(&button("Stop").exactly()).await;
        page.see("stopped").await;
        page.see("≥").await;
        let asked = stage.hub_requests();
        assert!(!page.shows("all there is").await);
        page.click(&button("Go on").exactly()).await;
        page.until("it is asked again", async || {
            (stage.hub_requests() > asked).then_some(())
        })
        .await;
    });
}
