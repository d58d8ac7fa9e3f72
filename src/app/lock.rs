//! The read-only lock of the top bar, filled in from what the portal knows.

use super::top::stripe_of;
use crate::{
    components::{LockOf, LockState, lock_switch},
    pages::{Part, part},
    prelude::*,
    route::Route,
    state::{App, connections::connection::Connection},
};

/// Draws it for the hub of a route. No route says how a lock stands, so no link can open one.
pub(super) fn lock(app: App, route: Memo<Route>) -> Markup {
    let hub = move || -> Option<Connection> { app.connections.find(route.get().hub()?) };
    let state = Signal::derive(move || LockState {
        hub: hub().map(|it| {
            let locked = app.connections.locks.is_locked(&it);
            (it.name, stripe_of(it.environment), locked)
        }),
        all: app.connections.locks.all(),
    });
    let turn = Callback::new(move |(of, locked)| match of {
        LockOf::All => app.connections.locks.set_all(locked),
        LockOf::Hub => {
            if let Some(connection) = untrack(hub) {
                app.connections.locks.set(&connection, locked);
            }
        }
    });
    lock_switch(state, move || part(Part::Locks(state, turn)))
}
