//! What a text in the omnibox leads to: a pasted link to its hub and instance, anything else to the instance of that id.

use durable_api::{Pasted, read_pasted};
use leptos::prelude::Set;

use crate::{
    browser::location,
    route::Route,
    state::{App, connections::hub_ref},
};

/// Goes where `entered` leads, from where one is.
pub(super) fn go(app: App, from: &Route, entered: String) {
    let goal = match (read_pasted(&entered), from.hub()) {
        (Ok(pasted), _) => follow(app, pasted, entered),
        (Err(_), Some(hub)) => Route::instance(hub, &entered),
        // Without a hub an id leads nowhere yet: the connections page says what is missing.
        (Err(_), None) => ask(app, entered),
    };
    location::go(&goal.to_string());
}

/// A link to a hub that is known opens at once, with its key if it brings one; another is shown before anything is sent.
fn follow(app: App, pasted: Pasted, entered: String) -> Route {
    let hub = hub_ref::write(&pasted.link.address);
    if app.connections.find_untracked(&hub).is_none() {
        return ask(app, entered);
    }
    if let Some(key) = pasted.link.key {
        app.connections.set_key(&hub, key, false);
    }
    match pasted.link.instance_id {
        Some(id) => Route::instance(&hub, &id),
        None => Route::instances(&hub),
    }
}

fn ask(app: App, entered: String) -> Route {
    app.draft.set(entered);
    Route::Connections
}
