//! The history as a table: dense, narrowed by kind and name, searched, each event with all that it carries.

mod bar;
mod details;
mod list;
mod row;

use std::rc::Rc;
use std::sync::Arc;

use durable_api::event_list::{EventFilter, EventSearch, failures};

use crate::browser::keep;
use crate::browser::listener::on_key;
use crate::browser::work::Work;
use crate::prelude::*;
use crate::state::history::HistoryHere;
use crate::words::{Word, count};

use super::panel::history_panel;
use super::told::Told;
use super::view::View;

/// Events for which the clock is not asked.
const CHUNK: usize = 500;

/// What the parts of the table share. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct Table {
    of: StoredValue<View>,
    /// What is looked for.
    filter: RwSignal<EventFilter>,
    /// The events that were found; `None` while everything is shown.
    found: RwSignal<Option<Rc<Vec<usize>>>>,
    /// Whether a search is under way.
    looking: RwSignal<bool>,
    /// The events that tell of a failure.
    failed: Memo<Arc<Vec<usize>>>,
    /// The event that is to be brought into sight.
    wanted: RwSignal<Option<usize>>,
    /// The event that is pointed at.
    pointed: RwSignal<Option<usize>>,
    /// The event that was open before it was closed.
    closed: StoredValue<Option<usize>>,
}

/// Draws the tab.
pub fn events_tab(view: View) -> Markup {
    view.want_results();
    history_panel(view, move || filled(view))
}

fn filled(view: View) -> Markup {
    let failed = Memo::new(move |_| {
        let here = view.here();
        Arc::new(here.map_or_else(Vec::new, |it| failures(&it.history, &it.model)))
    });
    let table = Table {
        of: StoredValue::new(view),
        filter: RwSignal::new(EventFilter::default()),
        found: RwSignal::new(None),
        looking: RwSignal::new(false),
        failed,
        // A link to an event scrolls to it once: what comes later leaves the page where it is.
        wanted: RwSignal::new(untrack(|| view.event())),
        pointed: RwSignal::new(None),
        closed: StoredValue::new(None),
    };
    table.search();
    keep(on_key(move |key| {
        if key.in_field || key.command {
            return false;
        }
        match key.name.as_str() {
            "n" => table.go_to_failure(1),
            "N" => table.go_to_failure(-1),
            "j" => table.go_to_next(1),
            "k" => table.go_to_next(-1),
            "i" => table.close_or_open(),
            "Escape" if untrack(|| table.view().event().is_some()) => {
                table.view().select_event(None);
            }
            _ => return false,
        }
        true
    }));
    view! {
        {bar::bar(table)}
        {list::list(table)}
    }
}

impl Table {
    fn view(self) -> View {
        self.of.get_value()
    }

    /// How times are told, tracked.
    fn told(self) -> Told {
        self.view().told().get().unwrap_or(Told::Clock)
    }

    /// The event on each line, or `None` when that is its number.
    fn event_at(self, line: usize) -> usize {
        self.found
            .with(|found| {
                found
                    .as_ref()
                    .map_or(Some(line), |all| all.get(line).copied())
            })
            .unwrap_or(usize::MAX)
    }

    /// The line of an event, if it is shown.
    fn line_of(self, event: usize) -> Option<usize> {
        self.found.with(|found| match found {
            Some(all) => all.binary_search(&event).ok(),
            None => Some(event),
        })
    }

    /// How many lines there are.
    fn len(self) -> usize {
        let all = self.view().here().map_or(0, |here| here.history.len());
        self.found
            .with(|found| found.as_ref().map_or(all, |found| found.len()))
    }

    /// Selects an event and brings it into sight. What hides it is taken away.
    fn go_to(self, event: usize) {
        if untrack(|| self.line_of(event)).is_none() {
            self.filter.set(EventFilter::default());
        }
        self.view().select_event(Some(event));
        self.wanted.set(Some(event));
    }

    /// Goes to the next event that tells of a failure, or the one before; behind the last comes the first.
    fn go_to_failure(self, step: isize) {
        let failed = self.failed.get_untracked();
        let now = untrack(|| self.view().event());
        let behind = |at: usize| failed.iter().find(|event| **event > at).or(failed.first());
        let before = |at: usize| failed.iter().rfind(|event| **event < at).or(failed.last());
        let goal = match now {
            None if step > 0 => failed.first(),
            None => failed.last(),
            Some(at) if step > 0 => behind(at),
            Some(at) => before(at),
        };
        if let Some(event) = goal {
            self.go_to(*event);
        }
    }

    /// Goes to the next event that is shown, or the one before.
    fn go_to_next(self, step: isize) {
        let last = untrack(|| self.len()).saturating_sub(1);
        let line = untrack(|| self.view().event().and_then(|event| self.line_of(event)));
        let goal = match line {
            Some(line) => line.saturating_add_signed(step).min(last),
            None if step > 0 => 0,
            None => last,
        };
        let event = untrack(|| self.event_at(goal));
        if event != usize::MAX {
            self.go_to(event);
        }
    }

    /// Closes what is open, or opens again what was open last.
    fn close_or_open(self) {
        let open = untrack(|| self.view().event());
        if open.is_some() {
            self.closed.set_value(open);
            self.view().select_event(None);
        } else if let Some(event) = self.closed.get_value() {
            self.go_to(event);
        } else {
            self.go_to_next(1);
        }
    }

    /// Looks for what is wanted whenever that or the history changes, in slices.
    fn search(self) {
        let work: StoredValue<Option<Work>> = StoredValue::new(None);
        Effect::new(move |_| {
            let filter = self.filter.get();
            let here = self.view().here();
            work.set_value(None);
            let Some(here) = here.filter(|_| !filter.is_empty()) else {
                self.looking.set(false);
                self.found.set(None);
                return;
            };
            self.looking.set(true);
            work.set_value(Some(self.look(here, filter)));
        });
    }

    fn look(self, here: Arc<HistoryHere>, filter: EventFilter) -> Work {
        let mut search = Some(EventSearch::new(filter));
        Work::run(move || {
            let Some(mut under_way) = search.take() else {
                return true;
            };
            let done = under_way.step(&here.history, CHUNK);
            if done {
                self.found.try_set(Some(Rc::new(under_way.into_found())));
                self.looking.try_set(false);
            } else {
                search = Some(under_way);
            }
            done
        })
    }
}

/// The count for the tab: events, and how many of them are pending.
pub fn counted(here: &HistoryHere) -> String {
    let all = count(Word::HistoryCount, here.history.len() as u64);
    let pending = if here.status.runtime_status.is_finished() {
        0
    } else {
        here.model.pending().count()
    };
    if pending == 0 {
        all
    } else {
        format!("{all}, {}", count(Word::HistoryPending, pending as u64))
    }
}
