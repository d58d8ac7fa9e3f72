//! `<For each=… key=… let(item)>…</For>`: a list whose rows keep their elements.

use crate::attribute::value;
use crate::element::{Element, name, roots};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use rstml::node::{KeyedAttributeValue, NodeAttribute};
use syn::spanned::Spanned;
use syn::{Error, Result};

/// An expression of the type `Markup`.
pub fn keyed(element: &Element) -> Result<TokenStream> {
    let (mut each, mut key, mut item) = (None, None, None);
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "an attribute has a name"));
        };
        match (name(&attribute.key).as_str(), &attribute.possible_value) {
            ("each", _) => each = Some(value(attribute)?),
            ("key", _) => key = Some(value(attribute)?),
            ("let", KeyedAttributeValue::Binding(binding)) => {
                item = Some(binding.inputs.to_token_stream());
            }
            _ => {
                let at = attribute.key.span();
                return Err(Error::new(at, "`For` takes `each`, `key` and `let(item)`"));
            }
        }
    }
    let (Some(each), Some(key), Some(item)) = (each, key, item) else {
        let at = element.name().span();
        return Err(Error::new(at, "`For` needs `each`, `key` and `let(item)`"));
    };
    let row = roots(element.children())?;
    Ok(quote!(crate::browser::dom::keyed(#each, #key, move |#item| #row)))
}
