//! Tags and what stands between them.

use crate::attribute;
use crate::keyed;
use crate::shape::{Mark, Shape};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use rstml::node::{Infallible, NodeBlock, NodeElement, NodeName};
use syn::spanned::Spanned;
use syn::{Error, Result, Stmt};

pub type Node = rstml::node::Node<Infallible>;
pub type Element = NodeElement<Infallible>;

/// Tags that exist in SVG alone, or that mean SVG whenever they are written here.
const SVG: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "rect",
    "stop",
    "svg",
    "symbol",
    "text",
    "tspan",
    "use",
];

/// What draws one element: its shape, and the calls that fill its slots.
pub struct Filled {
    /// The constants.
    pub shape: Shape,
    /// Calls on the builder, in the order of the shape.
    pub slots: Vec<TokenStream>,
}

/// An expression of the type `Markup` for several nodes side by side.
pub fn roots(nodes: &[Node]) -> Result<TokenStream> {
    let mut all = nodes.iter().map(markup).collect::<Result<Vec<_>>>()?;
    Ok(match (all.pop(), all.is_empty()) {
        (None, _) => quote!(crate::browser::dom::Markup::Empty),
        (Some(only), true) => only,
        (Some(last), false) => {
            quote!(crate::browser::dom::Markup::Many(
                ::std::vec![#(#all,)* #last]
            ))
        }
    })
}

/// An expression of the type `Markup` for one node.
fn markup(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) if is_for(element) => keyed::keyed(element),
        Node::Element(element) => {
            let mut filled = Filled {
                shape: Shape::default(),
                slots: Vec::new(),
            };
            fill(element, false, &mut filled)?;
            let (shape, slots) = (filled.shape.text(), &filled.slots);
            let count = slots.len();
            let it = builder();
            Ok(quote!({
                let mut #it = crate::browser::dom::Element::new(#shape, #count);
                #(#it.#slots;)*
                #it.done()
            }))
        }
        Node::Fragment(fragment) => roots(fragment.children()),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote!(crate::browser::dom::IntoMarkup::into_markup(#text)))
        }
        Node::Block(block) => {
            let value = expression(block);
            Ok(quote!(crate::browser::dom::IntoMarkup::into_markup(#value)))
        }
        other => Err(unknown(other)),
    }
}

/// Writes an element with all that is in it into `filled`.
fn fill(element: &Element, in_svg: bool, filled: &mut Filled) -> Result<()> {
    let at = element.name().span();
    let tag = name(element.name());
    let svg = in_svg || SVG.contains(&tag.as_str());
    let open = if svg { Mark::OpenSvg } else { Mark::Open };
    filled.shape.add(open, &tag, at)?;
    let late = attribute::fill(element, filled)?;
    for child in element.children() {
        match child {
            Node::Element(inner) if !is_for(inner) => {
                fill(inner, svg && tag != "foreignObject", filled)?;
            }
            Node::Text(text) => {
                filled
                    .shape
                    .add(Mark::Text, &text.value_string(), text.value.span())?;
            }
            Node::Block(block) => {
                let value = expression(block);
                filled.shape.add(Mark::Child, "", at)?;
                filled.slots.push(quote!(child(#value)));
            }
            other => {
                let value = markup(other)?;
                filled.shape.add(Mark::Child, "", at)?;
                filled.slots.push(quote!(child(#value)));
            }
        }
    }
    late.fill(filled)?;
    filled.shape.add(Mark::Close, "", at)
}

/// What stands between braces; without them where it is one expression, because braces around an argument are a lint.
fn expression(block: &NodeBlock) -> TokenStream {
    match block.try_block().map(|it| it.stmts.as_slice()) {
        Some([Stmt::Expr(only, None)]) => only.to_token_stream(),
        _ => block.to_token_stream(),
    }
}

/// The builder's name, which nothing written in a view can name.
fn builder() -> Ident {
    Ident::new("it", Span::mixed_site())
}

fn is_for(element: &Element) -> bool {
    name(element.name()) == "For"
}

/// A tag or an attribute as written, without the `r#` that some need in Rust.
pub fn name(name: &NodeName) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}

fn unknown(node: &Node) -> Error {
    Error::new(
        node.span(),
        "a view holds elements, quoted texts and values in braces",
    )
}
