//! Who is related to whom, and how sure that is.
//!
//! The API tells little (the wire contract, sections 5 and 6): a pending child's id stands in its parent's history, newer
//! generations tell that of a finished one too, the framework names children `{execution id of the parent}:{number}`, and
//! people name them `{parent}:…`. What is left are names and times.

use crate::instance::InstanceStatus;
use crate::model::HistoryModel;
use crate::span::{Span, SpanKind, Sureness};
use chrono::{DateTime, TimeDelta, Utc};

/// Why somebody is taken for a relative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The history names the id.
    NamedInHistory,
    /// The id is the parent's, a colon, and something.
    IdOfParent,
    /// The ids have the same execution id of a parent before the colon.
    SameExecution,
    /// The orchestrator's name and the times are those of the child in the history.
    NameAndTime,
}

impl Because {
    /// How sure it makes it. An id that begins with another's may be chance, but hardly ever is.
    pub fn sureness(self) -> Sureness {
        match self {
            Self::NamedInHistory => Sureness::Known,
            Self::IdOfParent | Self::SameExecution => Sureness::Inferred,
            Self::NameAndTime => Sureness::Guessed,
        }
    }
}

/// A child that a history tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// The span in the parent's history.
    pub span: usize,
    /// Its id and why it is that, where anything tells; `None`: unknown.
    pub id: Option<(String, Because)>,
}

/// The execution id of the parent, if the framework named this instance: 32 hexadecimal digits before a colon and a number.
pub fn parent_execution(id: &str) -> Option<&str> {
    let (execution, number) = id.split_once(':')?;
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let named = execution.len() == 32
        && is_hex(execution)
        && !number.is_empty()
        && number.len() <= 8
        && is_hex(number);
    named.then_some(execution)
}

/// The ids that the parent of an instance may have, the likeliest first: what stands before each of its colons. None if
/// the framework named it: then the id tells the parent's execution, which the API does not know.
pub fn parent_ids(id: &str) -> Vec<&str> {
    if parent_execution(id).is_some() {
        return Vec::new();
    }
    let colons = id.rmatch_indices(':');
    let parents = colons.filter_map(|(at, _)| id.get(..at));
    parents.filter(|parent| !parent.is_empty()).collect()
}

/// The prefix that lists what may be the children of an instance by their ids.
pub fn prefix_of_children(id: &str) -> String {
    format!("{id}:")
}

/// The prefix that lists the siblings of an instance the framework named.
pub fn prefix_of_siblings(id: &str) -> Option<String> {
    parent_execution(id).map(|execution| format!("{execution}:"))
}

/// The execution id of an instance, as a child shows it that its history names and that the framework named.
pub fn execution_named(model: &HistoryModel) -> Option<&str> {
    let children = model.spans.iter();
    children
        .filter(|span| span.kind == SpanKind::SubOrchestration)
        .find_map(|span| parent_execution(span.instance_id.as_deref()?))
}

/// The children of an instance: those its history tells of, with their ids as far as anything tells them. `known` are
/// instances that were seen, each is taken for one child at most.
pub fn children(id: &str, model: &HistoryModel, known: &[InstanceStatus]) -> Vec<Child> {
    let spans = || {
        let spans = model.spans.iter().enumerate();
        spans.filter(|(_, span)| span.kind == SpanKind::SubOrchestration)
    };
    let mut taken = vec![false; known.len()];
    let named: Vec<&str> = spans()
        .filter_map(|(_, span)| span.instance_id.as_deref())
        .collect();
    for (at, one) in known.iter().enumerate() {
        let is_told = one.instance_id == id || named.contains(&one.instance_id.as_str());
        if let Some(taken) = taken.get_mut(at) {
            *taken = is_told || one.is_entity();
        }
    }
    let execution = execution_of(spans().map(|(_, span)| span), known);
    let mut children: Vec<Child> = Vec::new();
    for (at, span) in spans() {
        let told = span.instance_id.as_deref();
        let id = match told {
            Some(told) => Some((told.to_owned(), Because::NamedInHistory)),
            None => best(id, span, execution.as_deref(), known, &taken).map(|(place, because)| {
                if let Some(taken) = taken.get_mut(place) {
                    *taken = true;
                }
                let id = known.get(place).map(|one| one.instance_id.clone());
                (id.unwrap_or_default(), because)
            }),
        };
        children.push(Child { span: at, id });
    }
    children
}

/// The execution id of this instance, as one of its children that the history names shows it; else as a known instance does
/// that fits one of the children in name and time.
fn execution_of<'a>(
    mut spans: impl Iterator<Item = &'a Span> + Clone,
    known: &[InstanceStatus],
) -> Option<String> {
    let named = spans
        .clone()
        .find_map(|span| parent_execution(span.instance_id.as_deref()?));
    if let Some(execution) = named {
        return Some(execution.to_owned());
    }
    spans.find_map(|span| {
        let mut fitting = known.iter().filter(|one| fits(span, one));
        let execution = fitting.find_map(|one| parent_execution(&one.instance_id))?;
        Some(execution.to_owned())
    })
}

/// The known instance that this child most likely is.
fn best(
    id: &str,
    span: &Span,
    execution: Option<&str>,
    known: &[InstanceStatus],
    taken: &[bool],
) -> Option<(usize, Because)> {
    let mut best: Option<(Because, TimeDelta, usize)> = None;
    for (at, one) in known.iter().enumerate() {
        let free = taken.get(at).is_some_and(|taken| !taken);
        if !free || !fits(span, one) {
            continue;
        }
        let below = one
            .instance_id
            .strip_prefix(id)
            .is_some_and(|rest| rest.starts_with(':'));
        let because = if below {
            Because::IdOfParent
        } else if execution.is_some() && parent_execution(&one.instance_id) == execution {
            Because::SameExecution
        } else {
            Because::NameAndTime
        };
        let apart = apart(span.start, one.created_time.utc());
        let better = best.is_none_or(|(than, distance, _)| {
            (because.sureness(), apart) < (than.sureness(), distance)
        });
        if better {
            best = Some((because, apart, at));
        }
    }
    best.map(|(because, _, at)| (at, because))
}

/// Whether an instance may be this child: its name, and its beginning and end as the parent saw them. Times of a list have
/// whole seconds, and a generation's beginning moves.
fn fits(span: &Span, one: &InstanceStatus) -> bool {
    const SLACK: TimeDelta = TimeDelta::seconds(2);
    let same_name = span
        .name
        .as_deref()
        .is_some_and(|name| name.eq_ignore_ascii_case(&one.name));
    let created = one.created_time.utc();
    let after_start = span
        .start
        .zip(created)
        .is_some_and(|(start, created)| created + SLACK >= start);
    let before_end = match (span.end, created) {
        (Some(end), Some(created)) => created <= end + SLACK,
        _ => true,
    };
    // What has ended for the parent has ended.
    let ended = span.end.is_none() || one.runtime_status.is_finished();
    let in_time = match (span.end, one.last_updated_time.utc()) {
        (Some(end), Some(updated)) => updated <= end + SLACK,
        _ => true,
    };
    same_name && after_start && before_end && ended && in_time
}

fn apart(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> TimeDelta {
    one.zip(other)
        .map_or(TimeDelta::MAX, |(one, other)| (one - other).abs())
}
