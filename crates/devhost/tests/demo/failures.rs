//! Failures as the workers of three languages report them.

use chrono::DateTime;
use serde_json::Value;

use crate::support::{events, instances, past, status, text};

/// The details of the last failed activity, read as the JSON that they are.
fn details(id: &str) -> Value {
    let failed = events(&mut past(), id, "TaskFailed");
    serde_json::from_str(text(failed.last().unwrap(), "Details")).unwrap()
}

#[test]
fn a_declined_card_is_a_dotnet_exception_with_members_of_its_own() {
    let details = details("wholesale-1204");
    assert_eq!(
        text(&details, "$type"),
        "Contoso.Payments.PaymentDeclinedException, Contoso.Payments"
    );
    assert_eq!(text(&details, "DeclineCode"), "insufficient_funds");
    let stack = text(&details, "StackTrace");
    assert!(
        stack.starts_with("   at Contoso.Payments.PaymentClient.SendAsync("),
        "{stack}"
    );
    assert!(stack.contains("/src/Contoso.Orders/Activities/ChargePayment.cs:line 41\n"));
    let output = status(&mut past(), "wholesale-1204");
    assert!(
        text(&output, "output").starts_with(
            "Orchestrator function 'OrderFulfillment' failed: The activity function 'ChargePayment' failed: \"The card ending in "
        ),
        "{output}"
    );
}

#[test]
fn a_retried_charge_shows_each_try_and_each_wait() {
    let mut hub = past();
    assert_eq!(events(&mut hub, "wholesale-1205", "TaskFailed").len(), 3);
    assert_eq!(events(&mut hub, "wholesale-1205", "TimerFired").len(), 3);
    let first = &events(&mut hub, "wholesale-1205", "TaskFailed")[0];
    let at = |member: &str| DateTime::parse_from_rfc3339(text(first, member)).unwrap();
    let took = at("Timestamp") - at("ScheduledTime");
    assert_eq!(took.num_seconds(), 30, "as long as its message says");
    let released = events(&mut hub, "wholesale-1205", "TaskCompleted");
    assert_eq!(
        text(released.last().unwrap(), "FunctionName"),
        "ReleaseStock"
    );
}

#[test]
fn node_reports_an_error_within_an_rpc_exception() {
    let details = details("catalogue-nordic-lights");
    assert_eq!(text(&details, "ClassName"), "System.Exception");
    let rpc = &details["InnerException"];
    let stack = text(rpc, "RemoteStackTrace");
    assert!(stack.starts_with("TypeError: Cannot read properties of undefined (reading 'price')\n    at toProduct (/home/site/wwwroot/dist/src/functions/fetchPage.js:31:37)"));
    assert!(text(rpc, "Message").starts_with("Result: Failure\nType: \nException: Cannot read"));
    let status = status(&mut past(), "catalogue-nordic-lights");
    let output = text(&status, "output");
    assert!(
        output.contains(" \n {\"$type\":\"System.Exception"),
        "{output}"
    );
}

#[test]
fn python_reports_a_traceback() {
    let details = details("forecast-apac-2026w47");
    let stack = text(&details["InnerException"], "RemoteStackTrace");
    assert!(
        stack.starts_with("Traceback (most recent call last):\n  File \"/azure-functions-host/")
    );
    assert!(stack.ends_with(
        "ValueError: Input contains NaN, infinity or a value too large for dtype('float64').\n"
    ));
}

#[test]
fn a_child_that_failed_deep_down_is_wrapped_by_every_level() {
    let mut hub = past();
    let failed = status(&mut hub, "release-2026.45");
    assert_eq!(text(&failed, "runtimeStatus"), "Failed");
    let output = text(&failed, "output");
    for level in [
        "RollOutRegion",
        "RollOutCluster",
        "RollOutNode",
        "SmokeTest",
        "ProbeEndpoint",
    ] {
        assert!(
            output.contains(&format!("The orchestrator function '{level}' failed: ")),
            "{output}"
        );
    }
    assert!(output.contains("answered 503 Service Unavailable"));
    let failed = events(
        &mut hub,
        "release-2026.45",
        "SubOrchestrationInstanceFailed",
    );
    let mut inner: Value = serde_json::from_str(text(&failed[0], "Details")).unwrap();
    let mut depth = 0;
    while !inner["InnerException"].is_null() {
        inner = inner["InnerException"].take();
        depth += 1;
    }
    assert_eq!(depth, 5);
    assert_eq!(
        text(&inner, "ClassName"),
        "System.InvalidOperationException"
    );
    assert_eq!(text(&inner, "Source"), "Contoso.Deploy");
}

#[test]
fn a_host_on_windows_ends_lines_with_both_characters() {
    let details = details("wholesale-1206:shipment");
    let stack = text(&details, "StackTrace");
    assert!(
        stack
            .contains("CarrierSelector.cs:line 133\r\n   at Contoso.Orders.Activities.BookCarrier"),
        "{stack}"
    );
    assert!(!stack.replace("\r\n", "").contains('\n'), "{stack}");
}

#[test]
fn nothing_died_of_nondeterminism() {
    for row in instances(&mut past()) {
        let output = row["output"].to_string();
        assert!(!output.contains("Non-Deterministic"), "{row}");
        assert!(!output.contains("doesn't exist, is disabled"), "{row}");
    }
}
