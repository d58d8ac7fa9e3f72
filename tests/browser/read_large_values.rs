//! Values of any size: as a tree, as text, searched, explained, taken along whole.

use devhost::faults::{Body, Effect, Fault};
use serde_json::{Value, json};

use crate::acts::empty_hub;
use crate::harness::{Page, Stage, button, field, heading, keys, link, play};

/// An instance with this input, as the API would send it.
async fn open_with(stage: &Stage, input: &str) {
    let body = format!(
        r#"{{"name":"Import","instanceId":"values-1","runtimeStatus":"Completed","input":{input},"customStatus":null,"output":null,
            "createdTime":"2026-01-02T03:04:05Z","lastUpdatedTime":"2026-01-02T03:04:09Z","historyEvents":[]}}"#
    );
    let effect = Effect::answer(200, Body::Json(body));
    stage
        .control()
        .add_fault(Fault::new(effect).on("GET", "*/instances/values-1"));
    stage
        .page
        .before_each_document(
            "navigator.clipboard.writeText = async (text) => { window.copied = text; }",
        )
        .await;
    stage.open_instance("values-1").await;
    let data = format!("{}?tab=data", stage.page.address().await);
    stage.page.visit(&data).await;
    stage.page.find(&heading("Input").exactly()).await;
    stage.page.find(&field("Find in it")).await;
}

const TREE: &str = "const all = [...document.querySelectorAll('[role=treeitem]')];";

/// The lines of the tree that are drawn.
async fn lines(page: &Page) -> Vec<String> {
    let script =
        format!("{TREE} return all.map((it) => it.innerText.replace(/\\s+/g, ' ').trim())");
    let lines = page.run(&script, json!([])).await;
    let lines = lines.as_array().cloned().unwrap_or_default();
    lines
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

async fn see_line(page: &Page, part: &str) {
    page.until(&format!("a line with {part}"), async || {
        lines(page)
            .await
            .iter()
            .any(|line| line.contains(part))
            .then_some(())
    })
    .await;
}

async fn press_on_tree(page: &Page, keys: &[&str]) {
    page.run(
        "document.querySelector('[role=tree]').focus(); return 0",
        json!([]),
    )
    .await;
    for key in keys {
        page.press(key).await;
    }
}

async fn copied(page: &Page) -> String {
    page.until("something was copied", async || {
        page.run("return window.copied ?? null", json!([]))
            .await
            .as_str()
            .map(str::to_owned)
    })
    .await
}

#[test]
fn tripwire_26_line_ends_json_in_strings_digits_and_dates_read_as_what_they_are() {
    play(empty_hub(), async |stage| {
        let input = json!({
            "at": "2026-11-21T14:02:31Z", "seconds": 1_795_244_400, "text": "one\r\ntwo",
            "inner": "{\"colour\":\"blue\",\"list\":[1,2]}",
        });
        let input = input
            .to_string()
            .replacen('{', "{\"id\":12345678901234567890,", 1);
        open_with(stage, &input).await;
        let page = &stage.page;
        see_line(page, "12345678901234567890").await;
        see_line(page, "colour: \"blue\"").await;
        // By keys alone: the line of the date explains it.
        press_on_tree(page, &[keys::HOME, keys::DOWN, keys::DOWN]).await;
        page.until("the date is explained", async || {
            let said = page
                .run(
                    "return document.querySelector('.jt.on .means')?.checkVisibility() ?? false",
                    json!([]),
                )
                .await;
            said.as_bool().filter(|it| *it).map(|_| ())
        })
        .await;
        page.paste(&field("Find in it"), "one").await;
        page.see("1 of 1").await;
        press_on_tree(page, &[keys::ENTER]).await;
        page.find(&button("Copy path")).await;
        let text = page.raw_text().await;
        assert!(text.contains("one\ntwo"), "the line end is a line: {text}");
        page.click(&button("Copy path")).await;
        assert_eq!(copied(page).await, "$.text");
    });
}

#[test]
fn what_epoch_numbers_and_base64_mean_stands_where_one_is() {
    play(empty_hub(), async |stage| {
        let input = json!({
            "millis": 1_795_244_400_000_u64, "note": "c3RvY2sgaXMgbG93IGluIE1hbG3DtiwgcGxlYXNlIG9yZGVyIG1vcmU=",
        });
        open_with(stage, &input.to_string()).await;
        let page = &stage.page;
        see_line(page, "millis:").await;
        let explained = async |part: &str| {
            page.until(&format!("{part} explains the line"), async || {
                let script = "const it = document.querySelector('.jt.on .means'); return it?.checkVisibility() ? it.textContent : ''";
                let said = page.run(script, json!([])).await;
                said.as_str()?.contains(part).then_some(())
            })
            .await;
        };
        press_on_tree(page, &[keys::HOME, keys::DOWN]).await;
        explained("2026").await;
        press_on_tree(page, &[keys::DOWN]).await;
        explained("stock is low in Malmö").await;
    });
}

#[test]
fn the_exact_answer_is_searched_and_saved_whole() {
    play(empty_hub(), async |stage| {
        let body = r#"{"name":"Import", "instanceId":"values-2","runtimeStatus":"Completed","input":null,"customStatus":null,"output":12345678901234567890,
            "createdTime":"2026-01-02T03:04:05Z","lastUpdatedTime":"2026-01-02T03:04:09Z","historyEvents":[{"EventType":"ExecutionStarted","FunctionName":"Import","Timestamp":"2026-01-02T03:04:05Z"}]}"#;
        let effect = Effect::answer(200, Body::Json(body.to_owned()));
        stage
            .control()
            .add_fault(Fault::new(effect).on("GET", "*/instances/values-2"));
        stage.open_instance("values-2").await;
        let page = &stage.page;
        page.click(&link("Raw").exactly()).await;
        page.see("With the history, its inputs and results.").await;
        page.paste(&field("Find in it"), "FunctionName").await;
        page.see("1 of 1").await;
        let saved = page.download(&button("Save as a file")).await;
        assert_eq!(saved, body, "not a character is another one");
    });
}

#[test]
fn tripwire_22_deep_nesting_folds_and_opens_level_by_level() {
    play(empty_hub(), async |stage| {
        let deep = format!("{}1{}", "{\"a\":".repeat(200), "}".repeat(200));
        open_with(stage, &deep).await;
        let page = &stage.page;
        see_line(page, "a: {").await;
        let few = lines(page).await.len();
        assert!(few < 10, "deep levels are folded, {few} lines stand there");
        page.click(&button("Open all")).await;
        page.until("all levels are open", async || {
            (lines(page).await.len() > 20).then_some(())
        })
        .await;
        page.fits_its_width().await;
        page.click(&button("Close all")).await;
        page.until("only the first is", async || {
            (lines(page).await.len() == 2).then_some(())
        })
        .await;
    });
}

#[test]
fn tripwire_5_copy_and_file_take_the_whole_value_not_the_drawn_part() {
    play(empty_hub(), async |stage| {
        let rows: Vec<Value> = (0..60_000)
            .map(|at| json!({"row": at, "customer": format!("C-{}", at * 7), "text": "x".repeat(40)}))
            .collect();
        let input = json!({"rows": rows, "last": "the very end"}).to_string();
        assert!(input.len() > 5_000_000);
        open_with(stage, &input).await;
        let page = &stage.page;
        see_line(page, "rows:").await;
        page.paste(&field("Find in it"), "C-419993").await;
        page.see("1 of 1").await;
        see_line(page, "C-419993").await;
        for mode in ["Text", "Exact"] {
            page.click(&button(mode).exactly()).await;
            page.see("1 of 1").await;
            page.see("C-419993").await;
        }
        let nodes = page
            .run("return document.querySelectorAll('*').length", json!([]))
            .await;
        assert!(
            nodes.as_u64().is_some_and(|nodes| nodes < 2_500),
            "{nodes} elements"
        );
        page.click(&button("Copy the Input")).await;
        assert_eq!(copied(page).await, input);
        let saved = page.download(&button("Save as a file")).await;
        assert_eq!(saved, input, "whatever is drawn, the file is whole");
    });
}
