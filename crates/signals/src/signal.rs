//! Anything that can be read.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::reactive::owner::{LocalStorage, StoredValue};

use crate::{
    Memo, RwSignal,
    read::{Compute, Source, reads},
};

/// A value that somebody else changes: a signal, a memo, or what a closure makes of others.
pub struct Signal<T> {
    source: Source,
    holds: PhantomData<fn() -> T>,
}

reads!(Signal);

impl<T: 'static> Signal<T> {
    /// What `compute` gives, each time that it is read. It belongs to the present owner.
    pub fn derive(compute: impl Fn() -> T + 'static) -> Self {
        let compute: Compute = Arc::new(move |see: &mut dyn FnMut(&dyn Any)| see(&compute()));
        Self {
            source: Source::Derived(made(compute)),
            holds: PhantomData,
        }
    }
}

impl<T> Signal<T> {
    fn source(self) -> Source {
        self.source
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self {
            source: signal.source(),
            holds: PhantomData,
        }
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self {
            source: memo.source(),
            holds: PhantomData,
        }
    }
}

#[inline(never)]
fn made(compute: Compute) -> StoredValue<Compute, LocalStorage> {
    StoredValue::new_local(compute)
}
