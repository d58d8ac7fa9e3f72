//! A value computed from signals, which tells who reads it only when it differs.

use std::{any::Any, marker::PhantomData};

use crate::read::{Source, reads};

/// A computed value that is kept. It is computed again when it is read after something changed that it was computed from; who reads it runs again only
/// when the value is another.
pub struct Memo<T> {
    inner: leptos::reactive::computed::Memo<Held>,
    holds: PhantomData<fn() -> T>,
}

reads!(Memo);

/// A value and how to compare it.
pub(crate) struct Held {
    pub(crate) content: Box<dyn Any + Send + Sync>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.content, &*other.content)
    }
}

type Compute = Box<dyn Fn(Option<&dyn Any>) -> Held + Send + Sync>;

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A memo that belongs to the present owner. `compute` is given the value before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self {
            inner: made(Box::new(move |before| Held {
                content: Box::new(compute(before.and_then(<dyn Any>::downcast_ref))),
                is_same: |one, other| one.downcast_ref::<T>() == other.downcast_ref(),
            })),
            holds: PhantomData,
        }
    }
}

impl<T> Memo<T> {
    pub(crate) fn source(self) -> Source {
        Source::Memo(self.inner)
    }
}

#[inline(never)]
fn made(compute: Compute) -> leptos::reactive::computed::Memo<Held> {
    leptos::reactive::computed::Memo::new(move |before: Option<&Held>| {
        compute(before.map(|it| &*it.content as &dyn Any))
    })
}
