use chrono::{DateTime, TimeZone, Utc};
use durable_api::status::RuntimeStatus;
use proptest::prelude::*;

use super::{InstancesQuery, Invitation, Route, Start, Tab, decode, encode};

const HUB: &str = "http:localhost:7071~DemoHub";

fn at(ms: i64) -> DateTime<Utc> {
    Utc.timestamp_millis_opt(ms).unwrap()
}

#[test]
fn the_addresses_read_as_the_screen_list_says() {
    let query = InstancesQuery {
        statuses: vec![RuntimeStatus::Failed, RuntimeStatus::Running],
        created_from: Some(at(1_790_000_000_000)),
        prefix: Some("order-/1".into()),
        start: Some(Start::After("order-9".into())),
        ..InstancesQuery::default()
    };
    let cases = [
        (Route::Connections, "#/"),
        (
            Route::instances(HUB),
            "#/h/http:localhost:7071~DemoHub/instances",
        ),
        (
            Route::Instances {
                hub: "a.example/x~H".into(),
                query,
            },
            "#/h/a.example%2Fx~H/instances?status=Failed,Running&from=2026-09-21T14:13:20Z&prefix=order-%2F1&after=order-9",
        ),
        (
            Route::instance(HUB, "50% é#?+ /"),
            "#/h/http:localhost:7071~DemoHub/i/50%25%20%C3%A9%23%3F%2B%20%2F",
        ),
        (
            Route::Instance {
                hub: HUB.into(),
                id: "a".into(),
                tab: Tab::Raw,
            },
            "#/h/http:localhost:7071~DemoHub/i/a?tab=raw",
        ),
        (
            Route::About { hub: HUB.into() },
            "#/h/http:localhost:7071~DemoHub/about",
        ),
    ];
    for (route, text) in cases {
        assert_eq!(route.href(), text);
        assert_eq!(Route::parse(text), route);
    }
}

#[test]
fn an_invitation_holds_a_view_and_what_its_hub_is_called() {
    let invitation = Invitation {
        view: Route::instance("orders.example~H", "order-7"),
        called: Some("Orders & more".into()),
        environment: Some("prod".into()),
    };
    let text =
        "#/?open=%2Fh%2Forders.example~H%2Fi%2Forder-7&called=Orders%20%26%20more&environment=prod";
    let route = Route::Invitation(Box::new(invitation));
    assert_eq!(route.href(), text);
    assert_eq!(Route::parse(text), route);
    assert_eq!(route.hub(), Some("orders.example~H"));
}

#[test]
fn a_key_in_an_invitation_is_dropped_and_not_honoured() {
    let bare = Route::parse("#/?open=%2Fh%2Fa.example%2Finstances");
    assert!(matches!(bare, Route::Invitation(_)));
    for key in ["code=s3cr3t", "KEY=s3cr3t", "x-functions-key=s3cr3t"] {
        let route = Route::parse(&format!("#/?{key}&open=%2Fh%2Fa.example%2Finstances"));
        assert_eq!(route, bare);
        assert!(!route.href().contains("s3cr3t"));
    }
}

#[test]
fn an_invitation_to_no_view_of_a_hub_is_none() {
    for text in [
        "/?open=%2F",
        "/?open=%2Fh%2Fa.example%2Felsewhere",
        "/?called=x",
        "/?open=%2Fh%2Fa.example%2Finstances&called=",
        "/?open=%2Fh%2Fa.example%2Finstances&open=%2Fh%2Fa.example%2Finstances",
        "/?open=%2F%3Fopen%3D%252Fh%252Fa.example%252Finstances",
    ] {
        assert_eq!(Route::parse(text), Route::Unknown(text.into()), "{text}");
    }
}

#[test]
fn no_fragment_at_all_is_the_connections_page() {
    assert_eq!(Route::parse(""), Route::Connections);
    assert_eq!(Route::parse("#"), Route::Connections);
}

#[test]
fn a_link_that_cannot_be_read_in_full_is_not_half_obeyed() {
    for text in [
        "/h//instances",
        "/h/x",
        "/h/x/i/",
        "/h/x/i/a/b",
        "/h/x/instances/more",
        "/h/x/about/more",
        "/h/x/about?tab=raw",
        "/h/x/instances?from=yesterday",
        "/h/x/instances?prefix=a&prefix=b",
        "/h/x/instances?after=a&token=b",
        "/h/x/instances?orderBy=name",
        "/h/x/instances?prefix=",
        "/h/x/i/a?tab=nowhere",
        "/?q=1",
        "/elsewhere",
    ] {
        assert_eq!(Route::parse(text), Route::Unknown(text.into()), "{text}");
    }
}

#[test]
fn an_id_is_decoded_once() {
    assert_eq!(decode("percent%2541"), "percent%41");
    assert_eq!(decode("100%"), "100%");
    assert_eq!(decode("%zz+%C3%A9"), "%zz+é");
}

fn instances_query() -> impl Strategy<Value = InstancesQuery> {
    let status = prop_oneof![
        Just(RuntimeStatus::Failed),
        Just(RuntimeStatus::Running),
        Just(RuntimeStatus::from_wire("Hatched")),
    ];
    let time = proptest::option::of((0..4_000_000_000_000_i64).prop_map(at));
    let start = proptest::option::of(prop_oneof![
        any::<String>()
            .prop_filter("named", |it| !it.is_empty())
            .prop_map(Start::After),
        any::<String>()
            .prop_filter("named", |it| !it.is_empty())
            .prop_map(Start::Token),
    ]);
    let prefix = proptest::option::of(any::<String>().prop_filter("named", |it| !it.is_empty()));
    (
        proptest::collection::vec(status, 0..4),
        time.clone(),
        time,
        prefix,
        start,
    )
        .prop_map(
            |(statuses, created_from, created_to, prefix, start)| InstancesQuery {
                statuses,
                created_from,
                created_to,
                prefix,
                start,
            },
        )
}

proptest! {
    #[test]
    fn whatever_a_route_holds_comes_back(hub in "\\PC+", id in "[\\PC%#?+/ ]+", raw: bool, query in instances_query()) {
        let tab = if raw { Tab::Raw } else { Tab::Events };
        for route in [Route::Instance { hub: hub.clone(), id, tab }, Route::About { hub: hub.clone() }, Route::Instances { hub, query }] {
            let text = route.href();
            prop_assert!(text.bytes().all(|it| it.is_ascii_graphic()), "{}", text);
            prop_assert_eq!(Route::parse(&text), route);
        }
    }

    #[test]
    fn any_text_is_some_route_and_stays_it(text: String) {
        let route = Route::parse(&text);
        prop_assert_eq!(Route::parse(&route.href()), route);
    }

    #[test]
    fn encoding_comes_back(text: String) {
        prop_assert_eq!(decode(&encode(&text)), text);
    }
}
