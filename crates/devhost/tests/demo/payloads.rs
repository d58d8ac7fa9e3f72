//! Payloads: their sizes, their numbers, their shapes.

use std::collections::BTreeSet;

use crate::support::{get, instances, past, status, text};

#[test]
fn outputs_of_a_hundred_kilobytes_and_of_a_megabyte_are_as_long_as_promised() {
    let mut hub = past();
    for (id, kilobytes) in [("export-orders-q3", 100), ("export-ledger-full", 1_000)] {
        let output = status(&mut hub, id)["output"].to_string().len() / 1024;
        assert!(
            (kilobytes..kilobytes + kilobytes / 10).contains(&output),
            "{id}: {output}"
        );
    }
    let csv = status(&mut hub, "export-orders-q3-csv");
    assert!(text(&csv, "output").starts_with("line;country;customer;amount\n1;"));
    assert!(text(&csv, "output").len() >= 100 * 1024);
}

#[test]
fn whole_numbers_beyond_any_double_come_digit_by_digit() {
    let answer = get(&mut past(), "/instances/reconcile-9007199254740993", &[]);
    let body = String::from_utf8(answer.body).unwrap();
    for number in [
        "\"batchId\":9007199254740993,",
        "9223372036854775807,",
        "\"checksum\":18446744073709551615",
    ] {
        assert!(body.contains(number), "{number} is not in {body}");
    }
}

#[test]
fn json_stands_within_strings() {
    let status = status(&mut past(), "reconcile-9007199254740993");
    let source: serde_json::Value = serde_json::from_str(text(&status["input"], "source")).unwrap();
    assert_eq!(source["rows"][2], 3);
    let statement = status["output"]["statements"][0].as_str().unwrap();
    assert!(
        statement.starts_with("{\"account\":9223372036854775807,"),
        "{statement}"
    );
}

#[test]
fn custom_statuses_have_every_shape() {
    let all = instances(&mut past());
    let shapes: BTreeSet<&str> = all
        .iter()
        .map(|row| match &row["customStatus"] {
            serde_json::Value::Null => "null",
            serde_json::Value::Bool(_) => "bool",
            serde_json::Value::Number(_) => "number",
            serde_json::Value::String(text) if text.is_empty() => "empty text",
            serde_json::Value::String(text) if text.starts_with('{') => "JSON in text",
            serde_json::Value::String(_) => "text",
            serde_json::Value::Array(_) => "array",
            serde_json::Value::Object(_) => "object",
        })
        .collect();
    assert_eq!(shapes.len(), 8, "{shapes:?}");
}

#[test]
fn an_input_holds_hostile_markup() {
    let status = status(&mut past(), "newsletter-2026-47");
    assert!(text(&status["input"], "body").contains("<script>alert(document.cookie)</script>"));
    assert!(text(&status, "output").starts_with("<!doctype html>"));
}
