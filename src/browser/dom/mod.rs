//! Drawing: [`Markup`] says what shall stand on the page, [`mount`] brings it there and keeps it true.
//!
//! Leptos draws by types: each view is one, with code of its own to draw, redraw and remove it. Here a view is data of one type, written with
//! [`view!`](crate::prelude::view), and this module's code is all there is (docs/decisions/0007-a-renderer-of-our-own.md). Signals are Leptos': a
//! closure in a view is an effect with an [`Owner`](Owner) of its own.
//!
//! - `shape`: the constants of an element, as one text
//! - `markup`: what to draw, and `convert`: from what it can be made
//! - `live`: what was drawn, and `patch`: how it changes in place
//! - `value`, `keyed`: attributes and lists that follow signals
//! - `node`: the only file that touches elements, and in tests a document in memory

mod convert;
mod event;
mod keyed;
mod live;
mod markup;
#[cfg_attr(test, path = "node_in_memory.rs")]
mod node;
mod order;
mod patch;
mod reference;
mod shape;
#[cfg(test)]
mod tests;
mod value;

use leptos::reactive::owner::Owner;

pub use convert::IntoMarkup;
pub use event::Event;
pub use keyed::keyed;
pub use markup::{Element, Markup, dynamic};
pub use reference::NodeRef;

/// Draws the portal into the page's element `#app`, for as long as the page is open.
pub fn mount(draw: fn() -> Markup) {
    signals::start();
    let Some(parent) = node::mount_point() else {
        return;
    };
    let owner = Owner::new();
    owner.with(|| {
        let live = live::build(draw());
        live.insert(&parent, None);
        std::mem::forget(live);
    });
    std::mem::forget(owner);
}
