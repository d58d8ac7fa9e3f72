//! Links of extension 2.x and 3.x.

use super::BASE;
use durable_api::{Generation, LinkOperation, ManagementLink};

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
