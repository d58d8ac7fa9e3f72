//! The engine: instances, their histories, and the scheduler that runs scripted functions under a clock.

pub mod event;
pub mod hub;
pub mod random;
pub mod registry;
pub mod rows;
pub mod script;
pub mod status;
pub mod sweep;
pub mod tasks;
pub mod thrown;

mod actions;
mod asked;
mod calls;
mod creation;
mod ending;
mod entity;
mod entity_row;
mod env;
mod episode;
mod instance;
mod queue;
mod replay;
mod retry;
mod rewind;
mod running;
mod walk;
mod work;
mod world;
mod written;

pub use instance::{Instance, Parent};
pub use queue::Message;
pub use world::{StartError, World};
