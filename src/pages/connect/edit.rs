//! Editing a connection in its own row: what it is called, where it is, its key, its place in the list, and forgetting it.

use durable_api::{HubAddress, Secret};

use crate::browser::page;
use crate::components::{Icon, Toasts, Tone, Weight, button, facts, note};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::{Connection, Environment, Kept, host_of};
use crate::state::connections::keys::{KeyPlace, KeyState};
use crate::state::connections::{Connections, Keeping};
use crate::words::{Word, say, t};

use super::super::parts::inputs::{environment_select, named_input};
use super::super::parts::key_form::{secret_input, tick};
use super::super::parts::key_place::{Ids, PlaceChoice, keep_key, place_view};
use super::super::parts::unlock_form::unlock_form;

const PLACE: Ids = Ids::new("edit-place", "edit-passphrase", "edit-passphrase-again");

/// What a row's panel is open for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
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
    open: RwSignal<Option<(String, Purpose)>>,
    name: RwSignal<String>,
    hub: RwSignal<String>,
    connection: RwSignal<String>,
    environment: RwSignal<Environment>,
    remember: RwSignal<bool>,
    key: RwSignal<String>,
    place: PlaceChoice,
    fault: RwSignal<Option<String>>,
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

    fn begin(self, of: &Connection, connections: Connections, purpose: Purpose) {
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

    fn close(self) {
        self.key.set(String::new());
        self.place.begin(KeyPlace::Page);
        self.open.set(None);
    }

    /// The connection as edited.
    fn edited(self, of: &Connection) -> Connection {
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

    fn save(self, of: &Connection, purpose: Purpose, connections: Connections, toasts: Toasts) {
        let edited = untrack(|| self.edited(of));
        let (old, new) = (of.hub(), edited.hub());
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

/// Draws the panel below the row of a connection.
pub fn panel(of: &Connection, editing: Editing) -> Markup {
    let hub = of.hub();
    match editing.open.get() {
        Some((_, Purpose::Unlock)) => {
            let done = Callback::new(move |()| editing.close());
            view! { <div class="panel">{unlock_form(hub, "row-passphrase", done)}</div> }
        }
        Some((_, purpose)) => view! {
            <div class="panel" role="group" aria-label=say(Word::KnownEdit, &[("name", (&of.name).into())])>
                {unlock_first(hub.clone(), purpose)}
                {form(of, purpose, editing)}
                {(purpose == Purpose::Edit).then(|| actions(of, editing))}
            </div>
        },
        None => Markup::Empty,
    }
}

/// A locked key is opened above the form: one form cannot stand in another.
fn unlock_first(hub: String, purpose: Purpose) -> Markup {
    let connections = App::get().connections;
    dynamic(move || {
        let locked = purpose == Purpose::Edit && connections.key_state(&hub) == KeyState::Locked;
        locked.then(|| {
            let form = unlock_form(hub.clone(), "edit-unlock", Callback::new(|()| {}));
            view! { {note(Tone::Info, t(Word::KeyLockedNote))} {form} }
        })
    })
}

fn form(of: &Connection, purpose: Purpose, editing: Editing) -> Markup {
    let connections = App::get().connections;
    let toasts = Toasts::here();
    let hub = of.hub();
    let place = format!("{}{}", host_of(&of.address), of.address.prefix);
    let default = || t(Word::DefaultPlaceholder).to_owned();
    let list = vec![
        (
            t(Word::FactName),
            named_input("edit-name", Word::FactName, of.name.clone(), editing.name),
        ),
        (
            t(Word::FactEnvironment),
            environment_select(
                "edit-environment",
                editing.environment.get_untracked(),
                Callback::new(move |it| editing.environment.set(it)),
            ),
        ),
        (
            t(Word::FactApp),
            view! { <span class="mono">{place}</span> },
        ),
        (
            t(Word::FactHub),
            named_input("edit-hub", Word::FactHub, default(), editing.hub),
        ),
        (
            t(Word::FactConnection),
            named_input(
                "edit-connection",
                Word::FactConnection,
                default(),
                editing.connection,
            ),
        ),
        (
            t(Word::FactKey),
            secret_input("edit-key", Word::KeyNew, Word::KeyUnchanged, editing.key),
        ),
    ];
    let ask = {
        let (hub, of) = (hub.clone(), of.clone());
        Signal::derive(move || {
            let state = connections.key_state(&hub);
            let kept = matches!(state, KeyState::Locked | KeyState::Held(KeyPlace::Device));
            let same = purpose == Purpose::Edit && editing.edited(&of).hub() == hub;
            !(kept && same && editing.key.get().trim().is_empty())
        })
    };
    let keyed = Memo::new(move |_| {
        connections.key_state(&hub) != KeyState::Absent || !editing.key.get().trim().is_empty()
    });
    let save = {
        let of = of.clone();
        move |event: Event| {
            event.prevent_default();
            editing.save(&of, purpose, connections, toasts);
        }
    };
    let word = match purpose {
        Purpose::Copy => Word::EditAdd,
        Purpose::Edit | Purpose::Unlock => Word::EditSave,
    };
    view! {
        <form class="stack" on:submit=save>
            {facts(list)}
            {dynamic(move || keyed.get().then(|| place_view(editing.place, ask)))}
            {tick("edit-remember", t(Word::RememberConnection), editing.remember)}
            <p class="hint bad" role="alert">{move || editing.fault.get()}</p>
            <div class="row wrap">
                <button type="submit" class="btn primary">{t(word)}</button>
                {button(Weight::Normal, None, t(Word::Cancel), move || editing.close())}
            </div>
        </form>
    }
}

/// What can be done with a connection besides changing it.
fn actions(of: &Connection, editing: Editing) -> Markup {
    let app = App::get();
    let connections = app.connections;
    let toasts = Toasts::here();
    let own = of.kept != Kept::Portal;
    let action = |shape: Icon, word: Word, act: Box<dyn Fn()>| {
        button(Weight::Quiet, Some(shape), t(word), act)
    };
    let hub = StoredValue::new(of.hub());
    let copied = of.clone();
    let name = of.name.clone();
    let forget = move || {
        let Some(forgotten) = connections.forget(&hub.get_value()) else {
            return;
        };
        app.cards.drop(&hub.get_value());
        editing.close();
        let undo = Callback::new(move |()| connections.restore(forgotten.clone()));
        let said = say(Word::Forgotten, &[("name", (&name).into())]);
        toasts.offer(said, t(Word::Undo), undo);
    };
    let shift = move |step| {
        move || {
            page::keep_focus();
            connections.shift(&hub.get_value(), step);
        }
    };
    let copy = move || editing.begin(&copied, connections, Purpose::Copy);
    let keyed = Memo::new(move |_| connections.key_state(&hub.get_value()) != KeyState::Absent);
    let drop_key = dynamic(move || {
        let drop = move || connections.drop_key(&hub.get_value());
        keyed
            .get()
            .then(|| button(Weight::Quiet, Some(Icon::Key), t(Word::KeyForget), drop))
    });
    view! {
        <div class="row wrap actions">
            {own.then(|| action(Icon::Up, Word::MoveUp, Box::new(shift(-1))))}
            {own.then(|| action(Icon::Down, Word::MoveDown, Box::new(shift(1))))}
            {action(Icon::Copy, Word::Duplicate, Box::new(copy))}
            {drop_key}
            {own.then(|| action(Icon::Cross, Word::ForgetConnection, Box::new(forget)))}
        </div>
    }
}
