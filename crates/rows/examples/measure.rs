//! What the store costs: `cargo run --release -p rows --example measure [instances]`.
//!
//! Prints the speed of reading list answers and the memory of what was read, for rows like those of a hub that takes orders.
#![allow(
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a measurement"
)]

use rows::{Held, Ingest};
use std::fmt::Write as _;
use std::time::Instant;

fn main() {
    let count: usize = std::env::args()
        .nth(1)
        .map_or(100_000, |it| it.parse().unwrap());
    let pages: Vec<Vec<u8>> = (0..count)
        .step_by(1000)
        .map(|first| page(first, 1000.min(count - first)))
        .collect();
    let bytes: usize = pages.iter().map(Vec::len).sum();
    println!(
        "{count} instances, {:.1} MB of answers, {} B a row",
        bytes as f64 / 1e6,
        bytes / count
    );
    for round in ["first reading", "again", "again"] {
        let mut held = Held::default();
        read("  new rows", &pages, bytes, &mut held);
        read("  known rows", &pages, bytes, &mut held);
        println!(
            "  {round}: {:.1} MB held, {} B a row",
            held.bytes() as f64 / 1e6,
            held.bytes() / count
        );
    }
}

fn read(what: &str, pages: &[Vec<u8>], bytes: usize, held: &mut Held) {
    // Taking the bytes over costs a copy in the browser too, but not of ours.
    let mut bodies: Vec<Vec<u8>> = pages.to_vec();
    let begun = Instant::now();
    for (number, body) in bodies.drain(..).enumerate() {
        Ingest::new(body, u32::try_from(number).unwrap()).run(held);
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{what}: {:.1} ms, {:.0} MB/s",
        seconds * 1e3,
        bytes as f64 / 1e6 / seconds
    );
}

/// A page as the host writes it, without inputs.
fn page(first: usize, count: usize) -> Vec<u8> {
    let mut out = String::from("[");
    for number in first..first + count {
        if number > first {
            out.push(',');
        }
        let draw = number.wrapping_mul(0x9E37_79B9) >> 7 & 0xFFF_FFFF;
        let (status, custom, output) = match draw % 50 {
            0 => (
                "Failed",
                "null".to_owned(),
                format!(
                    r#""Orchestrator function 'OrderFlow' failed: The activity function 'ChargeCard' failed: \"The card ending in {} was declined.\". See the function execution logs for additional details.""#,
                    draw % 9999
                ),
            ),
            1 | 2 => (
                "Running",
                format!(r#"{{"step":"charging","attempt":{}}}"#, draw % 9),
                "null".to_owned(),
            ),
            _ => (
                "Completed",
                "null".to_owned(),
                format!(
                    r#"{{"shipped":true,"tracking":"SE{:08}"}}"#,
                    draw % 99_999_999
                ),
            ),
        };
        let (day, hour, minute, second) =
            (number / 9000 % 28 + 1, draw % 24, draw % 60, number % 60);
        let _ = write!(
            out,
            r#"{{"name":"{}","instanceId":"order-{number:08}","runtimeStatus":"{status}","input":null,"customStatus":{custom},"output":{output},"createdTime":"2026-10-{day:02}T{hour:02}:{minute:02}:{second:02}Z","lastUpdatedTime":"2026-11-{day:02}T{hour:02}:{minute:02}:{second:02}Z"}}"#,
            ["OrderFlow", "PaymentFlow", "ShipmentFlow"][draw % 3],
        );
    }
    out.push(']');
    out.into_bytes()
}
