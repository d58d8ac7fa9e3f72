//! Positions of our own making, against what the real store wrote and took.

use crate::support::exchanges;
use durable_api::PositionEncoding as Encoding;
use durable_api::position::{just_after, page_token, store_order};
use serde_json::Value;

fn sent(exchange: &Value) -> Option<&str> {
    exchange["request"]["headers"]["x-ms-continuation-token"].as_str()
}

fn rows(exchange: &Value) -> Vec<String> {
    let body = exchange["response"]["body"].as_str().unwrap();
    let rows: Vec<Value> = serde_json::from_str(body).unwrap_or_default();
    rows.iter()
        .map(|row| row["instanceId"].as_str().unwrap().to_owned())
        .collect()
}

fn named(name: &str) -> Value {
    exchanges("positions")
        .into_iter()
        .find(|exchange| exchange["name"].as_str().unwrap().starts_with(name))
        .unwrap()
}

#[test]
fn every_token_the_host_wrote_is_written_alike() {
    let mut seen = 0;
    for scenario in ["positions", "list"] {
        for exchange in exchanges(scenario) {
            let given = exchange["response"]["headers"]["x-ms-continuation-token"]
                .as_str()
                .unwrap_or_default();
            if given.is_empty() {
                continue;
            }
            let (encoding, id) = Encoding::recognise(given).unwrap();
            assert_eq!(encoding, Encoding::Emulator);
            assert_eq!(encoding.token(&id).unwrap(), given);
            seen += 1;
        }
    }
    assert!(seen > 10);
}

#[test]
fn the_tokens_the_host_understood_are_ours() {
    for (name, id, first) in [
        ("position = the last id seen", "k-007", "k-007"),
        ("position = the last id and a space", "k-007 ", "k-008"),
        ("position = a key that does not exist", "k-0305", "k-031"),
        ("position in the middle, non-ASCII", "k-å", "k-åäö"),
        ("position = an escaped caret", "k-^", "k-^caret"),
        ("position before the prefix", "a", "k-030"),
    ] {
        let exchange = named(name);
        assert_eq!(
            sent(&exchange).unwrap(),
            Encoding::Emulator.token(id).unwrap(),
            "{name}"
        );
        assert_eq!(rows(&exchange)[0], first, "{name}");
    }
}

#[test]
fn the_encodings_the_emulator_did_not_know_are_the_other_ones() {
    let azure = named("the cloud store's encoding");
    assert_eq!(
        sent(&azure).unwrap(),
        Encoding::Azure.token("k-007").unwrap()
    );
    let newer = named("key and row with a space between");
    assert_eq!(
        sent(&newer).unwrap(),
        Encoding::NewerLibrary { azure: false }
            .token("k-007")
            .unwrap()
    );
    let page = named("a page number");
    assert_eq!(sent(&page).unwrap(), "1");
    assert_eq!(Encoding::PageNumber.token("k-007"), None);
    assert_eq!((page_token(1), page_token(2).as_deref()), (None, Some("1")));
}

#[test]
fn the_order_is_the_stores() {
    let ids = rows(&named("all, in the store's order"));
    assert!(ids.len() > 40);
    assert!(ids.is_sorted_by(|a, b| store_order(a, b).is_lt()));
    for pair in ids.windows(2) {
        assert!(store_order(&just_after(&pair[0]), &pair[1]).is_le());
    }
}
