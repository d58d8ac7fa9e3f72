//! The hubs this browser knows, and the keys this tab holds.
//!
//! Connections and keys are apart: a connection may be written down (docs/decisions/0005-what-a-browser-remembers.md),
//! a key only where the user said so.

pub mod connection;
pub mod hub_ref;
pub mod keys;
pub mod portal_file;
mod saved;

use durable_api::Secret;
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update};

use crate::browser::fetch;
use crate::state::connections::connection::{Connection, Kept};
use crate::state::connections::keys::Keys;
use crate::state::connections::portal_file::PortalFileError;

/// How long `portal.json` is waited for.
const PORTAL_FILE_MS: u32 = 10_000;

/// What became of `portal.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PortalFile {
    /// It is being fetched.
    #[default]
    Awaited,
    /// There is none, which is fine.
    Absent,
    /// Its connections are among the others.
    Read,
    /// It is not used, and the page says so.
    Refused(PortalFileError),
}

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct Connections {
    list: RwSignal<Vec<Connection>>,
    keys: RwSignal<Keys>,
    portal_file: RwSignal<PortalFile>,
}

impl Connections {
    /// What this tab and this browser remember.
    pub fn load() -> Self {
        Self {
            list: RwSignal::new(saved::load()),
            keys: RwSignal::new(Keys::default()),
            portal_file: RwSignal::new(PortalFile::default()),
        }
    }

    /// Fetches `portal.json`, once, and adds what it names.
    pub async fn read_portal_file(self) {
        let state = match fetch::own_file("portal.json", PORTAL_FILE_MS).await {
            None => PortalFile::Absent,
            // Some hosts answer every unknown path with the index page.
            Some(text) if text.trim_start().starts_with('<') => PortalFile::Absent,
            Some(text) => match portal_file::read(&text) {
                Ok(named) => {
                    self.list.try_update(|list| merge(list, named));
                    PortalFile::Read
                }
                Err(error) => PortalFile::Refused(error),
            },
        };
        self.portal_file.try_set(state);
    }

    /// What became of `portal.json`, tracked.
    pub fn portal_file(&self) -> PortalFile {
        self.portal_file.get()
    }

    /// All connections, tracked.
    pub fn all(&self) -> Vec<Connection> {
        self.list.get()
    }

    /// The connection that `hub` stands for in the address, tracked.
    pub fn find(&self, hub: &str) -> Option<Connection> {
        find(&self.list.get(), hub)
    }

    /// The key held for a hub, not tracked.
    pub fn find_untracked(&self, hub: &str) -> Option<Connection> {
        find(&self.list.get_untracked(), hub)
    }

    /// Adds a connection, or replaces the one of the same hub, and keeps it as long as it says.
    pub fn add(&self, connection: Connection) {
        self.list.update(|list| {
            let hub = connection.hub();
            match list.iter_mut().find(|known| known.hub() == hub) {
                Some(known) => *known = connection,
                None => list.push(connection),
            }
            saved::save(list);
        });
    }

    /// Forgets a connection and its key.
    pub fn forget(&self, hub: &str) {
        self.drop_key(hub);
        self.list.update(|list| {
            list.retain(|known| known.hub() != hub);
            saved::save(list);
        });
    }

    /// The same, not tracked.
    pub fn key_untracked(&self, hub: &str) -> Option<Secret> {
        self.keys.get_untracked().get(hub)
    }

    /// Holds a key in memory, and until the tab is closed also in its session storage when the user asked for it.
    pub fn set_key(&self, hub: &str, key: Secret, over_reloads: bool) {
        self.keys.update(|keys| keys.set(hub, key, over_reloads));
        keys::say_given();
    }

    /// Lets go of a key, wherever it is held.
    pub fn drop_key(&self, hub: &str) {
        self.keys.update(|keys| keys.remove(hub));
    }
}

fn find(list: &[Connection], hub: &str) -> Option<Connection> {
    list.iter().find(|known| known.hub() == hub).cloned()
}

/// Adds what `portal.json` names: in front, and never over what this user named for the same hub.
fn merge(list: &mut Vec<Connection>, named: Vec<Connection>) {
    let mut merged: Vec<Connection> = Vec::new();
    for connection in named {
        let hub = connection.hub();
        if find(list, &hub).is_none() && find(&merged, &hub).is_none() {
            merged.push(connection);
        }
    }
    list.retain(|known| known.kept != Kept::Portal);
    merged.append(list);
    *list = merged;
}

#[cfg(test)]
mod tests {
    use super::connection::{Connection, Environment, Kept};
    use super::{hub_ref, merge};

    fn named(name: &str, hub: &str, kept: Kept) -> Connection {
        let address = hub_ref::read(hub).expect("a hub");
        Connection {
            name: name.to_owned(),
            environment: Environment::Dev,
            address,
            kept,
        }
    }

    #[test]
    fn what_the_portal_names_comes_first_and_overrules_nobody() {
        let mut list = vec![named("mine", "a.example~H", Kept::Tab)];
        merge(
            &mut list,
            vec![
                named("theirs", "a.example~H", Kept::Portal),
                named("other", "b.example", Kept::Portal),
                named("twice", "b.example", Kept::Portal),
            ],
        );
        let names: Vec<&str> = list.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["other", "mine"]);
    }
}
