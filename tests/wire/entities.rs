//! Entities: their own calls, and their place among the instances.

use std::time::{Duration, Instant};

use durable_api::entity::{entities_answer, entity_state_answer};
use durable_api::entity_calls::{delete_entity, entity_state, list_entities, signal_entity};
use durable_api::{EntityQuery, ListQuery, RefusalCause, calls, decode};

use crate::client::Client;

/// Waits until an entity's state is this, or gone.
async fn state(client: &Client, key: &str, wanted: Option<&str>) {
    let start = Instant::now();
    loop {
        let answer = client.send(&entity_state("Counter", key)).await;
        let read = entity_state_answer(answer.status, &answer.body).ok();
        if read.as_ref().map(durable_api::RawJson::text) == wanted {
            return;
        }
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{key}: {read:?} is not {wanted:?}"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn an_entity_is_signalled_read_listed_and_deleted() {
    let client = Client::plain().await;
    for key in ["orders", "Åre 2", "a+b"] {
        client
            .accepted(&signal_entity("Counter", key, "add", Some("5")))
            .await;
        client
            .accepted(&signal_entity("counter", key, "add", Some("2")))
            .await;
        state(&client, key, Some("7")).await;
    }
    let answer = client.send(&list_entities(&EntityQuery::default())).await;
    let rows = entities_answer(answer.status, &answer.body).expect("a list");
    assert_eq!(rows.len(), 3);
    let answer = client.send(&entity_state("Counter", "nobody")).await;
    let refusal = entity_state_answer(answer.status, &answer.body).expect_err("a 404");
    assert_eq!(refusal.cause, RefusalCause::NotFound);
    let refusal = client
        .refused(&signal_entity("NoSuchEntity", "x", "add", Some("1")))
        .await;
    assert_eq!(
        (refusal.http_status, &refusal.cause),
        (400, &RefusalCause::Rejected)
    );
    client.accepted(&delete_entity("Counter", "orders")).await;
    state(&client, "orders", None).await;
}

#[tokio::test]
async fn among_the_instances_an_entity_is_known_by_its_id() {
    let client = Client::plain().await;
    client
        .accepted(&signal_entity("Counter", "a@b", "add", Some("1")))
        .await;
    state(&client, "a@b", Some("1")).await;
    let answer = client.send(&calls::list(&ListQuery::default())).await;
    let rows = decode::list_answer(answer.status, &answer.body).expect("a list");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].entity(), Some(("counter", "a@b")));
}
