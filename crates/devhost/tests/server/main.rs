//! The devhost over real sockets.

#![allow(clippy::unwrap_used)] // in the helpers too a surprise is a failure of the test

mod client;
mod control;
mod cors;
mod faults;
mod files;
mod start;
