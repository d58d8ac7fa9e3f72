//! Live mode: new ones and unfinished ones are looked at again, finished ones are not.

use devhost::store::StoreFlavour;
use durable_api::walk::{Doing, Setup, Walk};

use crate::bench::Bench;
use crate::hosts::{Hub, STORES};

/// A hub with some that wait, and a walk that is done with it.
fn watched(store: StoreFlavour, waiting: usize) -> Bench {
    let mut hub = Hub::configured(store, 0, |_| {});
    for number in 0..waiting {
        hub.start(&format!("waits-{number:03}"));
    }
    for number in 0..30 {
        hub.start_as("HelloSequence", &format!("done-{number:03}"));
    }
    let start = hub.now();
    hub.advance(start + 600_000);
    // The newest: only who is as young comes with the new ones.
    hub.start_as("HelloSequence", "done-last");
    hub.advance(start + 660_000);
    let mut bench = Bench::new(hub, Walk::new(Setup::default()));
    let end = bench.run();
    assert_eq!(
        (end.instances, end.unfinished),
        (waiting as u64 + 31, waiting as u64)
    );
    bench.sent.clear();
    bench.walk.set_live(true);
    bench
}

#[test]
fn new_ones_and_ends_are_noticed_and_finished_ones_are_left_alone() {
    for store in STORES {
        let mut bench = watched(store, 5);
        bench.hub.start("new");
        bench.hub.terminate("waits-001");
        bench.hub.purge("waits-002");
        let until = bench.now + 12_000;
        bench.hub.advance(until);
        bench.now = until;
        let end = bench.run_while(|snapshot| snapshot.unfinished != 4 || snapshot.instances != 36);
        assert_eq!(end.doing, Doing::Live, "{store:?}");
        assert!(
            bench.fresh.contains_key("new") && bench.gone.contains("waits-002"),
            "{store:?}"
        );
        assert!(
            bench.singles.iter().all(|id| !id.starts_with("done-")),
            "{store:?}: {:?}",
            bench.singles
        );
        // Finished ones come only with the new ones, and these were done ten minutes ago.
        assert!(
            bench.sent.iter().all(|query| query.created_from.is_some()),
            "{store:?}"
        );
    }
}

#[test]
fn tripwire_14_a_quiet_hub_is_asked_ever_more_rarely() {
    let mut bench = watched(StoreFlavour::Emulator, 3);
    let begin = bench.now;
    let mut rounds = Vec::new();
    bench.run_while(|_| {
        rounds.push(());
        rounds.len() < 60
    });
    let minutes = (bench.now - begin) / 60_000;
    assert!(minutes > 6, "60 answers within {minutes} minutes");
    assert!(
        bench
            .walk
            .wake_at()
            .is_some_and(|time| time > bench.now - 60_000)
    );
}

#[test]
fn many_unfinished_ones_are_asked_for_at_once_and_who_is_missing_by_id() {
    for store in [StoreFlavour::Azure, StoreFlavour::Pages] {
        let mut bench = watched(store, 150);
        bench.hub.terminate("waits-077");
        let until = bench.now + 20_000;
        bench.hub.advance(until);
        bench.now = until;
        bench.run_while(|snapshot| snapshot.unfinished != 149);
        assert_eq!(bench.singles, ["waits-077"], "{store:?}");
        assert!(bench.sent.iter().any(|query| !query.statuses.is_empty()));
    }
}

#[test]
fn without_live_mode_a_walk_that_is_done_asks_nothing() {
    let mut bench = watched(StoreFlavour::Emulator, 3);
    bench.walk.set_live(false);
    assert_eq!(bench.walk.wake_at(), None);
    assert!(bench.walk.next(bench.now + 1_000_000).is_empty());
}
