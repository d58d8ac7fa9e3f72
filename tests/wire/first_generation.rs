//! Extension 1.x: what it can do works, what it cannot is a 404.

use devhost::config::BasePath;
use devhost::server::ServerConfig;
use durable_api::{RefusalCause, RuntimeStatus as S, calls, decode};

use crate::client::{Client, start_of};

#[tokio::test]
async fn the_first_generation_does_what_it_can_and_refuses_the_rest() {
    let mut config = ServerConfig::default();
    config.host.base = BasePath::First;
    let client = Client::start(config).await;
    let null = devhost::json::Json::parse("null").expect("JSON");
    for id in ["old-1", "old-2"] {
        let started = client
            .host
            .control()
            .with_host(|host| host.start("LongWait", id, &null));
        started.expect("a known function");
        client.until(id, &S::Running).await;
    }
    let answer = client
        .send(&calls::list(&durable_api::ListQuery::default()))
        .await;
    let rows = decode::list_answer(answer.status, &answer.body).expect("a list");
    assert_eq!(rows.len(), 2);
    client
        .accepted(&calls::raise_event("old-1", "Go", "1"))
        .await;
    client.accepted(&calls::terminate("old-1", "old")).await;
    client.until("old-1", &S::Terminated).await;
    let answer = client.send(&calls::purge_one("old-1")).await;
    assert_eq!(
        decode::purge_answer(answer.status, &answer.body)
            .expect("a count")
            .instances,
        1
    );
    for missing in [
        calls::suspend("old-2", ""),
        calls::resume("old-2", ""),
        calls::restart("old-2", true, None),
        calls::start(&start_of("HelloSequence", "old-3", "null")),
    ] {
        assert_eq!(
            client.refused(&missing).await.cause,
            RefusalCause::NotFound,
            "{}",
            missing.path
        );
    }
}
