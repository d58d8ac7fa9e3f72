//! What an instance waits for, as data. The words for it stand in the portal.

use crate::model::HistoryModel;
use crate::span::{Span, SpanKind, SpanState};
use crate::status::RuntimeStatus;
use crate::usual::{Durations, Usual};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Why nothing more happens at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// It has ended: there is nothing to wait for.
    Ended,
    /// Accepted, and no worker has taken it up.
    NeverPickedUp,
    /// A terminate has arrived and has not taken effect.
    Terminating {
        /// When it arrived.
        since: Option<DateTime<Utc>>,
    },
    /// Held by a suspend.
    Suspended {
        /// Since when.
        since: Option<DateTime<Utc>>,
        /// What it will go on waiting for.
        then: Vec<WaitingFor>,
    },
    /// For timers alone. An event may wake it earlier: a history does not say whether it waits for one.
    Sleeping {
        /// When the first of them rings.
        until: Option<DateTime<Utc>>,
        /// The timers, the first to ring first.
        timers: Vec<WaitingFor>,
    },
    /// For work that is pending: work first, then timers, each the longest-waiting first.
    For(Vec<WaitingFor>),
    /// Nothing is pending: most likely it awaits an external event.
    Idle {
        /// When something happened last.
        since: Option<DateTime<Utc>>,
    },
    /// Its history is not known, or its status is none of the known ones.
    Unknown,
}

/// One thing that is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingFor {
    /// The span; of several the first.
    pub span: usize,
    /// How many of this name are waited for; they are told one by one while they are few.
    pub count: usize,
    /// What it is.
    pub kind: SpanKind,
    /// Its name.
    pub name: Option<Arc<str>>,
    /// The child's or entity's id.
    pub instance_id: Option<Arc<str>>,
    /// Since when; of a retried call since the beginning of the present try.
    pub since: Option<DateTime<Utc>>,
    /// When the timer rings, or the next try is due.
    pub until: Option<DateTime<Utc>>,
    /// Which try it is, from 1; in a pause the one that comes next.
    pub attempt: u32,
    /// Whether it waits between two tries.
    pub in_pause: bool,
    /// Of a timer that was set right after this span had failed: perhaps the pause before its next try.
    pub perhaps_pause_of: Option<usize>,
    /// How long it usually takes.
    pub usual: Option<Usual>,
}

/// What an instance of this status waits for. `model` is `None` while the history is not known; `seen` tells how
/// long things usually take.
pub fn waiting(status: &RuntimeStatus, model: Option<&HistoryModel>, seen: &Durations) -> Waiting {
    use RuntimeStatus as S;
    match status {
        status if status.is_finished() => return Waiting::Ended,
        S::Pending => return Waiting::NeverPickedUp,
        S::Running | S::Suspended | S::ContinuedAsNew => {}
        _ => return Waiting::Unknown,
    }
    let Some(model) = model else {
        return match status {
            S::Suspended => Waiting::Suspended {
                since: None,
                then: Vec::new(),
            },
            _ => Waiting::Unknown,
        };
    };
    let pending = |kind| {
        let mut pending = model.pending();
        pending.find(move |span: &&Span| span.kind == kind)
    };
    if let Some(termination) = pending(SpanKind::Termination) {
        return Waiting::Terminating {
            since: termination.start,
        };
    }
    let items = items(model, seen);
    if model.suspended || *status == S::Suspended {
        return Waiting::Suspended {
            since: pending(SpanKind::Suspension).and_then(|span| span.start),
            then: items,
        };
    }
    if items.is_empty() {
        return Waiting::Idle {
            since: model.last_activity,
        };
    }
    if items.iter().all(|item| item.kind == SpanKind::Timer) {
        return Waiting::Sleeping {
            until: items.first().and_then(|item| item.until),
            timers: items,
        };
    }
    Waiting::For(items)
}

fn items(model: &HistoryModel, seen: &Durations) -> Vec<WaitingFor> {
    let own = Durations::of(model);
    let mut items: Vec<WaitingFor> = model
        .spans
        .iter()
        .enumerate()
        .filter(|(_, span)| {
            // A lock that is held is not waited for.
            span.state == SpanState::Pending
                && span.kind.is_awaited_work()
                && span.granted.is_none()
        })
        .map(|(at, span)| {
            let name = span.name.as_deref().unwrap_or_default();
            let usual = seen
                .usual(span.kind, name)
                .or_else(|| own.usual(span.kind, name));
            let last = span.tries.last();
            let in_pause = span.in_pause();
            let tries = u32::try_from(span.try_count()).unwrap_or(u32::MAX);
            WaitingFor {
                span: at,
                count: 1,
                kind: span.kind,
                name: span.name.clone(),
                instance_id: span.instance_id.clone(),
                since: match last {
                    Some(last) if in_pause => last.pause.as_ref().and_then(|pause| pause.start),
                    Some(last) => last.start,
                    None => span.start,
                },
                until: span.due,
                attempt: tries.saturating_add(u32::from(in_pause)),
                in_pause,
                perhaps_pause_of: None,
                usual,
            }
        })
        .collect();
    for item in &mut items {
        if item.kind == SpanKind::Timer {
            item.perhaps_pause_of = failed_before(model, item.span);
        }
    }
    // Timers go last, and those the first to ring first.
    items.sort_by(|one, other| {
        let key = |item: &WaitingFor| {
            let is_timer = item.kind == SpanKind::Timer;
            (is_timer, if is_timer { item.until } else { item.since })
        };
        key(one).cmp(&key(other))
    });
    together(items)
}

/// Makes one of many of the same name.
fn together(items: Vec<WaitingFor>) -> Vec<WaitingFor> {
    /// So many are told one by one, and so many names are told apart.
    const FEW: usize = 3;
    const NAMES: usize = 64;
    if items.len() <= FEW {
        return items;
    }
    let mut told: Vec<WaitingFor> = Vec::new();
    for item in items {
        let same = told.iter_mut().take(NAMES).find(|it| {
            let alike = (it.kind, &it.name, it.in_pause) == (item.kind, &item.name, item.in_pause);
            alike && item.kind != SpanKind::Timer
        });
        match same {
            Some(head) => head.count += 1,
            None => told.push(item),
        }
    }
    told
}

/// The span that failed right before this timer was set: its event stands before the timer's.
fn failed_before(model: &HistoryModel, timer: usize) -> Option<usize> {
    let before = timer.checked_sub(1)?;
    let (failed, timer) = (model.spans.get(before)?, model.spans.get(timer)?);
    let next = failed.closed_by? + 1 == timer.opened_by;
    (failed.state == SpanState::Failed && next).then_some(before)
}
