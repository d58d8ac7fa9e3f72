//! Saying which thing on the page is meant, as a person would: "the button Connect", "the row with order-1".

use std::fmt;

use serde_json::{Value, json};

/// The script that finds what a [`Locator`] means.
pub const SCRIPT: &str = include_str!("locate.js");

/// Something on the page, by role and name. A name matches as a whole, or else as a part; case and runs of white
/// space do not count.
#[derive(Debug, Clone)]
pub struct Locator {
    role: &'static str,
    name: String,
    exactly: bool,
    inside: Option<Box<Locator>>,
}

impl Locator {
    fn new(role: &'static str, name: impl Into<String>) -> Self {
        Self {
            role,
            name: name.into(),
            exactly: false,
            inside: None,
        }
    }

    /// Only where the name is equal as a whole.
    pub fn exactly(mut self) -> Self {
        self.exactly = true;
        self
    }

    /// Only inside something else.
    pub fn inside(mut self, outer: Locator) -> Self {
        self.inside = Some(Box::new(outer));
        self
    }

    /// The argument of the script.
    pub fn to_json(&self) -> Value {
        json!({
            "role": self.role,
            "name": self.name,
            "exactly": self.exactly,
            "inside": self.inside.as_ref().map(|outer| outer.to_json()),
        })
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the {} “{}”", self.role, self.name)?;
        match &self.inside {
            Some(outer) => write!(out, " inside {outer}"),
            None => Ok(()),
        }
    }
}

/// A button by its accessible name.
pub fn button(name: impl Into<String>) -> Locator {
    Locator::new("button", name)
}

/// A link by its accessible name.
pub fn link(name: impl Into<String>) -> Locator {
    Locator::new("link", name)
}

/// A text field, a date field or a select, by its label.
pub fn field(label: impl Into<String>) -> Locator {
    Locator::new("field", label)
}

/// A check box or switch by its label.
pub fn checkbox(label: impl Into<String>) -> Locator {
    Locator::new("checkbox", label)
}

/// One of several choices, by its label.
pub fn radio(label: impl Into<String>) -> Locator {
    Locator::new("radio", label)
}

/// The input that takes a file.
pub fn file_input() -> Locator {
    Locator::new("file", "")
}

/// A heading of any level.
pub fn heading(name: impl Into<String>) -> Locator {
    Locator::new("heading", name)
}

/// A named part of the page: a section, a form, a dialog, a navigation.
pub fn region(name: impl Into<String>) -> Locator {
    Locator::new("region", name)
}

/// The main part of the page, without its bars.
pub fn main_part() -> Locator {
    Locator::new("main", "")
}

/// A table row or a list item that holds the text.
pub fn row_containing(text: impl Into<String>) -> Locator {
    Locator::new("row", text)
}
