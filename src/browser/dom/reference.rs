//! Naming an element of a view from outside of it.

use signals::StoredValue;

use super::node::Node;

/// Names the element that was drawn with it as its `node_ref`, while it is there. Read it in handlers and effects: while a view is drawn its
/// element does not exist yet.
#[derive(Clone, Copy)]
pub struct NodeRef(StoredValue<Option<Node>>);

impl NodeRef {
    /// Names nothing yet.
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// What the control holds; nothing when it is not there.
    pub fn value(self) -> String {
        self.read(Node::value).unwrap_or_default()
    }

    fn read<T>(self, read: impl FnOnce(&Node) -> T) -> Option<T> {
        self.0.try_with_value(|it| it.as_ref().map(read)).flatten()
    }

    pub(super) fn set(self, node: Option<Node>) {
        self.0.set_value(node);
    }
}

impl Default for NodeRef {
    fn default() -> Self {
        Self::new()
    }
}
