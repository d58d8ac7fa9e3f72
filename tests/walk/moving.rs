//! Hubs that grow, shrink and change while they are read: nothing twice, nothing lost among those that were there all the time, and a
//! second look finds out who is gone.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use devhost::store::StoreFlavour;
use durable_api::walk::{Ms, Setup, Walk, Way};

use crate::bench::Bench;
use crate::hosts::{Hub, STORES};

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}

/// What happened to the hub while it was read.
#[derive(Default)]
struct Story {
    begin: BTreeSet<String>,
    purged: BTreeSet<String>,
    ever: BTreeSet<String>,
}

/// A hub with generated instances, waiting ones, and some that begin a new generation every two seconds.
fn hub(store: StoreFlavour, seed: u64) -> Hub {
    let mut hub = Hub::configured(store, 400 + 60 * (seed % 5), |config| config.page_cap = 40);
    for number in 0..40 {
        hub.start_as("EternalMonitor", &format!("eternal/{number:02}"));
        hub.start(&format!("order-1000{number:04}-x"));
    }
    let start = hub.now();
    hub.advance(start + 30_000);
    hub
}

/// Lets things happen to the hub beside each answer.
fn restless(bench: &mut Bench, seed: u64) -> Rc<RefCell<Story>> {
    let begin = bench.hub.truth();
    let ids: Vec<String> = begin.iter().cloned().collect();
    let story = Rc::new(RefCell::new(Story {
        ever: begin.clone(),
        begin,
        ..Story::default()
    }));
    let told = Rc::clone(&story);
    let mut dice = Dice(seed);
    bench.life = Some(Box::new(move |hub| {
        let mut story = told.borrow_mut();
        let victim = &ids[dice.below(ids.len())];
        match dice.below(6) {
            0 | 1 => {
                hub.purge(victim);
                story.purged.insert(victim.clone());
            }
            2 => hub.terminate(victim),
            3 | 4 => {
                let id = format!(
                    "{}{}",
                    ["", "a", "k-", "order-1", "zz"][dice.below(5)],
                    dice.below(100_000)
                );
                hub.start(&id);
                story.ever.insert(id);
            }
            _ => {}
        }
    }));
    story
}

#[test]
fn what_was_there_all_the_time_is_seen_and_nothing_is_seen_twice() {
    for store in STORES {
        for readable in [false, true] {
            for seed in 0..3 {
                let mut bench = Bench::new(hub(store, seed), Walk::new(Setup::default()));
                bench.readable = readable;
                bench.now = bench.hub.now();
                bench.takes = |rows| 150 + Ms::try_from(rows).unwrap_or(0) * 5;
                let story = restless(&mut bench, seed * 77 + 5);
                let end = bench.run();
                let story = story.borrow();
                let seen: BTreeSet<String> = bench.fresh.keys().cloned().collect();
                let purged = &story.purged;
                let now = bench.hub.truth();
                let lost: Vec<&String> = now
                    .difference(&seen)
                    .filter(|id| !purged.contains(*id) && story.begin.contains(*id))
                    .collect();
                let note = format!("{store:?} readable {readable} seed {seed}: {end:?}");
                assert!(lost.is_empty(), "lost {lost:?}: {note}");
                assert!(
                    bench.fresh.values().all(|times| *times == 1),
                    "twice: {note}"
                );
                assert!(seen.is_subset(&story.ever), "invented: {note}");
            }
        }
    }
}

#[test]
fn a_second_look_finds_who_is_gone_and_what_is_new() {
    for store in STORES {
        for seed in 0..3 {
            let mut bench = Bench::new(hub(store, seed), Walk::new(Setup::default()));
            bench.now = bench.hub.now();
            bench.readable = store == StoreFlavour::Opaque;
            restless(&mut bench, seed + 900);
            bench.run();
            bench.life = None;
            bench.walk.again();
            let end = bench.run();
            assert!(end.is_complete && end.look == 2, "{store:?}: {end:?}");
            let now = bench.hub.truth();
            let entities = now.iter().filter(|id| id.starts_with('@')).count() as u64;
            assert_eq!(
                (end.instances + end.entities, end.entities),
                (now.len() as u64, entities),
                "{store:?}"
            );
            let known: BTreeSet<String> = bench
                .fresh
                .keys()
                .filter(|id| !bench.gone.contains(*id))
                .cloned()
                .collect();
            assert_eq!(known, now, "{store:?}");
            if store != StoreFlavour::Pages {
                assert!(
                    matches!(end.way, Some(Way::Position(_) | Way::Token)),
                    "{end:?}"
                );
            }
        }
    }
}

#[test]
fn a_second_look_is_taken_where_nothing_is_proven_too() {
    for count in [30, 2000] {
        let mut bench = crate::hosts::bench(StoreFlavour::Opaque, count);
        let first = bench.run();
        bench.sent.clear();
        bench.walk.again();
        let end = bench.run();
        assert_eq!(
            (end.look, end.instances, end.is_complete),
            (2, first.instances, count == 30)
        );
        assert!(!bench.sent.is_empty());
    }
}
