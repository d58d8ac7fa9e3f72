//! Long work in slices, between which the browser draws and answers its user.

use std::{cell::RefCell, rc::Rc};

use super::{slices::Slice, timers::Timeout};

/// Work under way. Dropped, it is given up.
pub struct Work {
    timer: Rc<RefCell<Option<Timeout>>>,
}

type Step = Rc<RefCell<dyn FnMut() -> bool>>;

impl Work {
    /// Calls `step` again and again, in slices, until it says that the work is done. What takes no longer than one slice is done
    /// when this returns.
    pub fn run(step: impl FnMut() -> bool + 'static) -> Self {
        let timer = Rc::default();
        go_on(&(Rc::new(RefCell::new(step)) as Step), &timer);
        Self { timer }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.timer.borrow_mut().take();
    }
}

fn go_on(step: &Step, timer: &Rc<RefCell<Option<Timeout>>>) {
    let slice = Slice::begin();
    while slice.has_time() {
        if (*step.borrow_mut())() {
            return;
        }
    }
    let (again, weak) = (step.clone(), Rc::downgrade(timer));
    let next = Timeout::new(0, move || {
        // Given up meanwhile.
        if let Some(timer) = weak.upgrade() {
            let done = timer.borrow_mut().take();
            go_on(&again, &timer);
            drop(done);
        }
    });
    timer.borrow_mut().replace(next);
}
