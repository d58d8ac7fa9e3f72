//! What requests do to instances, and when.

mod support;

use chrono::TimeDelta;
use devhost::config::{BasePath, HostConfig};
use devhost::wire::Request;
use support::{Fixture, json};

#[test]
fn a_start_is_pending_until_the_clock_moves() {
    let mut hub = Fixture::new();
    hub.start("HelloSequence", "one", "");
    assert_eq!(hub.status("one")["runtimeStatus"], "Pending");
    assert_eq!(hub.event_types("one"), [""; 0]);
    hub.advance(TimeDelta::seconds(2));
    assert_eq!(hub.status("one")["runtimeStatus"], "Completed");
}

#[test]
fn an_operation_is_accepted_before_it_has_its_effect() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "one", "");
    hub.advance(TimeDelta::seconds(1));
    for (operation, effect) in [
        ("suspend", "Suspended"),
        ("resume", "Running"),
        ("terminate", "Terminated"),
    ] {
        let before = hub.status("one")["runtimeStatus"].clone();
        let response = hub.post(&format!("/instances/one/{operation}?reason=why"), "");
        assert_eq!((response.status, response.body.len()), (202, 0));
        assert_eq!(hub.status("one")["runtimeStatus"], before);
        hub.advance(TimeDelta::seconds(1));
        assert_eq!(hub.status("one")["runtimeStatus"], effect);
        assert_eq!(hub.status("one")["output"], "why");
    }
}

#[test]
fn what_was_sent_first_has_its_effect_first() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "one", "");
    hub.post("/instances/one/suspend?reason=a", "");
    hub.post("/instances/one/raiseEvent/Any", "1");
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(
        hub.event_types("one"),
        [
            "ExecutionStarted",
            "TimerCreated",
            "ExecutionSuspended",
            "EventRaised"
        ]
    );
}

#[test]
fn what_comes_in_while_suspended_is_kept_and_taken_in_on_resume() {
    let mut hub = Fixture::new();
    hub.start("ShapesOfStatus", "one", "7");
    hub.advance(TimeDelta::seconds(1));
    hub.post("/instances/one/suspend", "");
    hub.post("/instances/one/raiseEvent/done", "null");
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(hub.status("one")["runtimeStatus"], "Suspended");
    hub.post("/instances/one/resume", "");
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(hub.status("one")["runtimeStatus"], "Completed");
    assert_eq!(hub.status("one")["output"], 7);
}

#[test]
fn suspending_twice_is_an_error_and_an_ended_instance_is_gone() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "one", "");
    hub.post("/instances/one/suspend", "");
    hub.advance(TimeDelta::seconds(1));
    let response = hub.post("/instances/one/suspend", "");
    assert_eq!(response.status, 500);
    assert!(response.text().contains("in the Suspended state"));
    hub.post("/instances/one/terminate", "");
    hub.advance(TimeDelta::seconds(1));
    for operation in ["suspend", "resume", "terminate", "rewind", "raiseEvent/x"] {
        assert_eq!(
            hub.post(&format!("/instances/one/{operation}"), "1").status,
            410,
            "{operation}"
        );
        assert_eq!(
            hub.post(&format!("/instances/nobody/{operation}"), "1")
                .status,
            404,
            "{operation}"
        );
    }
}

#[test]
fn a_reason_that_reads_as_json_is_answered_as_json() {
    let mut hub = Fixture::new();
    for (reason, output) in [
        ("7", "7"),
        ("5%20apples", "5"),
        ("enough", "\"enough\""),
        ("%7B%22a%22:1%7D", "{\"a\":1}"),
    ] {
        hub.start("LongWait", "one", "");
        hub.post(&format!("/instances/one/terminate?reason={reason}"), "");
        hub.advance(TimeDelta::seconds(1));
        assert!(
            hub.get("/instances/one")
                .text()
                .contains(&format!("\"output\":{output},")),
            "{reason}"
        );
    }
}

#[test]
fn a_running_instance_can_be_purged_and_nothing_of_it_comes_back() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "one", "");
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(
        hub.delete("/instances/one").text(),
        r#"{"instancesDeleted":1}"#
    );
    hub.advance(TimeDelta::hours(2));
    assert_eq!(hub.get("/instances/one").status, 404);
    assert_eq!(hub.delete("/instances/one").status, 404);
}

#[test]
fn a_purge_without_a_finished_status_takes_everything() {
    for filter in [
        "",
        "&runtimeStatus=Running",
        "&runtimeStatus=failed",
        "&runtimeStatus=Finished",
    ] {
        let mut hub = Fixture::new();
        hub.start("LongWait", "running", "");
        hub.start("HelloSequence", "done", "");
        hub.advance(TimeDelta::seconds(2));
        let response = hub.delete(&format!(
            "/instances?createdTimeFrom=2000-01-01T00:00:00Z{filter}"
        ));
        assert_eq!(response.text(), r#"{"instancesDeleted":2}"#, "{filter}");
    }
}

#[test]
fn a_purge_with_a_finished_status_takes_those() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "running", "");
    hub.start("HelloSequence", "done", "");
    hub.start("ThrowEarly", "failed", "");
    hub.advance(TimeDelta::seconds(2));
    let window = "/instances?createdTimeFrom=2000-01-01T00:00:00Z";
    assert_eq!(
        hub.delete(&format!("{window}&runtimeStatus=Failed,Running"))
            .text(),
        r#"{"instancesDeleted":1}"#
    );
    assert_eq!(hub.ids(""), ["done", "running"]);
    assert_eq!(
        hub.delete(&format!("{window}&createdTimeTo=2001-01-01T00:00:00Z"))
            .status,
        404
    );
    assert_eq!(
        hub.delete("/instances?createdTimeFrom=yesterday").status,
        400
    );
}

#[test]
fn an_ended_id_can_be_started_over_and_a_living_one_not() {
    let mut hub = Fixture::new();
    hub.start("HelloSequence", "one", "1");
    assert_eq!(
        hub.post("/orchestrators/HelloSequence/one", "2").status,
        500
    );
    hub.advance(TimeDelta::seconds(2));
    hub.start("HelloSequence", "one", "2");
    hub.advance(TimeDelta::seconds(2));
    assert_eq!(hub.status("one")["input"], 2);
    assert_eq!(hub.events("one")[0]["Generation"], 1);
}

#[test]
fn a_start_may_wait_for_the_end_or_its_patience() {
    let mut hub = Fixture::new();
    let mut quick = hub.wait(Request::new(
        "POST",
        "/orchestrators/HelloSequence/one?timeout=30&pollingInterval=1",
    ));
    let mut long = hub.wait(Request::new(
        "POST",
        "/orchestrators/LongWait/two?timeout=2&pollingInterval=1",
    ));
    assert_eq!(
        (hub.host.poll(&mut quick), hub.host.poll(&mut long)),
        (None, None)
    );
    hub.advance(TimeDelta::seconds(1));
    let answer = hub.host.poll(&mut quick).unwrap();
    assert_eq!(
        (answer.status, answer.text().as_ref()),
        (
            200,
            r#"["Hello, Tokyo!","Hello, Malmö!","Hello, São Paulo!"]"#
        )
    );
    assert_eq!(hub.host.poll(&mut long), None);
    hub.advance(TimeDelta::seconds(1));
    let answer = hub.host.poll(&mut long).unwrap();
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (202, Some("10"))
    );
}

#[test]
fn another_hub_is_empty_and_nobody_works_in_it() {
    let mut hub = Fixture::new();
    assert_eq!(hub.get("/instances?taskHub=Other").text(), "[]");
    assert_eq!(
        hub.post("/orchestrators/Anything/one?taskHub=Other", "")
            .status,
        202
    );
    hub.advance(TimeDelta::seconds(10));
    assert_eq!(
        json(&hub.get("/instances/one?taskHub=OTHER"))["runtimeStatus"],
        "Pending"
    );
    assert_eq!(hub.get("/instances/one").status, 404);
    assert_eq!(hub.get("/instances?connection=Other").status, 500);
}

#[test]
fn a_key_is_asked_for_in_the_query_or_a_header() {
    let mut hub = Fixture::configured(HostConfig {
        key: Some("k y".to_owned()),
        ..HostConfig::default()
    });
    assert_eq!(
        (
            hub.get("/instances").status,
            hub.get("/instances").body.len()
        ),
        (401, 0)
    );
    assert_eq!(hub.get("/instances?code=wrong").status, 401);
    assert_eq!(hub.get("/instances?code=k%20y").status, 200);
    assert_eq!(
        hub.send(Request::new("GET", "/instances").with_header("X-Functions-Key", "k y"))
            .status,
        200
    );
}

#[test]
fn a_header_with_a_key_wins_over_the_query() {
    let mut hub = Fixture::configured(HostConfig {
        key: Some("right".to_owned()),
        ..HostConfig::default()
    });
    for (header, query, status) in [
        ("right", "wrong", 200),
        ("wrong", "right", 401),
        ("", "right", 401),
    ] {
        let request = Request::new("GET", &format!("/instances?code={query}"));
        let answer = hub.send(request.with_header("x-functions-key", header));
        assert_eq!(answer.status, status, "header {header:?}, code={query}");
    }
}

#[test]
fn the_first_generation_lives_elsewhere_and_lacks_what_came_later() {
    let config = HostConfig {
        base: BasePath::First,
        path_prefix: "/apps/orders".to_owned(),
        ..HostConfig::default()
    };
    let mut hub = Fixture::configured(config);
    hub.host
        .start("LongWait", "one", &devhost::json::Json::Null)
        .unwrap();
    hub.advance(TimeDelta::seconds(1));
    let base = "/apps/orders/admin/extensions/DurableTaskExtension";
    let mut status = |method: &str, path: &str| match hub
        .host
        .handle(&Request::new(method, &format!("{base}{path}")))
    {
        devhost::host::Reply::Now(response) => response.status,
        devhost::host::Reply::Wait(_) => 0,
    };
    assert_eq!(status("GET", "/instances/one"), 202);
    for path in [
        "/instances/one/suspend",
        "/instances/one/restart",
        "/orchestrators/LongWait",
        "/entities/Counter/a",
    ] {
        assert_eq!(status("POST", path), 404, "{path}");
    }
    assert_eq!(status("POST", "/instances/one/terminate"), 202);
    assert_eq!(hub.get("/instances").status, 404);
}

#[test]
fn nothing_that_is_sent_makes_the_host_panic() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "one", "");
    let odd = [
        "",
        "/",
        "//",
        "/%",
        "/%2",
        "/%ff",
        "/\u{0}",
        "/..",
        "/../..",
        "/a?b",
        "/é",
        "/@",
        "/@@",
        "/@a@b",
        "/instances",
    ];
    for method in ["GET", "POST", "DELETE", "PUT", ""] {
        for first in [
            "/instances",
            "/orchestrators",
            "/entities",
            "/makeprimary",
            "/x",
        ] {
            for second in odd {
                for third in [
                    "",
                    "/raiseEvent",
                    "/raiseEvent/%",
                    "/terminate?reason=%",
                    "?top=-5",
                    "?top=99999999999",
                    "?timeout=-1&pollingInterval=-1",
                ] {
                    let request =
                        Request::new(method, &format!("{}{first}{second}{third}", support::BASE))
                            .with_json("{\"a\":[");
                    let _ = hub.host.handle(&request);
                }
            }
        }
    }
    hub.advance(TimeDelta::seconds(5));
    assert_eq!(hub.get("/instances").status, 200);
}
