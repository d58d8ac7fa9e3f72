//! Walking a hub by positions of our own: every store is walked to its end, and every instance is seen exactly once.

use std::collections::BTreeSet;

use devhost::server::{CorsMode, ServerConfig};
use devhost::store::StoreFlavour;
use durable_api::position::{just_after, page_token, store_order};
use durable_api::{
    InstanceStatus, ListQuery, NextPage, PositionEncoding, RuntimeStatus, calls, decode,
};

use crate::client::Client;

const COUNT: usize = 437;

async fn hub(store: StoreFlavour, page_cap: usize, scan_cap: Option<u64>) -> Client {
    let mut config = ServerConfig {
        instances: COUNT as u64,
        cors: CorsMode::List,
        ..ServerConfig::default()
    };
    config.host.store = store;
    config.host.page_cap = page_cap;
    config.host.scan_cap = scan_cap;
    Client::start(config).await
}

/// One page, and what its header says of the next.
async fn page(client: &Client, query: &ListQuery) -> (Vec<InstanceStatus>, NextPage) {
    let answer = client.send(&calls::list(query)).await;
    let rows = decode::list_answer(answer.status, &answer.body);
    let rows = rows.unwrap_or_else(|refusal| panic!("{query:?}: {refusal:?}"));
    (
        rows,
        decode::next_page(answer.header(calls::CONTINUATION_HEADER)),
    )
}

/// The ids of a walk by the tokens that the host gives, which the other walks are held against.
async fn by_token(client: &Client, top: u16) -> Vec<String> {
    let mut ids = Vec::new();
    let mut query = ListQuery {
        top,
        ..ListQuery::default()
    };
    loop {
        let (rows, next) = page(client, &query).await;
        ids.extend(rows.into_iter().map(|row| row.instance_id));
        match next {
            NextPage::Token(token) => query.position = Some(token),
            NextPage::End => return ids,
            NextPage::Unreadable => panic!("a native client reads every header"),
        }
    }
}

fn once(ids: &[String]) -> BTreeSet<&String> {
    let set: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(set.len(), ids.len(), "an id was listed twice");
    set
}

/// Goes on right behind the last id seen until nothing comes.
async fn by_position(client: &Client, encoding: PositionEncoding, top: u16) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    loop {
        let position = ids
            .last()
            .and_then(|last| encoding.token(&just_after(last)));
        let query = ListQuery {
            top,
            position,
            ..ListQuery::default()
        };
        let (rows, _) = page(client, &query).await;
        if rows.is_empty() {
            return ids;
        }
        ids.extend(rows.into_iter().map(|row| row.instance_id));
        assert!(ids.len() <= 2 * COUNT, "the walk does not end");
    }
}

#[tokio::test]
async fn stores_that_seek_by_id_are_walked_by_a_written_position() {
    for (store, encoding) in [
        (StoreFlavour::Emulator, PositionEncoding::Emulator),
        (StoreFlavour::Azure, PositionEncoding::Azure),
        (
            StoreFlavour::Newer,
            PositionEncoding::NewerLibrary { azure: false },
        ),
    ] {
        let client = hub(store, 1000, None).await;
        let walked = by_position(&client, encoding, 50).await;
        let given = by_token(&client, 64).await;
        assert_eq!(once(&walked).len(), COUNT, "{store:?}");
        assert_eq!(
            walked, given,
            "{store:?}: both ways see the same in the same order"
        );
        assert!(
            walked.is_sorted_by(|a, b| store_order(a, b).is_lt()),
            "{store:?}: in the store's order"
        );
    }
}

#[tokio::test]
async fn a_page_number_store_is_walked_by_counting() {
    let client = hub(StoreFlavour::Pages, 1000, None).await;
    let mut ids = Vec::new();
    for number in 1.. {
        let query = ListQuery {
            position: page_token(number),
            ..ListQuery::default()
        };
        let (rows, _) = page(&client, &query).await;
        let short = rows.len() < 100;
        ids.extend(rows.into_iter().map(|row| row.instance_id));
        if short {
            break;
        }
    }
    assert_eq!(once(&ids).len(), COUNT);
}

#[tokio::test]
async fn an_opaque_store_is_walked_by_its_tokens_alone() {
    let client = hub(StoreFlavour::Opaque, 1000, None).await;
    let ids = by_token(&client, 100).await;
    assert_eq!(once(&ids).len(), COUNT);
    for encoding in PositionEncoding::BY_ID {
        let query = ListQuery {
            position: encoding.token(&just_after(&ids[99])),
            ..ListQuery::default()
        };
        let answer = client.send(&calls::list(&query)).await;
        let rows = decode::list_answer(answer.status, &answer.body).unwrap_or_default();
        let went_on = rows.first().is_some_and(|row| row.instance_id == ids[100]);
        assert!(!went_on, "an opaque store cannot understand {encoding:?}");
    }
}

#[tokio::test]
async fn a_store_understands_its_own_encoding_and_proves_it() {
    // The proof of the wire contract: going on from the last id seen answers with that id first.
    for (store, own) in [
        (StoreFlavour::Emulator, PositionEncoding::Emulator),
        (StoreFlavour::Azure, PositionEncoding::Azure),
    ] {
        let client = hub(store, 1000, None).await;
        let (first, next) = page(&client, &ListQuery::default()).await;
        let last = &first.last().expect("a hub with instances").instance_id;
        for encoding in PositionEncoding::BY_ID {
            let query = ListQuery {
                position: encoding.token(last),
                ..ListQuery::default()
            };
            let answer = client.send(&calls::list(&query)).await;
            let rows = decode::list_answer(answer.status, &answer.body).unwrap_or_default();
            let proven = rows.first().is_some_and(|row| row.instance_id == *last);
            assert_eq!(proven, encoding == own, "{store:?} and {encoding:?}");
        }
        let NextPage::Token(token) = next else {
            panic!("{store:?}: there is more than one page");
        };
        let recognised = PositionEncoding::recognise(&token).map(|(encoding, _)| encoding);
        assert_eq!(recognised, Some(own), "{token}");
    }
}

#[tokio::test]
async fn short_and_empty_pages_do_not_end_a_walk_by_token() {
    for store in [
        StoreFlavour::Emulator,
        StoreFlavour::Azure,
        StoreFlavour::Newer,
    ] {
        let client = hub(store, 40, Some(30)).await;
        let ids = by_token(&client, 1000).await;
        assert_eq!(once(&ids).len(), COUNT, "{store:?}");
        let mut query = ListQuery {
            statuses: vec![RuntimeStatus::Failed],
            ..ListQuery::default()
        };
        let (mut found, mut short) = (0, 0);
        loop {
            let (rows, next) = page(&client, &query).await;
            assert!(
                rows.iter()
                    .all(|row| row.runtime_status == RuntimeStatus::Failed)
            );
            found += rows.len();
            match next {
                NextPage::Token(token) => query.position = Some(token),
                _ => break,
            }
            short += usize::from(rows.len() < 30);
        }
        assert!(found > 0 && found < COUNT, "{store:?}: {found} failed");
        assert!(short > 0, "{store:?}: pages of few matches carry a token");
    }
}

#[tokio::test]
async fn filters_narrow_on_the_host_and_compose_with_a_position() {
    let client = hub(StoreFlavour::Emulator, 1000, None).await;
    let all = by_token(&client, 1000).await;
    let prefix: String = all[COUNT / 2].chars().take(3).collect();
    let wanted: Vec<&String> = all.iter().filter(|id| id.starts_with(&prefix)).collect();
    let mut seen: Vec<String> = Vec::new();
    loop {
        let query = ListQuery {
            prefix: Some(prefix.clone()),
            top: 7,
            position: seen
                .last()
                .and_then(|last| PositionEncoding::Emulator.token(&just_after(last))),
            ..ListQuery::default()
        };
        let (rows, _) = page(&client, &query).await;
        if rows.is_empty() {
            break;
        }
        seen.extend(rows.into_iter().map(|row| row.instance_id));
    }
    assert_eq!(seen.iter().collect::<Vec<_>>(), wanted);
    let (first, _) = page(&client, &ListQuery::default()).await;
    let moment = first[10].created_time.utc().expect("a time");
    for (from, to) in [(Some(moment), None), (None, Some(moment))] {
        let query = ListQuery {
            created_from: from,
            created_to: to,
            top: 1000,
            ..ListQuery::default()
        };
        let (rows, _) = page(&client, &query).await;
        assert!(!rows.is_empty() && rows.len() < COUNT);
        for row in rows {
            let created = row.created_time.utc().expect("a time");
            assert!(from.is_none_or(|from| created >= from) && to.is_none_or(|to| created <= to));
        }
    }
}

#[tokio::test]
async fn a_filtered_list_asks_for_no_inputs_and_gets_none() {
    // Without a filter the host sends inputs whatever it is asked (recording list).
    let client = hub(StoreFlavour::Emulator, 1000, None).await;
    let query = ListQuery {
        statuses: vec![RuntimeStatus::Completed],
        ..ListQuery::default()
    };
    let (rows, _) = page(&client, &query).await;
    assert!(!rows.is_empty() && rows.iter().all(|row| row.input.is_null()));
    let asked = ListQuery {
        show_input: true,
        ..query
    };
    let (rows, _) = page(&client, &asked).await;
    assert!(rows.iter().any(|row| !row.input.is_null()));
}
