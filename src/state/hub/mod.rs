//! A hub as the instances page holds it: what was read of it, how the walk through it stands, and what of it matches.
//!
//! - [`core`] is all that is held, kept on a [`shelf`] while one looks at an instance, so that Back is instant;
//! - [`driver`] sends what the walk wants sent and gives it the answers, [`reading`] puts their rows into memory in slices;
//! - [`renew`] keeps the rows that match in order, in slices as well;
//! - [`here`] is what a page sees of it.

mod ceiling;
mod core;
mod details;
mod driver;
mod goal;
mod here;
mod reading;
mod renew;
mod shelf;
mod zone;

pub use ceiling::Ceiling;
pub use details::MOST as DETAILS_AT_ONCE;
pub use goal::Goal;
pub use here::{Here, now};
pub use zone::PortalZone;
