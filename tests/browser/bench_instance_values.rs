//! How a value of five megabytes is opened, turned and searched: `cargo xtask bench instance`. Ignored by the tests; it judges nothing.

use devhost::faults::{Body, Effect, Fault};
use serde_json::{Value, json};

use crate::acts::empty_hub;
use crate::bench_instance::{WATCH, longest};
use crate::harness::{button, field, heading, play};

#[test]
#[ignore = "a measurement: cargo xtask bench instance"]
fn bench_instance_with_an_input_of_five_megabytes() {
    let rows: Vec<Value> = (0..60_000)
        .map(|at| json!({"row": at, "customer": format!("C-{}", at * 7), "text": "x".repeat(40)}))
        .collect();
    let body = json!({
        "name": "Import", "instanceId": "values-1", "runtimeStatus": "Completed", "input": {"rows": rows, "last": "the very end"},
        "customStatus": null, "output": null, "createdTime": "2026-01-02T03:04:05Z",
        "lastUpdatedTime": "2026-01-02T03:04:09Z", "historyEvents": [],
    });
    let body = body.to_string();
    play(empty_hub(), async |stage| {
        println!(
            "an input of {:.1} MB",
            f64::from(u32::try_from(body.len()).unwrap_or(0)) / 1e6
        );
        let answer = Effect::answer(200, Body::Json(body));
        stage
            .control()
            .add_fault(Fault::new(answer).on("GET", "*/instances/values-1"));
        let page = &stage.page;
        page.run_first(WATCH).await;
        longest(page, "opening the instance", async || {
            stage.open_instance("values-1").await;
        })
        .await;
        longest(page, "opening its values as a tree", async || {
            let data = format!("{}?tab=data", page.address().await);
            page.visit(&data).await;
            page.find(&heading("Input").exactly()).await;
            page.find(&field("Find in it")).await;
        })
        .await;
        longest(page, "searching the tree", async || {
            page.paste(&field("Find in it"), "C-419993").await;
            page.see("1 of 1").await;
        })
        .await;
        for mode in ["Text", "Exact", "Tree"] {
            longest(page, &format!("turning it into {mode}"), async || {
                page.click(&button(mode).exactly()).await;
                page.see("1 of 1").await;
            })
            .await;
        }
        longest(page, "opening all of it", async || {
            page.click(&button("Open all")).await;
        })
        .await;
    });
}
