//! The value of an attribute, a property, a class or a style, and how it stays true.

use std::{borrow::Cow, cell::RefCell, rc::Rc};

use signals::RenderEffect;

use super::{markup::Slot, node::Node, shape::Mark};

/// What an attribute may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Not there; of a property: false.
    Absent,
    /// There without a text; of a property: true.
    Present,
    /// A text.
    Text(Cow<'static, str>),
}

/// What a slot sets: which of an element's attributes, properties, classes or styles.
struct Target {
    node: Node,
    mark: Mark,
    name: &'static str,
    /// What was set last. What stands there already is not written again.
    now: RefCell<Value>,
}

/// A value on the page. Dropped, it is not followed any more.
pub(super) struct Shown {
    target: Rc<Target>,
    /// Follows the signals of a computed value.
    effect: Option<RenderEffect>,
}

impl Shown {
    /// Sets what the slot says and follows it.
    pub(super) fn new(node: &Node, mark: Mark, name: &'static str, slot: Slot) -> Self {
        let target = Target {
            node: node.clone(),
            mark,
            name,
            now: RefCell::new(Value::Absent),
        };
        let mut shown = Self {
            target: Rc::new(target),
            effect: None,
        };
        shown.set(slot);
        shown
    }

    /// Sets another value, and follows that one from now on.
    pub(super) fn set(&mut self, slot: Slot) {
        self.effect = None;
        match slot {
            Slot::Computed(compute) => {
                let target = self.target.clone();
                self.effect = Some(RenderEffect::new(Box::new(move || target.set(compute()))));
            }
            Slot::Value(value) => self.target.set(value),
            Slot::Child(_) | Slot::Listener(_) | Slot::Reference(_) => {}
        }
    }
}

impl Target {
    fn set(&self, value: Value) {
        let mut now = self.now.borrow_mut();
        if *now != value {
            self.write(&value);
            *now = value;
        }
    }

    fn write(&self, value: &Value) {
        let (node, name) = (&self.node, self.name);
        let text = match value {
            Value::Absent => None,
            Value::Present => Some(""),
            Value::Text(text) => Some(text.as_ref()),
        };
        match self.mark {
            Mark::Property => match value {
                Value::Text(text) => node.set_text_property(name, text),
                it => node.set_flag(name, *it == Value::Present),
            },
            Mark::Class => node.switch_class(name, text.is_some()),
            Mark::Style => node.set_style(name, text),
            _ => node.set_attribute(name, text),
        }
    }
}
