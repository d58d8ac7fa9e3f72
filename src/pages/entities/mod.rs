//! Entities: those of a hub, and one with its state, its signals and its end.

mod list;
mod one;
mod rows;

pub use list::entities_page;
pub use one::entity_page;
