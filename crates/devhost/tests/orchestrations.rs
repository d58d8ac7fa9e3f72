//! How scripted functions run, and what their histories show.

mod support;

use std::time::Duration;

use chrono::TimeDelta;
use devhost::engine::registry::Registry;
use devhost::engine::script::Retry;
use devhost::engine::tasks;
use devhost::engine::thrown::Thrown;
use devhost::json::Json;
use support::Fixture;

#[test]
fn what_has_ended_is_merged_and_what_is_pending_stands_where_it_was_scheduled() {
    let mut hub = Fixture::new();
    hub.start("Parallel", "p", "");
    hub.advance(TimeDelta::seconds(5));
    let expected = [
        "ExecutionStarted",
        "TaskScheduled",
        "SubOrchestrationInstanceCreated",
        "TimerCreated",
        "TaskCompleted",
    ];
    assert_eq!(hub.event_types("p"), expected);
    hub.post("/instances/p/terminate", "");
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(hub.status("p:child")["runtimeStatus"], "Running");
}

#[test]
fn the_same_calls_give_the_same_answers() {
    let run = || {
        let mut hub = Fixture::new();
        hub.start("FanOutFanIn", "f", "20");
        hub.post("/orchestrators/Cart", "{\"card\":\"1\"}");
        hub.advance(TimeDelta::seconds(10));
        (
            hub.get("/instances").body,
            hub.get("/instances/f?showHistory=true").body,
        )
    };
    assert_eq!(run(), run());
}

#[test]
fn moving_the_clock_in_small_steps_or_at_once_is_the_same() {
    let run = |steps: i32| {
        let mut hub = Fixture::new();
        hub.start("Trip", "t", "");
        for _ in 0..steps {
            hub.advance(TimeDelta::seconds(8) / steps);
        }
        hub.get("/instances/t?showHistory=true&showHistoryOutput=true")
            .body
    };
    assert_eq!(run(1), run(1000));
}

#[test]
fn a_timer_fires_when_it_is_due_and_not_before() {
    let mut hub = Fixture::new();
    hub.start("ExpenseApproval", "e", "{\"timeoutSeconds\":60}");
    hub.advance(TimeDelta::seconds(59));
    assert_eq!(hub.status("e")["customStatus"], "Waiting for approval");
    hub.advance(TimeDelta::seconds(3));
    assert_eq!(hub.status("e")["output"]["outcome"], "Escalated");
}

#[test]
fn an_event_that_came_early_is_kept() {
    let mut functions = Registry::new();
    functions.orchestrator("Late", |ctx| async move {
        ctx.timer(TimeDelta::seconds(10)).await;
        Ok(ctx.event("Go").await)
    });
    let mut hub = Fixture::running(functions);
    hub.start("Late", "l", "");
    hub.post("/instances/l/raiseEvent/gO", "42");
    hub.advance(TimeDelta::seconds(11));
    assert_eq!(hub.status("l")["output"], 42);
}

#[test]
fn events_that_nobody_awaited_go_along_into_the_next_generation() {
    let mut functions = Registry::new();
    functions.orchestrator("Twice", |ctx| async move {
        if ctx.input().is_null() {
            ctx.timer(TimeDelta::seconds(5)).await;
            ctx.continue_as_new(1);
            return Ok(Json::Null);
        }
        Ok(ctx.event("Go").await)
    });
    let mut hub = Fixture::running(functions);
    hub.start("Twice", "t", "");
    hub.post("/instances/t/raiseEvent/Go", "\"kept\"");
    hub.advance(TimeDelta::seconds(7));
    assert_eq!(hub.status("t")["output"], "kept");
    assert_eq!(hub.events("t")[0]["Generation"], serde_json::Value::Null);
}

#[test]
fn a_retry_waits_longer_each_time_and_the_last_failure_is_followed_by_one_more_timer() {
    let mut hub = Fixture::new();
    hub.start("Order", "o", "{\"card\":\"7\"}");
    hub.advance(TimeDelta::seconds(4));
    assert_eq!(hub.status("o")["runtimeStatus"], "Running");
    hub.advance(TimeDelta::seconds(3));
    assert_eq!(hub.status("o")["runtimeStatus"], "Failed");
    let once = ["TaskFailed", "TimerCreated", "TimerFired"];
    let expected: Vec<&str> = ["ExecutionStarted"]
        .into_iter()
        .chain([once; 3].concat())
        .chain(["ExecutionCompleted"])
        .collect();
    assert_eq!(hub.event_types("o"), expected);
}

#[test]
fn an_error_that_is_caught_does_not_end_the_orchestration() {
    let mut functions = Registry::new();
    functions.activity("Fail", |_| {
        Err(Thrown::new("System.TimeoutException", "too late"))
    });
    functions.activity("Undo", |input| Ok(input.clone()));
    functions.orchestrator("Saga", |ctx| async move {
        let retry = Retry::times(2, Duration::from_secs(1));
        match ctx.activity_with_retry("Fail", 1, retry).await {
            Ok(value) => Ok(value),
            Err(thrown) => ctx.activity("Undo", thrown.message).await,
        }
    });
    let mut hub = Fixture::running(functions);
    hub.start("Saga", "s", "");
    hub.advance(TimeDelta::seconds(5));
    let expected = "The activity function 'Fail' failed: \"too late\". See the function execution logs for additional details.";
    assert_eq!(hub.status("s")["output"], expected);
}

#[test]
fn a_rewind_runs_what_failed_again_and_keeps_what_had_succeeded() {
    let mut functions = Registry::new();
    functions.activity("Once", |input| Ok(input.clone()));
    let tries = std::sync::atomic::AtomicU32::new(0);
    functions.activity("Flaky", move |_| {
        match tries.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0 => Err(Thrown::new("System.InvalidOperationException", "not yet")),
            _ => Ok(Json::from("now")),
        }
    });
    functions.orchestrator("Child", |ctx| async move {
        ctx.activity("Flaky", Json::Null).await
    });
    functions.orchestrator("Parent", |ctx| async move {
        let both = vec![
            ctx.activity("Once", "kept"),
            ctx.child_with_id("Child", "c", Json::Null),
        ];
        tasks::all_ok(both).await.map(Json::from)
    });
    let mut hub = Fixture::running(functions);
    hub.start("Parent", "p", "");
    hub.advance(TimeDelta::seconds(2));
    assert_eq!(hub.status("p")["runtimeStatus"], "Failed");
    assert_eq!(hub.post("/instances/p/rewind?reason=again", "").status, 202);
    assert_eq!(hub.status("p")["runtimeStatus"], "Pending");
    hub.advance(TimeDelta::seconds(2));
    assert_eq!(
        hub.status("p")["output"],
        serde_json::json!(["kept", "now"])
    );
    assert_eq!(
        hub.event_types("c"),
        [
            "ExecutionStarted",
            "GenericEvent",
            "GenericEvent",
            "GenericEvent",
            "GenericEvent",
            "TaskCompleted",
            "ExecutionCompleted"
        ]
    );
}

#[test]
fn a_terminated_child_is_a_failure_for_its_parent() {
    let mut hub = Fixture::new();
    hub.start("Cart", "cart", "{\"card\":\"7\"}");
    hub.advance(TimeDelta::seconds(1));
    hub.post("/instances/cart:order/terminate?reason=stop", "");
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(hub.status("cart")["runtimeStatus"], "Failed");
    assert_eq!(hub.events("cart")[1]["Reason"], "stop");
}

#[test]
fn a_locked_entity_serves_others_after_its_release() {
    let mut functions = devhost::functions::recorded();
    functions.orchestrator("Hold", |ctx| async move {
        let lock = ctx
            .lock_entities(&[("Counter", "b"), ("Counter", "a")])
            .await;
        ctx.timer(TimeDelta::seconds(5)).await;
        ctx.call("Counter", "a", "add", 1).await?;
        ctx.release(lock);
        Ok(Json::Null)
    });
    let mut hub = Fixture::running(functions);
    hub.start("Hold", "h", "");
    hub.advance(TimeDelta::seconds(1));
    hub.post("/entities/Counter/a?op=add", "10");
    hub.advance(TimeDelta::seconds(1));
    assert_eq!(hub.get("/entities/counter/a").status, 404);
    hub.advance(TimeDelta::seconds(5));
    assert_eq!(hub.get("/entities/counter/a").text(), "11");
    assert_eq!(hub.status("h")["runtimeStatus"], "Completed");
}

#[test]
fn four_hundred_children_end_and_their_parent_after_them() {
    let mut functions = Registry::new();
    functions.activity("Work", |input| Ok(input.clone()));
    functions.orchestrator("Leaf", |ctx| async move {
        ctx.activity("Work", ctx.input()).await
    });
    functions.orchestrator("Batch", |ctx| async move {
        let id = ctx.instance_id();
        let children = (0..400)
            .map(|n| ctx.child_with_id("Leaf", &format!("{id}/{n}"), n))
            .collect();
        Ok(Json::from(
            i64::try_from(tasks::all_ok(children).await?.len()).unwrap(),
        ))
    });
    let mut hub = Fixture::running(functions);
    hub.start("Batch", "night", "");
    hub.advance(TimeDelta::seconds(30));
    assert_eq!(hub.status("night")["output"], 400);
    assert_eq!(hub.ids("?instanceIdPrefix=night/&top=1000").len(), 400);
    assert_eq!(hub.get("/instances/night%2F7").status, 404);
}
