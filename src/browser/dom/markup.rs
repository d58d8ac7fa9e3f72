//! What shall stand on the page: data of one type, whatever it is.

use std::{borrow::Cow, rc::Rc};

use super::{
    convert::{IntoMarkup, IntoValue},
    event::Event,
    keyed::Rows,
    reference::NodeRef,
    value::Value,
};

/// Something to draw. Made by `view!`, from texts, or from whatever is [`IntoMarkup`].
pub enum Markup {
    /// Nothing.
    Empty,
    /// A text, which is never read as HTML.
    Text(Cow<'static, str>),
    /// An element with all that is in it.
    Element(Element),
    /// Several things side by side.
    Many(Vec<Markup>),
    /// What a closure gives, anew whenever a signal that it reads changes.
    Dynamic(Box<dyn Fn() -> Markup>),
    /// Something else than what stood there, even where it looks the same: nothing of the old elements stays. For a page that is now about
    /// another thing, whose folds and scroll positions mean nothing any more.
    New(Box<Markup>),
    /// A list whose rows keep their elements: see [`super::keyed`].
    Keyed(Box<dyn Fn() -> Box<dyn Rows>>),
}

/// An element: its constants as a shape, and what fills the shape's slots. `view!` fills them.
pub struct Element {
    pub(super) shape: &'static str,
    pub(super) slots: Vec<Slot>,
}

/// What fills a slot of a shape.
pub(super) enum Slot {
    Child(Markup),
    Value(Value),
    /// A value that follows the signals that it reads.
    Computed(Box<dyn Fn() -> Value>),
    Listener(Rc<dyn Fn(Event)>),
    Reference(NodeRef),
}

impl Element {
    /// An element of this shape with `slots` slots to fill.
    pub fn new(shape: &'static str, slots: usize) -> Self {
        Self {
            shape,
            slots: Vec::with_capacity(slots),
        }
    }

    /// Fills a slot of children.
    pub fn child(&mut self, child: impl IntoMarkup) {
        child.fill(self);
    }

    /// Fills a slot of an attribute, a property, a class or a style.
    pub fn value(&mut self, value: impl IntoValue) {
        value.fill(self);
    }

    /// Fills the slot of a listener.
    pub fn listener(&mut self, handler: impl Fn(Event) + 'static) {
        self.listen(Rc::new(handler));
    }

    /// Fills the slot of a reference.
    pub fn reference(&mut self, reference: NodeRef) {
        self.push(Slot::Reference(reference));
    }

    /// The element, all slots filled.
    pub fn done(self) -> Markup {
        Markup::Element(self)
    }

    #[inline(never)]
    fn listen(&mut self, handler: Rc<dyn Fn(Event)>) {
        self.push(Slot::Listener(handler));
    }

    #[inline(never)]
    pub(super) fn fixed(&mut self, value: Value) {
        self.push(Slot::Value(value));
    }

    #[inline(never)]
    pub(super) fn computed(&mut self, compute: Box<dyn Fn() -> Value>) {
        self.push(Slot::Computed(compute));
    }

    pub(super) fn push(&mut self, slot: Slot) {
        self.slots.push(slot);
    }
}

/// A part that is drawn anew, in place, whenever a signal that `draw` reads changes.
pub fn dynamic<V: IntoMarkup>(draw: impl Fn() -> V + 'static) -> Markup {
    Markup::Dynamic(Box::new(move || draw().into_markup()))
}
