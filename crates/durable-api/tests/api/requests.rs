//! Every call, as the exact address, headers and body it is sent with.

use chrono::{DateTime, Utc};
use durable_api::calls::{self, ListQuery, Start, StatusOptions, Wait};
use durable_api::entity_calls::{self, EntityQuery};
use durable_api::{
    ApiRequest, FinishedStatus, FinishedStatuses, Generation, HubAddress, Method, RuntimeStatus,
};

const BASE: &str = "http://localhost:7071/runtime/webhooks/durabletask";

fn bare() -> HubAddress {
    HubAddress {
        origin: "http://localhost:7071".into(),
        ..HubAddress::default()
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The request as one line: method, address below the base, body.
fn line(request: &ApiRequest) -> String {
    let url = request.url(&bare());
    let below = url.strip_prefix(BASE).unwrap();
    let body = request
        .body
        .as_deref()
        .map(|body| format!(" {body}"))
        .unwrap_or_default();
    format!("{} {below}{body}", request.method.as_str())
}

fn is_preflighted_write(request: &ApiRequest) -> bool {
    !request.method.is_read()
        && request.headers == [("content-type", "application/json".to_owned())]
}

#[test]
fn the_address_gets_hub_and_connection_and_never_a_key() {
    let address = HubAddress {
        origin: "https://a.example".into(),
        prefix: "/apps/orders".into(),
        generation: Generation::Current,
        task_hub: Some("Hub".into()),
        connection: Some("My Storage".into()),
    };
    assert_eq!(
        calls::status("x", StatusOptions::default()).url(&address),
        "https://a.example/apps/orders/runtime/webhooks/durabletask/instances/x?showInput=false&taskHub=Hub&connection=My%20Storage"
    );
    let first = HubAddress {
        generation: Generation::First,
        prefix: String::new(),
        connection: None,
        ..address
    };
    assert_eq!(
        calls::terminate("x", "").url(&first),
        "https://a.example/admin/extensions/DurableTaskExtension/instances/x/terminate?taskHub=Hub"
    );
}

#[test]
fn a_list_asks_for_a_hundred_without_inputs() {
    let request = calls::list(&ListQuery::default());
    assert_eq!(line(&request), "GET /instances?showInput=false&top=100");
    assert!(request.headers.is_empty());
}

#[test]
fn a_list_sends_each_filter_it_has() {
    let request = calls::list(&ListQuery {
        prefix: Some("a b+c%d/e".into()),
        created_from: Some(at("2026-11-21T07:09:29Z")),
        created_to: Some(at("2026-11-21T09:09:29.120+02:00")),
        statuses: vec![
            RuntimeStatus::Failed,
            RuntimeStatus::Other("Napping".into()),
            RuntimeStatus::Running,
        ],
        show_input: true,
        top: 5000,
        position: Some("dG9rZW4=".into()),
    });
    assert_eq!(
        line(&request),
        "GET /instances?instanceIdPrefix=a%20b%2Bc%25d%2Fe&createdTimeFrom=2026-11-21T07%3A09%3A29Z\
         &createdTimeTo=2026-11-21T07%3A09%3A29.12Z&runtimeStatus=Failed%2CRunning&showInput=true&top=1000"
    );
    assert_eq!(
        request.headers,
        [("x-ms-continuation-token", "dG9rZW4=".to_owned())]
    );
}

#[test]
fn a_list_never_asks_for_no_rows() {
    let request = calls::list(&ListQuery {
        top: 0,
        prefix: Some(String::new()),
        ..ListQuery::default()
    });
    assert_eq!(line(&request), "GET /instances?showInput=false&top=1");
}

#[test]
fn a_status_asks_for_no_more_than_it_shows() {
    assert_eq!(
        line(&calls::status("x", StatusOptions::default())),
        "GET /instances/x?showInput=false"
    );
    let all = StatusOptions {
        history: true,
        history_output: true,
        input: true,
    };
    assert_eq!(
        line(&calls::status("x", all)),
        "GET /instances/x?showHistory=true&showHistoryOutput=true&showInput=true"
    );
}

#[test]
fn ids_are_written_so_that_the_host_reads_them() {
    for (id, segment) in [
        ("with space", "with%20space"),
        ("plus+sign", "plus%2Bsign"),
        ("100%", "100%2525"),
        ("percent%41", "percent%252541"),
        ("slash%2Fin", "slash%25252Fin"),
        ("batch/7/1", "batch%2F7%2F1"),
        ("åäö😀", "%C3%A5%C3%A4%C3%B6%F0%9F%98%80"),
        ("a?b#c&d=e", "a%3Fb%23c%26d%3De"),
        ("..", "%252E%252E"),
        ("@counter@k y", "%40counter%40k%20y"),
    ] {
        assert_eq!(
            line(&calls::purge_one(id)),
            format!("DELETE /instances/{segment}")
        );
    }
}

#[test]
fn each_operation_is_a_preflighted_post_with_its_reason() {
    for (request, name) in [
        (calls::terminate("x", "buggy & slow, são"), "terminate"),
        (calls::suspend("x", "buggy & slow, são"), "suspend"),
        (calls::resume("x", "buggy & slow, são"), "resume"),
        (calls::rewind("x", "buggy & slow, são"), "rewind"),
    ] {
        assert_eq!(
            line(&request),
            format!("POST /instances/x/{name}?reason=buggy%20%26%20slow%2C%20s%C3%A3o")
        );
        assert!(is_preflighted_write(&request));
        assert_eq!(request.body, None);
    }
    assert_eq!(line(&calls::suspend("x", "")), "POST /instances/x/suspend");
}

#[test]
fn an_event_always_has_a_body() {
    let request = calls::raise_event("x y", "gate a/ö", r#"{"a":1}"#);
    assert_eq!(
        line(&request),
        r#"POST /instances/x%20y/raiseEvent/gate%20a%2F%C3%B6 {"a":1}"#
    );
    assert!(is_preflighted_write(&request));
    assert_eq!(
        calls::raise_event("x", "Go", " ").body.as_deref(),
        Some("null")
    );
}

#[test]
fn a_start_names_what_it_has() {
    let request = calls::start(&Start {
        function: "Hello World".into(),
        ..Start::default()
    });
    assert_eq!(line(&request), "POST /orchestrators/Hello%20World");
    assert!(is_preflighted_write(&request));
    let request = calls::start(&Start {
        function: "F".into(),
        id: Some("a/b".into()),
        input: Some("[1]".into()),
        wait: Some(Wait {
            timeout: 30,
            polling_interval: 1,
        }),
        version: Some("2.0".into()),
    });
    assert_eq!(
        line(&request),
        "POST /orchestrators/F/a%2Fb?timeout=30&pollingInterval=1&version=2.0 [1]"
    );
}

#[test]
fn a_restart_says_whether_under_a_new_id() {
    assert_eq!(
        line(&calls::restart("x", true, None)),
        "POST /instances/x/restart?restartWithNewInstanceId=true"
    );
    let wait = Wait {
        timeout: 20,
        polling_interval: 2,
    };
    let request = calls::restart("x", false, Some(wait));
    assert_eq!(
        line(&request),
        "POST /instances/x/restart?restartWithNewInstanceId=false&timeout=20&pollingInterval=2"
    );
    assert!(is_preflighted_write(&request));
}

#[test]
fn a_purge_of_many_always_names_a_finished_status() {
    let from = at("2000-01-01T00:00:00Z");
    let request = calls::purge_many(from, None, FinishedStatuses::only(FinishedStatus::Failed));
    assert_eq!(
        line(&request),
        "DELETE /instances?createdTimeFrom=2000-01-01T00%3A00%3A00Z&runtimeStatus=Failed"
    );
    assert!(is_preflighted_write(&request));
    let request = calls::purge_many(
        from,
        Some(at("2000-01-02T00:00:00Z")),
        FinishedStatuses::all(),
    );
    assert_eq!(
        line(&request),
        "DELETE /instances?createdTimeFrom=2000-01-01T00%3A00%3A00Z&createdTimeTo=2000-01-02T00%3A00%3A00Z\
         &runtimeStatus=Completed%2CFailed%2CTerminated%2CCanceled"
    );
    // Every subset there is: none is empty, and none names what runs.
    for bits in 1_usize..16 {
        let of: Vec<_> = (0..4)
            .filter(|bit| bits & 1 << bit != 0)
            .map(|bit| FinishedStatus::ALL[bit])
            .collect();
        let request = calls::purge_many(from, None, FinishedStatuses::of(&of).unwrap());
        let (name, statuses) = request.query.last().unwrap();
        assert_eq!(
            (*name, statuses.split(',').count()),
            ("runtimeStatus", of.len())
        );
        assert!(
            statuses
                .split(',')
                .all(|status| RuntimeStatus::from_wire(status).is_finished())
        );
    }
}

#[test]
fn a_purge_of_an_empty_id_names_no_window_and_so_deletes_nothing() {
    assert_eq!(line(&calls::purge_one("")), "DELETE /instances/");
}

#[test]
fn entities_are_listed_read_signalled_and_deleted() {
    assert_eq!(
        line(&entity_calls::list_entities(&EntityQuery::default())),
        "GET /entities?fetchState=false&top=100"
    );
    let request = entity_calls::list_entities(&EntityQuery {
        name: Some("Counter".into()),
        operated_from: Some(at("2026-01-01T00:00:00Z")),
        operated_to: Some(at("2026-01-02T00:00:00Z")),
        fetch_state: true,
        top: 1,
        position: Some("t".into()),
    });
    assert_eq!(
        line(&request),
        "GET /entities/Counter?lastOperationTimeFrom=2026-01-01T00%3A00%3A00Z\
         &lastOperationTimeTo=2026-01-02T00%3A00%3A00Z&fetchState=true&top=1"
    );
    assert_eq!(
        request.headers,
        [("x-ms-continuation-token", "t".to_owned())]
    );
    assert_eq!(
        line(&entity_calls::entity_state("Counter", "k y@ö")),
        "GET /entities/Counter/k%20y%40%C3%B6"
    );
    let signal = entity_calls::signal_entity("Counter", "$", "add one", Some("5"));
    assert_eq!(line(&signal), "POST /entities/Counter/%24?op=add%20one 5");
    assert!(is_preflighted_write(&signal));
    assert_eq!(
        line(&entity_calls::signal_entity("C", "k", "", None)),
        "POST /entities/C/k"
    );
    let delete = entity_calls::delete_entity("Counter", "a/b");
    assert_eq!(line(&delete), "DELETE /entities/Counter/a%2Fb");
    assert!(is_preflighted_write(&delete));
}

#[test]
fn failover_is_a_preflighted_post() {
    let request = entity_calls::make_primary();
    assert_eq!(line(&request), "POST /makeprimary");
    assert!(is_preflighted_write(&request));
    assert_eq!(request.method, Method::Post);
}
