//! Links in every form people paste them.

use crate::support;
use durable_api::calls::{self, StatusOptions};
use durable_api::{Generation, LinkError, LinkOperation, ManagementLink, PastedKind, read_pasted};

const BASE: &str = "http://localhost:7071/runtime/webhooks/durabletask";

fn id_of(link: &str) -> (String, Option<String>) {
    let link = ManagementLink::parse(link).unwrap();
    (link.instance_id.unwrap(), link.other_reading)
}

#[test]
fn a_full_link_says_everything() {
    let link = ManagementLink::parse(
        "https://orders.azurewebsites.net/runtime/webhooks/durabletask/instances/order-7?taskHub=Prod&connection=Storage&code=kLm9%2B%2F==",
    )
    .unwrap();
    assert_eq!(link.address.origin, "https://orders.azurewebsites.net");
    assert_eq!(link.address.prefix, "");
    assert_eq!(link.address.generation, Generation::Current);
    assert_eq!(link.address.task_hub.as_deref(), Some("Prod"));
    assert_eq!(link.address.connection.as_deref(), Some("Storage"));
    assert_eq!(link.key.as_ref().unwrap().expose(), "kLm9+/==");
    assert_eq!(link.instance_id.as_deref(), Some("order-7"));
    assert_eq!((link.other_reading, link.operation), (None, None));
}

#[test]
fn a_link_of_the_first_generation_is_known_by_its_base() {
    let link = ManagementLink::parse(
        "http://localhost:7071/admin/extensions/DurableTaskExtension/instances/x/terminate?reason={text}&taskHub=H&connection=C&code=K",
    )
    .unwrap();
    assert_eq!(link.address.generation, Generation::First);
    assert_eq!(link.operation, Some(LinkOperation::Terminate));
    assert_eq!(link.instance_id.as_deref(), Some("x"));
}

#[test]
fn any_prefix_may_stand_before_the_base() {
    let prefix = |link: &str| ManagementLink::parse(link).unwrap().address.prefix;
    assert_eq!(
        prefix("https://p.example/apps/orders/runtime/webhooks/durabletask/instances"),
        "/apps/orders"
    );
    assert_eq!(
        prefix("https://p.example/a%20b/å/runtime/webhooks/durabletask"),
        "/a%20b/%C3%A5"
    );
    // A prefix that looks like a base is a prefix if the real one follows.
    let odd =
        "https://p.example/runtime/webhooks/durabletask/runtime/webhooks/durabletask/instances/x";
    assert_eq!(prefix(odd), "/runtime/webhooks/durabletask");
}

#[test]
fn no_query_part_is_needed_and_their_names_match_in_any_case() {
    let bare = ManagementLink::parse(&format!("{BASE}/instances/x")).unwrap();
    assert_eq!(
        (bare.key, bare.address.task_hub, bare.address.connection),
        (None, None, None)
    );
    let odd = ManagementLink::parse(&format!(
        "{BASE}/instances/x?CODE=k&showHistory=true&TaskHub=H&code=z&connection="
    ));
    let odd = odd.unwrap();
    assert_eq!(odd.key.unwrap().expose(), "k");
    assert_eq!(odd.address.task_hub.as_deref(), Some("H"));
    assert_eq!(odd.address.connection, None);
}

#[test]
fn route_segments_match_in_any_case_and_encoding() {
    for path in [
        "/RUNTIME/WebHooks/DurableTask/Instances/Id-X/RaiseEvent/Go",
        "/runtime/webhooks/durable%74ask/inst%61nces/Id-X/raiseevent/Go/",
    ] {
        let link = ManagementLink::parse(&format!("http://LOCALHOST:80{path}")).unwrap();
        assert_eq!(link.address.origin, "http://localhost");
        assert_eq!(link.instance_id.as_deref(), Some("Id-X"));
        assert_eq!(
            link.operation,
            Some(LinkOperation::RaiseEvent {
                event: Some("Go".into())
            })
        );
        assert_eq!(
            link.address.base_url(),
            "http://localhost/runtime/webhooks/durabletask"
        );
    }
}

#[test]
fn every_route_has_its_operation() {
    use LinkOperation as Op;
    let entities = |name: Option<&str>, key: Option<&str>| Op::Entities {
        name: name.map(str::to_owned),
        key: key.map(str::to_owned),
    };
    for (below, operation) in [
        ("", None),
        ("/", None),
        ("/instances", Some(Op::List)),
        ("/instances/", Some(Op::List)),
        ("/instances/x", None),
        (
            "/instances/x/raiseEvent/{eventName}",
            Some(Op::RaiseEvent { event: None }),
        ),
        (
            "/instances/x/raiseEvent/%7BeventName%7D",
            Some(Op::RaiseEvent { event: None }),
        ),
        ("/instances/x/suspend?reason={text}", Some(Op::Suspend)),
        ("/instances/x/resume", Some(Op::Resume)),
        ("/instances/x/rewind", Some(Op::Rewind)),
        ("/instances/x/restart", Some(Op::Restart)),
        (
            "/instances/x/dance",
            Some(Op::Other {
                name: "dance".into(),
            }),
        ),
        (
            "/orchestrators/Hello%20World/x",
            Some(Op::Start {
                function: "Hello World".into(),
            }),
        ),
        ("/entities", Some(entities(None, None))),
        ("/entities/counter", Some(entities(Some("counter"), None))),
        (
            "/entities/counter/a%2Fb",
            Some(entities(Some("counter"), Some("a/b"))),
        ),
        ("/makeprimary", Some(Op::MakePrimary)),
    ] {
        assert_eq!(
            ManagementLink::parse(&format!("{BASE}{below}"))
                .unwrap()
                .operation,
            operation,
            "{below}"
        );
    }
}

#[test]
fn an_id_is_decoded_in_either_case() {
    assert_eq!(
        id_of(&format!("{BASE}/instances/%c3%a5%3A%3a")),
        ("å::".into(), None)
    );
}

#[test]
fn a_plus_is_a_plus_and_may_be_a_space() {
    assert_eq!(
        id_of(&format!("{BASE}/instances/with+space")),
        ("with+space".into(), Some("with space".into()))
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/plus%2Bsign")),
        ("plus+sign".into(), None)
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/with%20space")),
        ("with space".into(), None)
    );
}

#[test]
fn a_percent_encoded_twice_is_one_percent() {
    assert_eq!(id_of(&format!("{BASE}/instances/100%2525")).0, "100%");
    assert_eq!(
        id_of(&format!("{BASE}/instances/100%25")),
        ("100%".into(), None)
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/percent%2541")),
        ("percentA".into(), Some("percent%41".into()))
    );
}

#[test]
fn an_id_with_a_slash_is_read_and_its_other_meaning_known() {
    assert_eq!(
        id_of(&format!("{BASE}/instances/batch%2F7%2f1")),
        ("batch/7/1".into(), Some("batch%2F7%2f1".into()))
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/slash%252Fin")),
        ("slash%2Fin".into(), None)
    );
}

#[test]
fn an_id_whose_slashes_were_written_as_they_are_is_read_too() {
    let read = |below: &str| {
        let link = ManagementLink::parse(&format!("{BASE}/instances/{below}")).unwrap();
        (link.instance_id.unwrap(), link.operation)
    };
    assert_eq!(read("batch/7/1"), ("batch/7/1".into(), None));
    assert_eq!(
        read("batch/7/1/terminate"),
        ("batch/7/1".into(), Some(LinkOperation::Terminate))
    );
    let event = Some("a/b".to_owned());
    assert_eq!(
        read("batch/7/raiseEvent/a/b"),
        ("batch/7".into(), Some(LinkOperation::RaiseEvent { event }))
    );
    let name = "7".to_owned();
    assert_eq!(
        read("batch/7"),
        ("batch".into(), Some(LinkOperation::Other { name }))
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/batch/7")).1.as_deref(),
        Some("batch/7")
    );
    let beside =
        ManagementLink::parse_beside(&format!("{BASE}/instances/batch/7"), "batch/7").unwrap();
    assert_eq!(
        (beside.instance_id.as_deref(), beside.operation),
        (Some("batch/7"), None)
    );
}

#[test]
fn what_surrounds_a_link_is_dropped() {
    for text in [
        "  \"http://localhost:7071/runtime/webhooks/durabletask/instances/x?code=k\",\n",
        "<http://localhost:7071/runtime/webhooks/durabletask/instances/x?code=k>",
        "http://localhost:7071/runtime/webhooks/\n  durabletask/instances/x?code=k#top",
        "http:\\\\localhost:7071\\runtime\\webhooks\\durabletask\\instances\\x?code=k",
        "localhost:7071/runtime/webhooks/durabletask/instances/x?code=k",
        "http://user:pass@localhost:7071/runtime/./webhooks/y/../durabletask/instances/x?code=k",
        "\"http:\\/\\/localhost:7071\\/runtime\\/webhooks\\/durabletask\\/instances\\/x?code=k\"",
    ] {
        let text = text.replace("\n  ", "\n");
        let pasted = read_pasted(&text).unwrap();
        assert_eq!(pasted.kind, PastedKind::Link, "{text}");
        assert_eq!(pasted.link.address.base_url(), BASE, "{text}");
        assert_eq!(pasted.link.instance_id.as_deref(), Some("x"), "{text}");
        assert_eq!(pasted.link.key.unwrap().expose(), "k", "{text}");
    }
}

#[test]
fn an_apps_own_address_is_enough_to_connect() {
    for (text, origin) in [
        (
            "https://orders.azurewebsites.net/",
            "https://orders.azurewebsites.net",
        ),
        (
            "orders.azurewebsites.net:8443",
            "https://orders.azurewebsites.net:8443",
        ),
        ("localhost:7071", "http://localhost:7071"),
        ("HTTP://[::1]:7071?code=abc", "http://[::1]:7071"),
    ] {
        let link = ManagementLink::parse(text).unwrap();
        assert_eq!(link.address.origin, origin);
        assert_eq!(link.instance_id, None);
    }
}

#[test]
fn what_is_no_management_link_says_why() {
    for (text, error) in [
        ("", LinkError::Empty),
        (" \n", LinkError::Empty),
        ("hello", LinkError::NotAUrl),
        ("http://", LinkError::NotAUrl),
        (
            "/runtime/webhooks/durabletask/instances/x",
            LinkError::NotAUrl,
        ),
        (
            &format!("{BASE}/instances//terminate"),
            LinkError::UnknownPath {
                path: "/runtime/webhooks/durabletask/instances//terminate".into(),
            },
        ),
        ("http://a b/", LinkError::NotAUrl),
        ("http://host:99999/", LinkError::NotAUrl),
        (
            "ftp://host/runtime/webhooks/durabletask",
            LinkError::NotHttp {
                scheme: "ftp".into(),
            },
        ),
        (
            "javascript:alert(1)",
            LinkError::NotHttp {
                scheme: "javascript".into(),
            },
        ),
        (
            "https://host/api/Start?code=k",
            LinkError::UnknownPath {
                path: "/api/Start".into(),
            },
        ),
        (
            &format!("{BASE}/nothing/here"),
            LinkError::UnknownPath {
                path: "/runtime/webhooks/durabletask/nothing/here".into(),
            },
        ),
        (
            &format!("{BASE}/orchestrators"),
            LinkError::UnknownPath {
                path: "/runtime/webhooks/durabletask/orchestrators".into(),
            },
        ),
        ("{\"a\":", LinkError::BadJson { line: 1, column: 5 }),
        ("{\"a\":\"http://localhost\"}", LinkError::NoLinkInJson),
        ("[]", LinkError::NoLinkInJson),
        ("curl -X POST", LinkError::NotAUrl),
    ] {
        assert_eq!(read_pasted(text).unwrap_err(), error, "{text}");
    }
}

#[test]
fn no_error_repeats_a_key() {
    for text in [
        "https://host/api/Start?code=SECRET",
        "ftp://host/x?code=SECRET",
        "{\"statusQueryGetUri\":\"https://host/api?code=SECRET\"}",
        "http://user:SECRET@host:x/",
        "curl -H 'x-functions-key: SECRET' ftp://host",
    ] {
        assert!(
            !format!("{:?}", read_pasted(text)).contains("SECRET"),
            "{text}"
        );
    }
}

#[test]
fn the_json_of_a_starter_is_read_in_any_subset() {
    let payload = support::body("approval", "start");
    let whole = read_pasted(&payload).unwrap();
    assert_eq!(whole.kind, PastedKind::StarterJson);
    assert_eq!(whole.link.instance_id.as_deref(), Some("expense-1"));
    assert_eq!(whole.link.operation, None);
    let fields: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&payload).unwrap();
    for bits in 1_u32..1 << fields.len() {
        let subset: serde_json::Map<_, _> = fields
            .iter()
            .enumerate()
            .filter(|(at, _)| bits & 1 << at != 0)
            .map(|(_, (key, value))| (key.clone(), value.clone()))
            .collect();
        let only_id = subset.len() == 1 && subset.contains_key("id");
        let text = serde_json::to_string(&subset).unwrap();
        match read_pasted(&text) {
            Ok(pasted) => assert_eq!(pasted, whole, "{text}"),
            Err(error) => assert!(only_id && error == LinkError::NoLinkInJson, "{text}"),
        }
    }
}

#[test]
fn the_id_beside_a_link_decides_what_its_plus_means() {
    let read = |id: &str, path: &str| {
        let json =
            format!("{{\"id\":{id},\"statusQueryGetUri\":\"{BASE}/instances/{path}?code=k\"}}");
        let link = read_pasted(&json).unwrap().link;
        (link.instance_id.unwrap(), link.other_reading)
    };
    assert_eq!(
        read("\"with space\"", "with+space"),
        ("with space".into(), None)
    );
    assert_eq!(
        read("\"with+space\"", "with+space"),
        ("with+space".into(), None)
    );
    assert_eq!(
        read("\"percent%41\"", "percent%2541"),
        ("percent%41".into(), None)
    );
    assert_eq!(read("\"a%2Fb\"", "a%2Fb"), ("a%2Fb".into(), None));
    // An id of something else decides nothing.
    assert_eq!(
        read("\"order-7\"", "a+b"),
        ("a+b".into(), Some("a b".into()))
    );
    assert_eq!(read("7", "a+b"), ("a+b".into(), Some("a b".into())));
}

#[test]
fn starters_of_other_languages_and_wrappers_are_read() {
    for json in [
        format!("{{\"Id\":\"x\",\"StatusQueryGetUri\":\"{BASE}/instances/x?code=k\"}}"),
        format!(
            "[{{\"links\":{{\"terminatePostUri\":\"{BASE}/instances/x/terminate?reason={{text}}&code=k\"}}}}]"
        ),
        format!("{{\"status\":\"started\",\"url\":\"{BASE}/instances/x?code=k\"}}"),
    ] {
        let link = read_pasted(&json).unwrap().link;
        assert_eq!(link.instance_id.as_deref(), Some("x"), "{json}");
        assert_eq!(link.key.unwrap().expose(), "k");
    }
}

#[test]
fn a_curl_line_gives_its_address_and_the_key_of_its_header() {
    for line in [
        format!("curl -sS '{BASE}/instances/x' -H 'x-functions-key: k'"),
        format!(
            "curl.exe --header \"X-Functions-Key:k\" \\\n  -X POST \"{BASE}/instances/x/resume\" -d '{{\"a\":\"it\\'s\"}}'"
        ),
        format!("curl -Hx-functions-key:k {BASE}/instances/x"),
        format!("curl {BASE}/instances/x?code=k -H 'x-functions-key: other'"),
    ] {
        let pasted = read_pasted(&line).unwrap();
        assert_eq!(pasted.kind, PastedKind::CurlLine);
        assert_eq!(pasted.link.instance_id.as_deref(), Some("x"), "{line}");
        assert_eq!(pasted.link.key.unwrap().expose(), "k", "{line}");
    }
}

#[test]
fn every_recorded_target_leads_back_to_itself() {
    for scenario in ["instance-ids", "lifecycle", "pending-work"] {
        for exchange in support::exchanges(scenario) {
            let target = exchange["request"]["target"].as_str().unwrap();
            // Resolved by every browser before it is sent.
            if target.contains("/..") {
                continue;
            }
            let link = ManagementLink::parse(&format!("http://localhost:7071{target}")).unwrap();
            let Some(id) = &link.instance_id else {
                continue;
            };
            let again = calls::status(id, StatusOptions::default()).url(&link.address);
            assert_eq!(
                ManagementLink::parse(&again).unwrap().instance_id.as_ref(),
                Some(id)
            );
        }
    }
}

#[test]
fn the_hosts_own_links_are_read_as_the_id_beside_them() {
    let mut seen = 0;
    for exchange in support::exchanges("instance-ids") {
        let body = exchange["response"]["body"].as_str().unwrap();
        if exchange["response"]["status"] != 202 || !body.starts_with("{\"id\"") {
            continue;
        }
        let payload: serde_json::Value = serde_json::from_str(body).unwrap();
        let link = read_pasted(body).unwrap().link;
        assert_eq!(link.instance_id.as_deref(), payload["id"].as_str());
        assert_eq!(link.other_reading, None);
        // And without the id one of the two readings is right.
        let alone = ManagementLink::parse(payload["statusQueryGetUri"].as_str().unwrap()).unwrap();
        let readings = [alone.instance_id.as_deref(), alone.other_reading.as_deref()];
        assert!(readings.contains(&payload["id"].as_str()), "{body}");
        seen += 1;
    }
    assert!(seen > 15);
}
