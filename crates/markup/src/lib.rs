//! The `view!` macro of the portal.
//!
//! A view is written as tags. What is constant in it (tags, names, constant attributes and texts) becomes one text, the *shape*;
//! what is not becomes a list of *slots*, in the order in which they are written. So a view costs the wasm a constant and one
//! call for each slot, whatever it draws, and two drawings of the same view differ in their slots alone.
//!
//! The expansion names `crate::browser::dom`, which reads shapes (`shape.rs`) and draws them: the macro is the portal's own.

#![warn(missing_docs)]

mod attribute;
mod element;
mod keyed;
mod shape;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use rstml::{Parser, ParserConfig};

/// Draws elements: `view! { <p class="dim" title=title>{text}</p> }` is a `Markup`.
///
/// | written | means |
/// |---|---|
/// | `"text"` | a text |
/// | `{value}` | anything that is `IntoMarkup`; a closure is drawn anew whenever a signal that it reads changes |
/// | `name="text"`, `name` | a constant attribute |
/// | `name=value` | an attribute: text, number of a text, `bool` (there or not), `Option`, or a closure giving one of these |
/// | `prop:name=value` | a property of the element, set after its children are there |
/// | `class:name=condition` | a class that comes and goes |
/// | `style:name=value` | one property of the element's style |
/// | `on:event=handler` | calls `handler` with each such event; `on:event:passive` promises not to prevent it |
/// | `node_ref=reference` | lets `reference` name the element |
/// | `<For each=… key=… let(item)>…</For>` | a list whose rows keep their elements, see `browser::dom::keyed` |
///
/// Several roots stand side by side. Markup cannot be set as HTML, no handler can be a text, and there is no `style="…"`, which
/// the content security policy forbids.
#[proc_macro]
pub fn view(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(input.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

fn expand(input: TokenStream) -> syn::Result<TokenStream> {
    let parser = Parser::new(ParserConfig::new());
    element::roots(&parser.parse_simple(input)?)
}
