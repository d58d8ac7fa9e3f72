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
        Place::Start(_) => format!("{} · {hub}", t(Word::StartTitle)),
        Place::Entities(_) => format!("{} · {hub}", t(Word::RailEntities)),
        Place::Entity(_, name, key) => format!("{name} {key} · {hub}"),
        Place::Maintain(_) => format!("{} · {hub}", t(Word::MaintainTitle)),
        Place::Journal => t(Word::JournalTitle).to_owned(),
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
    let mut add = |shape, word, route: Route, here| {
        let href = route.href();
        entries.push(RailEntry {
            shape,
            word,
            href,
            here,
        });
    };
    if let Some(hub) = hub {
        let is_of_instances = matches!(place, Place::Instances(_) | Place::Instance(..));
        add(
            Icon::List,
            Word::RailInstances,
            Route::instances(&hub),
            is_of_instances,
        );
        let is_start = matches!(place, Place::Start(_));
        add(Icon::Play, Word::RailStart, Route::start(&hub), is_start);
        let is_of_entities = matches!(place, Place::Entities(_) | Place::Entity(..));
        add(
            Icon::Cube,
            Word::RailEntities,
            Route::Entities { hub: hub.clone() },
            is_of_entities,
        );
        let is_of_plans = matches!(place, Place::Plans(_) | Place::NewPlan(_) | Place::Plan(..));
        let plans = Route::Plans { hub: hub.clone() };
        add(Icon::Plan, Word::RailPlans, plans, is_of_plans);
        let is_maintain = matches!(place, Place::Maintain(_));
        let maintain = Route::Maintain { hub };
        add(Icon::Broom, Word::MaintainTitle, maintain, is_maintain);
    }
    let is_journal = *place == Place::Journal;
    add(
        Icon::Journal,
        Word::JournalTitle,
        Route::Journal,
        is_journal,
    );
    entries
}
