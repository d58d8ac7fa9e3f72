//! Elements, texts and places in the page. The only file of this module that speaks to the document.

use std::{cell::RefCell, rc::Rc};

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{AddEventListenerOptions, Document, Element, HtmlElement};

use super::event::Event;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A handler that can be exchanged while its listener stays.
pub(super) type Handler = Rc<RefCell<Rc<dyn Fn(Event)>>>;

/// A node of the document.
#[derive(Clone, PartialEq)]
pub(super) struct Node(web_sys::Node);

/// Where the portal is drawn.
pub(super) fn mount_point() -> Option<Node> {
    let element = document().get_element_by_id("app")?;
    Some(Node(element.into()))
}

fn document() -> Document {
    thread_local! {
        static DOCUMENT: Document = crate::browser::document();
    }
    DOCUMENT.with(Clone::clone)
}

// Names come from views and are good; what the browser refuses all the same is left out of the page.
impl Node {
    /// A new element that stands nowhere yet.
    pub(super) fn element(tag: &str, svg: bool) -> Self {
        let document = document();
        let element = if svg {
            document.create_element_ns(Some(SVG), tag)
        } else {
            document.create_element(tag)
        };
        element.map_or_else(|_| Self::place(), |it| Self(it.into()))
    }

    /// A new text.
    pub(super) fn text(text: &str) -> Self {
        Self(document().create_text_node(text).into())
    }

    /// A place where something may be drawn later; nobody sees it.
    pub(super) fn place() -> Self {
        Self(document().create_comment("").into())
    }

    pub(super) fn set_text(&self, text: &str) {
        self.0.set_node_value(Some(text));
    }

    /// Sets an attribute, or takes it away.
    pub(super) fn set_attribute(&self, name: &str, value: Option<&str>) {
        let element: &Element = self.0.unchecked_ref();
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }

    pub(super) fn set_text_property(&self, name: &str, text: &str) {
        self.set_property(name, &JsValue::from_str(text));
    }

    pub(super) fn set_flag(&self, name: &str, flag: bool) {
        self.set_property(name, &JsValue::from_bool(flag));
    }

    fn set_property(&self, name: &str, value: &JsValue) {
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), value);
    }

    pub(super) fn switch_class(&self, name: &str, on: bool) {
        let classes = self.0.unchecked_ref::<Element>().class_list();
        let _ = classes.toggle_with_force(name, on);
    }

    /// Sets a property of the style, or takes it away.
    pub(super) fn set_style(&self, name: &str, value: Option<&str>) {
        let style = self.0.unchecked_ref::<HtmlElement>().style();
        let _ = style.set_property(name, value.unwrap_or_default());
    }

    /// What a control holds.
    pub(super) fn value(&self) -> String {
        Reflect::get(&self.0, &JsValue::from_str("value"))
            .ok()
            .and_then(|it| it.as_string())
            .unwrap_or_default()
    }

    /// A property that is a number; zero where it is none.
    pub(super) fn number(&self, name: &str) -> f64 {
        let number = Reflect::get(&self.0, &JsValue::from_str(name));
        number.ok().and_then(|it| it.as_f64()).unwrap_or_default()
    }

    pub(super) fn set_number(&self, name: &str, number: f64) {
        self.set_property(name, &JsValue::from_f64(number));
    }

    /// Where it begins in the window, from the left, and how wide it is.
    pub(super) fn across(&self) -> (f64, f64) {
        let element: &Element = self.0.unchecked_ref();
        let place = element.get_bounding_client_rect();
        (place.left(), place.width())
    }

    /// Gets all that a pointer does until it is let go.
    pub(super) fn capture(&self, pointer: i32) {
        let element: &Element = self.0.unchecked_ref();
        // A pointer that is gone already cannot be held.
        let _ = element.set_pointer_capture(pointer);
    }

    /// Puts `child` into this element, before `before` or at its end. A child that stands elsewhere moves.
    pub(super) fn insert(&self, child: &Self, before: Option<&Self>) {
        let _ = self.0.insert_before(&child.0, before.map(|it| &it.0));
    }

    /// Takes this out of the page.
    pub(super) fn remove(&self) {
        if let Some(parent) = self.0.parent_node() {
            let _ = parent.remove_child(&self.0);
        }
    }

    pub(super) fn parent(&self) -> Option<Self> {
        self.0.parent_node().map(Self)
    }

    pub(super) fn next(&self) -> Option<Self> {
        self.0.next_sibling().map(Self)
    }
}

/// Listens to an element while it lives.
pub(super) struct Listener {
    node: Node,
    event: &'static str,
    callback: Closure<dyn Fn(web_sys::Event)>,
}

impl Listener {
    /// Calls what `handler` holds at that time. `passive`: it never prevents what the browser does, which then need not wait for it.
    pub(super) fn new(node: &Node, event: &'static str, passive: bool, handler: Handler) -> Self {
        let callback = Closure::<dyn Fn(web_sys::Event)>::new(move |event| {
            // Taken out first: a handler may cause its own event again.
            let handler = handler.borrow().clone();
            handler(Event::new(event));
        });
        let function = callback.as_ref().unchecked_ref();
        let _ = if passive {
            let options = AddEventListenerOptions::new();
            options.set_passive(true);
            node.0
                .add_event_listener_with_callback_and_add_event_listener_options(
                    event, function, &options,
                )
        } else {
            node.0.add_event_listener_with_callback(event, function)
        };
        Self {
            node: node.clone(),
            event,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.node.0.remove_event_listener_with_callback(
            self.event,
            self.callback.as_ref().unchecked_ref(),
        );
    }
}
