//! How fast a plan of 1,000 runs, against what six connections and the round trip allow: `cargo xtask bench plan` prints it.

use std::time::Duration;

use devhost::faults::{Effect, Fault};
use serde_json::json;

use crate::acts::empty_hub;
use crate::harness::{button, play_within};
use crate::run_plans::{confirm_and_run, review, see_within, start_many};

const WATCH: &str = include_str!("bench_plan.js");
const COUNT: usize = 1_000;
/// So long a round trip takes at least, in milliseconds: that of a function app some countries away.
const ROUND_TRIP_MS: u64 = 50;

#[test]
#[ignore = "measures, and takes minutes"]
fn a_plan_of_a_thousand_is_run() {
    play_within(Duration::from_mins(10), empty_hub(), async |stage| {
        let page = &stage.page;
        // What is terminated already says so to the same request.
        page.expect_console("status of 410");
        page.run_first(WATCH).await;
        let ids = start_many(stage, COUNT);
        review(stage, "Terminate", &ids).await;
        see_within(page, Duration::from_mins(2), "Run on 1,000 instances").await;
        page.find(&button("Run on 1,000 instances")).await;
        let ms = ROUND_TRIP_MS;
        stage
            .control()
            .add_fault(Fault::new(Effect::Delay { ms }).on("GET", "*/instances/*"));
        stage
            .control()
            .add_fault(Fault::new(Effect::Delay { ms }).on("POST", "*/instances/*"));
        page.run("bench.watching = true", json!([])).await;
        confirm_and_run(page, COUNT).await;
        let patience = Duration::from_mins(3);
        see_within(page, patience, "Finished: all 1,000 accounted for.").await;
        let told = page
            .run(
                "bench.watching = false; return [bench.last - bench.first, bench.asked.length, bench.longest, await bench.again()]",
                json!([]),
            )
            .await;
        let number = |at: usize| told[at].as_f64().unwrap_or(f64::NAN);
        let (took, asked, longest, allowed) = (number(0), number(1), number(2), number(3));
        #[allow(clippy::cast_precision_loss, reason = "printed for people")]
        let by_round_trip = asked * ROUND_TRIP_MS as f64 / 6.0;
        println!(
            "| targets | requests | plan | the same requests, six at a time | ratio | by the round trip alone | longest task |"
        );
        println!("|---|---|---|---|---|---|---|");
        println!(
            "| {COUNT} | {asked} | {:.2} s | {:.2} s | {:.2} | {:.2} s | {longest:.0} ms |",
            took / 1e3,
            allowed / 1e3,
            allowed / took,
            by_round_trip / 1e3,
        );
    });
}
