use super::*;
use crate::recordings::{Request, Response, default_folder, load};
use durable_api::{HistoryEvent, InstanceStatus, RawJson};

fn exchange(method: &str, below: &str, status: u16, body: &str) -> Exchange {
    Exchange {
        name: "made".into(),
        request: Request {
            method: method.into(),
            target: format!("/runtime/webhooks/durabletask{below}"),
            headers: BTreeMap::new(),
            body: None,
        },
        response: Response {
            status,
            headers: BTreeMap::new(),
            body: Some(body.into()),
        },
    }
}

/// All but the longest answers, which hold nothing new and are slow to write again and again.
/// All but the longest answers, which hold no further kind of field and are slow to write again and again.
fn recorded() -> Vec<Exchange> {
    let recordings = load(&default_folder()).unwrap();
    recordings
        .into_iter()
        .flat_map(|recording| recording.exchanges)
        .filter(|exchange| exchange.response.text().len() < 10_000)
        .collect()
}

#[test]
fn all_recordings_are_decoded_without_loss() {
    let outcome = run(&load(&default_folder()).unwrap(), false);
    assert!(outcome.of >= 422);
    assert_eq!(outcome.failures, Vec::<String>::new());
    assert_eq!(outcome.passed, outcome.of);
}

/// Forgetting a named field of an instance.
const INSTANCE_FIELDS: [fn(&mut InstanceStatus); 10] = [
    |one| one.name.clear(),
    |one| one.instance_id.clear(),
    |one| one.runtime_status = durable_api::RuntimeStatus::default(),
    |one| one.input = RawJson::absent(),
    |one| one.custom_status = RawJson::absent(),
    |one| one.output = RawJson::absent(),
    |one| one.created_time = durable_api::Timestamp::default(),
    |one| one.last_updated_time = durable_api::Timestamp::default(),
    |one| one.history = None,
    |one| one.extra.clear(),
];

/// Forgetting a field of an event.
const EVENT_FIELDS: [fn(&mut HistoryEvent); 16] = [
    |event| event.kind = durable_api::EventKind::default(),
    |event| event.timestamp = None,
    |event| event.fire_at = None,
    |event| event.scheduled_time = None,
    |event| event.name = None,
    |event| event.function_name = None,
    |event| event.instance_id = None,
    |event| event.input = RawJson::absent(),
    |event| event.result = RawJson::absent(),
    |event| event.reason = None,
    |event| event.details = None,
    |event| event.failure_details = RawJson::absent(),
    |event| event.orchestration_status = None,
    |event| event.data = RawJson::absent(),
    |event| event.extra.clear(),
    |event| event.strange = RawJson::absent(),
];

#[test]
fn forgetting_any_field_of_any_recorded_instance_is_noticed() {
    let mut noticed = [0_usize; INSTANCE_FIELDS.len()];
    for exchange in recorded() {
        let Ok(Answer::Instance(instance)) = Answer::decode(&exchange) else {
            continue;
        };
        for (field, forget) in INSTANCE_FIELDS.iter().enumerate() {
            let mut poorer = instance.clone();
            forget(&mut poorer);
            let changed = poorer != instance;
            let judged = compare(&Answer::Instance(poorer), exchange.response.text());
            assert_eq!(judged.is_err(), changed, "{}, field {field}", exchange.name);
            noticed[field] += usize::from(changed);
        }
    }
    // `extra` stays empty: every field the real host writes has a name in the model.
    assert!(noticed[..9].iter().all(|times| *times > 10), "{noticed:?}");
    assert_eq!(noticed[9], 0);
}

#[test]
fn forgetting_any_field_of_any_recorded_event_is_noticed() {
    let mut noticed = [0_usize; EVENT_FIELDS.len()];
    for exchange in recorded() {
        let Ok(Answer::Instance(instance)) = Answer::decode(&exchange) else {
            continue;
        };
        // Some of each will do: all of them would be quadratic.
        for index in 0..instance.history.as_ref().map_or(0, Vec::len).min(30) {
            for (field, forget) in EVENT_FIELDS.iter().enumerate() {
                let mut poorer = instance.clone();
                let events = poorer.history.as_mut().unwrap();
                forget(&mut events[index]);
                let changed = poorer != instance;
                if changed && noticed[field] < 40 {
                    let judged = compare(&Answer::Instance(poorer), exchange.response.text());
                    assert!(
                        judged.is_err(),
                        "{}, event {index}, field {field}",
                        exchange.name
                    );
                    noticed[field] += 1;
                }
            }
        }
    }
    assert!(noticed[..15].iter().all(|times| *times > 0), "{noticed:?}");
    assert_eq!(noticed[15], 0, "no recorded event is strange");
}

#[test]
fn the_fields_left_without_a_name_are_these() {
    let mut names = std::collections::BTreeSet::new();
    for exchange in recorded() {
        let answer = Answer::decode(&exchange).unwrap();
        for instance in answer.instances() {
            for event in instance.history.iter().flatten() {
                assert!(!event.kind.as_str().is_empty());
                names.extend(event.extra.iter().map(|(name, _)| name.clone()));
            }
        }
        if let Answer::Refused(refusal) = answer {
            assert!(refusal.extra.is_empty());
        }
    }
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        [
            "ClientSpanId",
            "Correlation",
            "Generation",
            "ParentTraceContext",
            "ScheduledStartTime"
        ]
    );
}

#[test]
fn forgetting_a_row_an_entity_or_an_address_is_noticed() {
    let mut seen = [false; 4];
    for exchange in recorded() {
        let body = exchange.response.text();
        match Answer::decode(&exchange).unwrap() {
            Answer::Instances(mut rows) if rows.len() > 1 => {
                rows.remove(1);
                assert!(compare(&Answer::Instances(rows), body).is_err());
                seen[0] = true;
            }
            Answer::Entities(mut rows) if !rows.is_empty() => {
                rows[0].key = None;
                assert!(compare(&Answer::Entities(rows), body).is_err());
                seen[1] = true;
            }
            Answer::Start(StartAnswer::Accepted(mut payload)) => {
                payload.resume_post_uri.clear();
                assert!(compare(&Answer::Start(StartAnswer::Accepted(payload)), body).is_err());
                seen[2] = true;
            }
            Answer::Refused(mut refusal) if refusal.message.is_some() => {
                refusal.message = None;
                assert!(compare(&Answer::Refused(refusal), body).is_err());
                seen[3] = true;
            }
            _ => {}
        }
    }
    assert_eq!(seen, [true; 4]);
}

#[test]
fn answers_never_recorded_are_decoded_too() {
    let status = r#"{"name":null,"instanceId":"x","runtimeStatus":"Napping","input":1.10e5,"output":"","createdTime":"","tags":{"a":1,"a":2},"tags":[],"historyEvents":[7,null,{"EventType":"TaskSneezed","Timestamp":3,"Name":"n","Name":"m","Reason":null},"\ud800",[],{"EventType":5},{}]}"#;
    for (method, below, http, body) in [
        ("GET", "/instances/x", 200, status),
        (
            "GET",
            "/instances/x",
            202,
            &format!("\u{feff} {status}\r\n"),
        ),
        ("GET", "/instances/x", 500, status),
        ("GET", "/instances", 200, &format!("[{status},{status}]")),
        ("GET", "/instances/x", 502, "<html>Bad gateway</html>"),
        ("GET", "/instances/x", 404, ""),
        (
            "GET",
            "/instances/x",
            400,
            r#"{"type":"about:blank","title":"Bad Request","status":400,"Message":7}"#,
        ),
        ("GET", "/instances/x", 400, "[1,2]"),
        ("GET", "/instances/x", 503, "The service is unavailable."),
        ("GET", "/instances/x", 418, "\u{feff}"),
        ("GET", "/instances/x", 500, r#"{"Message":"cut"#),
        ("POST", "/orchestrators/F", 200, "12345678901234567890.50"),
        ("POST", "/orchestrators/F", 200, ""),
        (
            "POST",
            "/orchestrators/F",
            202,
            r#"{"id":"a","StatusQueryGetUri":"x","more":[1]}"#,
        ),
        ("POST", "/instances/x/terminate", 202, "queued"),
        ("POST", "/instances/x/dance", 200, r#"{"a":1}"#),
        (
            "DELETE",
            "/instances/x",
            200,
            r#"{"instancesDeleted":1,"hasMore":false}"#,
        ),
        ("DELETE", "/instances?createdTimeFrom=x", 404, ""),
        (
            "DELETE",
            "/instances?createdTimeFrom=x",
            404,
            r#"{"Message":"no"}"#,
        ),
        (
            "GET",
            "/entities",
            200,
            r#"[{"entityId":{"name":"a","key":"","more":1},"entityId":{},"lastOperationTime":null,"x":1}]"#,
        ),
        ("GET", "/entities/a/b", 200, r#"{"a":[1e400]}"#),
        ("GET", "/entities/a/b", 204, ""),
        ("PUT", "/instances/x", 200, "anything"),
        ("GET", "/unknown", 200, r#"{"a":1}"#),
    ] {
        assert_eq!(
            judge(&exchange(method, below, http, body)).err(),
            None,
            "{method} {below} {http} {body}"
        );
    }
}

#[test]
fn an_answer_that_is_not_what_was_asked_for_fails() {
    for (method, below, body) in [
        ("GET", "/instances/x", "{}"),
        ("GET", "/instances/x", "<html>Sign in</html>"),
        ("GET", "/instances/x", ""),
        ("GET", "/instances", r#"{"error":1}"#),
        ("GET", "/instances", "[7]"),
        ("GET", "/instances", r#"[{"instanceId":"cut"#),
        ("DELETE", "/instances/x", r#"{"instancesDeleted":"1"}"#),
        ("POST", "/instances/x/resume", "<html>"),
        ("GET", "/entities/a/b", "five"),
    ] {
        assert!(
            judge(&exchange(method, below, 200, body)).is_err(),
            "{method} {below} {body}"
        );
    }
}

/// Recorded exchanges with requests and answers mixed and damaged, the same at each run.
#[test]
fn nothing_that_could_be_recorded_makes_it_panic() {
    let recorded = recorded();
    let mut state = 1_u64;
    let mut below = |end: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % end.max(1)
    };
    for _ in 0..3000 {
        let mut exchange = recorded[below(recorded.len())].clone();
        exchange.response.status = [200, 202, 204, 400, 404, 500][below(6)];
        let other = recorded[below(recorded.len())].response.text();
        let mut bytes = other.as_bytes().to_vec();
        for _ in 0..below(4) {
            let at = below(bytes.len());
            match below(3) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, b"{}[]\",:\\u0e"[below(11)]),
                _ => bytes.extend_from_within(at..),
            }
        }
        exchange.response.body = Some(String::from_utf8_lossy(&bytes).into_owned());
        let target = &mut exchange.request.target;
        let cut = target.floor_char_boundary(below(target.len() + 1));
        if below(3) == 0 {
            target.truncate(cut);
        }
        let _ = judge(&exchange);
    }
}
