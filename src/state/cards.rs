//! The capability cards: what each hub's API was seen to let this page do, dated, kept as long as the connection is.
//!
//! A card names no instance and holds no key ([`Capabilities::write`]).

use durable_api::capability::Capabilities;
use signals::{Effect, RwSignal};

use crate::browser::{
    spawn,
    storage::{self, Area},
};
use crate::state::App;
use crate::state::connections::Connections;
use crate::state::connections::connection::Kept;
use crate::state::error::ApiError;
use crate::state::probe;

const AREAS: [Area; 2] = [Area::Tab, Area::Browser];
/// Each store keeps one card under this and the hub's name.
const PREFIX: &str = "durable-portal.card.";

/// How far looking at one hub has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Whether it is being looked at now.
    pub busy: bool,
    /// The latest card.
    pub card: Option<Capabilities>,
    /// Why the last look brought none.
    pub failure: Option<ApiError>,
}

/// The cards of this page's life, the kept ones as they are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Cards(RwSignal<Vec<(String, Look)>>);

impl Cards {
    /// None yet.
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// What is known of a hub, tracked.
    pub fn of(self, hub: &str) -> Look {
        let here = self.0.with(|all| {
            let found = all.iter().find(|(of, _)| of == hub);
            found.map(|(_, look)| look.clone())
        });
        here.unwrap_or_else(|| Look {
            card: kept(hub),
            ..Look::default()
        })
    }

    /// Looks at a hub, once at a time; `thorough` where the user asked for it. The requests count for the view on screen.
    pub fn look(self, app: &App, hub: &str, thorough: bool) {
        let client = app.client(hub, app.requests.present_scope());
        let (Some(client), false) = (client, self.is_busy(hub)) else {
            return;
        };
        self.change(hub, |look| look.busy = true);
        let (hub, connections) = (hub.to_owned(), app.connections);
        spawn(async move {
            let seen = probe::look(client, thorough).await;
            // Forgotten meanwhile: then its card is too.
            let Some(connection) = connections.find_untracked(&hub) else {
                return self.drop(&hub);
            };
            if let Ok(card) = &seen {
                keep(&hub, card, connection.kept);
            }
            self.change(&hub, |look| {
                look.busy = false;
                match seen {
                    Ok(card) => (look.card, look.failure) = (Some(card), None),
                    Err(error) => look.failure = Some(error),
                }
            });
        });
    }

    /// From now on each card is kept where its connection is, and goes when that goes: forgotten, moved to another address, here or in
    /// another tab.
    pub fn follow(self, connections: Connections) {
        Effect::new(move |before: Option<Vec<(String, Kept)>>| {
            let all = connections.all();
            let now: Vec<_> = all.iter().map(|it| (it.hub(), it.kept)).collect();
            for (hub, kept) in before.unwrap_or_default() {
                match now.iter().find(|(of, _)| *of == hub) {
                    None => self.drop(&hub),
                    Some((_, now)) if *now != kept => move_card(&hub, *now),
                    Some(_) => {}
                }
            }
            now
        });
    }

    /// Drops every card, also of hubs that are known no longer.
    pub fn drop_all(self) {
        for area in AREAS {
            storage::remove_all(area, PREFIX);
        }
        self.0.try_update(Vec::clear);
    }

    /// Drops what is known of a hub, wherever it is kept.
    fn drop(self, hub: &str) {
        for area in AREAS {
            // Where storage is denied nothing was kept.
            let _ = storage::remove(area, &name(hub));
        }
        self.0.try_update(|all| all.retain(|(of, _)| of != hub));
    }

    fn is_busy(self, hub: &str) -> bool {
        let all = self.0.get_untracked();
        all.iter().any(|(of, look)| of == hub && look.busy)
    }

    fn change(self, hub: &str, change: impl FnOnce(&mut Look)) {
        self.0.try_update(|all| {
            let at = all.iter().position(|(of, _)| of == hub);
            let at = at.unwrap_or_else(|| {
                let look = Look {
                    card: kept(hub),
                    ..Look::default()
                };
                all.push((hub.to_owned(), look));
                all.len() - 1
            });
            change(&mut all[at].1);
        });
    }
}

/// The card as the tab, else the device, has kept it.
fn kept(hub: &str) -> Option<Capabilities> {
    AREAS.into_iter().find_map(|area| {
        let text = storage::get(area, &name(hub)).ok().flatten()?;
        Capabilities::read(&text)
    })
}

/// Its connection is kept elsewhere from now on.
fn move_card(hub: &str, kept_now: Kept) {
    let Some(card) = kept(hub) else { return };
    for area in AREAS {
        let _ = storage::remove(area, &name(hub));
    }
    keep(hub, &card, kept_now);
}

/// Keeps a card where its connection is kept; what `portal.json` names, in the tab.
fn keep(hub: &str, card: &Capabilities, as_the_connection: Kept) {
    let area = match as_the_connection {
        Kept::Device => Area::Browser,
        Kept::Tab | Kept::Portal => Area::Tab,
    };
    // Denied or full storage: the card lasts as long as this page.
    let _ = storage::set(area, &name(hub), &card.write());
}

fn name(hub: &str) -> String {
    format!("{PREFIX}{hub}")
}
