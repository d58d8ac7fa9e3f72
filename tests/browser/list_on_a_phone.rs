//! The list where there is little room: two lines a row, what failed says why, and names can be told apart.

use serde_json::{Value, json};

use crate::acts::empty_hub;
use crate::filter_the_list::{ALL, fill, only};
use crate::harness::{Page, link, play, row_containing};

/// For each row whether the end of its id is drawn within its cell.
async fn ends_seen(page: &Page) -> Vec<bool> {
    let script = "
        return [...document.querySelectorAll('[role=row] .c-id a')].map((link) => {
            const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
            let last = null;
            while (walker.nextNode()) last = walker.currentNode;
            const range = document.createRange();
            range.setStart(last, Math.max(0, last.length - 6));
            range.setEnd(last, last.length);
            const text = range.getBoundingClientRect();
            const cell = link.closest('[role=cell]').getBoundingClientRect();
            const middle = document.elementFromPoint((text.left + text.right) / 2, (text.top + text.bottom) / 2);
            return text.width > 10 && text.right <= cell.right + 1 && link.contains(middle);
        })";
    let seen = page.run(script, json!([])).await;
    let seen = seen.as_array().cloned().unwrap_or_default();
    seen.iter().filter_map(Value::as_bool).collect()
}

#[test]
fn tripwire_29_ids_that_differ_at_their_end_can_be_told_apart() {
    play(empty_hub(), async |stage| {
        let long = "tenant-7f3c2b10-contoso-europe-west-fulfilment-2026-11-21-batch-000";
        for end in ["1", "2", "3"] {
            let id = format!("{long}{end}");
            stage.start_by_code("HelloSequence", &id, "null");
        }
        stage.start_by_code(
            "HelloSequence",
            "短い名前-とても長い名前の注文-二千二十六年-十一月-壱",
            "null",
        );
        let page = &stage.page;
        for width in [1440, 800, 390, 320] {
            page.size(width, 800).await;
            stage.open_list().await;
            // The whole name is the link's.
            page.find(&link(format!("{long}1")).exactly()).await;
            let all_seen = async || {
                let seen = ends_seen(page).await;
                (seen.len() == 4 && seen.iter().all(|it| *it)).then_some(())
            };
            page.until(&format!("all ends are seen at {width} px"), all_seen)
                .await;
        }
    });
}

#[test]
fn a_row_has_two_lines_and_what_failed_says_why() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        page.size(390, 800).await;
        fill(stage).await;
        stage.open_list().await;
        only(stage, &ALL).await;
        page.fits_its_width().await;
        let failed = page.text_of(&row_containing("refund-1")).await;
        let status = stage.hub.status("refund-1").await;
        let output = status["output"].as_str().unwrap_or_default();
        let message = failed.lines().last().unwrap_or_default();
        assert!(failed.contains("Failed"), "{failed}");
        assert!(
            output
                .split_whitespace()
                .any(|word| word.len() > 5 && failed.contains(word)),
            "{output:?} is not told by {failed:?} ({message})"
        );
        let fine = page.text_of(&row_containing("order-1")).await;
        assert!(fine.contains("HelloSequence"), "{fine}");
        let script = "
            const row = [...document.querySelectorAll('[role=row]')].find((it) => it.textContent.includes('refund-1'));
            const tops = [...row.children].filter((it) => it.checkVisibility() && !it.querySelector('input')).map((it) => Math.round(it.getBoundingClientRect().top / 12));
            return new Set(tops).size;";
        assert_eq!(page.run(script, json!([])).await, json!(2), "two lines");
        page.size(320, 700).await;
        page.fits_its_width().await;
    });
}
