//! Every store, every size: each instance exactly once, entities apart, complete only when it is true.

use devhost::store::StoreFlavour;
use durable_api::walk::{Doing, Proof, Way};

use crate::hosts::{BY_KEY, Hub, STORES, bench};

const SIZES: [u64; 7] = [0, 1, 99, 100, 101, 1000, 25_000];

#[test]
fn hubs_of_every_size_are_seen_whole_where_tokens_can_be_read() {
    for store in STORES {
        for size in SIZES {
            let mut bench = bench(store, size);
            bench.readable = true;
            let end = bench.run();
            assert_eq!(end.doing, Doing::Done, "{store:?} {size}");
            assert!(end.is_complete, "{store:?} {size}: {end:?}");
            assert_eq!((end.share, end.estimate), (Some(1000), None));
            bench.assert_saw_exactly(&Hub::generated_ids(size));
        }
    }
}

#[test]
fn hubs_of_every_size_are_seen_whole_by_positions_where_they_cannot() {
    for store in BY_KEY {
        for size in SIZES {
            let mut bench = bench(store, size);
            let end = bench.run();
            assert!(end.is_complete, "{store:?} {size}: {end:?}");
            bench.assert_saw_exactly(&Hub::generated_ids(size));
            let bound = size.div_ceil(1000) * 12 / 10 + 18;
            assert!(
                u64::from(end.requests) <= bound,
                "{store:?} {size}: {} requests",
                end.requests
            );
            if size > 1 {
                assert!(matches!(end.way, Some(Way::Position(_))), "{end:?}");
                assert!(matches!(end.proof, Some(Proof::Overlap(_))), "{end:?}");
            }
        }
    }
}

#[test]
fn a_store_that_counts_pages_is_walked_by_creation() {
    for size in SIZES {
        let mut bench = bench(StoreFlavour::Pages, size);
        let end = bench.run();
        assert!(end.is_complete, "{size}: {end:?}");
        bench.assert_saw_exactly(&Hub::generated_ids(size));
        if size > 3 {
            assert_eq!(end.way, Some(Way::Creation), "{size}");
        }
    }
}

#[test]
fn a_store_that_keeps_its_positions_to_itself_is_walked_by_parts() {
    for size in SIZES {
        let mut bench = bench(StoreFlavour::Opaque, size);
        let end = bench.run();
        bench.assert_saw_exactly(&Hub::generated_ids(size));
        // Of more than one answer nothing proves that it was all.
        assert_eq!(end.is_complete, size < 1000, "{size}: {end:?}");
    }
}
