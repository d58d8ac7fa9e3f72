//! Attributes, properties, classes, styles, listeners and references.

use crate::element::{Element, Filled, name};
use crate::shape::Mark;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use rstml::node::{KVAttributeValue, KeyedAttribute, NodeAttribute};
use syn::spanned::Spanned;
use syn::{Error, Expr, Lit, Result};

/// Properties, which are set after the children: a list of choices has its value only once its options are there.
pub struct Late(Vec<(String, TokenStream, Span)>);

impl Late {
    /// Writes them into `filled`.
    pub fn fill(self, filled: &mut Filled) -> Result<()> {
        for (name, value, at) in self.0 {
            filled.shape.add(Mark::Property, &name, at)?;
            filled.slots.push(quote!(value(#value)));
        }
        Ok(())
    }
}

/// Writes the attributes of an element into `filled`; what has to wait for its children is given back.
pub fn fill(element: &Element, filled: &mut Filled) -> Result<Late> {
    let mut late = Late(Vec::new());
    let (mut computed_class, mut switched_class) = (false, false);
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "an attribute has a name"));
        };
        let at = attribute.key.span();
        let name = name(&attribute.key);
        let parts: Vec<&str> = name.split(':').collect();
        let (mark, name, call) = match parts.as_slice() {
            ["prop", name] => {
                forbid(name, at)?;
                late.0.push(((*name).to_owned(), value(attribute)?, at));
                continue;
            }
            ["class", name] => {
                switched_class = true;
                (Mark::Class, *name, quote!(value))
            }
            ["style", name] => (Mark::Style, *name, quote!(value)),
            ["on", event] => (Mark::Listener, *event, quote!(listener)),
            ["on", event, "passive"] => (Mark::Passive, *event, quote!(listener)),
            ["node_ref"] => (Mark::Reference, "", quote!(reference)),
            [name] => {
                forbid(name, at)?;
                if let Some(text) = constant(attribute) {
                    filled.shape.add(Mark::Name, name, at)?;
                    filled.shape.add(Mark::Value, &text, at)?;
                    continue;
                }
                computed_class |= *name == "class";
                (Mark::Attribute, *name, quote!(value))
            }
            _ => return Err(Error::new(at, "no such kind of attribute")),
        };
        if computed_class && switched_class {
            return Err(Error::new(
                at,
                "a computed `class` would overwrite `class:…`",
            ));
        }
        let value = value(attribute)?;
        filled.shape.add(mark, name, at)?;
        filled.slots.push(quote!(#call(#value)));
    }
    Ok(late)
}

/// What would run a text as code, and what the content security policy refuses.
fn forbid(name: &str, at: Span) -> Result<()> {
    let lower = name.to_ascii_lowercase();
    let why = match lower.as_str() {
        "style" => "write `style:name=value`: the content security policy forbids this",
        "srcdoc" | "innerhtml" | "inner_html" | "outerhtml" => "a text is never set as HTML",
        _ if lower.starts_with("on") => "write `on:event=handler`",
        _ => return Ok(()),
    };
    Err(Error::new(at, why))
}

/// The value of a constant attribute; empty for a name alone.
fn constant(attribute: &KeyedAttribute) -> Option<String> {
    if attribute.possible_value.to_value().is_none() {
        return Some(String::new());
    }
    match attribute.value() {
        Some(Expr::Lit(literal)) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            Lit::Int(number) => Some(number.base10_digits().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// The expression behind `=`.
pub fn value(attribute: &KeyedAttribute) -> Result<TokenStream> {
    let value = attribute
        .possible_value
        .to_value()
        .ok_or_else(|| Error::new(attribute.key.span(), "a value is missing"))?;
    Ok(match &value.value {
        KVAttributeValue::Expr(expression) => expression.to_token_stream(),
        KVAttributeValue::InvalidBraced(block) => block.to_token_stream(),
    })
}
