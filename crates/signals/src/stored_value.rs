//! A value that nobody follows.

use std::{any::Any, marker::PhantomData};

use leptos::reactive::{
    owner::LocalStorage,
    traits::{UpdateValue, WithValue},
};

use crate::{GONE, read::opaque};

type Inner = leptos::reactive::owner::StoredValue<Box<dyn Any>, LocalStorage>;

/// A value kept for as long as the owner under which it was made. Copies of it are the same value, so closures can share it.
pub struct StoredValue<T> {
    inner: Inner,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

opaque!(StoredValue);

impl<T: 'static> StoredValue<T> {
    /// A value that belongs to the present owner.
    pub fn new(value: T) -> Self {
        Self {
            inner: made(Box::new(value)),
            holds: PhantomData,
        }
    }

    /// A copy of the value.
    ///
    /// # Panics
    /// When it is gone.
    pub fn get_value(&self) -> T
    where
        T: Clone,
    {
        self.try_get_value().expect(GONE)
    }

    /// A copy of the value; nothing when it is gone.
    pub fn try_get_value(&self) -> Option<T>
    where
        T: Clone,
    {
        self.copy()
    }

    // One function for each type.
    #[inline(never)]
    fn copy(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }

    /// What `read` makes of the value.
    ///
    /// # Panics
    /// When it is gone.
    pub fn with_value<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.try_with_value(read).expect(GONE)
    }

    /// What `read` makes of the value; nothing when it is gone.
    pub fn try_with_value<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
        let mut read = Some(read);
        let mut result = None;
        see(self.inner, &mut |value| {
            if let Some(value) = value.downcast_ref() {
                result = read.take().map(|read| read(value));
            }
        });
        result
    }

    /// Writes another value.
    pub fn set_value(&self, value: T) {
        self.try_update_value(|now| *now = value);
    }

    /// Changes the value in place.
    pub fn update_value(&self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Changes the value in place; what `change` gives, or nothing when it is gone.
    pub fn try_update_value<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut change = Some(change);
        let mut result = None;
        write(self.inner, &mut |value| {
            if let Some(value) = value.downcast_mut() {
                result = change.take().map(|change| change(value));
            }
        });
        result
    }
}

#[inline(never)]
fn made(value: Box<dyn Any>) -> Inner {
    Inner::new_local(value)
}

#[inline(never)]
fn see(inner: Inner, see: &mut dyn FnMut(&dyn Any)) {
    inner.try_with_value(|value| see(&**value));
}

#[inline(never)]
fn write(inner: Inner, change: &mut dyn FnMut(&mut dyn Any)) {
    inner.try_update_value(|value| change(&mut **value));
}
