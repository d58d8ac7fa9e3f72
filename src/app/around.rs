//! What the frame says of the page on screen: its title, and where one can go from it.

use crate::{
    components::{Icon, RailEntry},
    route::{Place, Route},
    state::{App, connections::connection::Connection},
    words::{Word, count, say, t},
};

/// The title of tab and history entry: ids and names, never a key, which no route holds.
pub(super) fn title_of(app: App, place: &Place) -> String {
    let hub = place.hub().map(|it| hub_name(app, it)).unwrap_or_default();
    let page = match place {
        Place::Connections => t(Word::RailConnections).to_owned(),
        Place::Instances(_) => format!("{} · {hub}", t(Word::RailInstances)),
        Place::Instance(_, id) => format!("{id} · {hub}"),
        Place::Plans(_) => format!("{} · {hub}", t(Word::RailPlans)),
        Place::NewPlan(_) => format!("{} · {hub}", t(Word::PlanNewTitle)),
        Place::Plan(_, number) => format!("{} · {hub}", count(Word::PlanTitle, (*number).into())),
        Place::About(_) => say(Word::AboutTitle, &[("name", (&hub).into())]),
        Place::Unknown(_) => return t(Word::ProductName).to_owned(),
    };
    say(Word::TitleOf, &[("page", (&page).into())])
}

/// What the user calls a hub, or how the address writes it when it is not known here.
fn hub_name(app: App, hub: &str) -> String {
    app.connections
        .find(hub)
        .map_or_else(|| hub.to_owned(), |it| it.name)
}

/// Where one can go from here: what works, and nothing else.
pub(super) fn rail_entries(app: App, place: &Place) -> Vec<RailEntry> {
    let hub = place
        .hub()
        .map(str::to_owned)
        .or_else(|| app.connections.all().first().map(Connection::hub));
    let mut entries = vec![RailEntry {
        shape: Icon::Plug,
        word: Word::RailConnections,
        href: Route::Connections.href(),
        here: *place == Place::Connections,
    }];
    entries.extend(hub.clone().map(|hub| RailEntry {
        shape: Icon::List,
        word: Word::RailInstances,
        href: Route::instances(&hub).href(),
        here: matches!(place, Place::Instances(_) | Place::Instance(..)),
    }));
    entries.extend(hub.map(|hub| RailEntry {
        shape: Icon::Plan,
        word: Word::RailPlans,
        href: Route::Plans { hub }.href(),
        here: matches!(place, Place::Plans(_) | Place::NewPlan(_) | Place::Plan(..)),
    }));
    entries
}
