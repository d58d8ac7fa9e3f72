//! What holds for every text: nothing panics, and what is written reads back.
//!
//! `DURABLE_API_CASES` sets how many cases each property is tried with. A failure names its case, and the same
//! number fails again.

use crate::support::{Dice, cases};
use durable_api::HubAddress;
use std::panic::catch_unwind;

mod answers;
mod links;
mod pastes;
mod positions_and_times;
mod requests;
mod wrappings;

/// Tries a property, and says at which case it broke.
pub fn try_all(seed: u64, property: impl Fn(&mut Dice) + std::panic::RefUnwindSafe) {
    try_first(cases(), seed, property);
}

/// The same with a fifth of the cases, for what has a whole history in each.
pub fn try_some(seed: u64, property: impl Fn(&mut Dice) + std::panic::RefUnwindSafe) {
    try_first(cases().div_ceil(5), seed, property);
}

fn try_first(cases: u64, seed: u64, property: impl Fn(&mut Dice) + std::panic::RefUnwindSafe) {
    for case in 0..cases {
        let tried = catch_unwind(|| property(&mut Dice::new(seed << 40 | case)));
        assert!(tried.is_ok(), "case {case} of seed {seed}");
    }
}

fn address(dice: &mut Dice) -> HubAddress {
    let task_hub = dice
        .chance(2)
        .then(|| dice.text(8))
        .filter(|hub| !hub.is_empty());
    let connection = dice
        .chance(2)
        .then(|| dice.text(8))
        .filter(|name| !name.is_empty());
    HubAddress {
        origin: dice
            .pick(&[
                "http://localhost:7071",
                "https://a.example",
                "http://[::1]:81",
            ])
            .to_owned(),
        prefix: dice.pick(&["", "/apps/orders", "/a%20b"]).to_owned(),
        generation: if dice.chance(4) {
            durable_api::Generation::First
        } else {
            durable_api::Generation::Current
        },
        task_hub,
        connection,
    }
}
