//! Everything that can come back instead of an answer.

use devhost::faults::{Body, Effect, Fault};
use devhost::server::ServerConfig;
use durable_api::{
    ForeignText, ListQuery, RefusalCause, Secret, Start, StatusOptions, calls, decode,
};

use crate::client::Client;

#[tokio::test]
async fn a_missing_or_wrong_key_is_unauthorized_and_the_right_one_is_not() {
    let mut config = ServerConfig::default();
    config.host.key = Some("right".to_owned());
    let mut client = Client::start(config).await;
    let list = calls::list(&ListQuery::default());
    assert_eq!(client.send(&list).await.status, 200);
    for key in [None, Some(Secret::new("wrong"))] {
        client.key = key;
        let answer = client.send(&list).await;
        let refusal = decode::list_answer(answer.status, &answer.body).expect_err("a refusal");
        assert_eq!(
            (refusal.http_status, &refusal.cause),
            (401, &RefusalCause::Unauthorized)
        );
        assert_eq!(refusal.says(), None, "the body is empty");
    }
}

#[tokio::test]
async fn another_hub_is_empty_and_another_connection_an_error() {
    let mut client = Client::plain().await;
    client.address.task_hub = Some("NoSuchHub".to_owned());
    let list = calls::list(&ListQuery::default());
    let answer = client.send(&list).await;
    assert_eq!(
        decode::list_answer(answer.status, &answer.body).map(|rows| rows.len()),
        Ok(0)
    );
    client.address.connection = Some("NoSuchConnection".to_owned());
    let answer = client.send(&list).await;
    let refusal = decode::list_answer(answer.status, &answer.body).expect_err("a refusal");
    assert_eq!(
        (refusal.http_status, &refusal.cause),
        (500, &RefusalCause::Server)
    );
    assert!(refusal.says().is_some());
}

#[tokio::test]
async fn an_unknown_function_and_a_bad_body_are_refused_in_words() {
    let client = Client::plain().await;
    let unknown = Start {
        function: "NoSuchFunction".to_owned(),
        ..Start::default()
    };
    let bad = Start {
        function: "HelloSequence".to_owned(),
        input: Some("{not json".to_owned()),
        ..Start::default()
    };
    for (what, said) in [(unknown, "HelloSequence"), (bad, "Invalid character")] {
        let answer = client.send(&calls::start(&what)).await;
        let refusal = decode::start_answer(answer.status, &answer.body).expect_err("a refusal");
        assert_eq!(
            (refusal.http_status, &refusal.cause),
            (400, &RefusalCause::Rejected)
        );
        let says = refusal.says().unwrap_or_default();
        assert!(says.contains(said), "{says}");
    }
}

#[tokio::test]
async fn every_shape_of_an_error_has_its_cause() {
    let client = Client::plain().await;
    for (status, body, cause, says) in [
        (
            500,
            Body::Error("out of order".to_owned()),
            RefusalCause::Server,
            Some("out of order"),
        ),
        (
            400,
            Body::Json("\"just a string\"".to_owned()),
            RefusalCause::Rejected,
            Some("just a string"),
        ),
        (
            400,
            Body::Json("{\"Message\": \"only this\"}".to_owned()),
            RefusalCause::Rejected,
            Some("only this"),
        ),
        (500, Body::Empty, RefusalCause::Server, None),
        (502, Body::Html, RefusalCause::Server, None),
        (
            503,
            Body::Text("The service is unavailable.".to_owned()),
            RefusalCause::Server,
            None,
        ),
        (
            403,
            Body::Html,
            RefusalCause::NotDurable(ForeignText::Html),
            None,
        ),
        (403, Body::Empty, RefusalCause::Unauthorized, None),
        (404, Body::Empty, RefusalCause::NotFound, None),
        (
            404,
            Body::Html,
            RefusalCause::NotDurable(ForeignText::Html),
            None,
        ),
        (410, Body::Empty, RefusalCause::Gone, None),
        (429, Body::Html, RefusalCause::RateLimited, None),
        (
            200,
            Body::Html,
            RefusalCause::NotDurable(ForeignText::Html),
            None,
        ),
    ] {
        client.host.control().clear_faults();
        client
            .host
            .control()
            .add_fault(Fault::new(Effect::answer(status, body.clone())));
        let reads = [
            calls::list(&ListQuery::default()),
            calls::status("x", StatusOptions::default()),
        ];
        for (index, request) in reads.iter().enumerate() {
            let answer = client.send(request).await;
            let refusal = if index == 0 {
                decode::list_answer(answer.status, &answer.body).err()
            } else {
                decode::status_answer(answer.status, &answer.body).err()
            };
            let refusal = refusal.unwrap_or_else(|| panic!("{status} {body:?} is no answer"));
            assert_eq!(refusal.cause, cause, "{status} {body:?}");
            assert_eq!(refusal.http_status, status);
            if let Some(says) = says {
                assert!(
                    refusal.says().is_some_and(|said| said.contains(says)),
                    "{refusal:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_the_expected_json_is_undecodable_and_says_where() {
    let client = Client::plain().await;
    for (body, at) in [
        ("{\"not\": \"a list\"}", ""),
        ("[{\"instanceId\": 7}]", "[0]"),
        ("[{\"instanceId\": ", ""),
    ] {
        client.host.control().clear_faults();
        client
            .host
            .control()
            .add_fault(Fault::new(Effect::answer(200, Body::Json(body.to_owned()))));
        let answer = client.send(&calls::list(&ListQuery::default())).await;
        let refusal = decode::list_answer(answer.status, &answer.body).expect_err("a refusal");
        let RefusalCause::Undecodable { at: found, why } = &refusal.cause else {
            panic!("{body}: {refusal:?}");
        };
        assert!(
            found.starts_with(at) && !why.is_empty(),
            "{body}: at {found}, {why}"
        );
    }
}

#[tokio::test]
async fn a_connection_that_ends_early_is_no_answer() {
    let client = Client::plain().await;
    let list = calls::list(&ListQuery::default());
    for effect in [
        Effect::DropBefore,
        Effect::DropAfter,
        Effect::CutBody { keep: 1 },
    ] {
        client.host.control().clear_faults();
        client.host.control().add_fault(Fault::new(effect.clone()));
        assert!(client.try_send(&list).await.is_err(), "{effect:?}");
    }
    client.host.control().clear_faults();
    client.host.control().add_fault(Fault::new(Effect::Drip {
        bytes: 1,
        every_ms: 1,
    }));
    let answer = client.send(&list).await;
    assert_eq!(
        decode::list_answer(answer.status, &answer.body).map(|rows| rows.len()),
        Ok(0)
    );
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_took_effect_all_the_same() {
    let client = Client::plain().await;
    let null = devhost::json::Json::parse("null").expect("JSON");
    let started = client
        .host
        .control()
        .with_host(|host| host.start("LongWait", "lost-1", &null));
    started.expect("a known function");
    client
        .until("lost-1", &durable_api::RuntimeStatus::Running)
        .await;
    client.host.control().add_fault(
        Fault::new(Effect::DropAfter)
            .on("POST", "*/terminate")
            .times(1),
    );
    assert!(
        client
            .try_send(&calls::terminate("lost-1", "unheard"))
            .await
            .is_err()
    );
    client
        .until("lost-1", &durable_api::RuntimeStatus::Terminated)
        .await;
}
