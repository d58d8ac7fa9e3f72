//! Links among other text.

use super::BASE;
use crate::support;
use durable_api::{LinkError, ManagementLink, PastedKind, read_pasted};

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
