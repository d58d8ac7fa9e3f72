//! What every view needs: signals, which are Leptos', and markup, which is ours.

pub use leptos::reactive::{
    callback::*, computed::*, effect::*, graph::untrack, owner::*, signal::*, traits::*,
    wrappers::read::*,
};
pub use markup::view;

pub use crate::browser::dom::{Event, IntoMarkup, Markup, NodeRef, dynamic};
