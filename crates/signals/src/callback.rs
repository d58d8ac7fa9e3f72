//! Something to call, as a value.

use std::rc::Rc;

use crate::{StoredValue, read::opaque};

/// A closure that can be copied. It belongs to the owner under which it was made; called after that, it does nothing.
pub struct Callback<T>(StoredValue<Rc<dyn Fn(T)>>);

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Callback<T> {}

opaque!(Callback);

impl<T: 'static> Callback<T> {
    /// Takes a closure.
    pub fn new(act: impl Fn(T) + 'static) -> Self {
        Self(StoredValue::new(Rc::new(act)))
    }

    /// Calls it.
    pub fn run(&self, argument: T) {
        if let Some(act) = self.0.try_get_value() {
            act(argument);
        }
    }
}
