//! The functions that this host runs.

mod entities;
mod failing;
mod recorded;
mod waiting;

use crate::engine::registry::Registry;

/// The functions behind the recordings, in the order in which the real host names them when asked for an unknown one (recording `start`).
pub fn recorded() -> Registry {
    let mut registry = Registry::new();
    recorded::add(&mut registry);
    registry
}
