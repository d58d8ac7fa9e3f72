//! The recorded functions that wait: for events, for timers, for ever.

use chrono::TimeDelta;

use crate::engine::registry::Outcome;
use crate::engine::script::Ctx;
use crate::engine::tasks::{self, Either};
use crate::engine::thrown::Thrown;
use crate::json::Json;
use crate::time;

/// Says hello, sleeps a second and begins anew until the third round.
pub async fn monitor(ctx: Ctx) -> Outcome {
    let round = ctx.input().as_i64().unwrap_or(0);
    ctx.set_status(Json::object([("iteration", Json::from(round))]));
    ctx.activity("SayHello", format!("round {round}")).await?;
    ctx.timer(TimeDelta::seconds(1)).await;
    if round < 3 {
        ctx.continue_as_new(round + 1);
    }
    Ok(Json::from(round))
}

/// Sleeps two seconds and begins anew, for ever.
pub async fn eternal_monitor(ctx: Ctx) -> Outcome {
    ctx.timer(TimeDelta::seconds(2)).await;
    ctx.continue_as_new(ctx.input().as_i64().unwrap_or(0) + 1);
    Ok(Json::Null)
}

/// Waits for an approval or its time limit, an hour unless the input says else.
pub async fn expense_approval(ctx: Ctx) -> Outcome {
    ctx.set_status("Waiting for approval");
    let patience = ctx
        .input()
        .get("timeoutSeconds")
        .and_then(Json::as_f64)
        .unwrap_or(3600.0);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a time limit in milliseconds is far below 2^53"
    )]
    let deadline = ctx.now() + TimeDelta::milliseconds((patience.clamp(0.0, 1e9) * 1000.0) as i64);
    let timer = ctx.timer_at(deadline);
    match tasks::either(ctx.event("ApprovalEvent"), timer).await {
        Either::Left(approval) => {
            ctx.set_status(Json::Null);
            Ok(Json::object([
                ("outcome", Json::from("Processed")),
                ("approval", approval),
            ]))
        }
        Either::Right(_) => {
            ctx.set_status("Escalated");
            Ok(Json::object([
                ("outcome", Json::from("Escalated")),
                ("deadline", Json::from(time::exact(deadline))),
            ]))
        }
    }
}

/// Waits for two events, one of them with a name that no link can carry.
pub async fn two_gates(ctx: Ctx) -> Outcome {
    let gates = vec![ctx.event("gate a/ö"), ctx.event("GateB")];
    Ok(Json::from(tasks::all(gates).await))
}

/// Waits for three votes and counts the ayes.
pub async fn vote(ctx: Ctx) -> Outcome {
    let mut ayes = 0;
    for _ in 0..3 {
        if ctx.event("Vote").await == Json::Bool(true) {
            ayes += 1;
        }
    }
    Ok(Json::from(ayes))
}

/// Fails when its event does not come in time.
pub async fn timeout_of_event(ctx: Ctx) -> Outcome {
    let patience = TimeDelta::seconds(ctx.input().as_i64().unwrap_or(5).clamp(0, 1_000_000));
    ctx.event_within("Never", patience).await.ok_or_else(|| {
        Thrown::new(
            "System.TimeoutException",
            "Event Never not received in the given time.",
        )
    })
}

/// Every kind of unfinished work at once (recording `pending-work`).
pub async fn parallel(ctx: Ctx) -> Outcome {
    let slow = ctx.activity("Slow", 600);
    let quick = ctx.activity("SayHello", "quick");
    let note = Json::object([
        (
            "$type",
            Json::from(
                "<>f__AnonymousType7`1[[System.String, System.Private.CoreLib]], RecordingHost",
            ),
        ),
        ("why", Json::from("pending child")),
    ]);
    let child = ctx.child_with_id("LongWait", &format!("{}:child", ctx.instance_id()), note);
    let timer = ctx.timer_at(ctx.now() + TimeDelta::hours(2));
    let go = ctx.event("Go");
    tasks::all_ok(vec![slow, quick, child, timer]).await?;
    Ok(go.await)
}

/// Sleeps an hour.
pub async fn long_wait(ctx: Ctx) -> Outcome {
    ctx.timer(TimeDelta::hours(1)).await;
    Ok(Json::Null)
}

/// Shows its input as custom status, waits for `Done` and gives it back.
pub async fn shapes_of_status(ctx: Ctx) -> Outcome {
    ctx.set_status(ctx.input());
    ctx.event("Done").await;
    Ok(ctx.input())
}
