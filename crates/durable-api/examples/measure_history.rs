//! What a large history costs, part by part: `cargo run --release -p durable-api --example measure_history FILE [PART]`.
//!
//! FILE holds the answer of a host to a status with `showHistory=true`; the devhost makes one with `--history 50000`. Ordered by when the page
//! needs it; the best of several rounds is printed. With PART that
//! part alone is repeated, for a profiler to look at.
#![allow(
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a measurement"
)]

use durable_api::event_list::{EventFilter, EventSearch, failures, kinds, names};
use durable_api::json_tree::{Finder, JsonTree, Layout};
use durable_api::scan::{ScanStep, StatusScan};
use durable_api::timeline::{RowOptions, critical_path, domain, folds, rows};
use durable_api::{Durations, ModelBuilder, remarkable};
use std::time::Instant;

const ROUNDS: usize = 7;

fn main() {
    let file = std::env::args().nth(1).expect("the name of a file");
    let text = std::fs::read_to_string(file).unwrap();
    println!("{:.1} MB", text.len() as f64 / 1e6);
    best("serde_json::Value", || {
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    });
    let scanned = best("scan", || {
        let mut scan = StatusScan::new(text.clone());
        while scan.step(64 * 1024) == ScanStep::More {}
        scan.finish(200).unwrap()
    });
    let history = scanned.history.unwrap();
    println!("{} events", history.len());
    best("take events", || {
        let mut builder = ModelBuilder::default();
        history.build(&mut builder, usize::MAX);
        builder
    });
    let model = best("take events and finish", || history.model());
    println!("{} spans", model.spans.len());
    let seen = Durations::default();
    let now = model.last_activity.unwrap();
    let domain = best("domain", || domain(&model, now));
    best("folds", || folds(&model, domain, 0.15));
    best("remarkable", || remarkable(&model, &seen));
    best("rows", || rows(&model, RowOptions::default()));
    best("critical path", || critical_path(&model));
    best("durations", || Durations::of(&model));
    best("kinds", || kinds(&history));
    best("names", || names(&history, 200));
    best("failures", || failures(&history, &model));
    for what in ["timestamp", "failed", "nowhere at all", "\"quoted\""] {
        best(&format!("search for {what}"), || {
            let filter = EventFilter {
                text: what.to_owned(),
                ..EventFilter::default()
            };
            let mut search = EventSearch::new(filter);
            while !search.step(&history, 500) {}
            search.into_found()
        });
    }
    let tree = best("a tree of it all", || JsonTree::new(text.clone()).unwrap());
    best("search in the tree", || {
        let mut finder = Finder::new("nowhere at all", 10_000);
        while !finder.step(&tree, 64 * 1024) {}
        finder.hits().len()
    });
    best("lay it out", || {
        let mut layout = Layout::default();
        while !layout.step(&text, 64 * 1024) {}
        layout.into_text()
    });
}

fn best<T>(what: &str, work: impl Fn() -> T) -> T {
    let mut best = f64::INFINITY;
    let rounds = match std::env::args().nth(2) {
        Some(most) if what == most => 40 * ROUNDS,
        Some(_) => 1,
        None => ROUNDS,
    };
    for _ in 1..rounds {
        let begun = Instant::now();
        let made = work();
        best = best.min(begun.elapsed().as_secs_f64());
        drop(made);
    }
    let begun = Instant::now();
    let made = work();
    best = best.min(begun.elapsed().as_secs_f64());
    println!("{what:>28}: {:.1} ms", best * 1e3);
    made
}
