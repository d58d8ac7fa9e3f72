//! What the parts of an instance's page share.

use std::sync::Arc;

use crate::browser::{location, slices, spawn};
use crate::prelude::*;
use crate::route::{InstanceQuery, Route, Tab};
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::state::history::{
    Answer, Consent, Content, HistoryHere, HistoryState, NoAnswer, Progress, Wanted, load_history,
    note_durations, note_events,
};
use crate::state::instance::{StatusView, load_status};
use crate::state::query::Query;
use crate::state::query::lifecycle::Phase;

use super::event_names::raised_in;
use super::kin::AllKin;
use super::told::Told;

/// One instance on screen. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct View {
    /// The connection, as the address names it.
    pub hub: StoredValue<String>,
    /// The instance.
    pub id: StoredValue<String>,
    /// The connection.
    pub connection: StoredValue<Connection>,
    /// Under which view requests are noted.
    pub scope: u64,
    /// What the address says: the tab, what is selected.
    pub at: Signal<InstanceQuery>,
    /// Its status.
    pub status: Query<StatusView>,
    /// Its history; see also [`Self::state`] and [`Self::here`].
    pub history: Query<HistoryHere>,
    shared: StoredValue<Shared>,
}

/// How the load of the history goes, and what the tabs have in common.
#[derive(Clone, Copy)]
struct Shared {
    progress: RwSignal<Progress>,
    /// What it is to be asked for with.
    content: RwSignal<Content>,
    word: StoredValue<Consent>,
    told: RwSignal<Option<Told>>,
    kin: AllKin,
}

#[allow(
    dead_code,
    reason = "the words of one vocabulary: tabs take those they need"
)]
impl View {
    /// A view that has asked nothing yet.
    pub fn new(hub: String, id: String, connection: Connection, at: Signal<InstanceQuery>) -> Self {
        let app = App::get();
        let scope = app.requests.scope();
        let (of_status, of_history) = ((hub.clone(), id.clone()), (hub.clone(), id.clone()));
        let status = Query::new(move |abort| {
            let (client, id) = (app.client(&of_status.0, scope), of_status.1.clone());
            Box::pin(async move { load_status(client, id, abort).await })
        });
        let progress = RwSignal::new(Progress::default());
        let content = RwSignal::new(at.with_untracked(first_content));
        let agreed = RwSignal::new(0);
        let word = StoredValue::new(Consent::default());
        let history = Query::new(move |abort| {
            let client = app.client(&of_history.0, scope);
            let wanted = Wanted {
                id: of_history.1.clone(),
                content: content.get_untracked(),
                agreed,
                content_now: content,
                progress,
                consent: word.get_value(),
            };
            Box::pin(async move { load_history(client, wanted, abort).await })
        });
        // A load that waits for an answer would wait for ever.
        on_cleanup(move || word.with_value(|it| it.give(Err(NoAnswer))));
        let view = Self {
            hub: StoredValue::new(hub),
            id: StoredValue::new(id),
            connection: StoredValue::new(connection),
            scope,
            at,
            status,
            history,
            shared: StoredValue::new(Shared {
                progress,
                content,
                word,
                told: RwSignal::new(None),
                kin: AllKin::new(),
            }),
        };
        view.follow();
        view
    }

    fn shared(self) -> Shared {
        self.shared.get_value()
    }

    /// How the reader wants times told; where nothing was said, as each tab does it.
    pub fn told(self) -> RwSignal<Option<Told>> {
        self.shared().told
    }

    /// Who the children are that a history does not name.
    pub fn kin(self) -> AllKin {
        self.shared().kin
    }

    fn follow(self) {
        // What was asked for with less than is wanted by now.
        Effect::new(move |_| {
            let wanted = self.shared().content.get();
            let short = self.history.data().is_some_and(|it| it.content < wanted);
            if short && self.history.phase() == Phase::Fresh {
                self.history.refresh();
            }
        });
        Effect::new(move |before: Option<Option<Arc<HistoryHere>>>| {
            let now = self.history.data();
            if let Some(here) = &now {
                let (hub, id, here) = (self.hub.get_value(), self.id.get_value(), here.clone());
                spawn(async move {
                    // After what is seen: of 50,000 events this takes as long as a frame.
                    slices::pause().await;
                    note_durations(&hub, &id, &here.model);
                    note_events(&hub, &here.status.name, raised_in(&here));
                });
            }
            if let (Some(here), Some(Some(before))) = (&now, before) {
                self.keep_selection(&before, here);
            }
            now
        });
    }

    /// What is selected stays selected, though its place in the history is another now.
    fn keep_selection(self, before: &HistoryHere, now: &HistoryHere) {
        let query = self.at.get_untracked();
        if before.model.is_superseded_by(&now.model) {
            // What was selected belongs to the generation before.
            if (query.event, query.span) != (None, None) {
                let (event, span) = (None, None);
                self.go(InstanceQuery {
                    event,
                    span,
                    ..query
                });
            }
            return;
        }
        let event = query
            .event
            .map(|at| now.same_event(before, at).unwrap_or(at));
        let span = query
            .span
            .map(|at| now.model.same_span(&before.model, at).unwrap_or(at));
        if (event, span) != (query.event, query.span) {
            self.go(InstanceQuery {
                event,
                span,
                ..query
            });
        }
    }

    /// Asks for both again.
    pub fn refresh(self) {
        self.status.refresh();
        // Before there is a status the history waits for it.
        let missing = self.history.data_untracked().is_none() || self.is_large();
        if self.status.data_untracked().is_some() && missing {
            self.history.refresh();
        }
    }

    /// [`Self::refresh`] as a callback.
    pub fn retry(self) -> Callback<()> {
        Callback::new(move |()| self.refresh())
    }

    /// Whether the history held is too large to be renewed at each change.
    pub fn is_large(self) -> bool {
        let here = self.history.data_untracked();
        here.is_some_and(|here| here.bytes > super::LARGE)
    }

    /// How the history stands, tracked.
    pub fn state(self) -> HistoryState {
        let phase = self.history.phase();
        let progress = match phase {
            Phase::Waiting(_) => self.shared().progress.get(),
            _ => Progress::Begun,
        };
        HistoryState::of(phase, progress)
    }

    /// How far the present load of the history has come, tracked; also of one that renews it.
    pub fn progress(self) -> Progress {
        self.shared().progress.get()
    }

    /// The history, if it is here, tracked. It changes only when the answer does.
    pub fn here(self) -> Option<Arc<HistoryHere>> {
        self.history.data()
    }

    /// To be called by whatever shows results: they are asked for only then. The history may for a moment be the one without.
    pub fn want_results(self) {
        if self.shared().content.get_untracked() == Content::WithoutResults {
            self.shared().content.set(Content::Full);
        }
    }

    /// Answers what a large history asks.
    pub fn consent(self, answer: Answer) {
        self.shared().word.with_value(|it| it.give(Ok(answer)));
    }

    /// Gives the load of the history up.
    pub fn give_up(self) {
        self.shared().word.with_value(|it| it.give(Err(NoAnswer)));
        self.history.give_up();
    }

    /// The selected event by its place in the history, tracked.
    pub fn event(self) -> Option<usize> {
        self.at.with(|at| at.event)
    }

    /// The selected span by its place in the model, tracked.
    pub fn span(self) -> Option<usize> {
        self.at.with(|at| at.span)
    }

    /// Selects an event, or none. Leaves no entry in the browser's history.
    pub fn select_event(self, event: Option<usize>) {
        let at = self.at.get_untracked();
        self.go(InstanceQuery { event, ..at });
    }

    /// Selects a span, or none; as above.
    pub fn select_span(self, span: Option<usize>) {
        let at = self.at.get_untracked();
        self.go(InstanceQuery { span, ..at });
    }

    fn go(self, query: InstanceQuery) {
        location::replace(&self.route(query).to_string());
    }

    fn route(self, query: InstanceQuery) -> Route {
        Route::Instance {
            hub: self.hub.get_value(),
            id: self.id.get_value(),
            query,
        }
    }

    /// The link to something of this instance.
    pub fn href(self, query: InstanceQuery) -> String {
        self.route(query).href()
    }

    /// The link to an event in the table.
    pub fn event_href(self, event: usize) -> String {
        self.href(InstanceQuery {
            event: Some(event),
            ..InstanceQuery::of_tab(Tab::Events)
        })
    }

    /// The link to another instance of the same hub.
    pub fn instance_href(self, id: &str) -> String {
        self.hub.with_value(|hub| Route::instance(hub, id).href())
    }
}

/// What the first request asks for: a link to an event or to the values would ask twice otherwise.
fn first_content(at: &InstanceQuery) -> Content {
    let shows_results = matches!(at.tab, Tab::Events | Tab::Data | Tab::Raw | Tab::Compare);
    if shows_results || at.event.is_some() || at.span.is_some() {
        Content::Full
    } else {
        Content::WithoutResults
    }
}
