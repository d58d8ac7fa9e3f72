//! Walks of `durable-api` through a devhost's hubs, in every store, honest or lying, still or moving. No socket and no clock: the host
//! is asked directly, and time passes as the tests say.

#[path = "walk/bench.rs"]
mod bench;
#[path = "walk/by_status.rs"]
mod by_status;
#[path = "walk/costs.rs"]
mod costs;
#[path = "walk/hosts.rs"]
mod hosts;
#[path = "walk/liars.rs"]
mod liars;
#[path = "walk/live.rs"]
mod live;
#[path = "walk/moving.rs"]
mod moving;
#[path = "walk/stores.rs"]
mod stores;
