//! The hubs this browser knows, and the keys this tab holds.
//!
//! Connections and keys are apart: a connection may be written down (docs/decisions/0005-what-a-browser-remembers.md),
//! a key only where the user said so.

pub mod connection;
pub mod exchange;
mod holding;
pub mod hub_ref;
pub mod keys;
pub mod portal_file;
pub mod saved;
pub mod sealed;

use signals::RwSignal;

use crate::browser::fetch;
use crate::browser::storage::Area;
use crate::state::connections::connection::{Connection, Kept};
use crate::state::connections::keys::{KeyState, Keys, Taken};
use crate::state::connections::portal_file::PortalFileError;
use crate::state::locks::Locks;
use crate::state::stored;

pub use holding::{Keeping, NotKept};

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

/// What [`Connections::forget`] forgot.
#[derive(Debug, Clone)]
pub struct Forgotten {
    connection: Connection,
    at: usize,
    key: Option<Taken>,
    locked: bool,
}

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct Connections {
    list: RwSignal<Vec<Connection>>,
    keys: RwSignal<Keys>,
    portal_file: RwSignal<PortalFile>,
    /// What may not be written to.
    pub locks: Locks,
}

impl Connections {
    /// What this tab and this browser remember.
    pub fn load(locks: Locks) -> Self {
        Self {
            list: RwSignal::new(saved::load()),
            keys: RwSignal::new(Keys::default()),
            portal_file: RwSignal::new(PortalFile::default()),
            locks,
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

    /// The same, not tracked.
    pub fn find_untracked(&self, hub: &str) -> Option<Connection> {
        find(&self.list.get_untracked(), hub)
    }

    /// Adds a connection, or replaces the one of the same hub, and keeps it as long as it says. One that is new here is as locked as
    /// its environment says.
    pub fn add(&self, connection: Connection) {
        let hub = connection.hub();
        match self.find_untracked(&hub) {
            None => self.locks.begin_anew(&connection),
            Some(known) if known.environment != connection.environment => {
                self.locks.carry(&known, &connection);
            }
            Some(_) => {}
        }
        self.change(|list| match list.iter_mut().find(|it| it.hub() == hub) {
            Some(known) => *known = connection,
            None => list.push(connection),
        });
    }

    /// Puts an edited connection in the place of the one that was `hub`. Its key goes along, but in memory alone where the device
    /// keeps it: that ciphertext is bound to the address. An address that another connection has is not given twice: then nothing
    /// changes.
    pub fn replace(&self, hub: &str, edited: Connection) {
        let now = edited.hub();
        if now == hub {
            self.add(edited);
            return;
        }
        let Some(known) = self.find_untracked(hub) else {
            return;
        };
        if self.find_untracked(&now).is_some() {
            return;
        }
        self.keys.update(|keys| {
            if let (Some(key), KeyState::Held(place)) = (keys.get(hub), keys.state(hub)) {
                keys.set(&now, key, place);
            }
            keys.remove(hub);
        });
        self.locks.carry(&known, &edited);
        self.change(|list| {
            if let Some(known) = list.iter_mut().find(|known| known.hub() == hub) {
                *known = edited;
            }
        });
    }

    /// Moves a connection up (-1) or down (1) among those of this user; those that `portal.json` names stay in front.
    pub fn shift(&self, hub: &str, step: isize) {
        self.change(|list| shift(list, hub, step));
    }

    /// Forgets a connection, its key and its lock, and gives what it takes to undo that.
    pub fn forget(&self, hub: &str) -> Option<Forgotten> {
        let list = self.list.get_untracked();
        let at = list.iter().position(|known| known.hub() == hub)?;
        let forgotten = Forgotten {
            connection: list.get(at)?.clone(),
            at,
            key: self.keys.with_untracked(|keys| keys.taken(hub)),
            locked: self.locks.own(list.get(at)?),
        };
        self.drop_key(hub);
        self.locks.begin_anew(&forgotten.connection);
        self.change(|list| {
            list.remove(at);
        });
        Some(forgotten)
    }

    /// Undoes [`Self::forget`]. What was locked is locked again; what was open is as its environment says.
    pub fn restore(&self, forgotten: Forgotten) {
        let hub = forgotten.connection.hub();
        if self.find_untracked(&hub).is_some() {
            return;
        }
        self.keys.update(|keys| keys.put_back(&hub, forgotten.key));
        if forgotten.locked {
            self.locks.set(&forgotten.connection, true);
        }
        self.change(|list| {
            let at = forgotten.at.min(list.len());
            list.insert(at, forgotten.connection);
        });
    }

    /// Forgets every connection of this user, and every key, also those of hubs that are not in the list. What `portal.json` names stays,
    /// as locked as it is.
    pub fn forget_all(&self) {
        // What was saved of hubs that are forgotten goes with them.
        stored::write(Area::Browser, stored::VIEWS, 1, &[]);
        self.keys.update(Keys::remove_all);
        let list = self.list.get_untracked();
        for gone in list.iter().filter(|it| it.kept != Kept::Portal) {
            self.locks.begin_anew(gone);
        }
        self.change(|list| list.retain(|known| known.kept == Kept::Portal));
    }

    /// Adds the connections of a file that are not known here yet, and says how many those were.
    pub fn import(&self, named: Vec<Connection>) -> usize {
        let unknown = |it: &Connection| self.find_untracked(&it.hub()).is_none();
        let new: Vec<Connection> = named.into_iter().filter(unknown).collect();
        for connection in &new {
            self.add(connection.clone());
        }
        new.len()
    }

    /// Takes over what another tab changed on the device. The keys of what it forgot are let go of here too.
    pub fn reread(&self) {
        let before = self.list.get_untracked();
        let Some(now) = saved::reread(&before).filter(|now| *now != before) else {
            return;
        };
        for gone in before.iter().filter(|it| it.kept == Kept::Device) {
            let hub = gone.hub();
            if find(&now, &hub).is_none() {
                self.drop_key(&hub);
            }
        }
        self.list.set(now);
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Connection>)) {
        self.list.update(|list| {
            change(list);
            saved::save(list);
        });
    }
}

fn find(list: &[Connection], hub: &str) -> Option<Connection> {
    list.iter().find(|known| known.hub() == hub).cloned()
}

/// Swaps a connection with its neighbour, if that is this user's too.
fn shift(list: &mut [Connection], hub: &str, step: isize) {
    let at = list.iter().position(|it| it.hub() == hub);
    let to = at.and_then(|at| at.checked_add_signed(step));
    if let (Some(at), Some(to)) = (at, to)
        && [at, to]
            .iter()
            .all(|it| list.get(*it).is_some_and(|it| it.kept != Kept::Portal))
    {
        list.swap(at, to);
    }
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
    use super::{hub_ref, merge, shift};

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

    #[test]
    fn a_connection_moves_among_those_of_its_user_and_never_beyond() {
        let mut list = vec![
            named("portal", "p.example", Kept::Portal),
            named("a", "a.example", Kept::Tab),
            named("b", "b.example", Kept::Device),
        ];
        let names = |list: &[Connection]| {
            let names: Vec<String> = list.iter().map(|it| it.name.clone()).collect();
            names.join(" ")
        };
        for (hub, step, order) in [
            ("b.example", -1, "portal b a"),
            ("b.example", -1, "portal b a"),
            ("b.example", 1, "portal a b"),
            ("b.example", 1, "portal a b"),
            ("p.example", 1, "portal a b"),
            ("nobody.example", 1, "portal a b"),
        ] {
            shift(&mut list, hub, step);
            assert_eq!(names(&list), order, "{hub} by {step}");
        }
    }
}
