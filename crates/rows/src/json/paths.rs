//! The paths that a value has.

use super::{Step, readable};
use crate::scan::{Cursor, Fault};

/// Calls `each` with every path to a member of an object in this text, up to `depth` steps deep. Of arrays the first
/// element stands for all. Stops at a cut.
pub fn paths(text: &str, depth: usize, each: &mut dyn FnMut(&[Step])) {
    // What was found before a cut is true.
    let _ = below(&mut Cursor::new(text, 0), depth, &mut Vec::new(), each);
}

fn below(
    cursor: &mut Cursor<'_>,
    depth: usize,
    path: &mut Vec<Step>,
    each: &mut dyn FnMut(&[Step]),
) -> Result<(), Fault> {
    if path.len() >= depth {
        return cursor.value().map(drop);
    }
    match cursor.next() {
        Some(b'{') => {
            cursor.at += 1;
            if cursor.take(b'}') {
                return Ok(());
            }
            loop {
                if cursor.next() != Some(b'"') {
                    return Err(cursor.fault("a key is expected"));
                }
                let key = cursor.string()?;
                cursor.expect(b':', "a colon is expected")?;
                path.push(Step::Key(readable(key.raw).into_owned()));
                each(path);
                below(cursor, depth, path, each)?;
                path.pop();
                if !cursor.take(b',') {
                    return cursor.expect(b'}', "a comma or an end is expected");
                }
            }
        }
        Some(b'[') => {
            cursor.at += 1;
            if cursor.take(b']') {
                return Ok(());
            }
            path.push(Step::Index(0));
            below(cursor, depth, path, each)?;
            path.pop();
            while cursor.take(b',') {
                cursor.value()?;
            }
            cursor.expect(b']', "a comma or an end is expected")
        }
        _ => cursor.value().map(drop),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_listed_with_those_of_the_first_element() {
        let mut seen = Vec::new();
        paths(
            r#"{"a":{"b":1},"c":[{"d":2},{"e":3}],"f":"#,
            3,
            &mut |path| seen.push(path.to_vec()),
        );
        let key = |it: &str| Step::Key(it.to_owned());
        assert_eq!(
            seen,
            [
                vec![key("a")],
                vec![key("a"), key("b")],
                vec![key("c")],
                vec![key("c"), Step::Index(0), key("d")],
                vec![key("f")],
            ]
        );
    }
}
