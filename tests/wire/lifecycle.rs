//! An instance's life through the calls of `durable-api`.

use devhost::server::ServerConfig;
use durable_api::{
    EventKind, ManagementLink, OutputRole, RefusalCause, RuntimeStatus as S, Start, StartAnswer,
    Wait, calls, decode,
};

use crate::client::{Client, start, start_of};

#[tokio::test]
async fn an_instance_is_started_and_read_with_its_history() {
    let client = Client::plain().await;
    let payload = start(&client, "HelloSequence", "life-1", "null").await;
    assert_eq!(payload.id, "life-1");
    let done = client.until("life-1", &S::Completed).await;
    assert_eq!(done.name, "HelloSequence");
    assert_eq!(done.output_role(), OutputRole::Output);
    assert!(
        done.output.text().contains("Hello, Tokyo!"),
        "{}",
        done.output.text()
    );
    let history = done.history.expect("it was asked for");
    let kinds: Vec<&EventKind> = history.iter().map(|event| &event.kind).collect();
    assert_eq!(kinds.first(), Some(&&EventKind::ExecutionStarted));
    assert_eq!(kinds.last(), Some(&&EventKind::ExecutionCompleted));
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| ***kind == EventKind::TaskCompleted)
            .count(),
        3
    );
}

#[tokio::test]
async fn every_link_of_a_starter_is_read_back_to_the_same_hub() {
    let mut config = ServerConfig::default();
    config.host.path_prefix = "/apps/orders".to_owned();
    config.host.key = Some("a+key/with=signs".to_owned());
    let client = Client::start(config).await;
    let payload = start(&client, "LongWait", "life-2", "null").await;
    let mut read = 0;
    for (name, link) in payload.links() {
        let link = ManagementLink::parse(link).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(link.address, client.address, "{name}");
        assert_eq!(link.instance_id.as_deref(), Some("life-2"), "{name}");
        assert_eq!(link.key, client.key, "{name}");
        read += 1;
    }
    assert!(
        read >= 6,
        "a starter returns at least six links, {read} were read"
    );
}

#[tokio::test]
async fn a_waited_start_gives_the_output_or_the_end() {
    let client = Client::plain().await;
    let wait = Some(Wait {
        timeout: 15,
        polling_interval: 1,
    });
    let good = Start {
        wait,
        ..start_of("HelloSequence", "wait-1", "null")
    };
    let answer = client.send(&calls::start(&good)).await;
    let read = decode::start_answer(answer.status, &answer.body).expect("an output");
    assert!(
        matches!(&read, StartAnswer::Output(output) if output.text().contains("Hello")),
        "{read:?}"
    );
    let bad = Start {
        wait,
        ..start_of("ThrowEarly", "wait-2", "null")
    };
    let answer = client.send(&calls::start(&bad)).await;
    let read = decode::start_answer(answer.status, &answer.body).expect("a status object");
    assert!(
        matches!(&read, StartAnswer::Ended(end) if end.runtime_status == S::Failed),
        "{read:?}"
    );
}

#[tokio::test]
async fn suspend_resume_and_terminate_take_effect_and_leave_their_reasons() {
    let client = Client::plain().await;
    start(&client, "LongWait", "life-3", "null").await;
    client.until("life-3", &S::Running).await;
    client
        .accepted(&calls::suspend("life-3", "stock & <count> +1 50% å"))
        .await;
    let suspended = client.until("life-3", &S::Suspended).await;
    assert_eq!(suspended.output_role(), OutputRole::Reason);
    assert_eq!(suspended.output.text(), "\"stock & <count> +1 50% å\"");
    let twice = client.refused(&calls::suspend("life-3", "")).await;
    assert_eq!(
        (twice.http_status, &twice.cause),
        (500, &RefusalCause::Server)
    );
    assert!(
        twice.says().is_some_and(|said| said.contains("Suspended")),
        "{twice:?}"
    );
    client.accepted(&calls::resume("life-3", "counted")).await;
    client.until("life-3", &S::Running).await;
    let twice = client.refused(&calls::resume("life-3", "")).await;
    assert_eq!(twice.http_status, 500);
    let early = client.refused(&calls::rewind("life-3", "")).await;
    assert_eq!(early.http_status, 500);
    client.accepted(&calls::terminate("life-3", "enough")).await;
    let ended = client.until("life-3", &S::Terminated).await;
    assert_eq!(
        (ended.output_role(), ended.output.text()),
        (OutputRole::Reason, "\"enough\"")
    );
    for late in [
        calls::terminate("life-3", ""),
        calls::suspend("life-3", ""),
        calls::resume("life-3", ""),
        calls::rewind("life-3", ""),
        calls::raise_event("life-3", "Go", "1"),
    ] {
        assert_eq!(
            client.refused(&late).await.cause,
            RefusalCause::Gone,
            "{}",
            late.path
        );
    }
    for unknown in [
        calls::terminate("nobody", ""),
        calls::suspend("nobody", ""),
        calls::resume("nobody", ""),
        calls::rewind("nobody", ""),
        calls::raise_event("nobody", "Go", "1"),
        calls::purge_one("nobody"),
    ] {
        assert_eq!(
            client.refused(&unknown).await.cause,
            RefusalCause::NotFound,
            "{}",
            unknown.path
        );
    }
}

#[tokio::test]
async fn an_event_reaches_the_one_that_waits_for_it() {
    let client = Client::plain().await;
    start(&client, "TwoGates", "life-4", "null").await;
    client.until("life-4", &S::Running).await;
    let text = r#"{"by": "Åsa", "sum": 9007199254740993}"#;
    client
        .accepted(&calls::raise_event("life-4", "GateB", text))
        .await;
    start(&client, "ShapesOfStatus", "life-5", text).await;
    let running = client.until("life-5", &S::Running).await;
    assert!(
        running.custom_status.text().contains("9007199254740993"),
        "{}",
        running.custom_status.text()
    );
    client
        .accepted(&calls::raise_event("life-5", "done", text))
        .await;
    let done = client.until("life-5", &S::Completed).await;
    assert!(
        done.output.text().contains("9007199254740993"),
        "{}",
        done.output.text()
    );
    let raised = client
        .status("life-4")
        .await
        .expect("it waits for the other gate");
    let events = raised.history.unwrap_or_default();
    assert!(
        events
            .iter()
            .any(|event| event.kind == EventKind::EventRaised)
    );
}

#[tokio::test]
async fn a_failed_one_is_rewound_and_a_finished_one_restarted() {
    let client = Client::plain().await;
    start(&client, "ThrowEarly", "life-6", "null").await;
    let failed = client.until("life-6", &S::Failed).await;
    assert_eq!(failed.output_role(), OutputRole::Error);
    client.accepted(&calls::rewind("life-6", "once more")).await;

    start(&client, "HelloSequence", "life-7", "null").await;
    client.until("life-7", &S::Completed).await;
    let answer = client.send(&calls::restart("life-7", true, None)).await;
    let Ok(StartAnswer::Accepted(again)) = decode::start_answer(answer.status, &answer.body) else {
        panic!("a restart is accepted: {answer:?}");
    };
    assert_ne!(again.id, "life-7");
    client.until(&again.id, &S::Completed).await;
    let answer = client.send(&calls::restart("nobody", true, None)).await;
    let refused = decode::start_answer(answer.status, &answer.body).expect_err("nobody to restart");
    assert_eq!(
        (refused.http_status, &refused.cause),
        (400, &RefusalCause::Rejected)
    );
}
