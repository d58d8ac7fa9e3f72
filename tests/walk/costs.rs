//! What a walk costs: inputs are never asked for, busy hosts are spared, ceilings hold, pages fit the time they take.

use devhost::store::StoreFlavour;
use durable_api::walk::{
    Aim, Area, Count, Doing, Failure, Setup, Span, Statuses, Stopped, Walk, Wanted,
};

use crate::bench::Bench;
use crate::hosts::{Hub, STORES, bench};

#[test]
fn inputs_stay_with_the_host() {
    for store in STORES {
        let mut bench = bench(store, 1000);
        bench.run();
        // Without a filter beside it the host does not heed that inputs are not wanted; only a look for one more row is asked so.
        let filtered = |query: &&durable_api::ListQuery| {
            query.created_from.is_some() || query.prefix.is_some()
        };
        assert!(bench.sent.iter().all(|query| !query.show_input));
        assert!(
            bench
                .sent
                .iter()
                .all(|query| filtered(&query) || query.top == 1),
            "{store:?}"
        );
    }
}

#[test]
fn the_newest_come_early_where_the_store_can_seek_them() {
    let mut bench = bench(StoreFlavour::Pages, 25_000);
    let hour_ago = bench.now - 3_600_000;
    let mut early = 0;
    bench.run_while(|snapshot| {
        early = snapshot.requests;
        snapshot.requests < 8
    });
    let wanted = Wanted {
        area: Area::of_created(Span::new(hour_ago, None)),
        statuses: Statuses::ALL,
    };
    assert_eq!(
        bench.walk.count(&wanted, 7),
        Count::Exactly(7),
        "after {early} requests"
    );
    assert_eq!(bench.walk.count(&Wanted::all(), 7), Count::AtLeast(7));
    let snapshot = bench.walk.snapshot(bench.now);
    let estimate = snapshot.estimate.expect("an estimate").instances;
    assert!((10_000..60_000).contains(&estimate), "{estimate}");
}

#[test]
fn some_of_the_newest_come_early_where_it_cannot() {
    let mut bench = bench(StoreFlavour::Azure, 25_000);
    bench.run_while(|snapshot| snapshot.requests < 14);
    let last_hour = bench.now - 3_600_000;
    let early = bench.sent.iter().filter_map(|query| query.created_from);
    assert!(
        early
            .clone()
            .any(|from| from.timestamp_millis() > last_hour - 60_000)
    );
}

#[test]
fn an_aim_at_a_prefix_reads_nothing_else_and_is_complete_by_itself() {
    for store in STORES {
        let aim = Aim {
            prefix: "INV-".to_owned(),
            ..Aim::default()
        };
        let setup = Setup {
            aim,
            ..Setup::default()
        };
        let hub = Hub::generated(store, 25_000);
        let mut bench = Bench::new(hub, Walk::new(setup));
        let end = bench.run();
        let all = Hub::generated_ids(25_000);
        let wanted = all.iter().filter(|id| id.starts_with("INV-")).count();
        let seen = bench
            .fresh
            .keys()
            .filter(|id| id.starts_with("INV-"))
            .count();
        assert_eq!(seen, wanted, "{store:?}");
        assert_eq!(
            end.is_complete,
            store != StoreFlavour::Opaque,
            "{store:?}: {end:?}"
        );
        assert!(end.requests < 40, "{store:?}: {end:?}");
        let prefix = Wanted {
            area: Area::of_prefix("INV-00"),
            statuses: Statuses::ALL,
        };
        assert_eq!(bench.walk.coverage().covers(&prefix), end.is_complete);
        assert!(!bench.walk.coverage().covers(&Wanted::all()));
    }
}

#[test]
fn a_ceiling_holds_and_raising_it_goes_on() {
    let mut bench = bench(StoreFlavour::Emulator, 25_000);
    bench.walk.set_ceiling(Some(12), None);
    let end = bench.run();
    assert_eq!(
        (end.doing, end.requests),
        (Doing::Stopped(Stopped::Ceiling), 12)
    );
    assert!(
        !end.is_complete && end.share.is_some_and(|share| share < 1000),
        "{end:?}"
    );
    bench.walk.set_ceiling(None, Some(end.bytes + 1));
    let end = bench.run();
    assert_eq!(end.doing, Doing::Stopped(Stopped::Ceiling));
    bench.walk.set_ceiling(None, None);
    let end = bench.run();
    assert!(end.is_complete, "{end:?}");
    bench.assert_saw_exactly(&Hub::generated_ids(25_000));
}

#[test]
fn stopping_stops_and_going_on_loses_nothing() {
    for store in STORES {
        let mut bench = bench(store, 5000);
        bench.readable = true;
        bench.run_while(|snapshot| snapshot.requests < 4);
        bench.walk.stop();
        let stopped = bench.run();
        assert_eq!(stopped.doing, Doing::Stopped(Stopped::ByUser));
        assert!(bench.walk.next(bench.now).is_empty());
        bench.walk.resume();
        let end = bench.run();
        assert!(end.is_complete, "{store:?}: {end:?}");
        bench.assert_saw_exactly(&Hub::generated_ids(5000));
    }
}

#[test]
fn a_busy_host_is_spared_and_nothing_is_lost() {
    for store in STORES {
        let mut bench = bench(store, 3000);
        let mut asked = 0;
        bench.manner = Some(Box::new(move |_, honest| {
            asked += 1;
            match asked % 5 {
                2 => Err(Failure::Busy(Some(30_000))),
                3 => Err(Failure::TimedOut),
                4 => Err(Failure::Unreachable),
                _ => honest.map_err(Failure::Refused),
            }
        }));
        let begin = bench.now;
        let end = bench.run();
        assert_eq!(end.doing, Doing::Done, "{store:?}: {end:?}");
        assert_eq!(
            end.is_complete,
            store != StoreFlavour::Opaque,
            "{store:?}: {end:?}"
        );
        assert!(bench.now - begin > 60_000, "{store:?}");
        bench.assert_saw_exactly(&Hub::generated_ids(3000));
    }
}

#[test]
fn a_host_that_refuses_stops_the_walk_which_can_be_gone_on_with() {
    let mut bench = bench(StoreFlavour::Emulator, 1000);
    bench.manner = Some(Box::new(|_, _| Err(Failure::Unauthorized)));
    let end = bench.run();
    assert_eq!(
        end.doing,
        Doing::Stopped(Stopped::Failed(Failure::Unauthorized))
    );
    assert!(!end.is_complete && end.requests == 1);
    bench.manner = None;
    bench.walk.resume();
    let end = bench.run();
    assert!(end.is_complete);
}

#[test]
fn pages_fit_the_time_they_take() {
    let mut bench = bench(StoreFlavour::Azure, 5000);
    bench.takes = |rows| 50 + i64::try_from(rows).unwrap_or(0) * 4;
    let end = bench.run();
    assert!((150..400).contains(&end.page), "{end:?}");
    assert!(end.is_complete);
    bench.assert_saw_exactly(&Hub::generated_ids(5000));
}

#[test]
fn four_connections_are_quicker_than_one() {
    let run = |parallel| {
        let setup = Setup {
            parallel,
            ..Setup::default()
        };
        let mut bench = Bench::new(
            Hub::generated(StoreFlavour::Azure, 25_000),
            Walk::new(setup),
        );
        bench.takes = |rows| 100 + i64::try_from(rows).unwrap_or(0) / 2;
        let begin = bench.now;
        assert!(bench.run().is_complete);
        bench.now - begin
    };
    let (one, four) = (run(1), run(4));
    assert!(four * 3 < one * 2, "{four} ms against {one} ms");
}

#[test]
fn another_aim_costs_only_what_was_not_looked_at() {
    let aim = |prefix: &str| Aim {
        prefix: prefix.to_owned(),
        ..Aim::default()
    };
    let mut bench = Bench::new(
        Hub::generated(StoreFlavour::Azure, 25_000),
        Walk::new(Setup {
            aim: aim("INV-"),
            ..Setup::default()
        }),
    );
    let narrow = bench.run();
    bench.walk.set_aim(aim("INV-000"));
    let within = bench.run();
    assert!(within.is_complete && within.doing == Doing::Done);
    assert_eq!(within.requests, narrow.requests, "all of it was looked at");
    bench.walk.set_aim(Aim::default());
    assert!(!bench.walk.snapshot(bench.now).is_complete);
    let whole = bench.run();
    assert!(whole.is_complete, "{whole:?}");
    bench.assert_saw_exactly(&Hub::generated_ids(25_000));
}
