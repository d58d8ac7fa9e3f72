//! The keys this tab holds, and where each is kept: in memory alone, in the tab's session storage, or on the device as a
//! ciphertext that a passphrase opens.

use durable_api::Secret;
use signals::{RwSignal, Signal};

use super::sealed;
use crate::browser::crypto::Sealed;
use crate::browser::storage::{self, Area};
use crate::state::stored::{self, Stored};

/// Session storage holds one key under this and the hub's name.
const PREFIX: &str = "durable-portal.key.";
/// Local storage holds one encrypted key under this and the hub's name.
pub const SEALED: &str = "durable-portal.sealed-key.";
const VERSION: u32 = 1;

/// Where a key is kept: its owner's choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeyPlace {
    /// In this page's memory: gone with a reload.
    #[default]
    Page,
    /// In the tab's session storage: gone with the tab.
    Tab,
    /// In the device's local storage, encrypted: there until it is forgotten, of use with its passphrase.
    Device,
}

impl KeyPlace {
    /// All of them, the most fleeting first.
    pub const ALL: [Self; 3] = [Self::Page, Self::Tab, Self::Device];
}

/// What there is of a hub's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// None is known.
    Absent,
    /// It is at hand.
    Held(KeyPlace),
    /// The device keeps it, and it was not opened in this tab yet.
    Locked,
}

#[derive(Debug, Clone)]
struct Held {
    hub: String,
    key: Secret,
    place: KeyPlace,
}

/// A key as it was held and kept.
#[derive(Debug, Clone)]
pub struct Taken {
    held: Option<(Secret, KeyPlace)>,
    sealed: Option<Sealed>,
}

/// Counts the keys given in this page's life: whoever waits for one asks again when it changes.
pub fn given() -> Signal<u64> {
    GIVEN.with(|it| (*it).into())
}

thread_local! {
    static GIVEN: RwSignal<u64> = RwSignal::global(0);
}

/// Says that a key was given.
pub fn say_given() {
    GIVEN.with(|given| given.update(|count| *count += 1));
}

/// Keys by hub. `Debug` is that of `Secret`, which shows nothing.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    held: Vec<Held>,
}

impl Keys {
    /// The key of a hub: from memory, else as the session storage kept it over a reload.
    pub fn get(&self, hub: &str) -> Option<Secret> {
        self.held(hub)
            .map(|it| it.key.clone())
            .or_else(|| of_session(hub))
    }

    /// What there is of it.
    pub fn state(&self, hub: &str) -> KeyState {
        match self.held(hub) {
            Some(held) => KeyState::Held(held.place),
            None if of_session(hub).is_some() => KeyState::Held(KeyPlace::Tab),
            None if sealed_of(hub).is_some() => KeyState::Locked,
            None => KeyState::Absent,
        }
    }

    /// Holds a key, and keeps it nowhere else than `place` says. On the device that is [`Self::keep_sealed`]'s work: until then it
    /// is in memory alone.
    pub fn set(&mut self, hub: &str, key: Secret, place: KeyPlace) {
        self.remove(hub);
        let kept = place == KeyPlace::Tab
            && storage::set(Area::Tab, &session_name(hub), key.expose()).is_ok();
        self.hold(hub, key, if kept { KeyPlace::Tab } else { KeyPlace::Page });
    }

    /// Writes the encrypted form of a key that is held. `false`: the device did not take it, so it stays in memory alone.
    pub fn keep_sealed(&mut self, hub: &str, sealed: &Sealed) -> bool {
        let row = [sealed::encode(sealed)];
        let kept = stored::write(Area::Browser, &sealed_name(hub), VERSION, &row);
        if kept && let Some(held) = self.held.iter_mut().find(|it| it.hub == hub) {
            held.place = KeyPlace::Device;
        }
        kept
    }

    /// Holds in memory what was opened of the device's.
    pub fn open(&mut self, hub: &str, key: Secret) {
        self.let_go(hub);
        self.hold(hub, key, KeyPlace::Device);
    }

    /// Lets go of a key in memory alone: what the device keeps of it is locked again.
    pub fn let_go(&mut self, hub: &str) {
        self.held.retain(|it| it.hub != hub);
    }

    /// Lets go of a key everywhere.
    pub fn remove(&mut self, hub: &str) {
        self.let_go(hub);
        // Where storage is denied nothing was kept.
        let _ = storage::remove(Area::Tab, &session_name(hub));
        let _ = storage::remove(Area::Browser, &sealed_name(hub));
    }

    /// Lets go of every key everywhere, whoever it was for.
    pub fn remove_all(&mut self) {
        self.held.clear();
        for (area, prefix) in [(Area::Tab, PREFIX), (Area::Browser, SEALED)] {
            storage::remove_all(area, prefix);
        }
    }

    /// All there is of a key, to be put back by [`Self::put_back`].
    pub fn taken(&self, hub: &str) -> Option<Taken> {
        let held = match (self.get(hub), self.state(hub)) {
            (Some(key), KeyState::Held(place)) => Some((key, place)),
            _ => None,
        };
        let sealed = sealed_of(hub);
        (held.is_some() || sealed.is_some()).then_some(Taken { held, sealed })
    }

    /// Puts back what was [taken](Self::taken).
    pub fn put_back(&mut self, hub: &str, taken: Option<Taken>) {
        let Some(Taken { held, sealed }) = taken else {
            return;
        };
        if let Some((key, place)) = held {
            self.set(hub, key, place);
        }
        if let Some(sealed) = sealed {
            self.keep_sealed(hub, &sealed);
        }
    }

    /// The hubs whose keys are in memory as opened from the device.
    pub fn opened(&self) -> Vec<String> {
        let opened = self.held.iter().filter(|it| it.place == KeyPlace::Device);
        opened.map(|it| it.hub.clone()).collect()
    }

    fn hold(&mut self, hub: &str, key: Secret, place: KeyPlace) {
        self.held.push(Held {
            hub: hub.to_owned(),
            key,
            place,
        });
    }

    fn held(&self, hub: &str) -> Option<&Held> {
        self.held.iter().find(|it| it.hub == hub)
    }
}

/// The encrypted key of a hub, as the device keeps it. A record of another version is put aside.
pub fn sealed_of(hub: &str) -> Option<Sealed> {
    let name = sealed_name(hub);
    let text = match stored::read(Area::Browser, &name) {
        Stored::Nothing | Stored::Denied => return None,
        Stored::Rows(version, rows) => {
            if let (VERSION, [row]) = (version, rows.as_slice())
                && let Some(sealed) = sealed::decode(row)
            {
                return Some(sealed);
            }
            stored::encode(&name, version, &rows)
        }
        Stored::Unreadable(text) => text,
    };
    stored::put_aside(Area::Browser, &name, &text);
    None
}

fn of_session(hub: &str) -> Option<Secret> {
    let kept = storage::get(Area::Tab, &session_name(hub));
    kept.ok().flatten().map(Secret::new)
}

fn session_name(hub: &str) -> String {
    format!("{PREFIX}{hub}")
}

fn sealed_name(hub: &str) -> String {
    format!("{SEALED}{hub}")
}
