//! A part of a view that changes.

use leptos::prelude::*;

/// Draws a part anew whenever a signal that it reads changes.
///
/// Every closure in a view is a type of its own, and Leptos makes its code for drawing, redrawing and removing once for each type:
/// about a kilobyte of wasm a closure. Boxed here they are all of one type.
pub fn dynamic<V: IntoAny>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    let draw: Box<dyn Fn() -> AnyView + Send> = Box::new(move || draw().into_any());
    draw.into_any()
}
