//! Searching in a tree: names, values and paths.

use super::path::push;
use super::{JsonTree, NodeKind, PathStep, path_text};
use crate::json::string;
use crate::scan::{Cursor, Needle, NoJson};

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
    let mut finder = Finder::new(what, most);
    while !finder.step(tree, usize::MAX) {}
    finder.hits
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

/// A search under way, as [`find`] makes it, in slices: a large value is no reason for a page to stand still.
#[derive(Clone, Debug)]
pub struct Finder {
    wanted: Wanted,
    path: Vec<PathStep>,
    /// What closes each open value; names and indices are the ends of `path`.
    open: Vec<u8>,
    at: usize,
    is_begun: bool,
    hits: Vec<Hit>,
    most: usize,
}

#[derive(Clone, Debug)]
enum Wanted {
    Nothing,
    /// A text of ASCII.
    Plain(Needle),
    /// Any other text, in lower case.
    Text(String),
    /// The end of a path, and whether that is the whole path.
    Path(String, bool),
}

impl Wanted {
    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Plain(needle) => needle.first_in(text.as_bytes(), 0).is_some(),
            Self::Text(wanted) => text.to_lowercase().contains(wanted.as_str()),
            Self::Nothing | Self::Path(..) => false,
        }
    }
}

impl Finder {
    /// A search for `what`, see [`find`].
    pub fn new(what: &str, most: usize) -> Self {
        let wanted = match ending(what) {
            Some((path, whole)) => Wanted::Path(path, whole),
            None if what.is_empty() => Wanted::Nothing,
            None if what.is_ascii() => Wanted::Plain(Needle::new(what)),
            None => Wanted::Text(what.to_lowercase()),
        };
        Self {
            wanted,
            path: Vec::new(),
            open: Vec::new(),
            at: 0,
            is_begun: false,
            hits: Vec::new(),
            most,
        }
    }

    /// What was found so far, in the order of the text.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Whether there may be more than the number that was wanted at most.
    pub fn is_full(&self) -> bool {
        self.hits.len() >= self.most
    }

    /// Looks through about `bytes` more of the tree, always the same one. Whether it is done.
    pub fn step(&mut self, tree: &JsonTree, bytes: usize) -> bool {
        let until = self.at.saturating_add(bytes.max(1));
        if !self.is_begun {
            self.is_begun = true;
            self.hit_name();
        }
        let text = tree.text.as_str();
        let mut cursor = Cursor::new(text, self.at);
        // The text was read wholly once, so there are no errors to come.
        let done = loop {
            if self.is_full() || !matches!(self.advance(text, &mut cursor), Ok(true)) {
                break true;
            }
            if cursor.at >= until {
                break false;
            }
        };
        self.at = cursor.at;
        done
    }

    /// Goes over one value, or into it. Whether there is more. Without recursion.
    fn advance(&mut self, text: &str, cursor: &mut Cursor<'_>) -> Result<bool, NoJson> {
        let first = cursor.peek();
        match (NodeKind::of(first), first) {
            (_, None) => return Ok(false),
            (kind @ (NodeKind::Object | NodeKind::Array), _) => {
                cursor.at += 1;
                let close = if kind == NodeKind::Object { b'}' } else { b']' };
                if cursor.peek() == Some(close) {
                    cursor.at += 1;
                } else {
                    self.open.push(close);
                    self.path.push(PathStep::Index(0));
                    self.enter(text, cursor, close)?;
                    return Ok(true);
                }
            }
            _ => {
                let place = cursor.value()?;
                self.hit_value(place.of(text));
            }
        }
        loop {
            let Some(close) = self.open.last().copied() else {
                return Ok(false);
            };
            let next = cursor.peek();
            cursor.at += 1;
            if next == Some(b',') {
                if let Some(PathStep::Index(index)) = self.path.last_mut() {
                    *index += 1;
                }
                self.enter(text, cursor, close)?;
                return Ok(true);
            }
            self.open.pop();
            self.path.pop();
        }
    }

    /// Before a child: takes its name, and looks at it.
    fn enter(&mut self, text: &str, cursor: &mut Cursor<'_>, close: u8) -> Result<(), NoJson> {
        if close == b'}' {
            let key = cursor.key()?;
            let quoted = key.place.of(text);
            let name = string(quoted).unwrap_or_else(|| quoted.to_owned());
            if let Some(last) = self.path.last_mut() {
                *last = PathStep::Name(name);
            }
        }
        self.hit_name();
        Ok(())
    }

    fn hit_name(&mut self) {
        let found = match (&self.wanted, self.path.last()) {
            (Wanted::Path(path, true), _) => path_text(&self.path) == *path,
            (Wanted::Path(ending, false), Some(last)) => {
                let mut step = String::new();
                push(&mut step, last);
                // The whole path is written only where its last step fits.
                (ending.ends_with(&step) || step.ends_with(ending.as_str()))
                    && path_text(&self.path).ends_with(ending.as_str())
            }
            (wanted, Some(PathStep::Name(name))) => wanted.is_in(name),
            _ => false,
        };
        if found {
            self.hit(true);
        }
    }

    fn hit_value(&mut self, json: &str) {
        let inside = json
            .strip_prefix('"')
            .and_then(|json| json.strip_suffix('"'));
        let found = match inside {
            Some(_) if json.contains('\\') => {
                string(json).is_some_and(|text| self.wanted.is_in(&text))
            }
            Some(inside) => self.wanted.is_in(inside),
            None => self.wanted.is_in(json),
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
