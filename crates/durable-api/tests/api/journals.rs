//! What is kept of a write, and what never is.

use durable_api::Secret;
use durable_api::journal::{ANSWER_KEPT, BODY_KEPT, End, Entry, Fate, to_csv, to_json_lines};

const KEY: &str = "kLm9Qw8Er7Ty6Ui5Op4As3Df2Gh1Jk0Lz9Xc8Vb7Nm6Qa5Ws4Ed3AzFuRf2Tg==";

fn entry(method: &str, target: &str) -> Entry {
    Entry {
        at_ms: 1_795_000_000_123,
        hub: "orders.example~OrdersHub".into(),
        called: "Orders".into(),
        method: method.into(),
        url: format!("https://orders.example/runtime/webhooks/durabletask{target}"),
        body: String::new(),
        body_bytes: 0,
        end: End::Open,
        took_ms: 0,
        said: String::new(),
    }
}

#[test]
fn an_entry_comes_back_as_it_was_kept() {
    for end in [
        End::Open,
        End::Status(202),
        End::Cut(200),
        End::NoAnswer,
        End::TimedOut,
        End::Aborted,
    ] {
        let mut kept = entry("POST", "/instances/a%20b/raiseEvent/Go?taskHub=OrdersHub")
            .with_body(Some("{\"a\": \"\\n\"}"), None);
        kept.ended(end, 37, "no \"way\"", None);
        assert_eq!(Entry::from_text(&kept.to_text()), Some(kept));
    }
    for odd in ["", "[]", "{}", "[\"1\"]"] {
        assert_eq!(Entry::from_text(odd), None, "{odd}");
    }
}

#[test]
fn no_key_is_kept_wherever_somebody_put_it() {
    let key = Secret::new("short-one");
    let body = format!("{{\"link\":\"https://a.example/x?code={KEY}\",\"also\":\"short-one\"}}");
    let mut kept = entry("POST", "/orchestrators/A").with_body(Some(&body), Some(&key));
    let payload = format!("{{\"statusQueryGetUri\":\"https://a.example/i?code={KEY}\"}} short-one");
    kept.ended(End::Status(500), 1, &payload, Some(&key));
    let all = [
        kept.to_text(),
        to_csv(std::slice::from_ref(&kept)),
        to_json_lines(&[kept]),
    ];
    for text in all {
        assert!(!text.contains(KEY) && !text.contains("short-one"), "{text}");
        assert!(text.contains("statusQueryGetUri"), "{text}");
    }
}

#[test]
fn a_key_at_the_edge_of_what_is_kept_is_not_kept_in_part() {
    let body = format!("{}?code={KEY}", "x".repeat(BODY_KEPT - 20));
    let kept = entry("POST", "/orchestrators/A").with_body(Some(&body), None);
    assert!(!kept.body.contains(&KEY[..8]), "{}", kept.body);
    assert_eq!(kept.body.chars().count(), BODY_KEPT);
    assert_eq!(kept.body_bytes, body.len());
}

#[test]
fn an_answer_is_kept_where_it_refuses_or_counts() {
    let mut started = entry("POST", "/orchestrators/A");
    started.ended(End::Status(202), 5, "{\"id\":\"a\"}", None);
    assert_eq!(started.said, "");
    started.ended(End::Status(400), 5, &"no".repeat(ANSWER_KEPT), None);
    assert_eq!(started.said.chars().count(), ANSWER_KEPT);
    let mut purged = entry("DELETE", "/instances?createdTimeFrom=x");
    purged.ended(End::Status(200), 5, "{\"instancesDeleted\":3}", None);
    assert_eq!(purged.said, "{\"instancesDeleted\":3}");
}

#[test]
fn what_an_end_tells_is_one_of_three() {
    for (end, fate) in [
        (End::Status(202), Fate::Taken),
        (End::Status(410), Fate::Refused),
        (End::Status(500), Fate::Unknown),
        (End::Cut(202), Fate::Unknown),
        (End::NoAnswer, Fate::Unknown),
        (End::Open, Fate::Unknown),
    ] {
        assert_eq!(end.fate(), fate, "{end:?}");
    }
}

#[test]
fn entries_are_found_by_words_and_written_out() {
    let mut kept = entry("POST", "/instances/order-7/terminate?reason=Too%20late")
        .with_body(Some("=1+1, \"x\""), None);
    kept.ended(End::Status(410), 12, "", None);
    assert_eq!(
        kept.target(),
        "/instances/order-7/terminate?reason=Too%20late"
    );
    assert!(kept.has("ORDER-7 410") && kept.has("") && !kept.has("order-8"));
    let csv = to_csv(std::slice::from_ref(&kept));
    let row = csv.lines().nth(1).expect("a row");
    assert!(row.starts_with("2026-11-18T"), "{row}");
    assert!(row.contains("\"'=1+1, \"\"x\"\"\",410,12,"), "{row}");
    let json = to_json_lines(&[kept]);
    assert!(
        json.contains("\"outcome\":\"410\"") && json.ends_with("}\n"),
        "{json}"
    );
}
