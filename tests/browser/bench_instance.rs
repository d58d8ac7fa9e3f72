//! How quickly a large history is read: `cargo xtask bench instance`. Ignored by the tests; it judges nothing, it prints.

use devhost::server::{CorsMode, ServerConfig};
use serde_json::{Value, json};

use crate::acts::empty_hub;
use crate::harness::{Page, button, field, link, play, row_containing};

/// Notes long tasks and when the first row of a timeline stood in the page.
pub const WATCH: &str = "
    window.bench = { long: [], drawn: 0 };
    new PerformanceObserver((list) => {
        for (const it of list.getEntries()) window.bench.long.push([it.startTime, it.duration]);
    }).observe({ type: 'longtask', buffered: true });
    new MutationObserver(() => {
        if (!window.bench.drawn && document.querySelector('.tl-body .tl-line')) {
            requestAnimationFrame(() => setTimeout(() => { window.bench.drawn = window.bench.drawn || performance.now(); }));
        }
    }).observe(document, { childList: true, subtree: true });";

/// The history's bytes: when they were there, how long `JSON.parse` takes over them, and how long the same request takes that does
/// nothing but parse its answer.
const PARSE: &str = "
    const done = arguments[arguments.length - 1];
    (async () => {
        const entry = performance.getEntriesByType('resource').filter((it) => it.name.includes('showHistory=true')).at(-1);
        const sent = performance.now();
        const text = await (await fetch(entry.name)).text();
        JSON.parse(text);
        const plain = performance.now() - sent;
        const times = [];
        for (let run = 0; run < 5; run++) {
            const begun = performance.now();
            JSON.parse(text);
            times.push(performance.now() - begun);
        }
        times.sort((a, b) => a - b);
        done({ bytes: text.length, asked: entry.startTime, here: entry.responseEnd, parse: times[2], plain });
    })().catch((error) => done({ error: String(error) }));";

/// Frames while something is done in each of them.
const FRAMES: &str = "
    const [what, done] = [arguments[0], arguments[arguments.length - 1]];
    const page = document.querySelector('.page');
    const body = document.querySelector('.tl-body');
    const act = (step) => {
        if (what === 'scroll') page.scrollTop += 600;
        else {
            const place = body.getBoundingClientRect();
            body.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true,
                deltaY: step % 40 < 20 ? -50 : 50, clientX: place.left + place.width * 0.6, clientY: 400 }));
        }
    };
    const frames = [];
    let [step, last] = [0, performance.now()];
    const frame = (now) => {
        frames.push(now - last);
        last = now;
        if (step++ < 120) { act(step); requestAnimationFrame(frame); }
        else {
            frames.shift();
            frames.sort((a, b) => a - b);
            done({ median: frames[60], p95: frames[114], worst: frames.at(-1) });
        }
    };
    requestAnimationFrame(frame);";

/// From a text typed into the search of the events until it says how many hold it.
const SEARCH: &str = "
    const [text, done] = [arguments[0], arguments[arguments.length - 1]];
    const field = document.querySelector('#find-event');
    const said = () => document.querySelector('.event-bar [role=status]')?.textContent ?? '';
    const type = (text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); };
    const begun = performance.now();
    type(text);
    const look = () => {
        if (!said().includes(' of ')) return setTimeout(look, 1);
        const took = performance.now() - begun;
        const found = said();
        type('');
        done({ took, found });
    };
    look();";

/// The longest task that began since.
const LONGEST: &str = "
    const [from, done] = [arguments[0], arguments[arguments.length - 1]];
    setTimeout(() => done(window.bench.long.reduce((most, [begun, took]) => begun >= from ? Math.max(most, took) : most, 0)), 1000);";

/// Says the longest task while something is done, and for a second after that.
pub async fn longest(page: &Page, what: &str, act: impl AsyncFnOnce()) {
    let from = page.run("return performance.now()", json!([])).await;
    act().await;
    let longest = page.session.run_async(LONGEST, json!([from])).await;
    let longest = longest.ok().and_then(|it| it.as_f64()).unwrap_or(f64::NAN);
    println!("  {what}: longest task {longest:.0} ms (0: none over 50 ms)");
}

/// Every tab, and what one does on them.
async fn looked_over(page: &Page) {
    longest(page, "the timeline with its critical path", async || {
        page.click(&link("Timeline")).await;
        page.find(&row_containing("RebuildIndexPart × ")).await;
        page.click(&button("Critical path")).await;
    })
    .await;
    longest(page, "selecting two spans by keys", async || {
        page.press("j").await;
        page.press("j").await;
    })
    .await;
    longest(page, "asking again", async || page.press("r").await).await;
    for tab in ["Events", "Data", "Raw", "Relations", "Links"] {
        longest(page, &format!("opening {tab}"), async || {
            page.click(&link(tab)).await;
            page.until("the tab is open", async || {
                let open = "return document.querySelector('.tabs [aria-current]')?.innerText ?? ''";
                let open = page.run(open, json!([])).await;
                open.as_str().filter(|it| it.starts_with(tab)).map(|_| ())
            })
            .await;
        })
        .await;
    }
}

async fn searched(page: &Page) {
    page.click(&link("Events")).await;
    page.find(&field("Find in all events")).await;
    // Everywhere, here and there, and nowhere.
    for text in ["timestamp", "failed", "nowhere at all"] {
        let outcome = page.session.run_async(SEARCH, json!([text])).await;
        let outcome = outcome.unwrap_or_else(|error| panic!("searching: {error}"));
        let took = outcome["took"].as_f64().unwrap_or(f64::NAN);
        println!(
            "  text search, {}: {took:.0} ms",
            outcome["found"].as_str().unwrap_or_default()
        );
        page.find_no_more(&button("Clear filters")).await;
    }
}

async fn measured(page: &Page, events: u32) {
    let run = async |script: &str, arguments: Value| {
        let outcome = page.session.run_async(script, arguments).await;
        outcome.unwrap_or_else(|error| panic!("measuring: {error}"))
    };
    let number = |value: &Value, name: &str| value[name].as_f64().unwrap_or(f64::NAN);
    page.find(&row_containing("RebuildIndexPart × ")).await;
    let bench = page.run("return window.bench", json!([])).await;
    let parsed = run(PARSE, json!([])).await;
    let (here, drawn) = (number(&parsed, "here"), number(&bench, "drawn"));
    let parse = number(&parsed, "parse");
    let longest = bench["long"].as_array().into_iter().flatten();
    let longest = longest
        .filter(|it| it[0].as_f64() >= parsed["asked"].as_f64())
        .filter_map(|it| it[1].as_f64())
        .fold(0.0, f64::max);
    println!("{events} events, {:.1} MB", number(&parsed, "bytes") / 1e6);
    println!(
        "  bytes here to timeline drawn {:.0} ms, JSON.parse {parse:.0} ms: {:.1} times",
        drawn - here,
        (drawn - here) / parse
    );
    println!(
        "  request to timeline drawn {:.0} ms; the same request and JSON.parse alone {:.0} ms",
        drawn - number(&parsed, "asked"),
        number(&parsed, "plain")
    );
    println!("  longest task {longest:.0} ms (0: none over 50 ms)");
    let heap =
        "return [document.querySelectorAll('*').length, performance.memory?.usedJSHeapSize ?? 0]";
    let heap = page.run(heap, json!([])).await;
    println!(
        "  {} nodes, {:.1} MB of JavaScript heap",
        heap[0],
        heap[1].as_f64().unwrap_or(f64::NAN) / 1e6
    );
    let say = |what: &str, frames: &Value| {
        println!(
            "  {what}: a frame takes {:.0} ms, 95 % at most {:.0} ms, the worst {:.0} ms",
            number(frames, "median"),
            number(frames, "p95"),
            number(frames, "worst")
        );
    };
    say("zoom over groups", &run(FRAMES, json!(["zoom"])).await);
    page.click(&button("Show what is in RebuildIndexPart"))
        .await;
    page.until("the group is open", async || {
        (page.count(&row_containing("RebuildIndexPart")).await > 10).then_some(())
    })
    .await;
    say("scroll", &run(FRAMES, json!(["scroll"])).await);
    say("zoom over rows", &run(FRAMES, json!(["zoom"])).await);
}

fn bench(events: u32) {
    let hub = ServerConfig {
        history: events,
        cors: CorsMode::Expose,
        same_origin: true,
        ..empty_hub()
    };
    play(hub, async |stage| {
        stage.page.run_first(WATCH).await;
        stage.open_instance(&format!("long-history-{events}")).await;
        stage.page.find(&link("Timeline")).await;
        measured(&stage.page, events).await;
        searched(&stage.page).await;
        looked_over(&stage.page).await;
    });
}

#[test]
#[ignore = "a measurement: cargo xtask bench instance"]
fn bench_instance_of_5000_events() {
    bench(5_000);
}

#[test]
#[ignore = "a measurement: cargo xtask bench instance"]
fn bench_instance_of_50000_events() {
    bench(50_000);
}
