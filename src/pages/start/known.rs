//! What is known of the hub's orchestrators: their names as seen in it, or as the host itself tells them.

use durable_api::{ListQuery, Start, calls, decode};

use crate::browser::fetch::Abort;
use crate::browser::spawn;
use crate::prelude::*;
use crate::state::App;
use crate::state::client::Client;
use crate::state::error::ApiError;
use crate::words::{Word, say, t};

use super::{View, drawn};

/// So many instances are looked at where the list was never opened.
const LOOKED_AT: u16 = 100;

/// See the module. Copies are the same.
#[derive(Clone, Copy)]
pub struct Known {
    names: RwSignal<Vec<String>>,
    /// Name and id of instances, the newest first.
    instances: RwSignal<Vec<(String, String)>>,
    asking: RwSignal<Asking>,
}

/// How asking the host for its names went.
#[derive(Clone, PartialEq)]
enum Asking {
    Not,
    Now,
    Told(usize),
    Untold,
    Failed(ApiError),
}

impl Known {
    /// Begins with what was seen of the hub; where nothing was, a page of its list is looked at.
    pub fn open(app: App, hub: &str, scope: u64) -> Self {
        let seen = app.shelf.get_value();
        let names = seen.map(|seen| seen.names(hub)).unwrap_or_default();
        let known = Self {
            names: RwSignal::new(Vec::new()),
            instances: RwSignal::new(Vec::new()),
            asking: RwSignal::new(Asking::Not),
        };
        if names.is_empty() {
            let client = app.client(hub, scope);
            spawn(async move { known.look(client).await });
        }
        known.learn(names);
        known
    }

    /// Orchestrators' names, tracked.
    pub fn names(self) -> Vec<String> {
        self.names.get()
    }

    /// Ids of instances of an orchestrator, tracked.
    pub fn instances_of(self, name: &str) -> Vec<String> {
        self.instances.with(|all| {
            let fitting = all.iter().filter(|it| it.0 == name);
            fitting.map(|it| it.1.clone()).collect()
        })
    }

    /// What came of asking the host, tracked.
    pub fn said(self) -> String {
        match self.asking.get() {
            Asking::Not | Asking::Failed(_) => String::new(),
            Asking::Now => t(Word::StartNamesAsked).to_owned(),
            Asking::Told(n) => say(Word::StartNamesTold, &[("n", n.into())]),
            Asking::Untold => t(Word::StartNamesUntold).to_owned(),
        }
    }

    /// Why the host could not be asked, tracked.
    pub fn error(self) -> Option<ApiError> {
        match self.asking.get() {
            Asking::Failed(error) => Some(error),
            _ => None,
        }
    }

    /// Adds names.
    pub fn learn(self, more: Vec<String>) {
        let Some(mut names) = self.names.try_get_untracked() else {
            return;
        };
        names.extend(more.into_iter().filter(|it| !it.starts_with('@')));
        names.sort_unstable();
        names.dedup();
        self.names.try_set(names);
    }

    /// Asks the host for its orchestrators by the one way there is: a start of one that does not exist is refused with the names of those
    /// that do (docs/http-api.md §4). It is a write to the lock, though it can start nothing.
    pub fn ask_host(self, view: View) {
        let client = view
            .hub
            .with_value(|hub| view.app().client(hub, view.scope));
        let Some(client) = client else {
            return;
        };
        self.asking.set(Asking::Now);
        spawn(async move {
            let what = Start {
                function: format!("no-such-function-{}", drawn()),
                ..Start::default()
            };
            let request = calls::start(&what);
            let note = Some(Word::NoteAskNames);
            let said = match client.write(&request, note, &Abort::new()).await {
                Ok(answer) => match decode::start_answer(answer.status, &answer.body) {
                    Ok(_) => Asking::Untold,
                    Err(refusal) => {
                        let names = refusal.known_functions();
                        match names.len() {
                            0 if refusal.http_status == 400 => Asking::Untold,
                            0 => Asking::Failed(refusal.into()),
                            count => {
                                self.learn(names);
                                Asking::Told(count)
                            }
                        }
                    }
                },
                Err(error) => Asking::Failed(error),
            };
            self.asking.try_set(said);
        });
    }

    async fn look(self, client: Option<Client>) {
        let query = ListQuery {
            top: LOOKED_AT,
            ..ListQuery::default()
        };
        let Some(client) = client else { return };
        let request = calls::list(&query);
        let Ok(answer) = client.send(&request, None, &Abort::new()).await else {
            // Names are an offer: the field takes any.
            return;
        };
        let Ok(mut rows) = decode::list_answer(answer.status, &answer.body) else {
            return;
        };
        rows.retain(|it| !it.is_entity());
        rows.sort_by(|a, b| b.created_time.text().cmp(a.created_time.text()));
        self.learn(rows.iter().map(|it| it.name.clone()).collect());
        let instances = rows.into_iter().map(|it| (it.name, it.instance_id));
        self.instances.try_set(instances.collect());
    }
}
