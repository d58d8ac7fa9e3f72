//! What a hub of ten million instances costs. The measurement itself is run by
//! `cargo test -p devhost --release --test scale -- --ignored --nocapture`.

mod support;

use std::time::{Duration, Instant};

use devhost::config::HostConfig;
use devhost::generated::Generated;
use devhost::store::{Position, StoreFlavour, StoreKey};
use devhost::wire::{Request, Response};
use support::{Fixture, ids, start_of_time};

const MILLIONS: u64 = 10_000_000;

fn hub(store: StoreFlavour, history: u32) -> Fixture {
    let mut fixture = Fixture::configured(HostConfig {
        store,
        ..HostConfig::default()
    });
    let rows = Generated::with_long_history(1, MILLIONS, history, start_of_time());
    fixture.host.set_generated(Box::new(rows));
    fixture
}

fn from(store: StoreFlavour, id: &str) -> String {
    store.write(&Position::Key(StoreKey::of(id)))
}

fn list(fixture: &mut Fixture, query: &str, token: &str) -> Response {
    let request = Request::new("GET", &format!("/instances?{query}"));
    fixture.send(request.with_header("x-ms-continuation-token", token))
}

#[test]
fn a_page_in_the_middle_of_millions_reads_only_its_own_rows() {
    let mut fixture = hub(StoreFlavour::Azure, 0);
    let token = from(StoreFlavour::Azure, "order-11000000");
    let page = list(&mut fixture, "top=100", &token);
    assert_eq!(ids(&page)[0], "order-11000000");
    assert_eq!((ids(&page).len(), page.rows_read), (100, 100));
    let prefixed = list(&mut fixture, "top=100&instanceIdPrefix=order-12345", "");
    assert_eq!((ids(&prefixed).len(), prefixed.rows_read), (100, 100));
    let deep = list(&mut hub(StoreFlavour::Pages, 0), "top=100", "50000");
    assert_eq!((ids(&deep).len(), deep.rows_read), (100, 100));
}

#[test]
#[ignore = "a measurement: it prints and judges nothing"]
fn measure() {
    let mut azure = hub(StoreFlavour::Azure, 100_000);
    let middle = from(StoreFlavour::Azure, "order-11000000");
    let report = |what: &str, act: &mut dyn FnMut() -> Response| {
        let mut times: Vec<(Duration, usize)> = (0..5)
            .map(|_| {
                let begin = Instant::now();
                let size = act().body.len();
                (begin.elapsed(), size)
            })
            .collect();
        times.sort_unstable();
        let (median, size) = times[2];
        println!(
            "{what:<58} {:>9.2} ms {:>8} KB",
            median.as_secs_f64() * 1e3,
            size / 1024
        );
    };
    report("first page of 100", &mut || list(&mut azure, "top=100", ""));
    report("page of 1000 in the middle, without inputs", &mut || {
        list(&mut azure, "top=1000&showInput=false", &middle)
    });
    report("page of 100 by prefix", &mut || {
        list(&mut azure, "top=100&instanceIdPrefix=order-12345", "")
    });
    report("first 100 failed", &mut || {
        list(&mut azure, "top=100&runtimeStatus=Failed", "")
    });
    report("a status with its history", &mut || {
        azure.get("/instances/order-11000001?showHistory=true")
    });
    report("a history of 100,000 events with outputs", &mut || {
        azure.get("/instances/long-history-100000?showHistory=true&showHistoryOutput=true")
    });
    let mut pages = hub(StoreFlavour::Pages, 0);
    report("page 50,000 of 100 in order of creation", &mut || {
        list(&mut pages, "top=100", "50000")
    });
}

#[test]
fn a_purge_of_an_hour_of_millions_takes_exactly_that_hour() {
    let mut fixture = hub(StoreFlavour::Emulator, 0);
    let window = "createdTimeFrom=2026-11-18T10:00:00Z&createdTimeTo=2026-11-18T10:05:00Z";
    let finished = "runtimeStatus=Completed&runtimeStatus=Failed&runtimeStatus=Terminated";
    let purged = fixture.delete(&format!("/instances?{window}&{finished}"));
    assert_eq!(purged.status, 200, "{}", purged.text());
    let count: serde_json::Value = serde_json::from_slice(&purged.body).unwrap();
    let count = count["instancesDeleted"].as_u64().unwrap();
    assert!((500..5000).contains(&count), "{count}");
    assert!(
        purged.rows_read < 2 * count,
        "{} rows read",
        purged.rows_read
    );
    let again = fixture.delete(&format!("/instances?{window}&{finished}"));
    assert_eq!(again.status, 404);
}
