//! The events of a history as a list that is narrowed and searched.

use crate::event_kind::EventKind;
use crate::model::{HistoryModel, Meaning};
use crate::scan::{History, Needle, needles};
use crate::span::SpanState;
use crate::status::RuntimeStatus;

/// What events are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Of these kinds; of all when there is none.
    pub kinds: Vec<EventKind>,
    /// About this function or event.
    pub name: Option<String>,
    /// With this text anywhere in what the host sent of them, letters of ASCII in either case. What JSON writes as an escape is
    /// found as itself and as that escape.
    pub text: String,
}

impl EventFilter {
    /// Whether every event is looked for.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.name.is_none() && self.text.is_empty()
    }
}

/// A search for events under way, in slices.
#[derive(Clone, Debug)]
pub struct EventSearch {
    filter: EventFilter,
    needles: Vec<Needle>,
    at: usize,
    found: Vec<usize>,
}

impl EventSearch {
    /// A search for what the filter says.
    pub fn new(filter: EventFilter) -> Self {
        let needles = if filter.text.is_empty() {
            Vec::new()
        } else {
            needles(&filter.text)
        };
        Self {
            filter,
            needles,
            at: 0,
            found: Vec::new(),
        }
    }

    /// Looks at so many more events of the history, always the same one. Whether it is done.
    pub fn step(&mut self, history: &History, events: usize) -> bool {
        let until = self.at.saturating_add(events.max(1)).min(history.len());
        for at in self.at..until {
            if self.fits(history, at) {
                self.found.push(at);
            }
        }
        self.at = until;
        until == history.len()
    }

    /// The places of the events that were found so far, in the order of the history.
    pub fn into_found(self) -> Vec<usize> {
        self.found
    }

    fn fits(&self, history: &History, at: usize) -> bool {
        let kinds = &self.filter.kinds;
        let of_kind =
            kinds.is_empty() || history.row(at).is_some_and(|row| kinds.contains(&row.kind));
        let named = self.filter.name.as_deref().is_none_or(|name| {
            let subject = history.subject(at);
            subject.is_some_and(|subject| subject == name)
        });
        of_kind && named && {
            let json = history.json(at).as_bytes();
            let mut needles = self.needles.iter();
            self.needles.is_empty() || needles.any(|needle| needle.first_in(json, 0).is_some())
        }
    }
}

/// The kinds of the events with how many there are of each, in the order in which they first appear.
pub fn kinds(history: &History) -> Vec<(EventKind, usize)> {
    let mut kinds: Vec<(EventKind, usize)> = Vec::new();
    for row in history.rows() {
        match kinds.iter_mut().find(|(kind, _)| *kind == row.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((row.kind.clone(), 1)),
        }
    }
    kinds
}

/// The functions and events that the history is about, in the order in which they first appear; the first `most` of them.
pub fn names(history: &History, most: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for at in 0..history.len() {
        let Some(name) = history.subject(at) else {
            continue;
        };
        if !names.iter().any(|known| *known == name) {
            if names.len() >= most {
                break;
            }
            names.push(name.into_owned());
        }
    }
    names
}

/// The places of the events that tell of a failure, in the order of the history: of each try, of what was given up, of the
/// orchestrator itself.
pub fn failures(history: &History, model: &HistoryModel) -> Vec<usize> {
    let failed = |at: usize| {
        let by_kind = history.row(at).is_some_and(|row| {
            matches!(
                row.kind,
                EventKind::TaskFailed
                    | EventKind::SubOrchestrationInstanceFailed
                    | EventKind::ExecutionFailed
            )
        });
        by_kind
            || match model.meanings.get(at) {
                Some(Meaning::Ended(status)) => *status == RuntimeStatus::Failed,
                Some(Meaning::Of { span, .. }) => model.spans.get(*span).is_some_and(|span| {
                    span.state == SpanState::Failed && span.closed_by == Some(at)
                }),
                _ => false,
            }
    };
    (0..history.len()).filter(|at| failed(*at)).collect()
}
