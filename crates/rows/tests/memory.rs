//! How much memory a hub takes.

use rows::{Held, Ingest};
use std::fmt::Write as _;

/// A page as hosts write it: without inputs, every tenth with an error, the others with an output of some hundred bytes.
fn page(first: u32, count: u32) -> Vec<u8> {
    let mut out = String::from("[");
    for number in first..first + count {
        let comma = if number > first { "," } else { "" };
        let (status, output) = if number % 10 == 0 {
            (
                "Failed",
                "\"Orchestrator function 'OrderFulfilment' failed: The activity function 'ChargeCard' failed: card declined by the bank\"",
            )
        } else {
            (
                "Completed",
                "{\"orderId\":\"ORD-55512345\",\"total\":118.5,\"tracking\":\"DHL-00340434161094\",\"warehouse\":\"AMS3\"}",
            )
        };
        let _ = write!(
            out,
            r#"{comma}{{"name":"OrderFulfilment","instanceId":"{number:032x}","runtimeStatus":"{status}","customStatus":{{"step":"done","percent":100}},"output":{output},"createdTime":"2026-11-21T07:{:02}:{:02}Z","lastUpdatedTime":"2026-11-21T08:00:00Z"}}"#,
            number / 60 % 60,
            number % 60
        );
    }
    out.push(']');
    out.into_bytes()
}

#[test]
fn a_hundred_thousand_instances_take_at_most_sixty_megabytes() {
    let mut held = Held::default();
    for first in (0..100_000).step_by(1000) {
        Ingest::new(page(first, 1000), first).run(&mut held);
    }
    assert_eq!(held.instances.len(), 100_000);
    let megabytes = held.bytes() / 1_000_000;
    assert!(megabytes <= 60, "{megabytes} MB");
    // Nothing was left out for it.
    assert_eq!(held.instances.lean(), None);
}
