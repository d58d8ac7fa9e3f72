//! What is done when all events are taken: second halves are paired, tries grouped, and each event gets its meaning.

use super::build::{Fired, ModelBuilder, Raised};
use super::retries::{self, Grouping};
use super::{HistoryModel, Meaning, Part, awaited};
use crate::order::{Keyed, pair, sort, text_key, ticks_or_least};
use crate::span::{Span, SpanKind, SpanState};
use crate::status::RuntimeStatus;

impl ModelBuilder {
    fn pair_timers(&mut self) {
        let fired = std::mem::take(&mut self.fired);
        let keys = fired.iter().enumerate();
        let keys = keys.map(|(at, fired)| (ticks_or_least(fired.due), at));
        let created = std::mem::take(&mut self.timers);
        pair(created, keys.collect(), &mut |open, at| {
            let Some(Fired { event, due, queued }) = fired.get(at).copied() else {
                return;
            };
            let index = open.unwrap_or_else(|| {
                // Its creation is not in this history.
                let mut span = Span::new(SpanKind::Timer, event);
                span.due = due;
                self.add(span, Part::Whole)
            });
            // `None` is the smallest: the later of those that are known.
            self.close(index, event, due.max(queued), SpanState::Completed);
            if open.is_none() {
                self.put(event, index, Part::Whole);
            }
        });
    }

    fn pair_answers(&mut self) {
        let raised = std::mem::take(&mut self.raised);
        let keys = raised.iter().enumerate();
        let keys = keys.map(|(at, it)| (text_key(it.name.as_deref().unwrap_or_default()), at));
        let requests = std::mem::take(&mut self.requests);
        pair(requests, keys.collect(), &mut |request, at| {
            if let Some(raised) = raised.get(at) {
                self.answered(request, raised);
            }
        });
        let mut locks = std::mem::take(&mut self.locks);
        sort(&mut locks);
        // One release for each entity of the lock; the last one ends it.
        for (id, event, time) in std::mem::take(&mut self.released) {
            let at = locks.partition_point(|(other, _)| *other < id);
            let lock = locks.get(at).filter(|(other, _)| *other == id);
            if let Some((_, index)) = lock.copied() {
                let before = self.model.spans.get(index).and_then(|span| span.end);
                self.close(index, event, time.max(before), SpanState::Completed);
            }
        }
    }

    fn answered(&mut self, request: Option<usize>, raised: &Raised) {
        let Some(index) = request else {
            let mut span = Span::new(SpanKind::ExternalEvent, raised.event);
            span.name.clone_from(&raised.name);
            span.start = raised.at;
            span.end = raised.at;
            span.state = SpanState::Completed;
            span.closed_by = Some(raised.event);
            self.add(span, Part::Whole);
            return;
        };
        match self.model.spans.get_mut(index) {
            Some(span) if span.kind == SpanKind::Lock => {
                span.granted = raised.at.max(span.start);
                self.put(raised.event, index, Part::Grants);
            }
            _ if raised.is_error => {
                self.close(index, raised.event, raised.at, SpanState::Failed);
            }
            _ => self.close(index, raised.event, raised.at, SpanState::Completed),
        }
    }

    /// Brings the spans into the order in which they first appear; what is paired late was added late.
    fn sort(&mut self) {
        // Mostly nothing was, and a large history has megabytes of spans to move.
        if self.model.spans.is_sorted_by_key(|span| span.opened_by) {
            return;
        }
        let spans = std::mem::take(&mut self.model.spans);
        let keys = spans.iter().enumerate();
        let mut order: Vec<Keyed> = keys
            // There are not so many events.
            .map(|(at, span)| (i64::try_from(span.opened_by).unwrap_or(i64::MAX), at))
            .collect();
        sort(&mut order);
        let mut places = vec![0; order.len()];
        for (place, (_, at)) in order.iter().enumerate() {
            if let Some(slot) = places.get_mut(*at) {
                *slot = place;
            }
        }
        for (span, _) in self.parts.iter_mut().flatten() {
            *span = places.get(*span).copied().unwrap_or_default();
        }
        let calls = std::mem::take(&mut self.calls);
        let mut spans: Vec<Option<Span>> = spans.into_iter().map(Some).collect();
        for (_, at) in order {
            self.model
                .spans
                .extend(spans.get_mut(at).and_then(Option::take));
            self.calls.push(calls.get(at).copied().unwrap_or_default());
        }
    }

    /// What was open when the orchestrator ended is not pending any more.
    fn give_up(&mut self) {
        let Some(ended) = &self.model.ended else {
            return;
        };
        let terminated = *ended == RuntimeStatus::Terminated;
        for span in &mut self.model.spans {
            if span.state == SpanState::Pending {
                let done = terminated && span.kind == SpanKind::Termination;
                span.state = if done {
                    SpanState::Completed
                } else {
                    SpanState::LeftBehind
                };
                span.set_end(self.model.ended_at);
            }
        }
    }

    /// A child that was rewound with its parent has what was erased, and no reason.
    fn rewound_without_reason(&mut self) {
        let erased = std::mem::take(&mut self.erased);
        let Some((first, last)) = erased.first().zip(erased.last()) else {
            return;
        };
        let mut span = Span::new(SpanKind::Rewind, *first);
        span.state = SpanState::Completed;
        span.closed_by = Some(*last);
        let index = self.add(span, Part::Erased);
        for event in erased {
            self.put(event, index, Part::Erased);
        }
    }

    /// Pairs what is left to pair and groups tries.
    pub fn finish(mut self) -> HistoryModel {
        self.rewound_without_reason();
        self.model.suspended = self.suspension.is_some();
        self.pair_timers();
        self.pair_answers();
        self.sort();
        let grouping = retries::group(&self.model.spans, &self.calls);
        self.give_up();
        awaited::mark(&mut self.model);
        self.regroup(grouping);
        self.model.index_events();
        self.model.index_times();
        self.model
    }

    /// Puts tries and their pauses into the span of the first try, and gives every event its meaning.
    fn regroup(&mut self, mut grouping: Grouping) {
        let calls = grouping.take_calls(&self.model.spans);
        let places = self.fold_away(&grouping, calls.is_empty());
        for (head, call) in calls {
            let place = places.get(head).copied().unwrap_or_default();
            if let Some(span) = self.model.spans.get_mut(place) {
                call.into_span(span, (self.model.ended.is_some(), self.model.ended_at));
            }
        }
        for (meaning, part) in self.model.meanings.iter_mut().zip(&self.parts) {
            let Some((leaf, part)) = *part else { continue };
            let span = places.get(leaf).copied().unwrap_or(leaf);
            let part = match (grouping.place(leaf), part) {
                (None, part) => part,
                (Some(place), Part::Opens) if place.is_pause => Part::PauseBegins(place.number),
                (Some(place), _) if place.is_pause => Part::PauseEnds(place.number),
                (Some(place), _) => Part::Try(place.number),
            };
            *meaning = Meaning::Of { span, part };
        }
    }

    /// Takes out the spans that are a part of another one. Says where each has gone; nothing where all stay.
    fn fold_away(&mut self, grouping: &Grouping, all_stay: bool) -> Vec<usize> {
        if all_stay {
            return Vec::new();
        }
        // A head comes before its other tries and its pauses.
        let (mut places, mut kept) = (Vec::with_capacity(self.model.spans.len()), 0);
        self.model.spans.retain(|_| {
            let index = places.len();
            let head = grouping.place(index).map_or(index, |place| place.head);
            let is_head = head == index;
            places.push(if is_head {
                kept
            } else {
                places.get(head).copied().unwrap_or_default()
            });
            kept += usize::from(is_head);
            is_head
        });
        places
    }
}
