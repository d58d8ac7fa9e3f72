use super::{PortalFileError, read};
use crate::state::connections::connection::{Environment, Kept};

fn refused_at(text: &str) -> String {
    match read(text) {
        Err(PortalFileError::HoldsKey { at }) => at,
        other => panic!("{text} was not refused: {other:?}"),
    }
}

#[test]
fn connections_are_read_with_all_they_say() {
    let text = r#"{"connections":[{"name":"Orders","origin":"https://orders.example/","taskHub":"OrdersHub","connection":"Storage","environment":"prod"}]}"#;
    let read = read(text).expect("a good file");
    let orders = &read[0];
    assert_eq!(
        (orders.name.as_str(), orders.environment, orders.kept),
        ("Orders", Environment::Prod, Kept::Portal)
    );
    assert_eq!(orders.hub(), "orders.example~OrdersHub~Storage");
}

#[test]
fn a_management_link_without_key_may_stand_for_the_origin() {
    let text = r#"{"connections":[{"url":"http://localhost:7071/apps/x/runtime/webhooks/durabletask/instances?taskHub=H"}]}"#;
    let read = read(text).expect("a good file");
    assert_eq!(
        (read[0].hub().as_str(), read[0].name.as_str()),
        ("http:localhost:7071/apps/x~H", "H")
    );
}

#[test]
fn a_file_with_a_key_is_refused_whole_wherever_the_key_is() {
    let link = "https://a.example/runtime/webhooks/durabletask/instances/x";
    for (at, text) in [
        (
            "connections[0].url",
            format!(r#"{{"connections":[{{"url":"{link}?taskHub=H&CODE=sesame"}}]}}"#),
        ),
        (
            "connections[0].code",
            r#"{"connections":[{"origin":"https://a.example","code":"sesame"}]}"#.to_owned(),
        ),
        (
            "connections[1].x-functions-key",
            r#"{"connections":[{"origin":"https://a.example"},{"x-functions-key":"sesame"}]}"#
                .to_owned(),
        ),
        ("key", r#"{"connections":[],"key":"sesame"}"#.to_owned()),
        (
            "note",
            r#"{"connections":[],"note":"send x-functions-key: sesame"}"#.to_owned(),
        ),
        (
            "connections[0]",
            format!(r#"{{"connections":[{{"url":"{link}?%63ode=sesame"}}]}}"#),
        ),
        (
            "portal.json",
            format!(r#"{{"connections":[{{"url":"{link}?code=sesame","url":"{link}"}}]}}"#),
        ),
        ("portal.json", format!("{link}?code=sesame")),
    ] {
        let said = refused_at(&text);
        assert_eq!(said, at);
        assert!(!said.contains("sesame"));
    }
}

#[test]
fn a_malformed_file_says_what_is_wrong_with_it() {
    for (text, said) in [
        ("{", "EOF"),
        ("[]", "connections: no list"),
        (
            r#"{"connections":[{"origin":"https://a.example","name":1}]}"#,
            "connections[0]: name is no text",
        ),
        (
            r#"{"connections":[{"name":"x"}]}"#,
            "connections[0]: neither url nor origin",
        ),
        (
            r#"{"connections":[{"origin":"ftp://a.example"}]}"#,
            "connections[0]: not the address",
        ),
        (
            r#"{"connections":[{"origin":"https://a.example","environment":"moon"}]}"#,
            "connections[0]: environment",
        ),
    ] {
        match read(text) {
            Err(PortalFileError::Malformed { why }) => assert!(why.contains(said), "{text}: {why}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn a_file_may_name_nothing() {
    assert_eq!(read(r#"{"connections":[]}"#), Ok(Vec::new()));
}
