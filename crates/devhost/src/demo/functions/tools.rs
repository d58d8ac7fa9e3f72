//! What the demo's functions are written with: JSON objects, drawn durations, retries whose tries differ.

use chrono::TimeDelta;

use crate::engine::random::Random;
use crate::engine::registry::Outcome;
use crate::engine::script::{Ctx, Retry};
use crate::json::Json;

/// A JSON object: `object! { "sku": "A-1", "quantity": 3 }`.
macro_rules! object {
    ($($name:literal: $value:expr),* $(,)?) => {
        $crate::json::Json::object([$(($name, $crate::json::Json::from($value))),*])
    };
}
pub(crate) use object;

/// Numbers that are drawn from a text: the same text gives the same numbers.
pub fn drawn_from(text: &str) -> Random {
    let seed = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    Random::new(seed)
}

/// A number of `0..100` that is the same for the same text, to say what happens to so many of a hundred.
pub fn percentile(text: &str) -> u64 {
    drawn_from(text).between(0, 100)
}

/// How long an activity takes: so many milliseconds, drawn from its input.
pub fn takes(from: u64, to: u64) -> impl Fn(&Json) -> TimeDelta + Send + Sync + 'static {
    move |input| {
        let drawn = drawn_from(&input.to_string()).between(from * 1000, to * 1000);
        TimeDelta::microseconds(i64::try_from(drawn).unwrap_or_default())
    }
}

/// Calls an activity until it succeeds, as `CallActivityWithRetryAsync` does, a zero timer after the last failure included. The input is
/// made for each try, so that one try may fail and the next succeed.
pub async fn retrying(
    ctx: &Ctx,
    name: &str,
    retry: Retry,
    input: impl Fn(u32) -> Json + Send,
) -> Outcome {
    let mut wait = retry.first;
    let mut attempt = 1;
    loop {
        let thrown = match ctx.activity(name, input(attempt)).await {
            Ok(value) => return Ok(value),
            Err(thrown) => thrown,
        };
        if attempt >= retry.tries {
            ctx.timer(TimeDelta::zero()).await;
            return Err(thrown);
        }
        ctx.timer(TimeDelta::from_std(wait).unwrap_or_default())
            .await;
        wait = wait.mul_f64(retry.backoff);
        attempt += 1;
    }
}

/// A text member of an object; empty where there is none.
pub fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// A whole number of an object; `default` where there is none.
pub fn int(json: &Json, name: &str, default: i64) -> i64 {
    json.get(name).and_then(Json::as_i64).unwrap_or(default)
}

/// The items of an array member of an object.
pub fn items<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    match json.get(name) {
        Some(Json::Array(items)) => items,
        _ => &[],
    }
}

/// An object with one more member, or another value of it at its place.
pub fn with(json: &Json, name: &str, value: impl Into<Json>) -> Json {
    let mut members = match json {
        Json::Object(members) => members.clone(),
        _ => Vec::new(),
    };
    match members.iter_mut().find(|(other, _)| other == name) {
        Some((_, old)) => *old = value.into(),
        None => members.push((name.to_owned(), value.into())),
    }
    Json::Object(members)
}

/// An amount of money in hundredths, as a JSON number with two decimals.
pub fn money(cents: i64) -> Json {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    Json::Number(format!("{sign}{}.{:02}", cents / 100, cents % 100))
}

/// A 64-bit number.
pub fn whole(number: u64) -> Json {
    Json::Number(number.to_string())
}
