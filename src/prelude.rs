//! What every view needs: signals and markup.

pub use markup::view;
pub use signals::*;

pub use crate::browser::dom::{Event, IntoMarkup, Markup, NodeRef, dynamic};
