//! Bringing a place of the whole value to light.

use super::{Line, LineKind, Outline, PAGE};
use crate::json_tree::PathStep;

impl Outline {
    /// Opens all that a place of the whole value is in, and gives its line; the nearest one, if the place is within a string.
    pub fn reveal(&mut self, path: &[PathStep]) -> Option<usize> {
        let mut at = 0;
        for step in path {
            self.open(at);
            at = self.child(at, step)?;
        }
        (at < self.lines.len()).then_some(at)
    }

    /// The line of a child of an open line; the children around it are listed if they were not.
    fn child(&mut self, at: usize, step: &PathStep) -> Option<usize> {
        let (depth, end) = (self.lines.get(at)?.depth + 1, self.end_of(at));
        let mut gap = None;
        for place in at + 1..end {
            let line = self.lines.get(place)?;
            match &line.kind {
                _ if line.depth != depth => {}
                LineKind::Value(node) if node.step.as_ref() == Some(step) => return Some(place),
                LineKind::Value(_) => {}
                LineKind::More { .. } => gap = gap.or(Some(place)),
            }
        }
        gap?;
        let (tree, node) = self.inner(at)?;
        let goal = tree.seek(&node, step)?;
        // The gap that it is in, which from there on becomes a page.
        let gap = (at + 1..end).find(|place| match self.lines.get(*place) {
            Some(Line {
                kind: LineKind::More { from, until },
                depth: its,
                ..
            }) => {
                *its == depth
                    && from.index() <= goal.index()
                    && until.is_none_or(|until| goal.index() < until)
            }
            _ => false,
        })?;
        let LineKind::More { from, until } = self.lines.get(gap)?.kind.clone() else {
            return None;
        };
        let mut between = Vec::new();
        if from.index() < goal.index() {
            between.push(self.more(at, depth, from, Some(goal.index())));
        }
        let place = gap + between.len();
        let most = until.map_or(PAGE, |until| (until - goal.index()).min(PAGE));
        between.extend(self.listed(at, depth, Some(goal), most, until));
        self.lines.splice(gap..=gap, between);
        Some(place)
    }
}
