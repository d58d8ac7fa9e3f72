use proptest::prelude::*;

use super::{
    InstanceQuery, InstancesView, Invitation, PlanWish, Route, StartAt, Tab, decode, encode,
};

const HUB: &str = "http:localhost:7071~DemoHub";

fn instances(view: InstancesView) -> Route {
    Route::Instances {
        hub: "x".into(),
        view,
    }
}

#[test]
fn the_addresses_read_as_the_screen_list_says() {
    let view = InstancesView {
        filter: r#"status:Failed,Running name:Order* id:"order-/1"* output.n=1+1 created:>-2h"#
            .into(),
        sort: "created-".into(),
        columns: "id,output.orderId".into(),
        group: "error".into(),
        others: vec![("of tomorrow".into(), "a b".into())],
    };
    let cases = [
        (Route::Connections, "#/"),
        (Route::Journal, "#/journal"),
        (
            Route::Maintain { hub: HUB.into() },
            "#/h/http:localhost:7071~DemoHub/maintain",
        ),
        (
            Route::instances(HUB),
            "#/h/http:localhost:7071~DemoHub/instances",
        ),
        (
            Route::Instances {
                hub: "a.example/x~H".into(),
                view,
            },
            "#/h/a.example%2Fx~H/instances?q=status:Failed,Running+name:Order*+id:%22order-/1%22*+output.n=1%2B1+created:%3E-2h&sort=created-&columns=id,output.orderId&group=error&of%20tomorrow=a%20b",
        ),
        (
            Route::instance(HUB, "50% é#?+ /"),
            "#/h/http:localhost:7071~DemoHub/i/50%25%20%C3%A9%23%3F%2B%20%2F",
        ),
        (
            Route::Instance {
                hub: HUB.into(),
                id: "a".into(),
                query: InstanceQuery::of_tab(Tab::Raw),
            },
            "#/h/http:localhost:7071~DemoHub/i/a?tab=raw",
        ),
        (
            Route::About { hub: HUB.into() },
            "#/h/http:localhost:7071~DemoHub/about",
        ),
        (
            Route::Plans { hub: HUB.into() },
            "#/h/http:localhost:7071~DemoHub/plans",
        ),
        (
            Route::NewPlan {
                hub: HUB.into(),
                wish: PlanWish {
                    what: "restart".into(),
                    filter: "status:Failed name:A".into(),
                    tree: "a/b".into(),
                },
            },
            "#/h/http:localhost:7071~DemoHub/plans/new?do=restart&q=status:Failed+name:A&tree=a%2Fb",
        ),
        (
            Route::Plan {
                hub: HUB.into(),
                number: 12,
            },
            "#/h/http:localhost:7071~DemoHub/plans/12",
        ),
        (Route::start(HUB), "#/h/http:localhost:7071~DemoHub/start"),
        (
            Route::Start {
                hub: HUB.into(),
                at: StartAt {
                    name: Some("Order".into()),
                    like: Some("50% é".into()),
                },
            },
            "#/h/http:localhost:7071~DemoHub/start?name=Order&like=50%25%20%C3%A9",
        ),
        (
            Route::Entities { hub: HUB.into() },
            "#/h/http:localhost:7071~DemoHub/entities",
        ),
        (
            Route::Entity {
                hub: HUB.into(),
                name: "counter".into(),
                key: "a/b@c".into(),
            },
            "#/h/http:localhost:7071~DemoHub/entities/counter/a%2Fb@c",
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
        "/h/x/instances?prefix=",
        "/h/x/instances?q=",
        "/h/x/instances?sort=",
        "/h/x/instances?q=a&q=b",
        "/h/x/instances?more=a&more=b",
        "/h/x/i/a?tab=nowhere",
        "/h/x/i/a?event=0",
        "/h/x/i/a?span=first",
        "/h/x/i/a?with=",
        "/h/x/plans/0",
        "/h/x/plans/first",
        "/h/x/plans/new?q=",
        "/h/x/plans/1?q=a",
        "/?q=1",
        "/h/x/maintain?q=1",
        "/journal?q=1",
        "/journal/more",
        "/elsewhere",
    ] {
        assert_eq!(Route::parse(text), Route::Unknown(text.into()), "{text}");
    }
}

#[test]
fn the_first_addresses_still_read_and_become_the_typed_form() {
    for (old, filter) in [
        ("status=Failed,Running", "status:Failed,Running"),
        ("status=Hatched%22", r#"status:"Hatched\"""#),
        ("prefix=order-%2F1+", r#"id:"order-/1+"*"#),
        ("from=2026-09-21T14:13:20Z", "created:>2026-09-21T14:13:20Z"),
        // At or before, in a form that only knows before.
        (
            "to=2026-09-21T14:13:20Z",
            "created:<2026-09-21T14:13:20.001Z",
        ),
        (
            "status=Failed&prefix=a&q=%22declined%22",
            r#"status:Failed id:"a"* "declined""#,
        ),
    ] {
        assert_eq!(
            Route::parse(&format!("/h/x/instances?{old}")),
            instances(InstancesView::of_filter(filter)),
            "{old}"
        );
    }
}

#[test]
fn what_a_later_portal_would_understand_is_kept_and_a_key_is_not() {
    let view = InstancesView {
        others: vec![("later".into(), "a+b".into())],
        ..InstancesView::default()
    };
    let route = Route::parse("/h/x/instances?later=a%2Bb&code=s3cr3t&X-Functions-Key=s3cr3t");
    assert_eq!(route, instances(view));
    assert!(!route.href().contains("s3cr3t"));
}

#[test]
fn a_space_of_a_filter_may_be_written_both_ways() {
    let wanted = instances(InstancesView::of_filter("a + b"));
    for text in ["a+%2B+b", "a%20%2B%20b"] {
        assert_eq!(Route::parse(&format!("/h/x/instances?q={text}")), wanted);
    }
    assert_eq!(wanted.href(), "#/h/x/instances?q=a+%2B+b");
}

#[test]
fn the_instances_that_begin_so_are_a_filter() {
    let view = InstancesView::with_prefix(r#"odd "id" *"#);
    assert_eq!(view.filter, r#"id:"odd \"id\" *"*"#);
}

#[test]
fn an_id_is_decoded_once() {
    assert_eq!(decode("percent%2541"), "percent%41");
    assert_eq!(decode("100%"), "100%");
    assert_eq!(decode("%zz+%C3%A9"), "%zz+é");
}

fn instances_view() -> impl Strategy<Value = InstancesView> {
    let text = ".*";
    let name = ".*".prop_filter("of another portal", |it| {
        let ours = [
            "q", "sort", "columns", "group", "status", "from", "to", "prefix",
        ];
        !ours.contains(&it.as_str()) && !super::invitation::is_key(it)
    });
    let others = proptest::collection::btree_map(name, text, 0..3);
    (text, text, text, text, others).prop_map(|(filter, sort, columns, group, others)| {
        let others = others.into_iter().collect();
        InstancesView {
            filter,
            sort,
            columns,
            group,
            others,
        }
    })
}

fn instance_query() -> impl Strategy<Value = InstanceQuery> {
    let place = proptest::option::of(0_usize..100_000);
    let with = proptest::option::of(any::<String>().prop_filter("named", |it| !it.is_empty()));
    (
        proptest::sample::select(Tab::ALL.to_vec()),
        place.clone(),
        place,
        with,
    )
        .prop_map(|(tab, event, span, with)| InstanceQuery {
            tab,
            event,
            span,
            with,
        })
}

proptest! {
    #[test]
    fn whatever_a_route_holds_comes_back(hub in "\\PC+", id in "[\\PC%#?+/ ]+", of_one in instance_query(), view in instances_view()) {
        for route in [Route::Instance { hub: hub.clone(), id, query: of_one }, Route::About { hub: hub.clone() }, Route::Instances { hub, view }] {
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
