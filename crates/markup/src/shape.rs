//! What is constant in an element, written down as one text: a mark, then what it is about, up to the next mark.

use proc_macro2::Span;

/// The marks, as `src/browser/dom/shape.rs` of the portal reads them. None is a character that a text may hold.
#[derive(Clone, Copy)]
pub enum Mark {
    /// An HTML element begins; its tag.
    Open = 0x01,
    /// An SVG element begins; its tag.
    OpenSvg = 0x02,
    /// The name of a constant attribute.
    Name = 0x03,
    /// The value of the attribute just named.
    Value = 0x04,
    /// An attribute from a slot; its name.
    Attribute = 0x05,
    /// A property from a slot; its name.
    Property = 0x06,
    /// A class that a slot switches; its name.
    Class = 0x07,
    /// A property of the style from a slot; its name.
    Style = 0x08,
    /// A listener from a slot; the name of its event.
    Listener = 0x0b,
    /// A listener that never prevents what the browser does; the name of its event.
    Passive = 0x0c,
    /// A reference from a slot.
    Reference = 0x0e,
    /// A constant text.
    Text = 0x0f,
    /// Children from a slot.
    Child = 0x10,
    /// The element that began last ends.
    Close = 0x11,
}

/// A shape that is being written.
#[derive(Default)]
pub struct Shape(String);

impl Shape {
    /// Adds a mark and what it is about. An error when the text holds a control character, which could be taken for a mark.
    pub fn add(&mut self, mark: Mark, text: &str, at: Span) -> syn::Result<()> {
        if text
            .chars()
            .any(|it| it < ' ' && !matches!(it, '\t' | '\n' | '\r'))
        {
            return Err(syn::Error::new(at, "a control character in a constant"));
        }
        self.0.push(char::from(mark as u8));
        self.0.push_str(text);
        Ok(())
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0
    }
}
