//! Searching in a tree: names, values and paths.

use super::path::push;
use super::{JsonTree, NodeKind, PathStep, path_text};
use crate::json::string;
use crate::scan::{Cursor, NoJson};

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it is.
    pub path: Vec<PathStep>,
    /// Whether its name (or path) matched; else its value did.
    pub by_name: bool,
}

/// The places whose name or value holds `what`, letters of ASCII in either case, in the order of the text and at most `most`.
/// What begins with `$` is looked for at the end of paths: `$.items[3]` finds exactly that, `$..id` each `id`.
pub fn find(tree: &JsonTree, what: &str, most: usize) -> Vec<Hit> {
    let mut search = Search {
        tree,
        wanted: what.to_lowercase(),
        ending: ending(what),
        path: Vec::new(),
        hits: Vec::new(),
        most,
    };
    let _ = search.walk();
    search.hits
}

/// The path that is looked for, if one is, and whether it is all of it: `$..id` is any path that ends in `.id`.
fn ending(what: &str) -> Option<(String, bool)> {
    let path = what.strip_prefix('$')?;
    Some(match path.strip_prefix('.') {
        Some(rest) if rest.starts_with(".[") => (rest.replacen('.', "", 1), false),
        Some(rest) if rest.starts_with('.') => (rest.to_owned(), false),
        _ => (what.to_owned(), true),
    })
}

struct Search<'a> {
    tree: &'a JsonTree,
    wanted: String,
    /// The end of a path, and whether that is the whole path.
    ending: Option<(String, bool)>,
    path: Vec<PathStep>,
    hits: Vec<Hit>,
    most: usize,
}

impl Search<'_> {
    /// Goes over the whole text without recursion.
    fn walk(&mut self) -> Result<(), NoJson> {
        let text = self.tree.text.as_str();
        let mut cursor = Cursor::new(text, 0);
        // What closes each open value; names and indices are the ends of `path`.
        let mut open: Vec<u8> = Vec::new();
        self.hit_name();
        while self.hits.len() < self.most {
            let first = cursor.peek();
            match (NodeKind::of(first), first) {
                (_, None) => return Ok(()),
                (kind @ (NodeKind::Object | NodeKind::Array), _) => {
                    cursor.at += 1;
                    let close = if kind == NodeKind::Object { b'}' } else { b']' };
                    if cursor.peek() == Some(close) {
                        cursor.at += 1;
                    } else {
                        open.push(close);
                        self.path.push(PathStep::Index(0));
                        self.enter(&mut cursor, close)?;
                        continue;
                    }
                }
                _ => {
                    let place = cursor.value()?;
                    self.hit_value(place.of(text));
                }
            }
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(());
                };
                let next = cursor.peek();
                cursor.at += 1;
                if next == Some(b',') {
                    if let Some(PathStep::Index(index)) = self.path.last_mut() {
                        *index += 1;
                    }
                    self.enter(&mut cursor, close)?;
                    break;
                }
                open.pop();
                self.path.pop();
            }
        }
        Ok(())
    }

    /// Before a child: takes its name, and looks at it.
    fn enter(&mut self, cursor: &mut Cursor<'_>, close: u8) -> Result<(), NoJson> {
        if close == b'}' {
            let key = cursor.key()?;
            let quoted = key.place.of(&self.tree.text);
            let name = string(quoted).unwrap_or_else(|| quoted.to_owned());
            if let Some(last) = self.path.last_mut() {
                *last = PathStep::Name(name);
            }
        }
        self.hit_name();
        Ok(())
    }

    fn hit_name(&mut self) {
        let found = match (&self.ending, self.path.last()) {
            (Some((path, true)), _) => path_text(&self.path) == *path,
            (Some((ending, false)), Some(last)) => {
                let mut step = String::new();
                push(&mut step, last);
                // The whole path is written only where its last step fits.
                (ending.ends_with(&step) || step.ends_with(ending.as_str()))
                    && path_text(&self.path).ends_with(ending.as_str())
            }
            (None, Some(PathStep::Name(name))) => holds(name, &self.wanted),
            _ => false,
        };
        if found {
            self.hit(true);
        }
    }

    fn hit_value(&mut self, json: &str) {
        if self.ending.is_some() || self.wanted.is_empty() {
            return;
        }
        let inside = json
            .strip_prefix('"')
            .and_then(|json| json.strip_suffix('"'));
        let found = match inside {
            Some(_) if json.contains('\\') => {
                string(json).is_some_and(|text| holds(&text, &self.wanted))
            }
            Some(inside) => holds(inside, &self.wanted),
            None => holds(json, &self.wanted),
        };
        // What was found by its name is not found twice.
        if found && self.hits.last().is_none_or(|hit| hit.path != self.path) {
            self.hit(false);
        }
    }

    fn hit(&mut self, by_name: bool) {
        self.hits.push(Hit {
            path: self.path.clone(),
            by_name,
        });
    }
}

/// Whether a text holds another that is in lower case.
fn holds(text: &str, wanted: &str) -> bool {
    if wanted.is_empty() {
        return false;
    }
    if text.is_ascii() {
        let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
        return text
            .windows(wanted.len())
            .any(|part| part.eq_ignore_ascii_case(wanted));
    }
    text.to_lowercase().contains(wanted)
}
