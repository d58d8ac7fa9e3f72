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

    /// How far it is scrolled down, in CSS pixels.
    pub fn scrolled(self) -> f64 {
        self.read(|it| it.number("scrollTop")).unwrap_or_default()
    }

    /// Scrolls it down so far from its top.
    pub fn scroll_to(self, top: f64) {
        self.read(|it| it.set_number("scrollTop", top));
    }

    /// How high its inside is that one sees, in CSS pixels.
    pub fn inner_height(self) -> f64 {
        self.read(|it| it.number("clientHeight"))
            .unwrap_or_default()
    }

    /// How wide the element is that it stands in, in CSS pixels.
    pub fn parent_width(self) -> f64 {
        let parent = self.read(Node::parent).flatten();
        parent.map_or(0.0, |it| it.number("offsetWidth"))
    }

    /// Gets all that a pointer does until it is let go, wherever it is. `pointer` is [`super::Event::pointer`].
    pub fn capture(self, pointer: i32) {
        self.read(|it| it.capture(pointer));
    }

    /// Where it begins in the window, from the left, and how wide it is, in CSS pixels.
    pub fn across(self) -> (f64, f64) {
        self.read(Node::across).unwrap_or_default()
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
