//! Signals, memos and effects: those of Leptos (`leptos::reactive`), with one type inside whatever they hold.
//!
//! Leptos makes all code of a signal, a memo and an effect once for each type that it holds, about four kilobytes of wasm a type. Here
//! what is held is a `dyn Any`, so that this code exists once; what is left for each type is the cast. The types of this crate
//! are named and used as Leptos' are, and know their content's type as well.
//!
//! A signal, a memo or a stored value belongs to the [`Owner`] under which it was made and ends with it. To read it afterwards is a mistake that
//! panics; to write it afterwards does nothing.

#![warn(missing_docs)]

mod callback;
mod effect;
mod memo;
mod read;
mod rw_signal;
mod signal;
mod stored_value;

pub use callback::Callback;
pub use effect::{Effect, RenderEffect, start};
pub use leptos::reactive::{
    graph::untrack,
    owner::{Owner, WeakOwner, expect_context, on_cleanup, provide_context, use_context},
};
pub use memo::Memo;
pub use rw_signal::RwSignal;
pub use signal::Signal;
pub use stored_value::StoredValue;

/// What a reader of something gone did wrong.
const GONE: &str = "a signal is read after its owner has ended";
