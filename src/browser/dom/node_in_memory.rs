//! A document in memory, for the tests of this module: like `node`, and it counts what is written.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::{Rc, Weak},
};

use super::event::Event;

thread_local! {
    static WRITES: Cell<usize> = const { Cell::new(0) };
}

/// How often anything was written since this was asked last.
pub(super) fn writes() -> usize {
    WRITES.take()
}

fn write() {
    WRITES.set(WRITES.get() + 1);
}

pub(super) type Handler = Rc<RefCell<Rc<dyn Fn(Event)>>>;

#[derive(Clone)]
pub(super) struct Node(Rc<Inner>);

#[derive(Default)]
struct Inner {
    tag: String,
    text: RefCell<String>,
    attributes: RefCell<BTreeMap<String, String>>,
    children: RefCell<Vec<Node>>,
    parent: RefCell<Weak<Inner>>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

pub(super) fn mount_point() -> Option<Node> {
    None
}

impl Node {
    fn new(tag: &str, text: &str) -> Self {
        Self(Rc::new(Inner {
            tag: tag.to_owned(),
            text: RefCell::new(text.to_owned()),
            ..Inner::default()
        }))
    }

    pub(super) fn element(tag: &str, svg: bool) -> Self {
        Self::new(
            &if svg {
                format!("svg:{tag}")
            } else {
                tag.to_owned()
            },
            "",
        )
    }

    pub(super) fn text(text: &str) -> Self {
        Self::new("", text)
    }

    pub(super) fn place() -> Self {
        Self::new("!", "")
    }

    /// Nothing in memory has a size.
    pub(super) fn number(&self, name: &str) -> f64 {
        let attributes = self.0.attributes.borrow();
        let number = attributes.get(name).and_then(|it| it.parse().ok());
        number.unwrap_or_default()
    }

    pub(super) fn set_number(&self, name: &str, number: f64) {
        self.set_attribute(name, Some(&number.to_string()));
    }

    pub(super) fn capture(&self, pointer: i32) {
        self.set_attribute("captures", Some(&pointer.to_string()));
    }

    pub(super) fn set_text(&self, text: &str) {
        write();
        text.clone_into(&mut self.0.text.borrow_mut());
    }

    pub(super) fn set_attribute(&self, name: &str, value: Option<&str>) {
        write();
        let mut attributes = self.0.attributes.borrow_mut();
        match value {
            Some(value) => attributes.insert(name.to_owned(), value.to_owned()),
            None => attributes.remove(name),
        };
    }

    pub(super) fn set_text_property(&self, name: &str, text: &str) {
        self.set_attribute(&format!(".{name}"), Some(text));
    }

    pub(super) fn set_flag(&self, name: &str, flag: bool) {
        self.set_attribute(&format!(".{name}"), Some(&flag.to_string()));
    }

    pub(super) fn switch_class(&self, name: &str, on: bool) {
        self.set_attribute(&format!("class:{name}"), on.then_some(""));
    }

    pub(super) fn set_style(&self, name: &str, value: Option<&str>) {
        self.set_attribute(&format!("style:{name}"), value);
    }

    pub(super) fn value(&self) -> String {
        let attributes = self.0.attributes.borrow();
        attributes.get(".value").cloned().unwrap_or_default()
    }

    /// Nothing is laid out here.
    #[allow(clippy::unused_self, reason = "as on a page")]
    pub(super) fn across(&self) -> (f64, f64) {
        (0.0, 0.0)
    }

    pub(super) fn insert(&self, child: &Self, before: Option<&Self>) {
        child.remove();
        write();
        let mut children = self.0.children.borrow_mut();
        let at = before.map_or(children.len(), |before| {
            let at = children.iter().position(|it| it == before);
            at.expect("it is inserted before one of its siblings")
        });
        children.insert(at, child.clone());
        *child.0.parent.borrow_mut() = Rc::downgrade(&self.0);
    }

    pub(super) fn remove(&self) {
        let Some(parent) = self.parent() else { return };
        write();
        parent.0.children.borrow_mut().retain(|it| it != self);
        *self.0.parent.borrow_mut() = Weak::new();
    }

    pub(super) fn parent(&self) -> Option<Self> {
        self.0.parent.borrow().upgrade().map(Self)
    }

    pub(super) fn next(&self) -> Option<Self> {
        let parent = self.parent()?;
        let children = parent.0.children.borrow();
        let at = children.iter().position(|it| it == self)?;
        children.get(at + 1).cloned()
    }

    /// The children, without places for what may come.
    pub(super) fn children(&self) -> Vec<Self> {
        let children = self.0.children.borrow();
        children
            .iter()
            .filter(|it| it.0.tag != "!")
            .cloned()
            .collect()
    }

    /// As HTML, more or less.
    pub(super) fn html(&self) -> String {
        let inner: String = self.children().iter().map(Self::html).collect();
        let attributes: Vec<String> = (self.0.attributes.borrow().iter())
            .map(|(name, value)| format!(" {name}={value}"))
            .collect();
        match self.0.tag.as_str() {
            "" => self.0.text.borrow().clone(),
            tag => format!("<{tag}{}>{inner}</>", attributes.concat()),
        }
    }
}

pub(super) struct Listener;

impl Listener {
    pub(super) fn new(node: &Node, event: &'static str, passive: bool, _: Handler) -> Self {
        let how = if passive { "passive" } else { "" };
        node.set_attribute(&format!("on:{event}"), Some(how));
        Self
    }
}
