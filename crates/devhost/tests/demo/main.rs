//! The demo hub: its past, its life, and what its API answers.
#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect should stop there"
)]

mod support;

mod failures;
mod life;
mod past;
mod payloads;
