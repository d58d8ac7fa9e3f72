//! Answers of every shape.

use crate::support::body;
use durable_api::decode::{
    accepted_answer, list_answer, management_payload, next_page, purge_answer, purge_many_answer,
    start_answer, status_answer,
};
use durable_api::entity::{entities_answer, entity_state_answer};
use durable_api::{
    BodyShape, EventKind, ForeignText, NextPage, OutputRole, Refusal, RefusalCause, RuntimeStatus,
    StartAnswer,
};

const ROW: &str = r#"{"name":"F","instanceId":"x","runtimeStatus":"Running","input":null,"customStatus":null,"output":null,"createdTime":"2026-11-21T07:11:34Z","lastUpdatedTime":"2026-11-21T07:11:34Z"}"#;

fn cause(http_status: u16, body: &str) -> RefusalCause {
    status_answer(http_status, body).unwrap_err().cause
}

#[test]
fn numbers_and_text_come_out_as_they_came_in() {
    let numbers = status_answer(200, &body("json-shapes", "numbers: status")).unwrap();
    let original = body("json-shapes", "numbers: status");
    assert!(original.contains(&format!("\"output\":{}", numbers.output.text())));
    let odd = ROW.replace(
        "\"input\":null",
        "\"input\": { \"a\" : 1.10E+400, \"a\":[\"\\u0041\\ud800\"] }",
    );
    assert_eq!(
        status_answer(200, &odd).unwrap().input.text(),
        "{ \"a\" : 1.10E+400, \"a\":[\"\\u0041\\ud800\"] }"
    );
}

#[test]
fn a_failed_instance_is_read_from_a_500_too() {
    let failed = status_answer(500, &ROW.replace("Running", "Failed")).unwrap();
    assert_eq!(failed.runtime_status, RuntimeStatus::Failed);
    assert_eq!(
        cause(500, r#"{"Message":"Something went wrong"}"#),
        RefusalCause::Server
    );
}

#[test]
fn the_output_is_labelled_by_what_it_is() {
    let role = |status: &str, output: &str| {
        let row = ROW
            .replace("Running", status)
            .replace("\"output\":null", &format!("\"output\":{output}"));
        status_answer(200, &row).unwrap().output_role()
    };
    assert_eq!(role("Completed", "1"), OutputRole::Output);
    assert_eq!(role("Completed", "null"), OutputRole::None);
    assert_eq!(role("Failed", "\"boom\""), OutputRole::Error);
    assert_eq!(role("Suspended", "\"maintenance\""), OutputRole::Reason);
    assert_eq!(role("Terminated", "\"stop\""), OutputRole::Reason);
    assert_eq!(role("Terminated", "null"), OutputRole::None);
    let resumed = status_answer(202, &body("lifecycle", "resumed")).unwrap();
    assert_eq!(
        (resumed.runtime_status.clone(), resumed.output_role()),
        (RuntimeStatus::Running, OutputRole::Reason)
    );
}

#[test]
fn entities_are_told_from_orchestrations() {
    let rows = list_answer(200, &body("entities", "entities among instances")).unwrap();
    assert!(!rows.is_empty() && rows.iter().all(durable_api::InstanceStatus::is_entity));
    assert_eq!(rows[1].entity(), Some(("counter", "k y@ö")));
    assert!(!status_answer(200, ROW).unwrap().is_entity());
    let home = status_answer(200, &body("instance-ids", "read at@home")).unwrap();
    assert!(!home.is_entity());
}

#[test]
fn one_strange_event_hides_no_other() {
    let row = ROW.replace('}', r#","historyEvents":[7,{"EventType":"TaskSneezed","Loudness":1e2},null,{"EventType":"TimerFired","FireAt":5},["x"]]}"#);
    let events = status_answer(200, &row).unwrap().history.unwrap();
    assert_eq!(events.len(), 5);
    assert_eq!(events[0].strange.text(), "7");
    assert_eq!(events[1].kind, EventKind::Other("TaskSneezed".into()));
    assert_eq!(events[1].extra[0].1.text(), "1e2");
    assert_eq!(events[3].kind, EventKind::TimerFired);
    assert_eq!(
        (events[3].fire_at.clone(), events[3].extra[0].0.as_str()),
        (None, "FireAt")
    );
}

#[test]
fn a_history_that_is_no_array_is_kept_as_it_is() {
    let status = status_answer(200, &ROW.replace('}', r#","historyEvents":{"a":1}}"#)).unwrap();
    assert_eq!(status.history, None);
    assert_eq!(status.extra[0].1.text(), r#"{"a":1}"#);
}

#[test]
fn unknown_statuses_and_fields_survive() {
    let status = status_answer(
        200,
        &ROW.replace("Running", "Napping")
            .replace('}', ",\"tags\":{\"a\":[]}}"),
    )
    .unwrap();
    assert_eq!(
        status.runtime_status,
        RuntimeStatus::Other("Napping".into())
    );
    assert_eq!(status.extra[0].0, "tags");
    assert!(
        status.to_json().contains("\"runtimeStatus\":\"Napping\"")
            && status.to_json().contains("\"tags\":{\"a\":[]}")
    );
}

#[test]
fn an_input_is_json_text_inside_json() {
    let history = status_answer(200, &body("inputs-stored", "hello: history with outputs"))
        .unwrap()
        .history
        .unwrap();
    let inputs: Vec<_> = history
        .iter()
        .map(|event| event.input_json().text().to_owned())
        .collect();
    assert_eq!(inputs[..2], [r#"{"who":"x"}"#, r#"["Tokyo"]"#]);
    let stopped = status_answer(200, &body("pending-work", "terminated parent"))
        .unwrap()
        .history
        .unwrap();
    let stop = stopped
        .iter()
        .find(|event| event.kind == EventKind::ExecutionTerminated)
        .unwrap();
    assert_eq!(stop.input_json().text(), "\"stop\"");
}

#[test]
fn a_strangers_json_is_no_instance() {
    for body in [
        "{}",
        r#"{"error":"x"}"#,
        "[]",
        "7",
        "",
        "{\"instanceId\":\"cut",
    ] {
        assert!(
            matches!(cause(200, body), RefusalCause::Undecodable { .. }),
            "{body}"
        );
    }
    let refusal = list_answer(200, &format!("[{ROW},{{\"a\":1}}]")).unwrap_err();
    assert!(matches!(refusal.cause, RefusalCause::Undecodable { at, .. } if at == "[1]"));
}

#[test]
fn refusals_are_told_apart_by_cause() {
    assert_eq!(cause(401, ""), RefusalCause::Unauthorized);
    assert_eq!(cause(403, ""), RefusalCause::Unauthorized);
    assert_eq!(
        cause(403, "<h1>Site stopped</h1>"),
        RefusalCause::NotDurable(ForeignText::Html)
    );
    assert_eq!(cause(404, ""), RefusalCause::NotFound);
    assert_eq!(
        cause(404, "\r\n <!DOCTYPE html>"),
        RefusalCause::NotDurable(ForeignText::Html)
    );
    assert_eq!(cause(410, ""), RefusalCause::Gone);
    assert_eq!(
        cause(400, "\"Please provide value\""),
        RefusalCause::Rejected
    );
    assert_eq!(cause(429, "slow down"), RefusalCause::RateLimited);
    assert_eq!(cause(502, "<html>"), RefusalCause::Server);
    assert_eq!(
        cause(503, "The service is unavailable."),
        RefusalCause::Server
    );
    assert_eq!(
        cause(200, "<html>Sign in"),
        RefusalCause::NotDurable(ForeignText::Html)
    );
    assert_eq!(
        cause(200, "pong"),
        RefusalCause::NotDurable(ForeignText::Text)
    );
    assert_eq!(cause(302, ""), RefusalCause::Rejected);
    assert_eq!(cause(410, "{\"Message\":\"cut"), RefusalCause::Gone);
}

#[test]
fn a_refusal_says_all_it_was_told() {
    let refusal = start_answer(500, &body("start", "same id while running")).unwrap_err();
    assert_eq!(refusal.cause, RefusalCause::Server);
    assert!(
        refusal
            .exception_type
            .as_deref()
            .unwrap()
            .ends_with("OrchestrationAlreadyExistsException")
    );
    assert!(refusal.stack_trace.is_some() && refusal.message.is_some());
    assert_eq!(
        refusal.says().unwrap(),
        "An Orchestration instance with the status Running already exists."
    );
    let text = Refusal::read(
        400,
        "\"Please provide value for 'createdTimeFrom' parameter.\"",
    );
    assert_eq!(
        (text.shape.clone(), text.says().unwrap()),
        (
            BodyShape::JsonText,
            "Please provide value for 'createdTimeFrom' parameter.".into()
        )
    );
    assert_eq!(
        Refusal::read(400, r#"{"title":"Bad","detail":"No such hub"}"#)
            .says()
            .unwrap(),
        "No such hub"
    );
    assert_eq!(
        Refusal::read(500, r#"{"error":{"code":1,"message":"Deep"}}"#)
            .says()
            .unwrap(),
        "Deep"
    );
    assert_eq!(Refusal::read(500, "").says(), None);
}

#[test]
fn a_long_page_is_kept_in_part_and_cut_between_characters() {
    let refusal = Refusal::read(502, &"å".repeat(10_000));
    assert!(refusal.body.len() <= Refusal::EXCERPT && refusal.body.chars().all(|c| c == 'å'));
}

#[test]
fn a_start_is_accepted_or_waited_for() {
    let StartAnswer::Accepted(payload) = start_answer(202, &body("approval", "start")).unwrap()
    else {
        panic!()
    };
    assert_eq!(payload.id, "expense-1");
    assert_eq!(payload.links().count(), 7);
    assert!(!format!("{payload:?}").contains("recorded-key"));
    let output = start_answer(200, &body("start", "wait: completes")).unwrap();
    assert!(
        matches!(output, StartAnswer::Output(output) if output.text().starts_with("[\"Hello, Tokyo!\""))
    );
    let ended = start_answer(200, &body("start", "wait: fails")).unwrap();
    assert!(
        matches!(ended, StartAnswer::Ended(status) if status.runtime_status == RuntimeStatus::Failed)
    );
    // An orchestrator may return what looks like a status.
    let output = start_answer(200, r#"{"instanceId":"a","runtimeStatus":"Failed"}"#).unwrap();
    assert!(matches!(output, StartAnswer::Output(_)));
    assert!(matches!(
        start_answer(202, "{}").unwrap_err().cause,
        RefusalCause::Undecodable { .. }
    ));
}

#[test]
fn management_addresses_are_read_in_any_subset_and_case() {
    let payload =
        management_payload(r#"{"StatusQueryGetUri":"http://a/","rewindPostUri":"r","x":1}"#)
            .unwrap();
    assert_eq!(payload.status_query_get_uri, "http://a/");
    assert_eq!(payload.rewind_post_uri, "r");
    assert_eq!(payload.extra.len(), 1);
}

#[test]
fn a_purge_counts_and_finding_nothing_is_a_count_too() {
    assert_eq!(
        purge_answer(200, r#"{"instancesDeleted":1}"#)
            .unwrap()
            .instances,
        1
    );
    assert_eq!(
        purge_answer(404, "").unwrap_err().cause,
        RefusalCause::NotFound
    );
    assert_eq!(purge_many_answer(404, "").unwrap().instances, 0);
    assert!(purge_many_answer(404, "<html>").is_err());
    assert!(purge_answer(200, "{}").is_err());
}

#[test]
fn accepted_is_not_a_web_page() {
    assert_eq!(accepted_answer(202, "").unwrap().said, "");
    assert_eq!(
        accepted_answer(200, "<html>").unwrap_err().cause,
        RefusalCause::NotDurable(ForeignText::Html)
    );
    assert_eq!(
        accepted_answer(410, "").unwrap_err().cause,
        RefusalCause::Gone
    );
}

#[test]
fn entities_have_name_key_time_and_state() {
    let rows = entities_answer(200, &body("entities", "list with state")).unwrap();
    assert_eq!(
        (
            rows[0].name.as_deref(),
            rows[0].key.as_deref(),
            rows[0].state.text()
        ),
        (Some("counter"), Some("$"), "7")
    );
    assert!(
        rows[0]
            .last_operation_time
            .as_ref()
            .unwrap()
            .utc()
            .is_some()
    );
    assert_eq!(entity_state_answer(200, "5").unwrap().text(), "5");
    assert_eq!(
        entity_state_answer(404, "").unwrap_err().cause,
        RefusalCause::NotFound
    );
}

#[test]
fn a_page_ends_only_by_an_empty_token_that_can_be_read() {
    assert_eq!(next_page(None), NextPage::Unreadable);
    assert_eq!(next_page(Some("")), NextPage::End);
    assert_eq!(next_page(Some("abc=")), NextPage::Token("abc=".into()));
}
