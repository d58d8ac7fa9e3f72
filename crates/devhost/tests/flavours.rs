//! Walks of a hub under each store's tokens.

mod support;

use std::collections::HashSet;

use devhost::config::HostConfig;
use devhost::generated::Generated;
use devhost::store::{Position, StoreFlavour, StoreKey};
use devhost::wire::{Request, Response};
use support::{Fixture, ids, start_of_time};

const BY_KEY: [StoreFlavour; 5] = [
    StoreFlavour::Emulator,
    StoreFlavour::Azure,
    StoreFlavour::Newer,
    StoreFlavour::NewerAzure,
    StoreFlavour::Opaque,
];
const ROWS: u64 = 1200;

/// A hub of generated rows and three that live, two of which stand at the ends of the store's order.
fn hub(store: StoreFlavour, change: impl FnOnce(&mut HostConfig)) -> Fixture {
    let mut config = HostConfig {
        store,
        ..HostConfig::default()
    };
    change(&mut config);
    let mut fixture = Fixture::configured(config);
    let rows = Generated::new(1, ROWS, start_of_time());
    fixture.host.set_generated(Box::new(rows));
    // The last is 龍, as a URL holds it.
    for id in ["!first", "order-10000001x", "%E9%BE%8D"] {
        fixture.start("LongWait", id, "");
    }
    fixture
}

fn page(fixture: &mut Fixture, query: &str, token: &str) -> Response {
    let mut request = Request::new("GET", &format!("/instances?{query}"));
    if !token.is_empty() {
        request = request.with_header("x-ms-continuation-token", token);
    }
    fixture.send(request)
}

/// Every page by the tokens the host gives, until it gives none.
fn walk(fixture: &mut Fixture, query: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut token = String::new();
    loop {
        let answer = page(fixture, query, &token);
        assert_eq!(answer.status, 200, "{}", answer.text());
        pages.push(ids(&answer));
        // On its way a header loses the space at its end.
        let next = answer.header("x-ms-continuation-token").unwrap_or_default();
        next.trim_end().clone_into(&mut token);
        if token.is_empty() {
            return pages;
        }
    }
}

#[test]
fn a_walk_by_tokens_sees_every_instance_once() {
    for store in BY_KEY.into_iter().chain([StoreFlavour::Pages]) {
        let pages = walk(&mut hub(store, |_| {}), "top=100");
        let all: Vec<String> = pages.concat();
        let distinct: HashSet<&String> = all.iter().collect();
        assert_eq!(all.len() as u64, ROWS + 3, "{store:?}");
        assert_eq!(distinct.len(), all.len(), "{store:?}");
    }
}

#[test]
fn keys_ascend_and_pages_follow_creation() {
    for store in BY_KEY {
        let all = walk(&mut hub(store, |_| {}), "top=250").concat();
        assert!(all.is_sorted_by_key(|id| StoreKey::of(id)), "{store:?}");
    }
    let mut fixture = hub(StoreFlavour::Pages, |_| {});
    let mut created = Vec::new();
    for number in 0..13 {
        let token = if number == 0 {
            String::new()
        } else {
            number.to_string()
        };
        let answer = page(&mut fixture, "top=100", &token);
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&answer.body).unwrap();
        created.extend(rows.iter().map(|row| row["createdTime"].to_string()));
    }
    assert_eq!(created.len() as u64, ROWS + 3);
    assert!(created.is_sorted());
}

#[test]
fn a_position_is_inclusive_and_need_not_exist() {
    for store in BY_KEY {
        let mut fixture = hub(store, |_| {});
        let from = |id: &str| store.write(&Position::Key(StoreKey::of(id)));
        let there = page(&mut fixture, "top=3", &from("order-10000003"));
        assert_eq!(ids(&there)[0], "order-10000003", "{store:?}");
        let after = page(&mut fixture, "top=3", &from("order-10000003 "));
        assert_eq!(ids(&after)[0], "order-10000003:payment", "{store:?}");
        let behind_all = page(&mut fixture, "top=3", &from("\u{ffff}"));
        assert_eq!(ids(&behind_all).len(), 0, "{store:?}");
        assert_eq!(behind_all.header("x-ms-continuation-token"), Some(""));
    }
}

#[test]
fn a_position_composes_with_a_prefix_and_a_status() {
    for store in BY_KEY {
        let mut fixture = hub(store, |_| {});
        let from = store.write(&Position::Key(StoreKey::of("order-10000100")));
        let query = "top=50&instanceIdPrefix=order-&runtimeStatus=Completed";
        let answer = page(&mut fixture, query, &from);
        let found = ids(&answer);
        assert_eq!(found.len(), 50, "{store:?}");
        assert!(found.iter().all(|id| id.as_str() >= "order-10000100"));
    }
}

#[test]
fn a_store_that_looks_at_few_rows_gives_short_and_empty_pages_until_the_end() {
    for store in BY_KEY {
        let whole = walk(&mut hub(store, |_| {}), "top=100&runtimeStatus=Failed").concat();
        let mut narrow = hub(store, |config| config.scan_cap = Some(20));
        let pages = walk(&mut narrow, "top=100&runtimeStatus=Failed");
        assert!(pages.iter().any(Vec::is_empty), "{store:?}");
        assert!(pages.len() > 50, "{store:?}");
        assert_eq!(pages.concat(), whole, "{store:?}");
    }
}

#[test]
fn no_page_is_longer_than_the_store_allows() {
    for store in BY_KEY {
        let mut capped = hub(store, |config| config.page_cap = 40);
        let pages = walk(&mut capped, "top=1000");
        assert!(pages.iter().all(|page| page.len() <= 40), "{store:?}");
        assert_eq!(pages.concat().len() as u64, ROWS + 3, "{store:?}");
    }
}

#[test]
fn a_short_page_is_the_last_where_pages_are_numbered() {
    let mut fixture = hub(StoreFlavour::Pages, |_| {});
    let pages = walk(&mut fixture, "top=100&runtimeStatus=Failed,Terminated");
    let (last, full) = pages.split_last().unwrap();
    assert!(full.iter().all(|page| page.len() == 100));
    assert!(last.len() < 100);
    let again = page(
        &mut fixture,
        "top=100&runtimeStatus=Failed,Terminated",
        "50",
    );
    assert_eq!(ids(&again).len(), 0);
}

#[test]
fn numbered_pages_within_a_window_of_creation_are_those_of_the_whole() {
    let mut fixture = hub(StoreFlavour::Pages, |_| {});
    let from = start_of_time() - chrono::TimeDelta::days(9);
    let to = start_of_time() - chrono::TimeDelta::days(2);
    let time = |time: chrono::DateTime<chrono::Utc>| time.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let window = format!("createdTimeFrom={}&createdTimeTo={}", time(from), time(to));
    let found = walk(&mut fixture, &format!("top=20&{window}")).concat();
    let by_key = walk(
        &mut hub(StoreFlavour::Emulator, |_| {}),
        &format!("top=20&{window}"),
    )
    .concat();
    assert!(found.len() > 50, "{}", found.len());
    assert_eq!(
        found.iter().collect::<HashSet<_>>(),
        by_key.iter().collect::<HashSet<_>>()
    );
    assert_eq!(found.len(), by_key.len());
}

#[test]
fn a_foreign_token_is_refused_or_leads_nowhere_and_never_to_a_wrong_place() {
    let foreign = |store: StoreFlavour| store.write(&Position::Key(StoreKey::of("order-10000100")));
    for store in BY_KEY {
        for other in BY_KEY.into_iter().filter(|other| *other != store) {
            let answer = page(&mut hub(store, |_| {}), "top=3", &foreign(other));
            let first = (answer.status == 200).then(|| ids(&answer).first().cloned());
            assert_ne!(
                first.flatten().as_deref(),
                Some("order-10000100"),
                "{other:?} at {store:?}"
            );
        }
        let by_key = page(
            &mut hub(StoreFlavour::Pages, |_| {}),
            "top=3",
            &foreign(store),
        );
        assert_eq!(by_key.status, 400, "{store:?}");
    }
    let nonsense = page(&mut hub(StoreFlavour::Azure, |_| {}), "top=3", "nonsense");
    assert_eq!(nonsense.status, 500);
}
