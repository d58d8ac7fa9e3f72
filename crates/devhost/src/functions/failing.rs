//! The recorded functions that fail (recordings `failures`, `rewind`).

use std::time::Duration;

use crate::engine::registry::Outcome;
use crate::engine::script::{Ctx, Retry};
use crate::engine::thrown::Thrown;
use crate::json::Json;

/// Charges the card three times at most.
pub async fn order(ctx: Ctx) -> Outcome {
    ctx.set_status(Json::object([("step", Json::from("charging"))]));
    let retry = Retry::times(3, Duration::from_secs(2)).backing_off(1.5);
    ctx.activity_with_retry("ChargeCard", ctx.input(), retry)
        .await
}

/// Orders through a child.
pub async fn cart(ctx: Ctx) -> Outcome {
    ctx.child_with_id(
        "Order",
        &format!("{}:order", ctx.instance_id()),
        ctx.input(),
    )
    .await
}

/// Throws before it has done anything.
pub async fn throw_early(_: Ctx) -> Outcome {
    Err(
        Thrown::new("System.ArgumentException", "Input was not an order.")
            .at("   at Functions.ThrowEarly(IDurableOrchestrationContext c)"),
    )
}

/// Declines every card.
pub fn charge_card(order: &Json) -> Outcome {
    let card = order.get("card").and_then(Json::as_str).unwrap_or_default();
    Err(Thrown::new(
        "System.InvalidOperationException",
        format!("The card ending in {card} was declined."),
    )
    .at("   at Functions.Charge(JObject order)"))
}
