//! A value inside a text field: `output.lines[0].sku`, `customStatus["odd key"]`, `output`.

use super::print::{is_bare, quote_into};
use rows::Field;
use rows::json::Step;

/// A field, and the way to a value in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ValuePath {
    /// The field.
    pub field: Field,
    /// The steps; none means the field itself.
    pub steps: Vec<Step>,
}

impl ValuePath {
    /// Reads a whole text as a path.
    pub fn parse(text: &str) -> Option<Self> {
        let (path, rest) = Self::read(text)?;
        rest.is_empty().then_some(path)
    }

    /// Reads the path a text begins with, and gives what follows.
    pub(super) fn read(text: &str) -> Option<(Self, &str)> {
        let end = text
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(text.len());
        let (name, mut rest) = text.split_at_checked(end)?;
        let field = field(name)?;
        let mut steps = Vec::new();
        loop {
            if let Some(after) = rest.strip_prefix('.') {
                let end = after.find(|c| !is_bare(c)).unwrap_or(after.len());
                let (key, after) = after.split_at_checked(end)?;
                if key.is_empty() {
                    return None;
                }
                steps.push(Step::Key(key.to_owned()));
                rest = after;
            } else if let Some(after) = rest.strip_prefix("[\"") {
                let (key, after) = unquote(after)?;
                steps.push(Step::Key(key));
                rest = after.strip_prefix(']')?;
            } else if let Some(after) = rest.strip_prefix('[') {
                let (index, after) = after.split_once(']')?;
                if !index.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                steps.push(Step::Index(index.parse().ok()?));
                rest = after;
            } else {
                return Some((Self { field, steps }, rest));
            }
        }
    }

    /// Writes the path.
    pub fn to_text(&self) -> String {
        let mut out = self.field.as_str().to_owned();
        for step in &self.steps {
            match step {
                Step::Key(key) if !key.is_empty() && key.chars().all(is_bare) => {
                    out.push('.');
                    out.push_str(key);
                }
                Step::Key(key) => {
                    out.push('[');
                    quote_into(&mut out, key);
                    out.push(']');
                }
                Step::Index(index) => {
                    out.push('[');
                    out.push_str(&index.to_string());
                    out.push(']');
                }
            }
        }
        out
    }
}

/// The field of that name, in any case.
pub(super) fn field(name: &str) -> Option<Field> {
    Field::ALL
        .into_iter()
        .find(|field| field.as_str().eq_ignore_ascii_case(name))
}

/// What stands before the closing quote, and what follows that. A backslash keeps the next character from meaning anything.
pub(super) fn unquote(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((out, text.get(at + 1..)?)),
            '\\' => out.push(chars.next()?.1),
            c => out.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_and_write() {
        for (text, again) in [
            ("output", "output"),
            ("OUTPUT.orderId", "output.orderId"),
            ("customstatus.a[0].b-c", "customStatus.a[0].b-c"),
            (
                r#"input["odd \"key\\"][12]["plain"]"#,
                r#"input["odd \"key\\"][12].plain"#,
            ),
            (r#"output[""].å"#, r#"output[""].å"#),
        ] {
            let path = ValuePath::parse(text).unwrap();
            assert_eq!(path.to_text(), again);
            assert_eq!(ValuePath::parse(again), Some(path));
        }
        for text in [
            "",
            "out",
            "output.",
            "output..a",
            "output[",
            "output[x]",
            "output[-1]",
            "output[\"a]",
            "name.x",
        ] {
            assert_eq!(ValuePath::parse(text), None, "{text}");
        }
    }
}
