//! Long work in slices, between which the browser draws and answers its user.

use std::{cell::Cell, rc::Rc};

use super::{slices, spawn};

/// Work under way. Dropped, it is given up.
pub struct Work(Rc<Cell<bool>>);

impl Work {
    /// Calls `step` again and again, in slices, until it says that the work is done. What takes no longer than one slice is done
    /// when this returns.
    pub fn run(step: impl FnMut() -> bool + 'static) -> Self {
        let is_wanted = Rc::new(Cell::new(true));
        go_on(Box::new(step), is_wanted.clone());
        Self(is_wanted)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

fn go_on(mut step: Box<dyn FnMut() -> bool>, is_wanted: Rc<Cell<bool>>) {
    if is_done(&mut *step) {
        return;
    }
    spawn(async move {
        loop {
            slices::pause().await;
            if !is_wanted.get() || is_done(&mut *step) {
                return;
            }
        }
    });
}

/// Works for one slice.
fn is_done(step: &mut dyn FnMut() -> bool) -> bool {
    let slice = slices::Slice::begin();
    while slice.has_time() {
        if step() {
            return true;
        }
    }
    false
}
