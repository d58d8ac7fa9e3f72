//! Lists: order, pages, filters, and hubs too big to hold.

mod support;

use chrono::{DateTime, TimeDelta, Utc};
use devhost::config::HostConfig;
use devhost::engine::event::{Event, HistoryRow};
use devhost::engine::rows::{InstanceRow, Rows};
use devhost::engine::status::RuntimeStatus;
use devhost::store::{StoreFlavour, StoreKey};
use devhost::wire::{Request, Response};
use support::{Fixture, ids, start_of_time};

const MILLIONS: u64 = 10_000_000;

/// Ten million rows that exist only where they are looked at: every tenth one failed, the last made first.
struct Many;

impl Rows for Many {
    fn len(&self) -> u64 {
        MILLIONS
    }

    fn seek(&self, id: &str) -> u64 {
        let (mut low, mut high) = (0, MILLIONS);
        while low < high {
            let middle = u64::midpoint(low, high);
            if StoreKey::of(&self.id_at(middle)) < StoreKey::of(id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn id_at(&self, index: u64) -> String {
        format!("gen-{index:08}")
    }

    fn row(&self, index: u64) -> InstanceRow {
        let created =
            start_of_time() - TimeDelta::seconds(i64::try_from(index + 1).expect("a small index"));
        InstanceRow {
            id: self.id_at(index),
            name: "Generated".to_owned(),
            status: if index.is_multiple_of(10) {
                RuntimeStatus::Failed
            } else {
                RuntimeStatus::Running
            },
            input: None,
            custom_status: None,
            output: None,
            created,
            updated: created,
        }
    }

    fn history(&self, index: u64) -> Vec<HistoryRow> {
        vec![HistoryRow::new(
            self.row(index).created,
            Event::OrchestratorStarted,
        )]
    }

    fn by_created(&self, rank: u64) -> u64 {
        MILLIONS - 1 - rank
    }
}

fn big(config: HostConfig) -> Fixture {
    let mut hub = Fixture::configured(config);
    hub.host.set_generated(Box::new(Many));
    hub
}

fn next(hub: &mut Fixture, query: &str, page: &Response) -> Response {
    let token = page
        .header("x-ms-continuation-token")
        .expect("a token")
        .to_owned();
    hub.send(
        Request::new("GET", &format!("/instances{query}"))
            .with_header("x-ms-continuation-token", &token),
    )
}

#[test]
fn a_list_is_in_the_order_of_ids_and_goes_on_from_its_token() {
    let mut hub = Fixture::new();
    for id in ["b", "a", "Z", "%C3%A5", "c"] {
        hub.start("LongWait", id, "");
    }
    let first = hub.get("/instances?top=2");
    assert_eq!(ids(&first), ["Z", "a"]);
    let second = next(&mut hub, "?top=2", &first);
    assert_eq!(ids(&second), ["b", "c"]);
    let last = next(&mut hub, "?top=2", &second);
    assert_eq!(
        (ids(&last), last.header("x-ms-continuation-token")),
        (vec!["å".to_owned()], Some(""))
    );
}

#[test]
fn any_page_of_ten_million_costs_its_rows_alone() {
    let mut hub = big(HostConfig::default());
    let first = hub.get("/instances?top=3");
    assert_eq!((ids(&first).len(), first.rows_read), (3, 3));
    let deep = hub.get("/instances?instanceIdPrefix=gen-0999999&top=1000");
    assert_eq!((ids(&deep).len(), deep.rows_read), (10, 10));
    hub.start("LongWait", "gen-05000000-beside", "");
    assert_eq!(
        hub.ids("?instanceIdPrefix=gen-0500000&top=2"),
        ["gen-05000000", "gen-05000000-beside"]
    );
}

#[test]
fn a_bounded_scan_gives_short_pages_with_a_token() {
    let mut hub = big(HostConfig {
        scan_cap: Some(25),
        ..HostConfig::default()
    });
    let page = hub.get("/instances?runtimeStatus=Failed&top=10");
    assert_eq!((ids(&page).len(), page.rows_read), (3, 25));
    let page = next(&mut hub, "?runtimeStatus=Failed&top=10", &page);
    assert_eq!(ids(&page), ["gen-00000030", "gen-00000040"]);
    let empty = hub.get("/instances?runtimeStatus=Completed");
    assert_eq!(empty.text(), "[]");
    assert_ne!(empty.header("x-ms-continuation-token"), Some(""));
}

#[test]
fn a_generated_instance_that_is_changed_stays_changed_and_a_purged_one_is_gone() {
    let mut hub = big(HostConfig::default());
    assert_eq!(
        hub.post("/instances/gen-00000001/terminate?reason=x", "")
            .status,
        202
    );
    assert_eq!(hub.delete("/instances/gen-00000002").status, 200);
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(hub.status("gen-00000001")["runtimeStatus"], "Terminated");
    assert_eq!(
        hub.ids("?top=3"),
        ["gen-00000000", "gen-00000001", "gen-00000003"]
    );
    assert_eq!(hub.get("/instances/gen-00000002").status, 404);
}

#[test]
fn a_store_that_pages_by_number_lists_the_oldest_first() {
    let mut hub = big(HostConfig {
        store: StoreFlavour::Pages,
        ..HostConfig::default()
    });
    hub.start("LongWait", "young", "");
    hub.delete("/instances/gen-09999998");
    let first = hub.get("/instances?top=2");
    assert_eq!(ids(&first), ["gen-09999999", "gen-09999997"]);
    let second = next(&mut hub, "?top=2", &first);
    assert_eq!(ids(&second), ["gen-09999996", "gen-09999995"]);
    let deep =
        Request::new("GET", "/instances?top=1000").with_header("x-ms-continuation-token", "9999");
    let deep = hub.send(deep);
    assert_eq!(ids(&deep).len(), 1000);
    assert_eq!(ids(&deep).last().map(String::as_str), Some("young"));
}

#[test]
fn times_filter_inclusively_and_what_is_no_time_does_not_filter() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "a", "");
    hub.advance(TimeDelta::seconds(10));
    let between: DateTime<Utc> = hub.host.now() - TimeDelta::seconds(5);
    hub.start("LongWait", "b", "");
    let at = between.format("%Y-%m-%dT%H:%M:%SZ");
    assert_eq!(hub.ids(&format!("?createdTimeFrom={at}")), ["b"]);
    assert_eq!(hub.ids(&format!("?createdTimeTo={at}")), ["a"]);
    assert_eq!(hub.ids("?createdTimeFrom=yesterday"), ["a", "b"]);
}

#[test]
fn inputs_are_only_left_out_where_there_is_a_filter() {
    let mut hub = Fixture::new();
    hub.start("LongWait", "a", "1");
    assert!(
        hub.get("/instances?showInput=false")
            .text()
            .contains("\"input\":1")
    );
    assert!(
        hub.get("/instances?showInput=false&instanceIdPrefix=a")
            .text()
            .contains("\"input\":null")
    );
}
