//! What the portal knows while it is open: connections, queries, costs, preferences. No markup, no route of its own.

pub mod acting;
pub mod cards;
pub mod client;
pub mod connections;
pub mod doctor;
pub mod draft;
pub mod entities;
pub mod error;
pub mod error_words;
pub mod family;
pub mod handed;
pub mod history;
pub mod history_row;
pub mod hub;
pub mod instance;
pub mod journal;
pub mod locks;
pub mod maintaining;
pub mod plans;
pub mod preferences;
pub mod probe;
pub mod query;
pub mod receiving;
pub mod requests;
pub mod seen;
pub mod start;
pub mod stored;
pub mod typed;

use std::any::Any;
use std::rc::Rc;

use signals::{RwSignal, StoredValue, expect_context, provide_context};

use crate::browser::spawn;

use cards::Cards;
use client::Client;
use connections::Connections;
use draft::Draft;
use handed::Handed;
use locks::Locks;
use preferences::Preferences;
use requests::Requests;
use seen::Seen;

/// All of it, handed down by context.
#[derive(Debug, Clone, Copy)]
pub struct App {
    /// Hubs and keys.
    pub connections: Connections,
    /// What each hub's API lets this page do.
    pub cards: Cards,
    /// What was sent and what it cost.
    pub requests: Requests,
    /// Theme and zone.
    pub preferences: Preferences,
    /// The hubs that are held, as the instances page keeps them: only that page knows what this is, others ask it.
    pub shelf: StoredValue<Option<Rc<dyn Seen>>>,
    /// The plans that are under way here: only their pages know what this is.
    pub desk: StoredValue<Option<Rc<dyn Any>>>,
    /// What the status line says of a plan that is under way, and where it is.
    pub running: RwSignal<Option<(String, String)>>,
    /// Instances that were marked for a new plan, until it takes them.
    pub handed: StoredValue<Option<Rc<Handed>>>,
    /// What was typed to connect, so that nothing of it is lost on the way back.
    pub draft: StoredValue<Draft>,
    /// Ids of pasted links that may mean another id, and that one.
    pub other_readings: StoredValue<Vec<(String, String)>>,
    /// When the data on screen was received (`browser::clock::now` milliseconds), for the status line; `None` where there is none.
    pub updated_at: RwSignal<Option<f64>>,
    /// What the page on screen says in the status line: coverage, polling. Empty: nothing.
    pub status: RwSignal<String>,
}

impl App {
    /// Loads what the browser remembers and hands it to every component below.
    pub fn provide() -> Self {
        let app = Self {
            connections: Connections::load(Locks::load()),
            cards: Cards::new(),
            requests: Requests::new(),
            preferences: Preferences::load(),
            shelf: StoredValue::new(None),
            desk: StoredValue::new(None),
            running: RwSignal::new(None),
            handed: StoredValue::new(None),
            draft: StoredValue::new(Draft::new()),
            other_readings: StoredValue::new(Vec::new()),
            updated_at: RwSignal::new(None),
            status: RwSignal::new(String::new()),
        };
        provide_context(app);
        app.cards.follow(app.connections);
        app
    }

    /// Forgets every connection of this user, every key and every card, what was typed to connect, what was sent, and every plan.
    pub fn forget_all(&self) {
        self.connections.forget_all();
        self.cards.drop_all();
        self.draft.get_value().clear();
        self.other_readings.update_value(Vec::clear);
        start::forget_all();
        spawn(async {
            journal::clear().await;
            plans::store::forget_all().await;
        });
    }

    /// The one that was provided. Read it before the first `await`.
    pub fn get() -> Self {
        expect_context()
    }

    /// A client for the hub that `hub` stands for, with the key held for it; `None` when the hub is not known.
    pub fn client(&self, hub: &str, scope: u64) -> Option<Client> {
        let connection = self.connections.find_untracked(hub)?;
        let key = self.connections.key_untracked(hub);
        Some(Client {
            key_is_locked: key.is_none() && self.connections.is_key_locked(hub),
            connection,
            key,
            locks: self.connections.locks,
            requests: self.requests,
            scope,
        })
    }
}
