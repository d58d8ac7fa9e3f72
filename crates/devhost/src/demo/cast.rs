//! The people and things that the demo's inputs tell of.

use super::functions::tools::{money, object, whole};
use crate::engine::random::Random;
use crate::json::Json;

/// Customers with the places they live in: name, street, postal code, city, country.
const CUSTOMERS: [[&str; 5]; 10] = [
    [
        "Åsa Lindqvist",
        "Östra Förstadsgatan 12",
        "211 31",
        "Malmö",
        "SE",
    ],
    ["李雷", "南京东路 299 号", "200001", "上海", "CN"],
    [
        "Zoë O'Brien",
        "4 St. Stephen's Green",
        "D02 HK57",
        "Dublin",
        "IE",
    ],
    [
        "Jürgen Groß",
        "Schönhauser Allee 7",
        "10119",
        "Berlin",
        "DE",
    ],
    ["أحمد السيد", "١٢ شارع طلعت حرب", "11511", "القاهرة", "EG"],
    [
        "Ana Conceição",
        "Rua Augusta 1508",
        "01304-001",
        "São Paulo",
        "BR",
    ],
    ["Søren Kjær", "Nørrebrogade 44", "2200", "København", "DK"],
    [
        "Priya Raghunathan",
        "17 MG Road",
        "560001",
        "Bengaluru",
        "IN",
    ],
    ["Łukasz Żółć", "ul. Piotrkowska 3", "90-406", "Łódź", "PL"],
    ["Mary-Jane Smith", "1 Main St", "98052", "Redmond", "US"],
];

/// Articles with their prices in hundredths.
const ARTICLES: [(&str, &str, i64); 7] = [
    ("TENT-4P", "Tent \"Sarek\" for four", 459_900),
    ("LAMP-BL", "Head lamp, blue", 39_900),
    ("ROPE-20M", "Rope 20 m × 9.8 mm", 89_950),
    ("STOVE-G2", "Gas stove & case", 64_500),
    ("MUG-ENML", "Enamel mug <2 dl>", 12_900),
    ("MAP-BD6", "Map BD6 Abisko–Kebnekaise", 18_900),
    ("SOCK-WL", "Wool socks, size 41–43", 19_900),
];

/// People who may approve a purchase.
const APPROVERS: [&str; 4] = ["Karin Berg", "王芳", "Tomás Herrera", "Ola Nordmann"];

/// What people want to buy.
const PURPOSES: [&str; 6] = [
    "Conference visit, Berlin",
    "40 licences \"Designer Pro\"",
    "Forklift repair & inspection",
    "Team day in Göteborg",
    "New label printers (3)",
    "Server room air conditioning",
];

/// The one of a list that is drawn.
pub fn one_of<'a, T>(drawn: &mut Random, list: &'a [T]) -> &'a T {
    let index = drawn.between(0, list.len() as u64);
    &list[usize::try_from(index).unwrap_or_default()]
}

/// A number below 2^63 that is drawn.
pub fn number(drawn: &mut Random, from: i64, to: i64) -> i64 {
    let (from, to) = (from.unsigned_abs(), to.unsigned_abs());
    i64::try_from(drawn.between(from, to)).unwrap_or_default()
}

/// An order.
pub fn order(drawn: &mut Random, number_of_order: i64) -> Json {
    let [name, street, postal_code, city, country] = *one_of(drawn, &CUSTOMERS);
    let mut total = 0;
    let lines: Vec<Json> = (0..drawn.between(1, 4))
        .map(|_| {
            let (sku, article, price) = *one_of(drawn, &ARTICLES);
            let quantity = number(drawn, 1, 4);
            total += price * quantity;
            object! { "sku": sku, "article": article, "quantity": quantity, "price": money(price) }
        })
        .collect();
    let cards = ["4242", "1881", "0005", "7317", "9424"];
    let warehouses = ["malmö", "shanghai"];
    object! {
        "orderId": number_of_order,
        "customerId": whole(drawn.between(1 << 62, (1 << 63) - 1)),
        "customer": name,
        "lines": lines,
        "total": money(total),
        "currency": "SEK",
        "card": *one_of(drawn, &cards),
        "shipTo": object! { "street": street, "postalCode": postal_code, "city": city, "country": country },
        "warehouse": *one_of(drawn, &warehouses),
    }
}

/// A wish to buy something. `minutes` is how long each approver has.
pub fn purchase(drawn: &mut Random, id: &str, minutes: i64) -> Json {
    let [requester, ..] = *one_of(drawn, &CUSTOMERS);
    let first = drawn.between(0, 4);
    let approvers: Vec<Json> = (first..first + drawn.between(1, 3))
        .map(|index| Json::from(APPROVERS[usize::try_from(index % 4).unwrap_or_default()]))
        .collect();
    object! {
        "requestId": id,
        "requester": requester,
        "purpose": *one_of(drawn, &PURPOSES),
        "amount": money(number(drawn, 90_000, 9_000_000)),
        "currency": "EUR",
        "approvers": approvers,
        "minutesToAnswer": minutes,
    }
}

/// What an approver answers. Of eight, one refuses.
pub fn decision(drawn: &mut Random, by: &str) -> Json {
    if drawn.between(0, 8) == 0 {
        return object! { "approved": false, "by": by, "comment": "Not within this year's budget." };
    }
    let comments = [
        "OK",
        "Approved, please use cost centre 4410.",
        "Fine by me 👍",
        "",
    ];
    object! { "approved": true, "by": by, "comment": *one_of(drawn, &comments) }
}

/// Who picks a parcel up.
pub fn pickup(drawn: &mut Random) -> Json {
    let drivers = ["Nadia", "Per-Erik", "小明", "Giulia"];
    object! { "driver": *one_of(drawn, &drivers), "parcels": number(drawn, 1, 9) }
}
