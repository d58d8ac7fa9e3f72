//! The model written as JSON again, losing nothing.

use crate::json::{Extra, RawJson};

/// Writes formatted text at the end of a `String`, which cannot fail.
macro_rules! put {
    ($out:ident, $($what:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($what)*);
    }};
}
pub(crate) use put;

/// Writes one object field by field.
pub(crate) struct ObjectWriter {
    out: String,
}

impl ObjectWriter {
    pub(crate) fn new() -> Self {
        Self {
            out: String::from("{"),
        }
    }

    /// A string field; an empty one was not given.
    pub(crate) fn given_text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, Some(text));
        }
    }

    /// A string field, if there is one.
    pub(crate) fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.raw(key, &RawJson::string(text));
        }
    }

    /// Any field, unless absent.
    pub(crate) fn raw(&mut self, key: &str, value: &RawJson) {
        if !value.is_absent() {
            self.key(key);
            self.out.push_str(value.text());
        }
    }

    /// A field that is an array of values written already.
    pub(crate) fn array(&mut self, key: &str, items: impl Iterator<Item = String>) {
        self.key(key);
        self.out.push_str(&array(items));
    }

    /// The fields a type does not name.
    pub(crate) fn extra(&mut self, extra: &Extra) {
        for (key, value) in extra {
            self.raw(key, value);
        }
    }

    pub(crate) fn finish(mut self) -> String {
        self.out.push('}');
        self.out
    }

    fn key(&mut self, key: &str) {
        if self.out.len() > 1 {
            self.out.push(',');
        }
        self.out.push_str(RawJson::string(key).text());
        self.out.push(':');
    }
}

/// An array of values written already.
pub(crate) fn array(items: impl Iterator<Item = String>) -> String {
    let mut out = String::from("[");
    for item in items {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&item);
    }
    out.push(']');
    out
}
