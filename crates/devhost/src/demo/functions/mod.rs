//! The functions of the demo hub: those of the recordings, and a company's own.

mod approvals;
mod batches;
mod foreign;
mod money;
mod orders;
mod releases;
mod reports;
pub(super) mod tools;
mod traces;
mod waiting;

pub(super) use orders::{DECLINED_CARD, TIMED_OUT_CARD};

use crate::engine::registry::Registry;

/// Every function of the demo hub.
pub fn registry() -> Registry {
    let mut registry = crate::functions::recorded();
    for add in [
        orders::add,
        approvals::add,
        batches::add,
        waiting::add,
        releases::add,
        foreign::add,
        money::add,
        reports::add,
    ] {
        add(&mut registry);
    }
    registry
}
