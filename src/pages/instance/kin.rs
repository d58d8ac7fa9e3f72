//! Children that a history does not name, looked for once: the timeline and the inspector show who they are.

use std::sync::Arc;

use durable_api::InstanceStatus;
use durable_api::relations::{Because, Child, children};

use crate::browser::fetch::Abort;
use crate::browser::spawn;
use crate::prelude::*;
use crate::state::App;
use crate::state::error::ApiError;
use crate::state::family::{load_family, unnamed};
use crate::state::history::HistoryHere;

use super::view::View;

/// What is known of those that may be the children of an instance.
#[derive(Clone)]
pub enum Kin {
    /// They are being looked for; these are those of an earlier look.
    Looking(Arc<Vec<InstanceStatus>>),
    /// These may be, as far as this reading of the history needed to know.
    Here(Arc<Vec<InstanceStatus>>, usize),
    /// They could not be asked for.
    Failed(ApiError),
}

/// By the id of an instance, what is known of its children. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct AllKin(RwSignal<Vec<(String, Kin)>>);

impl AllKin {
    /// Nothing was looked for.
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// What is known of the children of an instance, tracked; `None` before they were looked for.
    pub fn of(self, id: &str) -> Option<Kin> {
        self.0.with(|all| {
            let found = all.iter().find(|(of, _)| of == id);
            found.map(|(_, kin)| kin.clone())
        })
    }

    /// The children of an instance as its history and the found ones tell, tracked; none before they were found.
    pub fn children(self, id: &str, here: &HistoryHere) -> Vec<Child> {
        match self.of(id) {
            Some(Kin::Here(known, _) | Kin::Looking(known)) => children(id, &here.model, &known),
            _ => Vec::new(),
        }
    }

    /// Looks for them, unless that was done for this reading of the history or is being done.
    pub fn look(self, app: App, view: View, id: String, here: Arc<HistoryHere>) {
        let reading = reading(&here);
        let before = match untrack(|| self.of(&id)) {
            Some(Kin::Looking(_)) => return,
            Some(Kin::Here(_, of)) if of == reading => return,
            Some(Kin::Here(known, _)) => known,
            _ => Arc::default(),
        };
        self.remember(&id, Kin::Looking(before));
        let client = app.client(&view.hub.get_value(), view.scope);
        spawn(async move {
            let unnamed = unnamed(&here.model);
            let family = load_family(client, id.clone(), unnamed, Abort::new()).await;
            let found = family.map(|it| Kin::Here(Arc::new(it.data.known), reading));
            self.remember(&id, found.unwrap_or_else(Kin::Failed));
        });
    }

    fn remember(self, id: &str, kin: Kin) {
        self.0.try_update(|all| {
            all.retain(|(of, _)| of != id);
            all.push((id.to_owned(), kin));
        });
    }
}

/// One reading of a history: where it is held stands for what it says.
pub fn reading(here: &Arc<HistoryHere>) -> usize {
    Arc::as_ptr(here) as usize
}

/// The id of the child that a span started, and what told it: its history, or what was found.
pub fn child_of(here: &HistoryHere, found: &[Child], span: usize) -> Option<(String, Because)> {
    let named = here.model.spans.get(span)?.instance_id.as_deref();
    let told = named.map(|id| (id.to_owned(), Because::NamedInHistory));
    told.or_else(|| {
        let child = found.iter().find(|child| child.span == span);
        child.and_then(|child| child.id.clone())
    })
}
