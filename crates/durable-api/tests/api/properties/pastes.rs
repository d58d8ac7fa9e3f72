//! Pastes: any text is read or refused.

use super::try_all;
use crate::support::exchanges;
use durable_api::calls::{self, StatusOptions};
use durable_api::paste::{Paste, mask};
use durable_api::{ManagementLink, read_paste};
use std::time::{Duration, Instant};

#[test]
fn any_paste_is_read_or_refused() {
    let payloads: Vec<String> = exchanges("instance-ids")
        .iter()
        .filter_map(|exchange| exchange["response"]["body"].as_str())
        .filter(|body| body.starts_with("{\"id\""))
        .map(str::to_owned)
        .collect();
    let seeds: Vec<&str> = payloads
        .iter()
        .map(String::as_str)
        .chain([
            "https://a.example/apps/x/runtime/webhooks/durabletask/instances/a%2Fb/raiseEvent/{eventName}?taskHub=H&code=k",
            "curl -X POST 'http://localhost:7071/admin/extensions/DurableTaskExtension/instances/x' -H \"x-functions-key: k\"",
        ])
        .collect();
    try_all(6, |dice| {
        let text = match dice.below(3) {
            0 => dice.text(40),
            1 => {
                let seed = dice.pick(&seeds);
                dice.mangled(seed)
            }
            _ => format!(
                "http://localhost:7071/runtime/webhooks/durabletask/{}?{}",
                dice.text(20),
                dice.text(9)
            ),
        };
        if let Some(link) = read_paste(&text).ok().and_then(|it| it.link) {
            let base = link.address.base_url();
            assert!(base.starts_with("http"), "{base}");
            // What was read once reads the same again.
            if let Some(id) = link.instance_id.filter(|id| !id.is_empty()) {
                let url = calls::status(&id, StatusOptions::default()).url(&link.address);
                assert_eq!(
                    ManagementLink::parse(&url).unwrap().instance_id,
                    Some(id),
                    "{text}"
                );
            }
        }
    });
}

/// Pieces of everything that is read, in any order.
const PIECES: &[&str] = &[
    "http://localhost:7071/runtime/webhooks/durabletask/instances/x",
    "https://a.example/admin/extensions/DurableTaskExtension",
    "curl ",
    "-H ",
    "--data ",
    "-sSX POST ",
    "Invoke-RestMethod ",
    "-Headers @{",
    "irm ",
    "`\n",
    "^\n",
    "\\\n",
    "^\"",
    "$'\\u00",
    "GET /runtime/webhooks/durabletask/instances HTTP/1.1\n",
    "Host: a\n",
    "x-functions-key",
    ": ",
    "=",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "](",
    ")",
    "<",
    ">",
    "&amp;",
    "&#",
    "\\u0026",
    "\\\\\\/",
    "\u{1b}[",
    "\u{200b}",
    "\n",
    "\r\n> ",
    " ",
    "code=",
    "?code=%",
    "key: ",
    "Functions:\n\tA: [GET] http://",
    "statusQueryGetUri",
    "portal.azure.com",
    ".scm.",
    "://",
    "http",
    "https%3A%2F%2F",
    "•",
    "😀",
    "x",
];

#[test]
fn any_text_is_read_or_refused_at_one_of_its_characters() {
    try_all(12, |dice| {
        let mut text = String::new();
        for _ in 0..dice.below(14) {
            if dice.chance(4) {
                text.push_str(&dice.text(6));
            } else {
                text.push_str(dice.pick(PIECES));
            }
        }
        match read_paste(&text) {
            Err(error) => assert!(error.at <= text.chars().count(), "{error:?}: {text:?}"),
            Ok(paste) => {
                assert!(paste.ignored.len() <= Paste::MOST_IGNORED);
                let key = paste.key.as_ref().map(|(key, _)| key);
                let masked = mask(&text, key);
                assert_eq!(masked.chars().count(), text.chars().count(), "{text:?}");
                if let Some(link) = &paste.link {
                    assert!(link.address.origin.starts_with("http"));
                    assert_eq!(link.key.as_ref(), key);
                }
            }
        }
    });
}

#[test]
fn a_key_is_in_nothing_but_the_secret() {
    let key = "S3cr3tS3cr3t";
    let url = "https://a.example/runtime/webhooks/durabletask/instances/x?taskHub=H";
    for text in [
        format!("{url}&code={key}&code={key}"),
        format!("curl '{url}' -H 'x-functions-key: {key}' -u me:{key} -d {key}"),
        format!("{url}\nkey: {key}"),
        format!("irm {url} -Headers @{{'x-functions-key'='{key}'}} -Body '{key}'"),
        format!("https://a.example/api/f?code={key}"),
        format!("https://me:{key}@a.example/#{key}"),
        format!("GET {url}&code={key} HTTP/1.1\nCookie: {key}"),
        format!("{{\"statusQueryGetUri\":\"{url}&code={key}\",\"note\":\"{key}\"}}"),
        format!("x-functions-key: {key}"),
        format!("ftp://me:{key}@host/{key}"),
        format!("http://user:{key}@host:x/"),
        format!("{url}&{key}"),
    ] {
        let shown = format!("{:?}", read_paste(&text));
        assert!(!shown.contains(key), "{text}\n{shown}");
    }
}

/// How long it takes to read a text and to hide its key.
fn reading_time(text: &str) -> Duration {
    let begun = Instant::now();
    let key = read_paste(text).ok().and_then(|paste| paste.key);
    std::hint::black_box(mask(text, key.as_ref().map(|(key, _)| key)));
    begun.elapsed()
}

/// Reads a piece over and over, and ten times as much of it. In proportion that takes ten times as long, where it grows with the square a
/// hundred times. A busy machine makes single tries long, so a dozen count.
fn assert_proportion(start: &str, piece: &str, bytes: usize) {
    let of_length = |bytes: usize| start.to_owned() + &piece.repeat(bytes / piece.len());
    let (long, longer) = (of_length(bytes), of_length(10 * bytes));
    let (mut once, mut tenfold) = (Duration::MAX, Duration::MAX);
    for _ in 0..12 {
        once = once.min(reading_time(&long));
        tenfold = tenfold.min(reading_time(&longer));
        // What takes next to no time is not compared.
        if tenfold < once.max(Duration::from_millis(2)) * 30 {
            return;
        }
    }
    panic!(
        "{} bytes took {once:?}, {} bytes {tenfold:?}: {start}{piece}…",
        long.len(),
        longer.len()
    );
}

#[test]
fn a_megabyte_takes_ten_times_what_a_tenth_of_it_takes() {
    let link = "http://a.example/runtime/webhooks/durabletask/instances/x?code=k1 ";
    for (start, piece) in [
        ("", link),
        ("{\"a\":\"", "b"),
        ("", "2026-11-21T07:09:29Z info: nothing to see here\n"),
    ] {
        assert_proportion(start, piece, 100_000);
    }
}

#[test]
fn no_piece_repeated_makes_reading_slow() {
    for piece in [
        "http://",
        "http://a.example/ ",
        "\"http://a ",
        "<http://a\n",
        "{",
        "[{",
        "{\"a\":",
        "\"",
        "'",
        "\\",
        "%",
        "&amp;",
        "a:",
        "x-functions-key:'",
        "code=",
        "\u{200b}",
        "curl -H ",
        "$'\\u",
        "^\"",
        "]( ",
        "http://a/b(",
        "/runtime/webhooks/durabletask",
        "A: [GET] http://a/\n",
        "key: ",
        "http://a.example/runtime/webhooks/durabletask/instances/x\n",
        "?url=https%3A%2F%2F",
    ] {
        for start in ["", "curl ", "{\"a\":\""] {
            // Long enough that what is capped (addresses looked at, lines joined) is past its cap.
            assert_proportion(start, piece, 20_000);
        }
    }
}
