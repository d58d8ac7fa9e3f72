//! A plan on screen: what the parts of its page share.

use std::rc::Rc;

use durable_api::plan::Plan;

use crate::browser::database::DatabaseError;
use crate::browser::{location, spawn};
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::state::plans::record::Record;
use crate::state::plans::runner::Runner;
use crate::state::plans::store::Store;

/// See the module. Copies are the same.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub app: App,
    pub hub: StoredValue<String>,
    pub connection: StoredValue<Connection>,
    pub scope: u64,
    /// The plan, until it runs; then its run knows better.
    pub record: RwSignal<Rc<Record>>,
    /// Where it is kept; nowhere when the browser keeps nothing.
    pub store: StoredValue<Option<Store>>,
    /// Why it could not be kept.
    pub trouble: RwSignal<Option<DatabaseError>>,
    /// Its run, once there is one.
    pub runner: RwSignal<Option<Runner>>,
}

impl Sheet {
    pub fn new(
        app: App,
        hub: &str,
        connection: Connection,
        record: Record,
        store: Result<Store, DatabaseError>,
    ) -> Self {
        let trouble = store.as_ref().err().copied();
        Self {
            app,
            hub: StoredValue::new(hub.to_owned()),
            connection: StoredValue::new(connection),
            scope: app.requests.scope(),
            record: RwSignal::new(Rc::new(record)),
            store: StoredValue::new(store.ok()),
            trouble: RwSignal::new(trouble),
            runner: RwSignal::new(None),
        }
    }

    /// Changes the plan and keeps it.
    pub fn change(self, change: impl FnOnce(&mut Record)) {
        let mut record = (*self.record.get_untracked()).clone();
        change(&mut record);
        self.record.set(Rc::new(record.clone()));
        let Some(store) = self.store.get_value() else {
            return;
        };
        spawn(async move {
            if let Err(error) = store.put(&record).await {
                self.trouble.try_set(Some(error));
            }
        });
    }

    /// The plan with its choices, untracked.
    pub fn plan(self) -> Plan {
        self.record.get_untracked().plan.clone()
    }

    /// The name of the hub, as its owner calls it.
    pub fn hub_name(self) -> String {
        self.connection.with_value(|it| it.name.clone())
    }
}

/// Keeps a new plan and goes to it. What cannot be kept is given back with the reason.
pub async fn keep_new(hub: &str, record: Record) -> Result<(), (Record, DatabaseError)> {
    let store = match Store::open(hub).await {
        Ok(store) => store,
        Err(error) => return Err((record, error)),
    };
    match store.add(record.clone()).await {
        Ok(record) => {
            let route = Route::Plan {
                hub: hub.to_owned(),
                number: record.number,
            };
            location::replace(&route.to_string());
            Ok(())
        }
        Err(error) => Err((record, error)),
    }
}
