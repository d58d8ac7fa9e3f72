//! JSON as a tree over its text: children are found when they are opened, values stay the text they are.

mod find;
mod hint;
mod layout;
mod outline;
mod path;

pub use find::{Finder, Hit, find};
pub use hint::{Hint, hints};
pub use layout::Layout;
pub use outline::{Fold, Line, LineKind, Outline};
pub use path::{PathStep, path_text};

use crate::json::string;
use crate::scan::{Cursor, NoJson, Place};
use std::borrow::Cow;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    String,
    /// A number, as written.
    Number,
    /// `true` or `false`.
    Bool,
    /// `null`
    Null,
}

impl NodeKind {
    fn of(first: Option<u8>) -> Self {
        match first {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b't' | b'f') => Self::Bool,
            Some(b'n') => Self::Null,
            _ => Self::Number,
        }
    }

    /// Whether it can have children.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Object | Self::Array)
    }
}

/// A text that is one JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonTree {
    text: String,
    root: Node,
}

/// A value in the text, and how its parent calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its name in an object or place in an array; `None` of the root.
    pub step: Option<PathStep>,
    place: Place,
}

/// Some children of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Children {
    /// The children, in their order.
    pub nodes: Vec<Node>,
    /// Where the next ones begin, if there are more: to be given to [`JsonTree::more_children`].
    pub next: Option<Next>,
}

/// A place between two children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    at: usize,
    index: usize,
}

impl Next {
    /// Which child is the next, from 0.
    pub fn index(self) -> usize {
        self.index
    }
}

impl Node {
    /// How many bytes of JSON it is.
    pub fn size(&self) -> usize {
        self.place.end() - self.place.start()
    }

    /// Where in the text it begins: tells nodes of one tree apart.
    pub fn offset(&self) -> usize {
        self.place.start()
    }
}

impl JsonTree {
    /// Takes a text that is one JSON value; gives it back when it is not. Reads all of it once, quickly, and keeps none.
    pub fn new(text: String) -> Result<Self, String> {
        let mut cursor = Cursor::new(&text, 0);
        let place = match cursor.value() {
            Ok(place) if cursor.peek().is_none() && u32::try_from(text.len()).is_ok() => place,
            _ => return Err(text),
        };
        let kind = NodeKind::of(text.as_bytes().get(place.start()).copied());
        let root = Node {
            kind,
            step: None,
            place,
        };
        Ok(Self { text, root })
    }

    /// The whole value.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The exact JSON of a node.
    pub fn json(&self, node: &Node) -> &str {
        node.place.of(&self.text)
    }

    /// What a node says: of a string its text, of anything else its JSON.
    pub fn said(&self, node: &Node) -> Cow<'_, str> {
        let json = self.json(node);
        if node.kind != NodeKind::String {
            return Cow::Borrowed(json);
        }
        string(json).map_or(Cow::Borrowed(json), Cow::Owned)
    }

    /// The tree of JSON that a string holds, if it holds an object or an array.
    pub fn inside(&self, node: &Node) -> Option<Self> {
        if node.kind != NodeKind::String {
            return None;
        }
        let text = self.said(node).into_owned();
        let tree = text
            .trim_start()
            .starts_with(['{', '['])
            .then(|| Self::new(text))?;
        tree.ok()
    }

    /// The first `most` children of a node.
    pub fn children(&self, node: &Node, most: usize) -> Children {
        if !node.kind.is_container() {
            return Children::default();
        }
        let first = Next {
            at: node.place.start() + 1,
            index: 0,
        };
        self.more_children(node, first, most)
    }

    /// Further children, where earlier ones ended.
    pub fn more_children(&self, node: &Node, from: Next, most: usize) -> Children {
        let mut children = Children::default();
        let mut cursor = Cursor::new(&self.text, from.at);
        let mut index = from.index;
        // The text was read wholly once, so there are no errors to come.
        while let Ok(Some(child)) = self.child(node, &mut cursor, index) {
            if children.nodes.len() >= most {
                children.next = Some(Next { at: child.0, index });
                break;
            }
            children.nodes.push(child.1);
            index += 1;
        }
        children
    }

    /// The next child, and where it begins with its name.
    fn child(
        &self,
        node: &Node,
        cursor: &mut Cursor<'_>,
        index: usize,
    ) -> Result<Option<(usize, Node)>, NoJson> {
        if cursor.peek() == Some(b',') {
            cursor.at += 1;
        }
        let first = cursor.peek();
        let start = cursor.at;
        if matches!(first, None | Some(b'}' | b']')) {
            return Ok(None);
        }
        let step = if node.kind == NodeKind::Object {
            let key = cursor.key()?;
            let quoted = key.place.of(&self.text);
            let name = string(quoted).unwrap_or_else(|| quoted.to_owned());
            PathStep::Name(name)
        } else {
            PathStep::Index(index)
        };
        let kind = NodeKind::of(cursor.peek());
        let place = cursor.value()?;
        let child = Node {
            kind,
            step: Some(step),
            place,
        };
        Ok(Some((start, child)))
    }

    /// How many children a node has. Reads all of it.
    pub fn count(&self, node: &Node) -> usize {
        let mut count = 0;
        let mut next = Some(Next {
            at: node.place.start() + 1,
            index: 0,
        });
        while let Some(from) = next.filter(|_| node.kind.is_container()) {
            let children = self.more_children(node, from, 1_024);
            count += children.nodes.len();
            next = children.next;
        }
        count
    }

    /// Where the child that a step leads to begins; `None` when there is none. Reads up to it and keeps nothing.
    pub fn seek(&self, node: &Node, step: &PathStep) -> Option<Next> {
        if !node.kind.is_container() {
            return None;
        }
        let mut cursor = Cursor::new(&self.text, node.place.start() + 1);
        let mut index = 0;
        loop {
            if cursor.peek() == Some(b',') {
                cursor.at += 1;
            }
            let first = cursor.peek();
            let at = cursor.at;
            if matches!(first, None | Some(b'}' | b']')) {
                return None;
            }
            let found = if node.kind == NodeKind::Object {
                let quoted = cursor.key().ok()?.place.of(&self.text);
                matches!(step, PathStep::Name(name) if is_said(quoted, name))
            } else {
                *step == PathStep::Index(index)
            };
            if found {
                return Some(Next { at, index });
            }
            cursor.value().ok()?;
            index += 1;
        }
    }

    /// The node at the end of a path, each step opened from its parent.
    pub fn at(&self, path: &[PathStep]) -> Option<Node> {
        let mut node = self.root.clone();
        for step in path {
            let next = self.seek(&node, step)?;
            node = self.more_children(&node, next, 1).nodes.pop()?;
        }
        Some(node)
    }
}

/// Whether a quoted text says this.
fn is_said(quoted: &str, text: &str) -> bool {
    if quoted.contains('\\') {
        return string(quoted).map_or(quoted == text, |said| said == text);
    }
    quoted.get(1..quoted.len().saturating_sub(1)) == Some(text)
}
