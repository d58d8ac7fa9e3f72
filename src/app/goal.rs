//! What a text in the omnibox leads to: a pasted link to its hub and instance, anything else to the instance of that id.

use durable_api::paste::PasteWarning;
use durable_api::{ManagementLink, Paste, read_paste};

use crate::{
    browser::location,
    prelude::*,
    route::Route,
    state::{
        App,
        connections::{
            hub_ref,
            keys::{KeyPlace, KeyState},
        },
    },
};

/// Goes where `entered` leads, from where one is.
pub(super) fn go(app: App, from: &Route, entered: String) {
    let goal = match (read_paste(&entered), from.hub()) {
        // An id may look like a host and a port; what names its scheme does not.
        (Ok(paste), Some(hub)) if is_guess(&paste) => Route::instance(hub, &entered),
        (
            Ok(Paste {
                link: Some(link), ..
            }),
            _,
        ) => follow(app, &link, entered),
        (Err(_), Some(hub)) => Route::instance(hub, &entered),
        // A key never becomes an id, which stands in the address. Without a hub an id leads nowhere yet: the connections page says
        // what is missing.
        (Ok(_), _) | (Err(_), None) => ask(app, entered),
    };
    location::go(&goal.to_string());
}

fn is_guess(paste: &Paste) -> bool {
    let guessed = |it: &PasteWarning| matches!(it, PasteWarning::SchemeGuessed(_));
    let mere_app = |it: &ManagementLink| it.instance_id.is_none() && it.key.is_none();
    paste.warnings.iter().any(guessed) && paste.link.as_ref().is_some_and(mere_app)
}

/// A link to a hub that is known opens at once, with its key if it brings one; another is shown before anything is sent.
fn follow(app: App, link: &ManagementLink, entered: String) -> Route {
    let hub = hub_ref::write(&link.address);
    if app.connections.find_untracked(&hub).is_none() {
        return ask(app, entered);
    }
    if let Some(key) = link.key.clone() {
        // A newer key stays where the older one was put.
        let in_tab = untrack(|| app.connections.key_state(&hub)) == KeyState::Held(KeyPlace::Tab);
        app.connections.set_key(&hub, key, in_tab);
    }
    Route::of_link(&hub, link)
}

fn ask(app: App, entered: String) -> Route {
    app.draft.get_value().paste(entered);
    Route::Connections
}
