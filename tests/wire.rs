//! The portal's knowledge of Durable Functions against a devhost, over sockets: what `durable-api` asks is understood, and what the host
//! answers is read, in every generation, store and mood. No browser is in play.

#[path = "support/mod.rs"]
mod support;

#[path = "wire/acts.rs"]
mod acts;
#[path = "wire/client.rs"]
mod client;
#[path = "wire/drive.rs"]
mod drive;
#[path = "wire/entities.rs"]
mod entities;
#[path = "wire/first_generation.rs"]
mod first_generation;
#[path = "wire/ids.rs"]
mod ids;
#[path = "wire/lifecycle.rs"]
mod lifecycle;
#[path = "wire/plans.rs"]
mod plans;
#[path = "wire/purge.rs"]
mod purge;
#[path = "wire/purging.rs"]
mod purging;
#[path = "wire/refusals.rs"]
mod refusals;
#[path = "wire/walk.rs"]
mod walk;
