//! The hubs that are held while this page is open.
//!
//! [`App`] keeps the shelf without knowing what is on it, so that none of this code is part of a first visit.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use rows::{Held, Rows};

use super::core::Core;
use crate::state::App;
use crate::state::seen::Seen;

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

impl Shelf {
    /// What `read` makes of the rows of a hub; nothing when it is not held.
    fn of<T: Default>(&self, hub: &str, read: impl FnOnce(&Rows) -> T) -> T {
        self.held(hub, |held| read(&held.instances))
    }

    fn held<T: Default>(&self, hub: &str, read: impl FnOnce(&Held) -> T) -> T {
        let held = self.0.borrow();
        let core = held.iter().find(|it| it.hub == hub);
        core.map_or_else(T::default, |core| read(&core.state.borrow().held))
    }
}

impl Seen for Shelf {
    fn as_any(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }

    fn ids(&self, hub: &str, beginning: &str) -> Vec<String> {
        self.of(hub, |rows| {
            let found = rows.with_prefix(beginning).take(SUGGESTED);
            let ids = found.filter_map(|slot| Some(rows.row(slot)?.id().to_owned()));
            ids.collect()
        })
    }

    fn has(&self, hub: &str, id: &str) -> bool {
        self.of(hub, |rows| {
            let mut found = rows.with_prefix(id).filter_map(|slot| rows.row(slot));
            found.any(|row| row.id() == id)
        })
    }

    fn names(&self, hub: &str) -> Vec<String> {
        self.of(hub, |rows| {
            rows.names().iter().map(ToString::to_string).collect()
        })
    }

    fn entities(&self, hub: &str) -> Vec<String> {
        self.held(hub, |held| {
            let rows = &held.entities;
            let ids = rows.slots().filter_map(|slot| rows.row(slot));
            ids.map(|row| row.id().to_owned()).collect()
        })
    }

    fn newest_of(&self, hub: &str, name: &str) -> Vec<String> {
        self.of(hub, |rows| {
            let all = rows.slots().filter_map(|slot| rows.row(slot));
            let mut newest: Vec<(i64, &str)> = Vec::new();
            for row in all.filter(|row| row.name() == name) {
                let created = row.created().unwrap_or_default();
                let place = newest.iter().take_while(|it| it.0 >= created).count();
                if place < SUGGESTED {
                    newest.insert(place, (created, row.id()));
                    newest.truncate(SUGGESTED);
                }
            }
            newest.into_iter().map(|it| it.1.to_owned()).collect()
        })
    }
}

fn shelf(app: App) -> Rc<Shelf> {
    let known = app.shelf.get_value();
    if let Some(shelf) = known.and_then(|it| it.as_any().downcast().ok()) {
        return shelf;
    }
    let shelf = Rc::new(Shelf(RefCell::new(Vec::new())));
    let erased: Rc<dyn Seen> = shelf.clone();
    app.shelf.set_value(Some(erased));
    shelf
}
