//! Ids and payloads that need care, at home in the demo hub as they are in real ones.

use super::functions::tools::{object, whole};
use crate::json::Json;

/// Ids of orders, each odd in its own way. All can be opened over HTTP once they are encoded rightly: a percent sign twice.
pub const ORDER_IDS: [&str; 13] = [
    "50%-off campaign",
    "order 48100 express",
    "order+gift&wrap=1",
    "beställning åäö-48102",
    "订单-2026-0001",
    "🎁 gift order 🚀",
    "it's a \"rush\" order",
    "order-for-the-annual-summer-festival-of-the-mountain-rescue-volunteers-in-jokkmokk-kvikkjokk-abisko1",
    "percent%41literal",
    "طلب-48107",
    "a:b@c;d=e,f~(g)!*",
    "<img src=x onerror=alert(1)>",
    "ORDER-48211",
];

/// Ids that hold a slash, as code gives them: lists show them, no request can open them.
pub const SLASH_IDS: [&str; 2] = ["warehouse/malmö/recount 1", "warehouse/shanghai/recount 1"];

/// Custom statuses of every shape, with what the device is called that shows them.
pub fn reports() -> Vec<(&'static str, Json)> {
    vec![
        ("text", Json::from("Booting, 62 % done")),
        ("number", Json::from(62.5)),
        ("big-number", whole(u64::MAX)),
        ("true", Json::Bool(true)),
        ("empty-text", Json::from("")),
        ("empty-object", Json::Object(Vec::new())),
        (
            "list",
            Json::from(vec![
                Json::from("flash"),
                Json::from(2),
                Json::Null,
                Json::Bool(false),
            ]),
        ),
        (
            "object",
            object! { "stage": "Self test", "tests": object! { "ram": "ok", "radio": object! { "band": 5.2, "dBm": -61 } }, "since": "2026-11-20T06:12:00.1234567Z" },
        ),
        (
            "json-in-text",
            Json::from(r#"{"stage":"Self test","log":"{\"line\":1}"}"#),
        ),
        (
            "markup",
            Json::from("<b onclick=\"alert(1)\">Booting</b> & <script>alert('x')</script>"),
        ),
        (
            "bidi",
            Json::from("\u{202E}gnitoob\u{202C} \u{0007} zero\u{200B}width"),
        ),
        (
            "lines",
            Json::from("first line\r\nsecond line\n\tthird line"),
        ),
        (
            "long",
            Json::from("Flashing block after block. ".repeat(80)),
        ),
    ]
}

/// A newsletter whose text is markup, some of it hostile.
pub fn newsletter() -> Json {
    object! {
        "subject": "Winter sale <50 % off> & more",
        "body": "<p>Dear <b>{{name}}</b>,</p><script>alert(document.cookie)</script><img src=x onerror=\"alert('1')\"><a href=\"javascript:alert(1)\">Unsubscribe</a> </textarea></script> ]]> ${7*7} {{constructor.constructor('alert(1)')()}}",
        "recipients": 18_442,
    }
}
