//! The recorded entities and the functions that use them (recording `entities`).

use crate::engine::registry::Outcome;
use crate::engine::script::Ctx;
use crate::engine::thrown::Thrown;
use crate::json::Json;

/// Adds one to a counter without waiting, and asks for its value.
pub async fn count_up(ctx: Ctx) -> Outcome {
    let key = key_of(&ctx);
    ctx.signal("Counter", &key, "add", 1);
    ctx.call("Counter", &key, "get", Json::Null).await
}

/// Adds ten to a counter that nobody else may touch meanwhile.
pub async fn critical_section(ctx: Ctx) -> Outcome {
    let key = key_of(&ctx);
    let lock = ctx.lock_entities(&[("Counter", &key)]).await;
    ctx.call("Counter", &key, "add", 10).await?;
    let value = ctx.call("Counter", &key, "get", Json::Null).await?;
    ctx.release(lock);
    Ok(value)
}

fn key_of(ctx: &Ctx) -> String {
    ctx.input().as_str().unwrap_or_default().to_owned()
}

/// `add` a whole number, `get`, `reset`.
pub fn counter(state: &mut Option<Json>, op: &str, input: &Json) -> Outcome {
    let value = state.as_ref().and_then(Json::as_i64).unwrap_or(0);
    match op.to_lowercase().as_str() {
        "add" => {
            let amount = input.as_i64().ok_or_else(|| {
                Thrown::new(
                    "Newtonsoft.Json.JsonReaderException",
                    "Could not convert the operation's input to an integer.",
                )
            })?;
            *state = Some(Json::from(value.saturating_add(amount)));
            Ok(Json::Null)
        }
        "get" => {
            *state = Some(Json::from(value));
            Ok(Json::from(value))
        }
        "reset" => {
            *state = Some(Json::from(0));
            Ok(Json::Null)
        }
        _ => Err(unknown(op)),
    }
}

/// `put` an item, `take` all, `get`.
pub fn basket(state: &mut Option<Json>, op: &str, input: &Json) -> Outcome {
    let mut items = match state.take() {
        Some(Json::Array(items)) => items,
        _ => Vec::new(),
    };
    let outcome = match op.to_lowercase().as_str() {
        "put" | "add" => {
            items.push(input.clone());
            Ok(Json::Null)
        }
        "take" | "clear" => Ok(Json::from(std::mem::take(&mut items))),
        "get" => Ok(Json::from(items.clone())),
        _ => Err(unknown(op)),
    };
    *state = Some(Json::from(items));
    outcome
}

fn unknown(op: &str) -> Thrown {
    Thrown::new(
        "System.InvalidOperationException",
        format!("No operation named '{op}' was found."),
    )
}
