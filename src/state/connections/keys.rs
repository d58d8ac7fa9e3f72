//! The keys this tab holds: in memory, and in the tab's session storage where the user ticked it.

use durable_api::Secret;
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Update};

use crate::browser::storage::{self, Area};

/// Session storage holds one key under this and the hub's name.
const PREFIX: &str = "durable-portal.key.";

/// Counts the keys given in this page's life: whoever waits for one asks again when it changes.
pub fn given() -> ArcReadSignal<u64> {
    GIVEN.with(ArcRwSignal::read_only)
}

thread_local! {
    static GIVEN: ArcRwSignal<u64> = ArcRwSignal::new(0);
}

/// Says that a key was given.
pub fn say_given() {
    GIVEN.with(|given| given.update(|count| *count += 1));
}

/// Keys by hub. `Debug` is that of `Secret`, which shows nothing.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    held: Vec<(String, Secret)>,
}

impl Keys {
    /// The key of a hub: from memory, else as the session storage kept it over a reload.
    pub fn get(&self, hub: &str) -> Option<Secret> {
        let held = self.held.iter().find(|(of, _)| of == hub);
        held.map(|(_, key)| key.clone()).or_else(|| {
            storage::get(Area::Tab, &name(hub))
                .ok()
                .flatten()
                .map(Secret::new)
        })
    }

    /// Holds a key; over reloads only if asked to.
    pub fn set(&mut self, hub: &str, key: Secret, over_reloads: bool) {
        // Denied storage means the key is held in memory alone, which is the safer of the two.
        let _ = if over_reloads {
            storage::set(Area::Tab, &name(hub), key.expose())
        } else {
            storage::remove(Area::Tab, &name(hub))
        };
        self.held.retain(|(of, _)| of != hub);
        self.held.push((hub.to_owned(), key));
    }

    /// Lets go of a key in both places.
    pub fn remove(&mut self, hub: &str) {
        self.held.retain(|(of, _)| of != hub);
        // Where storage is denied nothing was kept.
        let _ = storage::remove(Area::Tab, &name(hub));
    }
}

fn name(hub: &str) -> String {
    format!("{PREFIX}{hub}")
}
