//! From what markup and values can be made. Each conversion is a few instructions, because there is one for each type.

use std::borrow::Cow;

use super::{
    markup::{Element, Markup, Slot, dynamic},
    value::Value,
};

/// What can be drawn.
pub trait IntoMarkup {
    /// Says how it is drawn.
    fn into_markup(self) -> Markup;

    /// Fills the next slot of an element with it.
    fn fill(self, element: &mut Element)
    where
        Self: Sized,
    {
        self.into_markup().fill(element);
    }
}

// What is filled in most often is a call and no more: these are functions of their own.
impl IntoMarkup for Markup {
    fn into_markup(self) -> Markup {
        self
    }

    #[inline(never)]
    fn fill(self, element: &mut Element) {
        element.push(Slot::Child(self));
    }
}

impl IntoMarkup for () {
    fn into_markup(self) -> Markup {
        Markup::Empty
    }
}

impl IntoMarkup for &'static str {
    fn into_markup(self) -> Markup {
        Markup::Text(Cow::Borrowed(self))
    }

    #[inline(never)]
    fn fill(self, element: &mut Element) {
        element.push(Slot::Child(self.into_markup()));
    }
}

impl IntoMarkup for String {
    fn into_markup(self) -> Markup {
        Markup::Text(Cow::Owned(self))
    }

    #[inline(never)]
    fn fill(self, element: &mut Element) {
        element.push(Slot::Child(self.into_markup()));
    }
}

impl IntoMarkup for usize {
    fn into_markup(self) -> Markup {
        self.to_string().into_markup()
    }
}

impl<T: IntoMarkup> IntoMarkup for Option<T> {
    fn into_markup(self) -> Markup {
        match self {
            Some(it) => it.into_markup(),
            None => Markup::Empty,
        }
    }
}

impl IntoMarkup for Vec<Markup> {
    fn into_markup(self) -> Markup {
        Markup::Many(self)
    }
}

/// A closure follows the signals that it reads.
impl<F: Fn() -> V + 'static, V: IntoMarkup> IntoMarkup for F {
    fn into_markup(self) -> Markup {
        dynamic(self)
    }
}

/// What an attribute, a property, a class or a style can be.
pub trait IntoValue {
    /// The value; of a closure, what it gives now.
    fn into_value(self) -> Value;

    /// Fills the next slot of an element with it.
    fn fill(self, element: &mut Element)
    where
        Self: Sized,
    {
        element.fixed(self.into_value());
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }

    #[inline(never)]
    fn fill(self, element: &mut Element) {
        element.fixed(self.into_value());
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }

    #[inline(never)]
    fn fill(self, element: &mut Element) {
        element.fixed(self.into_value());
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        if self { Value::Present } else { Value::Absent }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, IntoValue::into_value)
    }
}

/// A closure follows the signals that it reads.
impl<F: Fn() -> V + 'static, V: IntoValue> IntoValue for F {
    fn into_value(self) -> Value {
        self().into_value()
    }

    fn fill(self, element: &mut Element) {
        element.computed(Box::new(move || self().into_value()));
    }
}
