//! Where a value is within its document.

use crate::json::RawJson;

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// To the member of this name.
    Name(String),
    /// To the element of this index, from 0.
    Index(usize),
}

/// A path as `JSONPath` writes it: `$.items[3]["odd name"]`.
pub fn path_text(path: &[PathStep]) -> String {
    let mut out = String::from("$");
    for step in path {
        push(&mut out, step);
    }
    out
}

pub(super) fn push(out: &mut String, step: &PathStep) {
    match step {
        PathStep::Index(index) => {
            out.push('[');
            out.push_str(&index.to_string());
            out.push(']');
        }
        PathStep::Name(name) if is_plain(name) => {
            out.push('.');
            out.push_str(name);
        }
        PathStep::Name(name) => {
            out.push('[');
            out.push_str(RawJson::string(name).text());
            out.push(']');
        }
    }
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
