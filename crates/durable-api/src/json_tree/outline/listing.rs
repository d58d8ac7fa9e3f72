//! The lines for what is in a line.

use super::{DEEPEST, Fold, Line, LineKind, Outline};
use crate::json_tree::{Children, JsonTree, Next, Node, NodeKind};
use std::rc::Rc;

impl Outline {
    /// The tree and the node that a line's children are of: of a string those it holds.
    pub(super) fn inner(&self, at: usize) -> Option<(Rc<JsonTree>, Node)> {
        let (tree, node) = self.node(at)?;
        if node.kind != NodeKind::String {
            return Some((tree.clone(), node.clone()));
        }
        let inside = self.inner_tree(at);
        let tree = self.trees.get(inside)?;
        Some((tree.clone(), tree.root().clone()))
    }

    /// Which tree the children of an open line are of.
    pub(super) fn inner_tree(&self, at: usize) -> usize {
        match self.lines.get(at) {
            Some(line) if matches!(&line.kind, LineKind::Value(node) if node.kind == NodeKind::String) =>
            {
                // Of one that has just been opened it is the newest.
                let first = self.lines.get(at + 1);
                first
                    .filter(|first| first.depth > line.depth)
                    .map_or(self.trees.len() - 1, |first| first.tree)
            }
            Some(line) => line.tree,
            None => 0,
        }
    }

    /// Lines for some children of the line `of`, and one for the rest.
    pub(super) fn listed(
        &self,
        of: usize,
        depth: usize,
        from: Option<Next>,
        most: usize,
        until: Option<usize>,
    ) -> Vec<Line> {
        let Some((tree, node)) = self.inner(of) else {
            return Vec::new();
        };
        let number = self.inner_tree(of);
        let Children { nodes, next } = match from {
            Some(from) => tree.more_children(&node, from, most),
            None => tree.children(&node, most),
        };
        let mut lines: Vec<Line> = nodes
            .into_iter()
            .map(|node| self.line_of(node, depth, number))
            .collect();
        let rest = next.filter(|next| until.is_none_or(|until| next.index() < until));
        lines.extend(rest.map(|from| self.more(of, depth, from, until)));
        lines
    }

    pub(super) fn more(&self, of: usize, depth: usize, from: Next, until: Option<usize>) -> Line {
        Line {
            kind: LineKind::More { from, until },
            depth,
            fold: Fold::Closed,
            tree: self.inner_tree(of),
        }
    }

    pub(super) fn line_of(&self, node: Node, depth: usize, tree: usize) -> Line {
        let json = self.trees.get(tree).map_or("", |tree| tree.json(&node));
        let has_children = match node.kind {
            NodeKind::Object | NodeKind::Array => {
                let inside = json.get(1..json.len().saturating_sub(1));
                inside.is_some_and(|inside| !inside.trim_start().is_empty())
            }
            NodeKind::String => {
                tree < DEEPEST * 64 && (json.starts_with("\"{") || json.starts_with("\"["))
            }
            _ => false,
        };
        let fold = if has_children {
            Fold::Closed
        } else {
            Fold::None
        };
        Line {
            kind: LineKind::Value(node),
            depth,
            fold,
            tree,
        }
    }
}
