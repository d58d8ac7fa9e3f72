//! Reading, whatever is read.

use std::{any::Any, sync::Arc};

use leptos::reactive::{
    graph::untrack,
    owner::LocalStorage,
    traits::{GetValue, Read, ReadUntracked},
};

use crate::memo::Held;

/// What a signal holds.
pub(crate) type Content = Box<dyn Any>;

/// A signal that holds anything.
pub(crate) type Cell = leptos::reactive::signal::RwSignal<Content, LocalStorage>;

/// Shows what it computes.
pub(crate) type Compute = Arc<dyn Fn(&mut dyn FnMut(&dyn Any))>;

/// Where a value comes from.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    Signal(Cell),
    Memo(leptos::reactive::computed::Memo<Held>),
    Derived(leptos::reactive::owner::StoredValue<Compute, LocalStorage>),
}

impl Source {
    /// Shows the present value to `see`, unless it is gone. `track`: whoever runs now will run again when it changes.
    #[inline(never)]
    pub(crate) fn visit(self, track: bool, see: &mut dyn FnMut(&dyn Any)) {
        match self {
            Self::Signal(signal) => {
                let value = if track {
                    signal.try_read()
                } else {
                    signal.try_read_untracked()
                };
                if let Some(value) = value {
                    see(&**value);
                }
            }
            Self::Memo(memo) => {
                let value = if track {
                    memo.try_read()
                } else {
                    memo.try_read_untracked()
                };
                if let Some(value) = value {
                    see(&*value.content);
                }
            }
            Self::Derived(compute) => {
                let Some(compute) = compute.try_get_value() else {
                    return;
                };
                if track {
                    compute(see);
                } else {
                    untrack(|| compute(see));
                }
            }
        }
    }

    /// What `read` makes of the value.
    pub(crate) fn with<T: 'static, U>(self, track: bool, read: impl FnOnce(&T) -> U) -> Option<U> {
        let mut read = Some(read);
        let mut result = None;
        self.visit(track, &mut |value| {
            if let Some(value) = value.downcast_ref() {
                result = read.take().map(|read| read(value));
            }
        });
        result
    }

    /// A copy of the value. One function for each type.
    #[inline(never)]
    pub(crate) fn get<T: Clone + 'static>(self, track: bool) -> Option<T> {
        self.with(track, T::clone)
    }
}

/// The ways to read, which all kinds of signals have.
macro_rules! reads {
    ($kind:ident) => {
        impl<T: 'static> $kind<T> {
            /// The value. Whoever runs now (an effect, a memo, a closure in a view) runs again when it changes.
            ///
            /// # Panics
            /// When it is gone.
            pub fn get(&self) -> T
            where
                T: Clone,
            {
                self.source().get(true).expect($crate::GONE)
            }

            /// The value, without running again when it changes.
            ///
            /// # Panics
            /// When it is gone.
            pub fn get_untracked(&self) -> T
            where
                T: Clone,
            {
                self.source().get(false).expect($crate::GONE)
            }

            /// The value, without running again when it changes; nothing when it is gone.
            pub fn try_get_untracked(&self) -> Option<T>
            where
                T: Clone,
            {
                self.source().get(false)
            }

            /// What `read` makes of the value. Whoever runs now runs again when it changes.
            ///
            /// # Panics
            /// When it is gone.
            pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                self.source().with(true, read).expect($crate::GONE)
            }

            /// What `read` makes of the value, without running again when it changes.
            ///
            /// # Panics
            /// When it is gone.
            pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                self.source().with(false, read).expect($crate::GONE)
            }

            /// Runs again when the value changes, without looking at it.
            pub fn track(&self) {
                self.source().visit(true, &mut |_| ());
            }
        }

        impl<T> Clone for $kind<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $kind<T> {}

        $crate::read::opaque!($kind);
    };
}

/// Debug output without the content, which may be anything.
macro_rules! opaque {
    ($kind:ident) => {
        impl<T> std::fmt::Debug for $kind<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($kind))
            }
        }
    };
}

pub(crate) use {opaque, reads};
