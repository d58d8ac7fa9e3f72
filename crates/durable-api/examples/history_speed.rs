//! What a large history costs natively, part by part: `cargo run --release -p durable-api --example history_speed [FILE [PART]]`.
//!
//! FILE holds the answer of a host to a status with `showHistory=true`, as the devhost gives it with `--history 50000`; without it histories are
//! made up. The best of several rounds is printed. With PART that part alone is repeated, for a profiler to look at.
#![allow(
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a measurement"
)]

use durable_api::decode::status_answer;
use durable_api::event_list::{EventFilter, EventSearch, failures, kinds, names};
use durable_api::json_tree::{Finder, JsonTree, Layout};
use durable_api::timeline::{RowOptions, critical_path, domain, folds, rows};
use durable_api::{Durations, ModelBuilder, ScanStep, StatusScan, remarkable};
use std::fmt::Write as _;
use std::time::Instant;

const ROUNDS: usize = 7;

fn main() {
    if let Some(file) = std::env::args().nth(1) {
        return measure(&std::fs::read_to_string(file).unwrap());
    }
    for (events, payload) in [(5_000, 200), (50_000, 200), (50_000, 1_000)] {
        measure(&answer(events, payload));
    }
}

/// A history of so many events: activities with results, a retry now and then, timers, calls to entities.
fn answer(events: usize, payload: usize) -> String {
    let mut out = String::from(
        r#"{"name":"O","instanceId":"x","runtimeStatus":"Completed","input":null,"customStatus":null,"output":null,"createdTime":"2026-01-01T00:00:00Z","lastUpdatedTime":"2026-01-01T10:00:00Z","historyEvents":["#,
    );
    let filling = r#"part \"7\" of many, "#.repeat(payload / 20 + 1);
    let filling = filling.get(..payload / 20 * 20).unwrap_or_default();
    for at in 0..events {
        let time = |millis: usize| {
            format!(
                "2026-01-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                1 + millis / 86_400_000 % 28,
                millis / 3_600_000 % 24,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                millis % 1_000
            )
        };
        let now = at * 31;
        if at > 0 {
            out.push(',');
        }
        let _ = match at % 10 {
            6 => write!(
                out,
                r#"{{"EventType":"TaskFailed","Reason":"Activity function 'B' failed: no","Details":"{filling}","Timestamp":"{}","ScheduledTime":"{}","FunctionName":"B","Input":null}}"#,
                time(now),
                time(now - 20)
            ),
            7 => write!(
                out,
                r#"{{"EventType":"TimerCreated","FireAt":"{}","Timestamp":"{}"}}"#,
                time(now + 45),
                time(now)
            ),
            8 => write!(
                out,
                r#"{{"EventType":"TimerFired","FireAt":"{}","Timestamp":"{}"}}"#,
                time(now + 14),
                time(now)
            ),
            9 => write!(
                out,
                r#"{{"EventType":"TaskCompleted","Result":1,"Timestamp":"{}","ScheduledTime":"{}","FunctionName":"B","Input":null}}"#,
                time(now),
                time(now - 15)
            ),
            _ => write!(
                out,
                r#"{{"EventType":"TaskCompleted","Result":"{filling}","Timestamp":"{}","ScheduledTime":"{}","FunctionName":"RebuildIndexPart{}","Input":null}}"#,
                time(now + 300),
                time(now),
                at % 3
            ),
        };
    }
    out.push_str("]}");
    out
}

fn measure(text: &str) {
    println!("{:.1} MB", text.len() as f64 / 1e6);
    best("serde_json::Value", || {
        serde_json::from_str::<serde_json::Value>(text).unwrap()
    });
    best("every event decoded", || status_answer(200, text).unwrap());
    let scanned = best("scan", || {
        let mut scan = StatusScan::new(text.to_owned());
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
    let tree = best("a tree of it all", || {
        JsonTree::new(text.to_owned()).unwrap()
    });
    best("search in the tree", || {
        let mut finder = Finder::new("nowhere at all", 10_000);
        while !finder.step(&tree, 64 * 1024) {}
        finder.hits().len()
    });
    best("lay it out", || {
        let mut layout = Layout::default();
        while !layout.step(text, 64 * 1024) {}
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
