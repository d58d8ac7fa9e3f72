//! What a newer host may say and this portal does not know: drawn plainly, hiding nothing else.

use devhost::faults::{Body, Effect, Fault};
use serde_json::json;

use crate::acts::empty_hub;
use crate::harness::{button, heading, link, play, row_containing};

fn answer(body: String) -> Effect {
    Effect::answer(200, Body::Json(body))
}

#[test]
fn tripwire_8_an_unknown_status_is_drawn_plainly_in_the_list() {
    play(empty_hub(), async |stage| {
        let rows = json!([
            { "name": "Future", "instanceId": "future-1", "runtimeStatus": "Hibernating", "input": null, "customStatus": null,
              "output": null, "createdTime": "2026-01-02T03:04:05Z", "lastUpdatedTime": "not a time", "tags": { "a": 1 } },
            { "name": "Past", "instanceId": "past-1", "runtimeStatus": "Completed", "input": null, "customStatus": null,
              "output": 5, "createdTime": "2026-01-02T03:04:05Z", "lastUpdatedTime": "2026-01-02T03:04:06Z" },
        ]);
        stage
            .control()
            .add_fault(Fault::new(answer(rows.to_string())).on("GET", "*/instances"));
        stage.open_list().await;
        stage.page.find(&row_containing("past-1")).await;
        let row = stage.page.text_of(&row_containing("future-1")).await;
        assert!(row.contains("Hibernating"), "{row}");
    });
}

#[test]
fn tripwire_8_an_unknown_event_keeps_its_place_and_its_fields() {
    play(empty_hub(), async |stage| {
        let instance = json!({
            "name": "Future", "instanceId": "future-2", "runtimeStatus": "Hibernating", "input": null, "customStatus": null, "output": null,
            "createdTime": "2026-01-02T03:04:05Z", "lastUpdatedTime": "2026-01-02T03:04:06Z",
            "historyEvents": [
                { "EventType": "ExecutionStarted", "FunctionName": "Future", "Timestamp": "2026-01-02T03:04:05Z" },
                { "EventType": "QuantumLeap", "Timestamp": "2026-01-02T03:04:06Z", "Dimension": "eleventh", "Name": "Leap" },
                { "Timestamp": "2026-01-02T03:04:07Z" },
                "not even an object",
                { "EventType": "TaskCompleted", "FunctionName": "AfterTheLeap", "Timestamp": "yesterday", "Result": 1 },
            ],
        });
        stage
            .control()
            .add_fault(Fault::new(answer(instance.to_string())).on("GET", "*/instances/future-2"));
        stage.paste_and_connect(&stage.hub.link("future-2")).await;
        let page = &stage.page;
        page.find(&heading("future-2").exactly()).await;
        page.see("Hibernating").await;
        page.find(&row_containing("QuantumLeap")).await;
        page.click(&link("Events")).await;
        page.find(&row_containing("AfterTheLeap")).await;
        page.click(&button("QuantumLeap Leap")).await;
        page.see("eleventh").await;
    });
}
