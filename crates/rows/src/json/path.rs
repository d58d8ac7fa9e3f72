//! One value inside another.

use crate::scan::{Cursor, Fault};
use std::borrow::Cow;

/// One step from a value to a value in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The member of an object. Of twins the first counts.
    Key(String),
    /// The element of an array, from 0.
    Index(usize),
}

/// What lies at the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// A value: its exact text.
    Value(&'a str),
    /// Nothing: there is no such member or element.
    Missing,
    /// The text ends before it could be found.
    Unknown,
}

/// The value at the end of a path. `is_cut` says that the text is the beginning of a longer one.
pub fn find<'a>(text: &'a str, path: &[Step], is_cut: bool) -> Found<'a> {
    match walk(text, path) {
        Ok(Some(value)) => {
            // A number that goes up to the cut may go on behind it.
            let last = text.as_ptr() as usize + text.len();
            if is_cut && value.as_ptr() as usize + value.len() == last {
                Found::Unknown
            } else {
                Found::Value(value)
            }
        }
        Err(_) if is_cut => Found::Unknown,
        Ok(None) | Err(_) => Found::Missing,
    }
}

fn walk<'a>(text: &'a str, path: &[Step]) -> Result<Option<&'a str>, Fault> {
    let mut cursor = Cursor::new(text, 0);
    for step in path {
        let there = match step {
            Step::Key(key) => member(&mut cursor, key)?,
            Step::Index(index) => element(&mut cursor, *index)?,
        };
        if !there {
            return Ok(None);
        }
    }
    cursor.value().map(Some)
}

/// Goes to the value of a member.
fn member(cursor: &mut Cursor<'_>, key: &str) -> Result<bool, Fault> {
    match cursor.next() {
        Some(b'{') => cursor.at += 1,
        Some(_) => return Ok(false),
        None => return Err(cursor.fault("a value is expected")),
    }
    if cursor.take(b'}') {
        return Ok(false);
    }
    loop {
        if cursor.next() != Some(b'"') {
            return Err(cursor.fault("a key is expected"));
        }
        let quoted = cursor.string()?;
        cursor.expect(b':', "a colon is expected")?;
        let is = if quoted.escaped {
            super::readable(quoted.raw) == Cow::Borrowed(key)
        } else {
            quoted.raw == key
        };
        if is {
            return Ok(true);
        }
        cursor.value()?;
        if !cursor.take(b',') {
            cursor.expect(b'}', "a comma or an end is expected")?;
            return Ok(false);
        }
    }
}

/// Goes to the element of that number.
fn element(cursor: &mut Cursor<'_>, index: usize) -> Result<bool, Fault> {
    match cursor.next() {
        Some(b'[') => cursor.at += 1,
        Some(_) => return Ok(false),
        None => return Err(cursor.fault("a value is expected")),
    }
    if cursor.take(b']') {
        return Ok(false);
    }
    for _ in 0..index {
        cursor.value()?;
        if !cursor.take(b',') {
            cursor.expect(b']', "a comma or an end is expected")?;
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<Step> {
        text.split('.')
            .map(|it| match it.parse() {
                Ok(index) => Step::Index(index),
                Err(_) => Step::Key(it.to_owned()),
            })
            .collect()
    }

    #[test]
    fn a_value_is_found_by_its_path() {
        let text = r#" {"a":[1, {"b\u00e5":[ ]}] , "c":{"d":12345678901234567890},"a":7} "#;
        for (steps, found) in [
            ("a", Found::Value(r#"[1, {"b\u00e5":[ ]}]"#)),
            ("a.1.bå", Found::Value("[ ]")),
            ("c.d", Found::Value("12345678901234567890")),
            ("a.2", Found::Missing),
            ("a.1.bå.0", Found::Missing),
            ("c.0", Found::Missing),
            ("e", Found::Missing),
        ] {
            assert_eq!(find(text, &path(steps), false), found, "{steps}");
        }
        assert_eq!(find("7", &[], false), Found::Value("7"));
    }

    #[test]
    fn a_cut_text_says_what_it_can() {
        let text = r#"{"a":1,"b":{"c":[12,3"#;
        for (steps, found) in [
            ("a", Found::Value("1")),
            ("b.c.0", Found::Value("12")),
            ("b.c.1", Found::Unknown),
            ("b", Found::Unknown),
            ("d", Found::Unknown),
            ("a.x", Found::Missing),
        ] {
            assert_eq!(find(text, &path(steps), true), found, "{steps}");
        }
    }
}
