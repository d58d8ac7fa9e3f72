//! Asking a host for some statuses alone: few of many are found at once, beside a walk that goes on, stopped, or spent what it may.

use devhost::store::StoreFlavour;
use durable_api::RuntimeStatus::{self, Failed};
use durable_api::walk::{
    Aim, Area, AskedState, Count, Failure, Setup, Snapshot, Statuses, Stopped, Walk, Wanted,
};
use durable_api::{ListQuery, walk::Doing};

use crate::bench::Bench;
use crate::hosts::{Hub, STORES, bench};

fn failed_of(bench: &Bench) -> u64 {
    let hub = &bench.hub;
    let world = hub.host.world();
    let hub = world.hub(&hub.host.config().task_hub).expect("a hub");
    let rows = hub.walk(&devhost::store::StoreKey::raw(""));
    rows.filter(|(_, row)| row.status.as_str() == Failed.as_str())
        .count() as u64
}

fn is_over(snapshot: &Snapshot) -> bool {
    let asked = snapshot.asked.as_ref();
    asked.is_some_and(|it| it.state != AskedState::Going)
}

fn for_statuses(query: &ListQuery) -> bool {
    query.statuses == [Failed]
}

/// A walk that has only begun and was told to stop.
fn stopped(store: StoreFlavour, count: u64) -> Bench {
    let mut bench = bench(store, count);
    bench.run_while(|snapshot| snapshot.requests < 6);
    bench.walk.stop();
    while bench.answer_next() {}
    bench
}

fn exactly(bench: &Bench, statuses: &[RuntimeStatus]) -> Count {
    let wanted = Wanted {
        area: Area::all(),
        statuses: Statuses::of(statuses),
    };
    bench.walk.count(&wanted, 7)
}

#[test]
fn the_few_that_failed_are_found_though_the_walk_stopped() {
    for store in STORES {
        let mut bench = stopped(store, 12_000);
        let before = bench.sent.len();
        bench.walk.ask_for(&[Failed]);
        let end = bench.run_while(|snapshot| !is_over(snapshot));
        let asked = end.asked.expect("it was asked for");
        let wanted = failed_of(&bench);
        let sent = bench.sent[before..]
            .iter()
            .filter(|it| for_statuses(it))
            .count();
        if store == StoreFlavour::Opaque {
            assert!(asked.found <= wanted && asked.found > 0, "{asked:?}");
        } else {
            assert_eq!(asked.found, wanted, "{store:?}");
        }
        assert!((1..40).contains(&sent), "{store:?}: {sent} requests");
        assert_eq!(asked.state, AskedState::AsFarAsItGoes, "{store:?}");
        assert_eq!(end.doing, Doing::Stopped(Stopped::ByUser));
        // Nobody can say that these are all.
        assert_eq!(exactly(&bench, &[Failed]), Count::AtLeast(7));
        assert!(bench.sent.iter().all(|query| !query.show_input));
    }
}

#[test]
fn a_readable_token_says_that_these_are_all() {
    for store in STORES {
        let mut bench = bench(store, 12_000);
        bench.readable = true;
        bench.run_while(|snapshot| snapshot.requests < 3);
        bench.walk.stop();
        while bench.answer_next() {}
        bench.walk.ask_for(&[Failed]);
        let end = bench.run_while(|snapshot| !is_over(snapshot));
        let asked = end.asked.expect("it was asked for");
        assert_eq!(
            (asked.state, asked.found),
            (AskedState::Everything, failed_of(&bench))
        );
        assert_eq!(exactly(&bench, &[Failed]), Count::Exactly(7));
        assert_eq!(exactly(&bench, &[]), Count::AtLeast(7));
        assert!(!end.is_complete);
    }
}

#[test]
fn the_walk_goes_on_beside_it_and_ends_where_it_would_have() {
    for store in [StoreFlavour::Azure, StoreFlavour::Pages] {
        let mut bench = bench(store, 3_000);
        bench.run_while(|snapshot| snapshot.requests < 4);
        bench.walk.ask_for(&[Failed]);
        let end = bench.run();
        assert!(end.is_complete, "{store:?}: {end:?}");
        let truth = bench.hub.truth();
        bench.assert_saw_exactly(&truth);
    }
}

#[test]
fn those_of_a_window_of_time_are_found_as_well() {
    let hub = Hub::generated(StoreFlavour::Azure, 12_000);
    let from = hub.now() - 6 * 3_600_000;
    let aim = Aim {
        created_from: Some(from),
        ..Aim::default()
    };
    let setup = Setup {
        aim,
        newest_first: false,
        ..Setup::default()
    };
    let mut bench = Bench::new(hub, Walk::new(setup));
    bench.run_while(|snapshot| snapshot.requests < 4);
    bench.walk.stop();
    while bench.answer_next() {}
    bench.walk.ask_for(&[]);
    let end = bench.run_while(|snapshot| !is_over(snapshot));
    let asked = end.asked.expect("it was asked for");
    let within = |query: &ListQuery| {
        query.created_from.map(|it| it.timestamp_millis()) == Some(from) && query.top == 1000
    };
    assert!(asked.found > 0);
    assert!(bench.sent.iter().filter(|it| within(it)).count() < 10);
    // Without a window that would be the walk once more.
    let mut bench = stopped(StoreFlavour::Azure, 3_000);
    bench.walk.ask_for(&[]);
    assert_eq!(bench.walk.snapshot(bench.now).asked, None);
}

#[test]
fn what_a_ceiling_stopped_is_asked_for_all_the_same() {
    let mut bench = bench(StoreFlavour::Azure, 12_000);
    bench.walk.set_ceiling(Some(5), None);
    let end = bench.run();
    assert_eq!(end.doing, Doing::Stopped(Stopped::Ceiling));
    bench.walk.ask_for(&[Failed]);
    let end = bench.run_while(|snapshot| !is_over(snapshot));
    assert_eq!(end.asked.map(|it| it.found), Some(failed_of(&bench)));
}

#[test]
fn a_host_that_refuses_ends_the_question_and_not_the_walk() {
    let mut bench = stopped(StoreFlavour::Azure, 3_000);
    bench.manner = Some(Box::new(|query, honest| {
        if query.statuses.is_empty() {
            return honest.map_err(Failure::Refused);
        }
        Err(Failure::TimedOut)
    }));
    bench.walk.ask_for(&[Failed]);
    let end = bench.run_while(|snapshot| !is_over(snapshot));
    assert_eq!(end.asked.map(|it| it.state), Some(AskedState::Failed));
    bench.walk.resume();
    assert!(bench.run().is_complete);
}
