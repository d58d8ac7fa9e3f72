//! What of a tree is on screen: a list of lines, each of which may be opened and closed.
//!
//! Strings that hold JSON open like objects do. Of a large container some children are listed, and a line that stands for the rest.

mod listing;
mod reveal;

use super::{JsonTree, Next, Node, NodeKind, PathStep, path_text};
use std::rc::Rc;

/// How many children one press brings.
const PAGE: usize = 500;
/// Lines shown at first, about.
const FIRST: usize = 60;
/// Levels opened at first.
const FIRST_DEPTH: usize = 3;
/// A container of more bytes than this is not opened by itself below the root.
const SMALL: usize = 4_096;
/// JSON in a string in JSON in a string … is opened this far.
const DEEPEST: usize = 8;

/// Whether a line can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// There is nothing in it.
    None,
    /// It can be opened.
    Closed,
    /// It is open; what is in it stands below.
    Open,
}

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A value.
    Value(Node),
    /// The children of the line above with a smaller depth that are not listed: from the one at `from` to the one before `until`,
    /// or to the last.
    More {
        /// The first of them.
        from: Next,
        /// The index behind the last, if it is known.
        until: Option<usize>,
    },
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub kind: LineKind,
    /// How deep it is: 0 for the whole value.
    pub depth: usize,
    /// Whether it is open.
    pub fold: Fold,
    /// Which tree its node is of.
    tree: usize,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The whole value, and behind it those that strings hold.
    trees: Vec<Rc<JsonTree>>,
    lines: Vec<Line>,
}

impl Outline {
    /// The whole value with its first levels open, as far as they are short.
    pub fn new(tree: Rc<JsonTree>) -> Self {
        let root = tree.root().clone();
        let mut outline = Self {
            trees: vec![tree],
            lines: Vec::new(),
        };
        let line = outline.line_of(root, 0, 0);
        outline.lines.push(line);
        outline.open(0);
        outline.open_below(0, FIRST, FIRST_DEPTH);
        outline
    }

    /// The lines, from the top.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The tree a line's node is of.
    pub fn tree(&self, line: &Line) -> Option<&Rc<JsonTree>> {
        self.trees.get(line.tree)
    }

    /// The node of a line that stands for a value, with its tree.
    pub fn node(&self, at: usize) -> Option<(&Rc<JsonTree>, &Node)> {
        let line = self.lines.get(at)?;
        match &line.kind {
            LineKind::Value(node) => Some((self.tree(line)?, node)),
            LineKind::More { .. } => None,
        }
    }

    /// Opens a line, or, of one that stands for more children, lists some of them. Whether anything changed.
    pub fn open(&mut self, at: usize) -> bool {
        let Some(line) = self.lines.get(at).cloned() else {
            return false;
        };
        match &line.kind {
            LineKind::More { from, until } => {
                let Some(parent) = self.parent(at) else {
                    return false;
                };
                let most = until.map_or(PAGE, |until| until.saturating_sub(from.index()).min(PAGE));
                let below = self.listed(parent, line.depth, Some(*from), most, *until);
                self.lines.splice(at..=at, below);
                true
            }
            LineKind::Value(node) if line.fold == Fold::Closed => {
                let mut fold = Fold::Open;
                if node.kind == NodeKind::String {
                    let inside = self.tree(&line).and_then(|tree| tree.inside(node));
                    match inside {
                        Some(tree) => self.trees.push(Rc::new(tree)),
                        // It only began like JSON.
                        None => fold = Fold::None,
                    }
                }
                if let Some(line) = self.lines.get_mut(at) {
                    line.fold = fold;
                }
                if fold == Fold::Open {
                    let below = self.listed(at, line.depth + 1, None, PAGE, None);
                    let behind = self.lines.split_off(at + 1);
                    self.lines.extend(below.into_iter().chain(behind));
                }
                true
            }
            LineKind::Value(_) => false,
        }
    }

    /// Closes a line. Whether it was open.
    pub fn close(&mut self, at: usize) -> bool {
        let Some(line) = self
            .lines
            .get_mut(at)
            .filter(|line| line.fold == Fold::Open)
        else {
            return false;
        };
        line.fold = Fold::Closed;
        let end = self.end_of(at);
        self.lines.drain(at + 1..end);
        true
    }

    /// Opens what is closed and closes what is open.
    pub fn turn(&mut self, at: usize) -> bool {
        self.close(at) || self.open(at)
    }

    /// Opens all that is in a line, until there are about `most` lines.
    pub fn open_all(&mut self, at: usize, most: usize) {
        self.open(at);
        self.open_below(at, most, usize::MAX);
    }

    /// Closes all but the whole value itself.
    pub fn close_all(&mut self) {
        self.lines.truncate(1);
        if let Some(line) = self
            .lines
            .first_mut()
            .filter(|line| line.fold == Fold::Open)
        {
            line.fold = Fold::Closed;
        }
        self.trees.truncate(1);
        self.open(0);
    }

    /// The line that a line is in.
    pub fn parent(&self, at: usize) -> Option<usize> {
        let depth = self.lines.get(at)?.depth;
        let before = self.lines.get(..at)?;
        before.iter().rposition(|line| line.depth < depth)
    }

    /// Where a line is: `$.items[3]`; within a string that holds JSON the path in there follows behind a space.
    pub fn path(&self, at: usize) -> String {
        let mut steps: Vec<&Line> = Vec::new();
        let mut next = Some(at);
        while let Some(at) = next {
            steps.extend(self.lines.get(at));
            next = self.parent(at);
        }
        let mut text = String::new();
        let mut path: Vec<PathStep> = Vec::new();
        let mut tree = 0;
        for line in steps.iter().rev() {
            if line.tree != tree {
                text.push_str(&path_text(&path));
                text.push(' ');
                path.clear();
                tree = line.tree;
            }
            if let LineKind::Value(node) = &line.kind {
                path.extend(node.step.clone());
            }
        }
        text.push_str(&path_text(&path));
        text
    }

    /// The place behind all that is in a line.
    fn end_of(&self, at: usize) -> usize {
        let depth = self.lines.get(at).map_or(0, |line| line.depth);
        let below = self.lines.iter().skip(at + 1);
        let length = below.take_while(|line| line.depth > depth).count();
        at + 1 + length
    }

    fn open_below(&mut self, at: usize, most: usize, depth: usize) {
        let mut next = at + 1;
        while next < self.end_of(at) && self.lines.len() < most {
            let is_small = |line: &Line| match &line.kind {
                LineKind::Value(node) => depth == usize::MAX || node.size() <= SMALL,
                LineKind::More { .. } => false,
            };
            let line = self.lines.get(next);
            if line.is_some_and(|line| line.depth < depth && is_small(line)) {
                self.open(next);
            }
            next += 1;
        }
    }
}
