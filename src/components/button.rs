//! Buttons and what they look like.

use crate::prelude::*;

use super::icon::{Icon, icon};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// One of several.
    #[default]
    Normal,
    /// Beside other things.
    Quiet,
}

impl Weight {
    /// The class of buttons and links of this weight.
    pub fn class(self) -> &'static str {
        match self {
            Self::Normal => "btn",
            Self::Quiet => "btn quiet",
        }
    }
}

/// A button with a word.
pub fn button(
    weight: Weight,
    shape: Option<Icon>,
    word: &'static str,
    on_click: impl Fn() + 'static,
) -> Markup {
    plain(weight, shape, word, Box::new(on_click))
}

// Boxed, so that one function draws all buttons: each closure is a type of its own.
fn plain(
    weight: Weight,
    shape: Option<Icon>,
    word: &'static str,
    on_click: Box<dyn Fn()>,
) -> Markup {
    view! {
        <button type="button" class=weight.class() on:click=move |_| on_click()>
            {shape.map(icon)}
            {word}
        </button>
    }
}

/// A button with a shape alone; `word` is its name for those who do not see it, and its tooltip.
pub fn icon_button(shape: Icon, word: String, on_click: impl Fn() + 'static) -> Markup {
    square(shape, word, Box::new(on_click))
}

fn square(shape: Icon, word: String, on_click: Box<dyn Fn()>) -> Markup {
    view! {
        <button type="button" class="btn quiet square" title=word.clone() aria-label=word on:click=move |_| on_click()>
            {icon(shape)}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere, and so can be opened in a new tab.
pub fn link_button(weight: Weight, shape: Option<Icon>, word: String, href: String) -> Markup {
    view! { <a class=weight.class() href=href>{shape.map(icon)}{word}</a> }
}
