//! What was typed into the panel of a connection, and what saving it does.

use durable_api::{HubAddress, Secret};

use crate::components::Toasts;
use crate::prelude::*;
use crate::state::connections::connection::{Connection, Environment, Kept};
use crate::state::connections::keys::{KeyPlace, KeyState};
use crate::state::connections::{Connections, Keeping};
use crate::words::{Word, say, t};

use super::super::super::parts::key_place::{Ids, PlaceChoice, keep_key};

const PLACE: Ids = Ids::new("edit-place", "edit-passphrase", "edit-passphrase-again");

/// What a row's panel is open for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Changing the connection.
    Edit,
    /// Making another one like it.
    Copy,
    /// Opening its key.
    Unlock,
}

/// The one panel of the list: whose it is, and what was typed. It outlives the rows, which may be drawn anew at any time.
#[derive(Clone, Copy)]
pub struct Editing {
    pub(super) open: RwSignal<Option<(String, Purpose)>>,
    pub(super) name: RwSignal<String>,
    pub(super) hub: RwSignal<String>,
    pub(super) connection: RwSignal<String>,
    pub(super) environment: RwSignal<Environment>,
    pub(super) remember: RwSignal<bool>,
    pub(super) key: RwSignal<String>,
    pub(super) place: PlaceChoice,
    pub(super) fault: RwSignal<Option<String>>,
}

impl Editing {
    /// No panel is open.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            open: RwSignal::new(None),
            name: text(),
            hub: text(),
            connection: text(),
            environment: RwSignal::new(Environment::default()),
            remember: RwSignal::new(false),
            key: text(),
            place: PlaceChoice::new(PLACE),
            fault: RwSignal::new(None),
        }
    }

    /// Whether the panel is that of a hub, tracked.
    pub fn is_of(self, hub: &str) -> bool {
        self.open
            .with(|open| open.as_ref().is_some_and(|(of, _)| of == hub))
    }

    /// Opens the panel of a connection, or closes it.
    pub fn turn(self, connection: &Connection, connections: Connections) {
        if untrack(|| self.is_of(&connection.hub())) {
            self.close();
        } else {
            self.begin(connection, connections, Purpose::Edit);
        }
    }

    /// Opens the panel for the passphrase of a connection's key.
    pub fn unlock(self, hub: String) {
        self.open.set(Some((hub, Purpose::Unlock)));
    }

    /// Fills the panel in from a connection and opens it.
    pub(super) fn begin(self, of: &Connection, connections: Connections, purpose: Purpose) {
        let hub = of.hub();
        self.name.set(match purpose {
            Purpose::Copy => say(Word::CopyOf, &[("name", (&of.name).into())]),
            Purpose::Edit | Purpose::Unlock => of.name.clone(),
        });
        self.hub
            .set(of.address.task_hub.clone().unwrap_or_default());
        self.connection
            .set(of.address.connection.clone().unwrap_or_default());
        self.environment.set(of.environment);
        self.remember.set(of.kept == Kept::Device);
        self.key.set(String::new());
        self.fault.set(None);
        // The ciphertext is bound to its address: a copy's key is kept elsewhere until somebody says otherwise.
        self.place
            .begin(match untrack(|| connections.key_state(&hub)) {
                KeyState::Locked | KeyState::Held(KeyPlace::Device) if purpose == Purpose::Edit => {
                    KeyPlace::Device
                }
                KeyState::Held(KeyPlace::Tab) => KeyPlace::Tab,
                _ => KeyPlace::Page,
            });
        self.open.set(Some((hub, purpose)));
    }

    /// Closes the panel; nothing secret stays in it.
    pub(super) fn close(self) {
        self.key.set(String::new());
        self.place.begin(KeyPlace::Page);
        self.open.set(None);
    }

    /// The connection as edited.
    pub(super) fn edited(self, of: &Connection) -> Connection {
        let given = |typed: RwSignal<String>| {
            Some(typed.get().trim().to_owned()).filter(|text| !text.is_empty())
        };
        Connection {
            name: given(self.name).unwrap_or_else(|| of.name.clone()),
            environment: self.environment.get(),
            address: HubAddress {
                task_hub: given(self.hub),
                connection: given(self.connection),
                ..of.address.clone()
            },
            kept: if self.remember.get() {
                Kept::Device
            } else {
                Kept::Tab
            },
        }
    }

    /// What is to be done about the key; `Err` when that cannot be done as it stands, which is said.
    fn key_plan(
        self,
        state: KeyState,
        held: Option<Secret>,
        moved: bool,
        purpose: Purpose,
    ) -> Result<Option<(Secret, Keeping)>, ()> {
        let typed = Some(Secret::new(self.key.get_untracked())).filter(|key| key.chars() > 0);
        let place = self.place.place.get_untracked();
        let stays = state == KeyState::Held(place) && !(moved && place == KeyPlace::Device);
        let key = match (typed, held) {
            (Some(typed), _) => typed,
            (None, Some(_)) if stays && purpose == Purpose::Edit => return Ok(None),
            (None, Some(held)) => held,
            // A key that nobody opened stays where it is, or there is none.
            (None, None) => {
                let stuck = state == KeyState::Locked
                    && purpose == Purpose::Edit
                    && (moved || place != KeyPlace::Device);
                if stuck {
                    self.fault.set(Some(t(Word::UnlockFirst).to_owned()));
                    return Err(());
                }
                return Ok(None);
            }
        };
        let keeping = self.place.keeping().ok_or(())?;
        Ok(Some((key, keeping)))
    }

    /// Takes over what was typed, or says what is in the way.
    pub(super) fn save(
        self,
        of: &Connection,
        purpose: Purpose,
        connections: Connections,
        toasts: Toasts,
    ) {
        let edited = untrack(|| self.edited(of));
        let (old, new) = (of.hub(), edited.hub());
        // What `portal.json` names stays; at another address it is a connection of this user's besides.
        let beside = of.kept == Kept::Portal && old != new;
        let purpose = if beside { Purpose::Copy } else { purpose };
        let taken = (old != new || purpose == Purpose::Copy)
            .then(|| connections.find_untracked(&new))
            .flatten();
        if let Some(other) = taken {
            let said = say(Word::AddressTaken, &[("name", (&other.name).into())]);
            self.fault.set(Some(said));
            return;
        }
        let state = untrack(|| connections.key_state(&old));
        let held = connections.key_untracked(&old);
        let Ok(plan) = self.key_plan(state, held, old != new, purpose) else {
            return;
        };
        if purpose == Purpose::Copy {
            connections.add(edited);
        } else {
            connections.replace(&old, edited);
        }
        if let Some((key, keeping)) = plan {
            keep_key(connections, toasts, new, key, keeping);
        }
        self.close();
    }
}
