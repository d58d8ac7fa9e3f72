//! Ids and event names that need care in an address.

use durable_api::{ListQuery, RefusalCause, RuntimeStatus as S, Start, calls, decode, read_paste};

use crate::client::Client;

const ODD: [&str; 14] = [
    "plain",
    "50%off",
    "a%41b",
    "percent%2541",
    "number#1",
    "what?now",
    "one+one",
    "two words",
    "back\\slash",
    "smörgås-日本",
    "rocket-😀",
    "a&b=c:@;'\"()~",
    "%",
    "..x",
];

#[tokio::test]
async fn every_id_is_read_acted_on_and_listed_as_it_is() {
    let client = Client::plain().await;
    let null = devhost::json::Json::parse("null").expect("JSON");
    for id in ODD {
        let started = client
            .host
            .control()
            .with_host(|host| host.start("LongWait", id, &null));
        started.unwrap_or_else(|error| panic!("{id}: {error:?}"));
        let read = client.until(id, &S::Running).await;
        assert_eq!(read.instance_id, id);
        client.accepted(&calls::suspend(id, id)).await;
        let read = client.until(id, &S::Suspended).await;
        assert_eq!(
            read.output.text(),
            serde_json::json!(id).to_string(),
            "the reason comes back as it went"
        );
        let query = ListQuery {
            prefix: Some(id.to_owned()),
            ..ListQuery::default()
        };
        let answer = client.send(&calls::list(&query)).await;
        let rows = decode::list_answer(answer.status, &answer.body).expect("a list");
        assert!(
            rows.iter().any(|row| row.instance_id == id),
            "{id} is found by its own prefix"
        );
    }
}

#[tokio::test]
async fn an_id_with_a_slash_cannot_be_opened_and_is_found_by_prefix() {
    let client = Client::plain().await;
    let null = devhost::json::Json::parse("null").expect("JSON");
    let started = client
        .host
        .control()
        .with_host(|host| host.start("LongWait", "batch/7/1", &null));
    started.expect("code may use any id");
    assert_eq!(
        client.status("batch/7/1").await.expect_err("a 404").cause,
        RefusalCause::NotFound
    );
    let query = ListQuery {
        prefix: Some("batch/7/1".to_owned()),
        ..ListQuery::default()
    };
    let answer = client.send(&calls::list(&query)).await;
    let rows = decode::list_answer(answer.status, &answer.body).expect("a list");
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn ids_given_to_a_start_come_back_in_links_that_lead_there() {
    let client = Client::plain().await;
    for id in ["two words", "one+one", "50%off", "smörgås", "😀"] {
        let what = Start {
            function: "LongWait".to_owned(),
            id: Some(id.to_owned()),
            ..Start::default()
        };
        let answer = client.send(&calls::start(&what)).await;
        let payload = decode::management_payload(&answer.body)
            .unwrap_or_else(|refusal| panic!("{id}: {refusal:?}"));
        assert_eq!(payload.id, id);
        client.until(id, &S::Running).await;
        let pasted = read_paste(&answer.body).unwrap_or_else(|error| panic!("{id}: {error:?}"));
        let link = pasted.link.expect("the starter's JSON has links");
        assert_eq!(
            link.instance_id.as_deref(),
            Some(id),
            "the starter's JSON names its instance"
        );
        assert_eq!(link.address, client.address);
    }
}

#[tokio::test]
async fn event_names_match_in_any_case_and_one_with_a_slash_wakes_nobody() {
    let client = Client::plain().await;
    let what = Start {
        function: "TwoGates".to_owned(),
        id: Some("gates-1".to_owned()),
        ..Start::default()
    };
    client.send(&calls::start(&what)).await;
    client.until("gates-1", &S::Running).await;
    client
        .accepted(&calls::raise_event("gates-1", "gateb", "1"))
        .await;
    client
        .accepted(&calls::raise_event("gates-1", "gate a/ö", "1"))
        .await;
    let still = client.status("gates-1").await.expect("it is there");
    assert!(
        !still.runtime_status.is_finished(),
        "the gate with a slash is never opened: {still:?}"
    );
}
