//! Strings that want to be more than text, in every field that a host can fill.

use devhost::faults::{Body, Effect, Fault};
use serde_json::{Value, json};

use crate::acts::empty_hub;
use crate::harness::{Page, Stage, button, heading, link, play, row_containing};

const MARKUP: &str = r#"<img src=x onerror="window.struck=1"><script>window.struck=2</script><a href="javascript:window.struck=3">click</a>"#;
const QUOTES: &str = r#"'"><svg/onload=window.struck=4>{{7*7}}${7*7}`&amp;&#60;b&#62;"#;
/// Right-to-left override, isolates left open, an Arabic word, zero-width signs, a control character.
const BIDI: &str = "a\u{202E}gpj.exe\u{2067}\u{2066} مرحبا \u{200B}\u{FEFF}\u{0007}b";

fn long() -> String {
    "Wide".repeat(2_000)
}

/// All of them in one string.
fn everything() -> String {
    format!("{MARKUP} {QUOTES} {BIDI} {}", long())
}

/// An instance of which every field is hostile, as the API would send it.
fn hostile_instance(id: &str) -> Value {
    let evil = everything();
    let named = |kind: &str| {
        json!({
            "EventType": kind, "Timestamp": "2026-01-02T03:04:05.678Z", "Name": evil, "FunctionName": evil, "InstanceId": evil,
            "Input": evil, "Result": { evil.clone(): [evil, { "deep": evil }] }, "Reason": evil, "Details": evil, "Data": evil,
            "OrchestrationStatus": evil, "FireAt": evil, "ScheduledTime": evil, evil.clone(): evil,
        })
    };
    let kinds = [
        "ExecutionStarted",
        "TaskScheduled",
        "TaskCompleted",
        "TaskFailed",
        "SubOrchestrationInstanceCreated",
        "SubOrchestrationInstanceFailed",
        "TimerCreated",
        "TimerFired",
        "EventRaised",
        "EventSent",
        "ExecutionSuspended",
        "GenericEvent",
        "ExecutionTerminated",
        "ExecutionCompleted",
        MARKUP,
    ];
    json!({
        "name": evil, "instanceId": id, "runtimeStatus": "Failed", "input": { evil.clone(): evil }, "customStatus": evil,
        "output": evil, "createdTime": "2026-01-02T03:04:05Z", "lastUpdatedTime": MARKUP,
        "historyEvents": kinds.map(named), evil.clone(): evil,
    })
}

/// The list of a hub whose rows are hostile, ids included.
fn hostile_list() -> String {
    let ids = [MARKUP, QUOTES, BIDI, "plain"].map(str::to_owned);
    let rows: Vec<Value> = ids
        .into_iter()
        .chain([long()])
        .map(|id| {
            let mut row = hostile_instance(&id);
            row["historyEvents"].take();
            row
        })
        .collect();
    json!(rows).to_string()
}

fn answer(stage: &Stage, target: &str, body: String) {
    let effect = Effect::answer(200, Body::Json(body));
    stage
        .control()
        .add_fault(Fault::new(effect).on("GET", target));
}

/// Text stays text: nothing ran, nothing was built from it, and the page keeps its shape on small and large screens.
async fn nothing_was_struck(page: &Page) {
    let script = "return [typeof window.struck, document.querySelectorAll('main img, main script, main iframe, main b b, \
        [onerror], [onload], a[href^=\"javascript:\" i]').length]";
    assert_eq!(page.run(script, json!([])).await, json!(["undefined", 0]));
    for (width, height) in [(1440, 900), (390, 844), (320, 640)] {
        page.size(width, height).await;
        page.fits_its_width().await;
    }
}

#[test]
fn in_a_list() {
    play(empty_hub(), async |stage| {
        answer(stage, "*/instances", hostile_list());
        stage.open_list().await;
        let page = &stage.page;
        page.find(&row_containing("plain")).await;
        let text = page.raw_text().await;
        assert!(text.contains(MARKUP), "the markup reads as it is written");
        assert!(
            text.contains("{{7*7}}${7*7}`&amp;&#60;b&#62;"),
            "nothing is decoded or computed"
        );
        nothing_was_struck(page).await;
    });
}

#[test]
fn in_an_instance_and_its_history() {
    play(empty_hub(), async |stage| {
        answer(
            stage,
            "*/instances/evil",
            hostile_instance("evil").to_string(),
        );
        stage.paste_and_connect(&stage.hub.link("evil")).await;
        let page = &stage.page;
        page.find(&heading("evil").exactly()).await;
        page.click(&link("Events")).await;
        page.find(&row_containing("TaskFailed")).await;
        assert!(
            page.raw_text().await.contains(MARKUP),
            "the markup reads as it is written"
        );
        for kind in [
            "TaskCompleted",
            "EventRaised",
            "SubOrchestrationInstanceFailed",
        ] {
            page.click(&button(format!("{kind} <img"))).await;
            page.find(&heading("Raw event")).await;
        }
        page.find(&heading("Raw event")).await;
        nothing_was_struck(page).await;
    });
}

#[test]
fn in_a_real_life_of_an_instance() {
    play(empty_hub(), async |stage| {
        let input = json!(everything()).to_string();
        stage
            .hub
            .start("ShapesOfStatus", "shapes-evil", &input)
            .await;
        stage.hub.until("shapes-evil", &["Running"]).await;
        stage
            .hub
            .tell(
                "shapes-evil",
                "suspend?reason=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
                "null",
            )
            .await;
        stage.hub.until("shapes-evil", &["Suspended"]).await;
        stage.open_instance("shapes-evil").await;
        let page = &stage.page;
        page.see("<img src=x onerror=alert(1)>").await;
        nothing_was_struck(page).await;
        stage
            .hub
            .tell("shapes-evil", "resume?reason=ok", "null")
            .await;
        stage.hub.until("shapes-evil", &["Running"]).await;
        stage
            .hub
            .tell("shapes-evil", "raiseEvent/Done", &input)
            .await;
        page.see("Completed").await;
        nothing_was_struck(page).await;
    });
}

#[test]
fn in_errors_and_in_the_address() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 500");
        let effect = Effect::answer(500, Body::Error(everything()));
        stage
            .control()
            .add_fault(Fault::new(effect).on("GET", "*/instances"));
        stage.open_list().await;
        let page = &stage.page;
        page.see("The host failed").await;
        page.see(MARKUP).await;
        nothing_was_struck(page).await;
        page.visit(&format!(
            "{}#/<img src=x onerror=window.struck=5>%3Cimg%20src=x%20onerror=window.struck=6%3E",
            stage.portal
        ))
        .await;
        page.see("This address names no view").await;
        nothing_was_struck(page).await;
        page.visit(&format!(
            "{}#/h/%3Cscript%3Ewindow.struck=7%3C%2Fscript%3E/i/{}",
            stage.portal,
            long()
        ))
        .await;
        page.see_one_of(&["This address names no view", "Connect to open this view"])
            .await;
        nothing_was_struck(page).await;
    });
}
