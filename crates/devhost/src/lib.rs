//! The devhost: an embedded local host that imitates the HTTP management API of Durable Functions.
//!
//! The engine ([`host::Host`]) is a pure function of a request, a state and a clock: nothing in it opens a socket, reads the
//! time of day or draws a random number that the seed does not give. The server around it moves the clock.
//!
//! What is imitated, and from which recording it is known, is said beside each part; `docs/http-api.md` is the contract.
#![warn(missing_docs)]

mod api;
pub mod config;
pub mod demo;
pub mod engine;
#[cfg(feature = "server")]
pub mod faults;
pub mod functions;
pub mod generated;
pub mod host;
pub mod json;
#[cfg(feature = "server")]
pub mod server;
pub mod store;
pub mod time;
pub mod wire;
