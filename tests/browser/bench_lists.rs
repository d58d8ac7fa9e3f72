//! How fast hubs are read and shown: `cargo xtask bench instances` prints it.

use std::time::Duration;

use devhost::server::CorsMode;
use devhost::store::StoreFlavour;
use serde_json::{Value, json};

use crate::acts::hub_of;
use crate::harness::{Page, Stage, play_within};

const WATCH: &str = include_str!("bench_lists.js");

/// Every store. That which keeps its positions to itself is walked by its tokens, the others as browsers mostly must: without.
const STORES: [(&str, StoreFlavour, CorsMode); 6] = [
    ("emulator", StoreFlavour::Emulator, CorsMode::List),
    ("azure", StoreFlavour::Azure, CorsMode::List),
    ("newer", StoreFlavour::Newer, CorsMode::List),
    ("newer-azure", StoreFlavour::NewerAzure, CorsMode::List),
    ("pages", StoreFlavour::Pages, CorsMode::List),
    ("opaque", StoreFlavour::Opaque, CorsMode::Expose),
];

/// So long may the largest hub take.
const LIMIT: Duration = Duration::from_mins(20);

async fn numbers(page: &Page, script: &str) -> Vec<f64> {
    let answer = page.run(script, json!([])).await;
    let numbers = answer.as_array().cloned().unwrap_or_default();
    numbers
        .iter()
        .map(|it| it.as_f64().unwrap_or(f64::NAN))
        .collect()
}

async fn measure(stage: &Stage, instances: u64, store: &str) {
    let page = &stage.page;
    page.run_first(WATCH).await;
    stage.open_list().await;
    // What a first visit may cost ends before a large hub does.
    let everything = "
        const button = [...document.querySelectorAll('.foot button')].find((it) => it.textContent === 'Everything');
        button?.click();
        return bench.all;";
    while page.run(everything, json!([])).await == Value::Null {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let times = numbers(
        page,
        "return [bench.first - bench.begun, bench.all - bench.begun, bench.asked.length, bench.bytes, bench.memory?.buffer.byteLength ?? NaN, performance.memory?.usedJSHeapSize ?? NaN]",
    )
    .await;
    let [first, all, asked, bytes, memory, heap] = times[..] else {
        panic!("{times:?}");
    };
    let longest = async || numbers(page, "return bench.longest()").await;
    let reading = longest().await;
    let parse = numbers(page, "return bench.parse()").await;
    longest().await;
    let press = |what: &str| {
        format!(
            "const all = [...document.querySelectorAll('button')]; return [await bench.press(all.find((it) => it.matches('{what}')))]"
        )
    };
    let sorting = numbers(page, &press(".th .c-took .sort")).await[0];
    let filtering = numbers(page, &press(".chips .chip:nth-child(4)")).await[0];
    page.run("document.querySelector('.chips .chip').click()", json!([]))
        .await;
    let looking = longest().await;
    let scroll = numbers(page, "return bench.scroll()").await;
    let scrolling = longest().await;
    let task = |it: &[f64]| match it {
        [_, 0.0] => "none".to_owned(),
        [longest, count] => format!("{longest:.0} ms, {count}"),
        other => panic!("{other:?}"),
    };
    let tasks = [reading, looking, scrolling]
        .map(|it| task(&it))
        .join(" · ");
    println!(
        "| {instances} | {store} | {first:.0} ms | {:.2} s | {:.2} s | {:.2} | {:.0} ms | {tasks} | {sorting:.0} ms | {filtering:.0} ms | {} of 600 | {} | {:.0} + {:.0} MB | {asked} | {:.1} MB |",
        all / 1e3,
        parse[0] / 1e3,
        all / parse[0],
        parse[1],
        scroll[0],
        scroll[1],
        memory / 1e6,
        heap / 1e6,
        bytes / 1e6,
    );
}

#[test]
#[ignore = "measures, and takes minutes"]
fn large_hubs_are_read() {
    let wanted = |name: &str| std::env::var(name).unwrap_or_default();
    let (sizes, stores) = (wanted("BENCH_SIZES"), wanted("BENCH_STORES"));
    println!(
        "| instances | store | first row | all | fetch and JSON.parse of the same | ratio | JSON.parse alone | tasks over 50 ms while reading · sorting and filtering · scrolling: longest, how many | sort | filter | late frames | row elements | wasm + JS memory | requests | bytes |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for instances in [10_000, 100_000, 1_000_000] {
        if !sizes.is_empty() && !sizes.split(',').any(|it| it == instances.to_string()) {
            continue;
        }
        for (name, store, cors) in STORES {
            if !stores.is_empty() && !stores.split(',').any(|it| it == name) {
                continue;
            }
            let mut config = hub_of(instances, cors);
            config.host.store = store;
            play_within(LIMIT, config, async |stage| {
                // Encodings that are refused before the right one is found.
                stage.page.expect_console("status of 500");
                stage.page.expect_console("status of 400");
                measure(stage, instances, name).await;
            });
        }
    }
}
