//! The recorded functions that only compute, and the activities; what they do is told in `tests/recordings/README.md`.

use std::fmt::Write as _;

use chrono::TimeDelta;

use super::{entities, failing, waiting};
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::Ctx;
use crate::engine::tasks;
use crate::json::Json;

/// Adds all of them. The order is that of the real host's list of known functions.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("Monitor", waiting::monitor)
        .orchestrator("Trip", trip)
        .orchestrator("EternalMonitor", waiting::eternal_monitor)
        .orchestrator("Vote", waiting::vote)
        .orchestrator("CriticalSection", entities::critical_section)
        .orchestrator("TwoGates", waiting::two_gates)
        .orchestrator("Order", failing::order)
        .orchestrator("InvoiceBatch", invoice_batch)
        .orchestrator("BigNumbers", big_numbers)
        .orchestrator("Parallel", waiting::parallel)
        .orchestrator("BigPayload", big_payload)
        .orchestrator("ExpenseApproval", waiting::expense_approval)
        .orchestrator("Nest", nest)
        .orchestrator("ThrowEarly", failing::throw_early)
        .orchestrator("Cart", failing::cart)
        .orchestrator("Invoice", invoice)
        .orchestrator("LongWait", waiting::long_wait)
        .orchestrator("CountUp", entities::count_up)
        .orchestrator("FanOutFanIn", fan_out_fan_in)
        .orchestrator("HelloSequence", hello_sequence)
        .orchestrator("ShapesOfStatus", waiting::shapes_of_status)
        .orchestrator("TimeoutOfEvent", waiting::timeout_of_event)
        .orchestrator("CallHttp", call_http);
    registry
        .activity("SayHello", |name| Ok(say_hello(name)))
        .activity("Square", |number| Ok(square(number)))
        .activity("MakeBig", |kb| {
            Ok(Json::from(big_text(kb.as_i64().unwrap_or(1))))
        })
        .activity("ChargeCard", failing::charge_card)
        .slow_activity("Slow", seconds, |input| Ok(input.clone()))
        .slow_activity(
            "BuiltIn::HttpActivity",
            |_| TimeDelta::milliseconds(250),
            |_| Ok(http_answer()),
        );
    registry
        .entity("Counter", entities::counter)
        .entity("Basket", entities::basket);
}

async fn hello_sequence(ctx: Ctx) -> Outcome {
    let mut greetings = Vec::new();
    for city in ["Tokyo", "Malmö", "São Paulo"] {
        greetings.push(ctx.activity("SayHello", city).await?);
    }
    Ok(Json::from(greetings))
}

async fn fan_out_fan_in(ctx: Ctx) -> Outcome {
    let total = ctx.input().as_i64().unwrap_or(0);
    let stage =
        |stage: &str| Json::object([("stage", Json::from(stage)), ("total", Json::from(total))]);
    ctx.set_status(stage("scattering"));
    let squares = (1..=total)
        .map(|number| ctx.activity("Square", number))
        .collect();
    let squares = tasks::all_ok(squares).await?;
    ctx.set_status(stage("gathered"));
    Ok(Json::from(
        squares.iter().filter_map(Json::as_i64).sum::<i64>(),
    ))
}

async fn trip(ctx: Ctx) -> Outcome {
    let first = ctx.child("HelloSequence", Json::Null).await?;
    let named = ctx
        .child_with_id("FanOutFanIn", &format!("{}:legs", ctx.instance_id()), 3)
        .await?;
    Ok(Json::object([("first", first), ("named", named)]))
}

/// Children under ids with a slash, which nobody can open over HTTP.
async fn invoice_batch(ctx: Ctx) -> Outcome {
    let count = ctx.input().as_i64().unwrap_or(3);
    let id = ctx.instance_id();
    let invoices = (1..=count)
        .map(|number| ctx.child_with_id("Invoice", &format!("{id}/{number}"), number))
        .collect();
    tasks::all_ok(invoices).await.map(Json::from)
}

async fn invoice(ctx: Ctx) -> Outcome {
    ctx.activity("Square", ctx.input()).await
}

async fn nest(ctx: Ctx) -> Outcome {
    match ctx.input().as_i64() {
        Some(depth) if depth > 0 => {
            let below = ctx.child("Nest", depth - 1).await?;
            Ok(Json::from(below.as_i64().unwrap_or(0) + 1))
        }
        _ => Ok(Json::from(0)),
    }
}

/// A custom status with numbers that no double holds (recording `json-shapes`).
async fn big_numbers(ctx: Ctx) -> Outcome {
    ctx.set_status(Json::object([
        ("id", Json::Number("12345678901234567890".to_owned())),
        ("ratio", Json::from(0.1)),
        ("exp", Json::from(f64::INFINITY)),
    ]));
    Ok(Json::from("ok"))
}

async fn big_payload(ctx: Ctx) -> Outcome {
    let kb = ctx.input().get("kb").cloned().unwrap_or(Json::from(1));
    ctx.activity("MakeBig", kb).await
}

/// So many KiB of lines that tell where one is: a counter of eight hexadecimal digits and 56 equal letters each.
fn big_text(kb: i64) -> String {
    let lines = u32::try_from(kb.clamp(0, 64 * 1024) * 16).unwrap_or(0);
    let mut text = String::new();
    for (line, letter) in (0..lines).zip(('a'..='z').cycle()) {
        let _ = write!(text, "{line:08x}");
        text.extend(std::iter::repeat_n(letter, 56));
    }
    text
}

async fn call_http(ctx: Ctx) -> Outcome {
    ctx.activity("BuiltIn::HttpActivity", ctx.input()).await
}

fn http_answer() -> Json {
    Json::object([
        ("statusCode", Json::from(200)),
        ("headers", Json::object([])),
        ("content", Json::from("")),
    ])
}

fn say_hello(name: &Json) -> Json {
    Json::from(format!("Hello, {}!", name.as_str().unwrap_or_default()))
}

fn square(number: &Json) -> Json {
    let number = number.as_i64().unwrap_or(0);
    Json::from(number.saturating_mul(number))
}

fn seconds(input: &Json) -> TimeDelta {
    TimeDelta::seconds(input.as_i64().unwrap_or(1).clamp(0, 1_000_000))
}
