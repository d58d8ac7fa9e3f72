//! Hosts that do not do what they are asked: noticed, written down, walked in another way, and never believed to be complete when they
//! are not.

use devhost::store::StoreFlavour;
use durable_api::ListQuery;
use durable_api::walk::{Doing, Evidence, Failure, Lie, Setup, Snapshot, Stopped, Walk, Way};

use crate::bench::{Bench, Manner};
use crate::hosts::{BY_KEY, Hub, Row, STORES, bench};

const COUNT: u64 = 3000;

/// A bench whose host answers as `lie` makes it of the honest answer.
fn lying(count: u64, lie: impl FnMut(&ListQuery, Vec<Row>) -> Vec<Row> + 'static) -> Bench {
    let mut bench = bench(StoreFlavour::Emulator, count);
    bench.manner = Some(manner(lie));
    bench
}

fn manner(mut lie: impl FnMut(&ListQuery, Vec<Row>) -> Vec<Row> + 'static) -> Manner {
    Box::new(move |query, honest| Ok(lie(query, honest.map_err(Failure::Refused)?)))
}

fn caught(end: &Snapshot, lie: Lie) -> bool {
    let is_it =
        |evidence: &Evidence| matches!(evidence, Evidence::Caught(caught, _) if *caught == lie);
    end.evidence.iter().any(is_it)
}

#[test]
fn a_host_that_ignores_positions_is_walked_by_windows() {
    let mut bench = bench(StoreFlavour::Emulator, COUNT);
    let mut first_page = Hub::generated(StoreFlavour::Emulator, COUNT);
    bench.manner = Some(Box::new(move |query, honest| {
        let mut query = query.clone();
        if query.position.take().is_none() {
            return honest.map_err(Failure::Refused);
        }
        first_page.list(&query).0.map_err(Failure::Refused)
    }));
    let end = bench.run();
    assert_eq!(end.way, Some(Way::Windows), "{end:?}");
    assert!(caught(&end, Lie::PositionIgnored), "{end:?}");
    bench.assert_saw_exactly(&Hub::generated_ids(COUNT));
    assert!(!end.is_complete);
}

#[test]
fn a_host_that_begins_to_ignore_positions_is_caught_and_walked_on() {
    let mut first_page = Hub::generated(StoreFlavour::Emulator, COUNT);
    let mut asked = 0;
    let mut bench = lying(COUNT, move |query, honest| {
        let mut query = query.clone();
        asked += usize::from(query.position.is_some());
        if asked < 6 || query.position.take().is_none() {
            return honest;
        }
        first_page.list(&query).0.expect("rows")
    });
    let end = bench.run();
    assert!(caught(&end, Lie::PositionIgnored), "{end:?}");
    assert_eq!(end.way, Some(Way::Windows), "{end:?}");
    assert!(!end.is_complete);
    bench.assert_saw_exactly(&Hub::generated_ids(COUNT));
}

#[test]
fn a_host_that_repeats_a_page_is_caught() {
    let mut last: Vec<Row> = Vec::new();
    let mut asked = 0;
    let mut bench = lying(COUNT, move |query, honest| {
        asked += usize::from(query.position.is_some());
        if query.position.is_some() && asked == 7 {
            return last.clone();
        }
        if honest.len() > 50 {
            last = honest.clone();
        }
        honest
    });
    let end = bench.run();
    assert!(caught(&end, Lie::PositionIgnored), "{end:?}");
    bench.assert_saw_exactly(&Hub::generated_ids(COUNT));
}

#[test]
fn a_host_that_lists_in_no_order_is_walked_by_windows() {
    let mut dice = 1_u64;
    let mut bench = lying(COUNT, move |_, mut honest| {
        for at in (1..honest.len()).rev() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            honest.swap(at, usize::try_from(dice >> 33).unwrap_or(0) % (at + 1));
        }
        honest
    });
    let end = bench.run();
    assert_eq!(end.way, Some(Way::Windows), "{end:?}");
    assert!(!end.is_complete);
    bench.assert_saw_exactly(&Hub::generated_ids(COUNT));
}

#[test]
fn a_host_that_falls_into_disorder_is_caught() {
    let mut asked = 0;
    let mut bench = lying(COUNT, move |query, mut honest| {
        asked += usize::from(query.position.is_some());
        if query.position.is_some() && asked > 6 && honest.len() > 2 {
            let last = honest.len() - 1;
            honest.swap(1, last);
        }
        honest
    });
    let end = bench.run();
    assert!(caught(&end, Lie::WrongOrder), "{end:?}");
    bench.assert_saw_exactly(&Hub::generated_ids(COUNT));
}

#[test]
fn a_list_that_ends_before_ids_that_were_seen_is_not_believed() {
    // From the third page on nothing more comes, though a cut further on had shown more.
    let mut bench = lying(8000, move |query, honest| {
        let from = query.position.as_deref();
        let from = from.and_then(durable_api::PositionEncoding::recognise);
        match from {
            Some((_, id)) if ("20".."40").contains(&id.as_str()) => Vec::new(),
            _ => honest,
        }
    });
    let end = bench.run();
    assert!(caught(&end, Lie::ShortAnswer), "{end:?}");
    bench.assert_saw_exactly(&Hub::generated_ids(8000));
    assert!(!end.is_complete);
}

#[test]
fn pages_that_are_cut_short_do_not_end_a_walk() {
    for store in STORES {
        for cap in [1, 7, 40, 999] {
            if cap == 1 && !BY_KEY.contains(&store) {
                // Nothing but positions gets through a hub one by one.
                continue;
            }
            let count = if cap == 1 { 60 } else { 437 };
            let hub = Hub::configured(store, count, |config| config.page_cap = cap);
            let mut bench = Bench::new(hub, Walk::new(Setup::default()));
            let end = bench.run();
            let may_know = store != StoreFlavour::Opaque || cap == 999;
            assert_eq!(end.is_complete, may_know, "{store:?} {cap}: {end:?}");
            bench.assert_saw_exactly(&Hub::generated_ids(count));
        }
    }
}

#[test]
fn a_store_that_looks_at_few_rows_is_complete_only_when_it_is() {
    for store in BY_KEY {
        for readable in [false, true] {
            let hub = Hub::configured(store, 437, |config| config.scan_cap = Some(30));
            let mut bench = Bench::new(hub, Walk::new(Setup::default()));
            bench.readable = readable;
            let end = bench.run();
            assert!(end.is_complete, "{store:?}: {end:?}");
            bench.assert_saw_exactly(&Hub::generated_ids(437));
        }
    }
    let hub = Hub::configured(StoreFlavour::Opaque, 437, |config| {
        config.scan_cap = Some(30);
    });
    let mut bench = Bench::new(hub, Walk::new(Setup::default()));
    let end = bench.run();
    assert!(!end.is_complete, "{end:?}");
}

#[test]
fn tokens_that_go_round_in_circles_are_caught() {
    let mut bench = bench(StoreFlavour::Opaque, COUNT);
    bench.readable = true;
    let mut hub = Hub::generated(StoreFlavour::Opaque, COUNT);
    let first = ListQuery {
        top: 400,
        ..ListQuery::default()
    };
    let circle = hub.list(&first).1;
    bench.next_is = Some(Box::new(move |query, honest| {
        if query.position.is_some() {
            circle.clone()
        } else {
            honest
        }
    }));
    let end = bench.run();
    assert!(
        caught(&end, Lie::TokenLoop) || caught(&end, Lie::Repeated),
        "{end:?}"
    );
    bench.assert_saw_exactly(&Hub::generated_ids(COUNT));
    assert!(!end.is_complete);
}

#[test]
fn a_host_that_filters_nothing_leaves_no_way_and_is_said_so() {
    let mut hub = Hub::generated(StoreFlavour::Opaque, COUNT);
    let mut bench = bench(StoreFlavour::Opaque, COUNT);
    bench.manner = Some(Box::new(move |query, honest| {
        honest.map_err(Failure::Refused)?;
        let blind = ListQuery {
            top: query.top,
            ..ListQuery::default()
        };
        Ok(hub.list(&blind).0.expect("rows"))
    }));
    let end = bench.run();
    assert_eq!(end.doing, Doing::Stopped(Stopped::NoWay), "{end:?}");
    assert!(!end.is_complete && end.instances > 0);
}
