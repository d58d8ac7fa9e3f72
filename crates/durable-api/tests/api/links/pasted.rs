//! Links among other text.

use super::BASE;
use crate::support;
use durable_api::{ManagementLink, PasteFault, PasteKind, read_paste};

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
        let pasted = read_paste(&text).unwrap();
        assert_eq!(pasted.kind, PasteKind::Link, "{text}");
        let link = pasted.link.unwrap();
        assert_eq!(link.address.base_url(), BASE, "{text}");
        assert_eq!(link.instance_id.as_deref(), Some("x"), "{text}");
        assert_eq!(link.key.unwrap().expose(), "k", "{text}");
    }
}

#[test]
fn the_json_of_a_starter_is_read_in_any_subset() {
    let payload = support::body("approval", "start");
    let whole = read_paste(&payload).unwrap();
    assert_eq!(whole.kind, PasteKind::Starter);
    let link = whole.link.clone().unwrap();
    assert_eq!(link.instance_id.as_deref(), Some("expense-1"));
    assert_eq!(link.operation, None);
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
        match read_paste(&text) {
            Ok(pasted) => assert_eq!(pasted.link, whole.link, "{text}"),
            Err(error) => assert!(only_id && error.fault == PasteFault::NoLinkInJson, "{text}"),
        }
    }
}

#[test]
fn the_id_beside_a_link_decides_what_its_plus_means() {
    let read = |id: &str, path: &str| {
        let json =
            format!("{{\"id\":{id},\"statusQueryGetUri\":\"{BASE}/instances/{path}?code=k\"}}");
        let link = read_paste(&json).unwrap().link.unwrap();
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
fn the_hosts_own_links_are_read_as_the_id_beside_them() {
    let mut seen = 0;
    for exchange in support::exchanges("instance-ids") {
        let body = exchange["response"]["body"].as_str().unwrap();
        if exchange["response"]["status"] != 202 || !body.starts_with("{\"id\"") {
            continue;
        }
        let payload: serde_json::Value = serde_json::from_str(body).unwrap();
        let link = read_paste(body).unwrap().link.unwrap();
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
