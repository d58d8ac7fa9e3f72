//! A value that tells who reads it when it changes.

use std::{any::Any, marker::PhantomData};

use leptos::reactive::traits::Update;

use crate::{
    Owner,
    read::{Cell, Content, Source, reads},
};

/// A value that can be read and written. Copies of it are the same signal.
pub struct RwSignal<T> {
    inner: Cell,
    holds: PhantomData<fn() -> T>,
}

reads!(RwSignal);

impl<T: 'static> RwSignal<T> {
    pub(crate) fn source(self) -> Source {
        Source::Signal(self.inner)
    }

    /// Writes a value.
    pub fn set(&self, value: T) {
        self.try_set(value);
    }

    /// Writes a value; whether the signal is still there.
    pub fn try_set(&self, value: T) -> bool {
        self.replace(value)
    }

    // One function for each type.
    #[inline(never)]
    fn replace(self, value: T) -> bool {
        self.change(true, |now| *now = value).is_some()
    }

    /// Changes the value in place.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.change(true, change);
    }

    /// Changes the value in place; what `change` gives, or nothing when the signal is gone.
    pub fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.change(true, change)
    }

    /// Changes the value in place and tells nobody.
    pub fn try_update_untracked<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.change(false, change)
    }

    fn change<U>(self, tell: bool, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut change = Some(change);
        let mut result = None;
        write(self.inner, tell, &mut |value| {
            if let Some(value) = value.downcast_mut() {
                result = change.take().map(|change| change(value));
            }
        });
        result
    }

    /// A signal that belongs to the present owner.
    pub fn new(value: T) -> Self {
        Self {
            inner: made(Box::new(value)),
            holds: PhantomData,
        }
    }

    /// A signal that never ends.
    pub fn global(value: T) -> Self {
        let owner = Owner::default();
        let signal = owner.with(|| Self::new(value));
        std::mem::forget(owner);
        signal
    }
}

#[inline(never)]
fn made(content: Content) -> Cell {
    Cell::new_local(content)
}

#[inline(never)]
fn write(signal: Cell, tell: bool, change: &mut dyn FnMut(&mut dyn Any)) {
    signal.try_maybe_update(|content| {
        change(&mut **content);
        (tell, ())
    });
}
