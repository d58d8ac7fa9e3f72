//! The plans that are under way in this tab, whichever page is open.
//!
//! [`App`] keeps the desk without knowing what lies on it, so that none of this code is part of a first visit.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::runner::Runner;
use crate::state::App;

struct Desk(RefCell<Vec<Runner>>);

/// The run of a plan, if this tab has it.
pub fn find(app: App, hub: &str, number: u32) -> Option<Runner> {
    let desk = desk(app);
    let on_it = desk.0.borrow();
    on_it.iter().find(|it| it.is_of(hub, number)).cloned()
}

/// Puts a run on the desk. What is over leaves it.
pub fn put(app: App, runner: Runner) {
    let desk = desk(app);
    let mut on_it = desk.0.borrow_mut();
    on_it.retain(|it| !it.is_over());
    on_it.push(runner);
}

/// Takes a run off the desk.
pub fn take_off(app: App, hub: &str, number: u32) {
    let desk = desk(app);
    desk.0.borrow_mut().retain(|it| !it.is_of(hub, number));
}

fn desk(app: App) -> Rc<Desk> {
    let known = app.desk.get_value();
    if let Some(desk) = known.and_then(|it| it.downcast().ok()) {
        return desk;
    }
    let desk = Rc::new(Desk(RefCell::new(Vec::new())));
    let erased: Rc<dyn Any> = desk.clone();
    app.desk.set_value(Some(erased));
    desk
}
