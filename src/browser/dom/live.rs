//! What was drawn: the nodes on the page and what keeps them true. Dropped, nothing follows signals or listens any more.

use std::{borrow::Cow, cell::RefCell, rc::Rc};

use signals::RenderEffect;

use super::{
    keyed::LiveList,
    markup::{Element, Markup, Slot},
    node::{Handler, Listener, Node},
    reference::NodeRef,
    shape::{Mark, Parts},
    value::Shown,
};

/// Something on the page. It always has a node, so that one can tell where it stands.
pub(super) enum Live {
    Empty(Node),
    Text(Node, Cow<'static, str>),
    Element(LiveElement),
    /// At least one.
    Many(Vec<Live>),
    Dynamic(LiveDynamic),
    Keyed(LiveList),
}

pub(super) struct LiveElement {
    pub(super) shape: &'static str,
    pub(super) node: Node,
    pub(super) slots: Vec<LiveSlot>,
}

/// What was made of a slot.
pub(super) enum LiveSlot {
    Child(Live),
    Value(Shown),
    Listener(
        Handler,
        #[allow(dead_code, reason = "listens while it lives")] Listener,
    ),
    Reference(NodeRef, Node),
}

impl Drop for LiveSlot {
    fn drop(&mut self) {
        if let Self::Reference(reference, _) = self {
            reference.set(None);
        }
    }
}

pub(super) struct LiveDynamic {
    /// Empty only until the effect has run for the first time, which it does at once.
    shown: Rc<RefCell<Option<Live>>>,
    _effect: RenderEffect,
}

/// The effect's task ends later, and holds what was drawn until then. Followed that long, it would still run, with signals that
/// are gone.
impl Drop for LiveDynamic {
    fn drop(&mut self) {
        drop(self.take());
    }
}

/// Makes what the markup says; it stands nowhere yet.
pub(super) fn build(markup: Markup) -> Live {
    match markup {
        Markup::Empty => Live::Empty(Node::place()),
        Markup::Text(text) => Live::Text(Node::text(&text), text),
        Markup::Element(element) => Live::Element(build_element(element)),
        Markup::Many(many) if many.is_empty() => Live::Empty(Node::place()),
        Markup::Many(many) => Live::Many(many.into_iter().map(build).collect()),
        Markup::New(markup) => build(*markup),
        Markup::Dynamic(draw) => Live::Dynamic(LiveDynamic::new(draw, None)),
        Markup::Keyed(rows) => Live::Keyed(LiveList::new(rows, None)),
    }
}

fn build_element(element: Element) -> LiveElement {
    let Element { shape, slots } = element;
    let mut live = Vec::with_capacity(slots.len());
    let mut slots = slots.into_iter();
    let mut open: Vec<Node> = Vec::new();
    let mut attribute = "";
    let mut root = None;
    for (mark, text) in Parts(shape) {
        if matches!(mark, Mark::Open | Mark::OpenSvg) {
            open.push(Node::element(text, mark == Mark::OpenSvg));
            continue;
        }
        let Some(node) = open.last() else { break };
        match mark {
            Mark::Name => attribute = text,
            Mark::Value => node.set_attribute(attribute, Some(text)),
            Mark::Text => node.insert(&Node::text(text), None),
            Mark::Close => {
                let closed = open.pop();
                match (open.last(), closed) {
                    (Some(parent), Some(child)) => parent.insert(&child, None),
                    (_, closed) => root = closed,
                }
            }
            _ => {
                let slot = slots.next().expect("view! fills each slot");
                live.push(build_slot(node, mark, text, slot));
            }
        }
    }
    LiveElement {
        shape,
        node: root.expect("view! closes each element"),
        slots: live,
    }
}

fn build_slot(node: &Node, mark: Mark, name: &'static str, slot: Slot) -> LiveSlot {
    match slot {
        Slot::Child(child) => {
            let child = build(child);
            child.insert(node, None);
            LiveSlot::Child(child)
        }
        Slot::Listener(handler) => {
            let handler: Handler = Rc::new(RefCell::new(handler));
            let passive = mark == Mark::Passive;
            let listener = Listener::new(node, name, passive, handler.clone());
            LiveSlot::Listener(handler, listener)
        }
        Slot::Reference(reference) => {
            reference.set(Some(node.clone()));
            LiveSlot::Reference(reference, node.clone())
        }
        value @ (Slot::Value(_) | Slot::Computed(_)) => {
            LiveSlot::Value(Shown::new(node, mark, name, value))
        }
    }
}

impl LiveDynamic {
    /// Draws, and draws again in place whenever a signal changes. `standing` is what stands there so far.
    pub(super) fn new(draw: Box<dyn Fn() -> Markup>, standing: Option<Live>) -> Self {
        let shown = Rc::new(RefCell::new(standing));
        let of_effect = shown.clone();
        let effect = RenderEffect::new(Box::new(move || {
            let markup = draw();
            let mut shown = of_effect.borrow_mut();
            match &mut *shown {
                Some(live) => live.patch(markup),
                None => *shown = Some(build(markup)),
            }
        }));
        Self {
            shown,
            _effect: effect,
        }
    }

    /// Gives away what stands on the page, for another to go on with.
    pub(super) fn take(&self) -> Option<Live> {
        self.shown.take()
    }

    fn with<T>(&self, read: impl FnOnce(&Live) -> T) -> T {
        let shown = self.shown.borrow();
        read(shown.as_ref().expect("an effect of a view runs at once"))
    }
}

impl Live {
    /// Puts all of it into `parent`, before `before` or at its end. What stands elsewhere moves.
    pub(super) fn insert(&self, parent: &Node, before: Option<&Node>) {
        self.each_node(&mut |node| parent.insert(node, before));
    }

    /// Takes it out of the page. First it stops to listen and to follow: removing what has the focus would still be an event.
    pub(super) fn remove(self) {
        let mut nodes = Vec::new();
        self.each_node(&mut |node| nodes.push(node.clone()));
        drop(self);
        for node in nodes {
            node.remove();
        }
    }

    /// The first of its nodes.
    pub(super) fn first(&self) -> Node {
        match self {
            Self::Empty(node) | Self::Text(node, _) => node.clone(),
            Self::Element(element) => element.node.clone(),
            Self::Many(many) => many[0].first(),
            Self::Dynamic(dynamic) => dynamic.with(Self::first),
            Self::Keyed(list) => list.first(),
        }
    }

    /// The last of its nodes.
    pub(super) fn last(&self) -> Node {
        match self {
            Self::Empty(node) | Self::Text(node, _) => node.clone(),
            Self::Element(element) => element.node.clone(),
            Self::Many(many) => many[many.len() - 1].last(),
            Self::Dynamic(dynamic) => dynamic.with(Self::last),
            Self::Keyed(list) => list.end(),
        }
    }

    /// Each node of it that stands in its parent, in order.
    pub(super) fn each_node(&self, act: &mut dyn FnMut(&Node)) {
        match self {
            Self::Empty(node) | Self::Text(node, _) => act(node),
            Self::Element(element) => act(&element.node),
            Self::Many(many) => many.iter().for_each(|it| it.each_node(act)),
            Self::Dynamic(dynamic) => dynamic.with(|it| it.each_node(act)),
            Self::Keyed(list) => list.each_node(act),
        }
    }
}
