//! The hubs that are held while this page is open.
//!
//! [`App`] keeps the shelf without knowing what is on it, so that none of this code is part of a first visit.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::core::Core;
use crate::state::App;

/// So many hubs are held: the one on screen, and the one before it.
const HELD: usize = 2;

/// Ids that are suggested at most.
const SUGGESTED: usize = 8;

struct Shelf(RefCell<Vec<Rc<Core>>>);

/// What is held of a hub; a new one when nothing is.
pub fn take(app: App, hub: &str) -> Rc<Core> {
    let shelf = shelf(app);
    let mut held = shelf.0.borrow_mut();
    // A connection that was forgotten takes its rows with it.
    held.retain(|it| app.connections.find_untracked(&it.hub).is_some());
    let found = held.iter().position(|it| it.hub == hub);
    let core = found.map_or_else(|| Core::new(app, hub), |at| held.remove(at));
    held.insert(0, core.clone());
    held.truncate(HELD);
    core
}

/// Ids that begin so, among those that are held of a hub.
pub fn suggest(app: App, hub: &str, text: &str) -> Vec<String> {
    let shelf = shelf(app);
    let held = shelf.0.borrow();
    let Some(core) = held.iter().find(|it| it.hub == hub) else {
        return Vec::new();
    };
    let state = core.state.borrow();
    let rows = &state.held.instances;
    let slots = rows.with_prefix(text).take(SUGGESTED);
    slots
        .filter_map(|slot| Some(rows.row(slot)?.id().to_owned()))
        .collect()
}

fn shelf(app: App) -> Rc<Shelf> {
    let known = app.shelf.get_value();
    if let Some(shelf) = known.and_then(|it| it.downcast().ok()) {
        return shelf;
    }
    let shelf = Rc::new(Shelf(RefCell::new(Vec::new())));
    let erased: Rc<dyn Any> = shelf.clone();
    app.shelf.set_value(Some(erased));
    shelf
}
