//! How fast a large history is read, understood and searched: `cargo run --release -p durable-api --example history_speed`.

use durable_api::decode::status_answer;
use durable_api::{Durations, HistoryModel, StatusScan, remarkable, scan_status};
use std::fmt::Write as _;
use std::time::Instant;

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

fn timed<T>(what: &str, bytes: usize, work: impl Fn() -> T) -> T {
    let mut best = f64::MAX;
    let mut last = None;
    for _ in 0..5 {
        let started = Instant::now();
        last = Some(work());
        best = best.min(started.elapsed().as_secs_f64());
    }
    #[allow(clippy::cast_precision_loss, reason = "a size to print")]
    let speed = bytes as f64 / best / 1e6;
    println!("{what:28} {:8.2} ms {speed:8.0} MB/s", best * 1e3);
    last.expect("five runs")
}

fn main() {
    for (events, payload) in [(5_000, 200), (50_000, 200), (50_000, 1_000)] {
        let body = answer(events, payload);
        let bytes = body.len();
        println!("{events} events, {} KB", bytes / 1_000);
        let scanned = timed("scan", bytes, || {
            scan_status(200, body.clone()).expect("a status")
        });
        timed("serde, every event", bytes, || {
            status_answer(200, &body).expect("a status")
        });
        let history = scanned.history.expect("a history");
        let model = timed("model", bytes, || history.model());
        timed("remarkable", bytes, || {
            remarkable(&model, &Durations::default())
        });
        timed("search, not found", bytes, || {
            history.find("nowhere to be seen", 0, usize::MAX)
        });
        let mut scan = StatusScan::new(body);
        let mut longest = 0.0_f64;
        loop {
            let started = Instant::now();
            let step = scan.step(1 << 20);
            longest = longest.max(started.elapsed().as_secs_f64());
            if step == durable_api::ScanStep::Done {
                break;
            }
        }
        println!("{:28} {:8.2} ms", "longest step of 1 MiB", longest * 1e3);
        assert_eq!(model.meanings.len(), events);
        let _: HistoryModel = model;
    }
}
