//! Why an instance failed: the deepest cause first, then how it travelled up.

use crate::event_kind::EventKind;
use crate::failure::{Failure, WrapperRole, readable, unwrap_all};
use crate::history::HistoryEvent;
use crate::json::{object, string};
use crate::model::HistoryModel;
use crate::span::{Span, SpanKind, SpanState, Sureness};

/// Why an instance failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureStory {
    /// The error that began it, with all it says.
    pub cause: Failure,
    /// Through which functions it went: the one that threw it first, the instance's own orchestrator last.
    pub path: Vec<Step>,
    /// How sure it is that the error came from there.
    pub sure: Sureness,
    /// What the orchestrator itself said at its end, readable; empty when it said nothing.
    pub said: String,
}

/// A function that an error went through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub role: WrapperRole,
    /// Its name; empty when unknown.
    pub name: String,
    /// The child's id, where the history has it.
    pub instance_id: Option<String>,
    /// How often it was tried, where this history tells.
    pub tries: u32,
    /// The span in this history, if it is one of its own.
    pub span: Option<usize>,
    /// The event with the error.
    pub event: Option<usize>,
}

/// Why the instance failed; `None` when nothing says that it did. `output` is the status object's, as text: the error
/// of a failed one. `event` gives an event of the history by its index.
pub fn failure_story(
    model: &HistoryModel,
    output: Option<&str>,
    event: &dyn Fn(usize) -> Option<HistoryEvent>,
) -> Option<FailureStory> {
    let ended = model.ended_by.and_then(event);
    let ending = ended.as_ref();
    let own = ending.and_then(|ended| ended.result.as_string());
    let said = output.map(str::to_owned).or(own).unwrap_or_default();
    let details = ending.filter(|ended| !ended.failure_details.is_null());
    let details = details.map(|ended| Failure::read(ended.failure_details.text()));
    let (wrappers, inside) = unwrap_all(&said);
    let blamed = blamed(model, &said, inside, event);
    let orchestrator = Step {
        role: WrapperRole::Orchestrator,
        name: model.name.as_deref().unwrap_or_default().to_owned(),
        instance_id: None,
        tries: 1,
        span: None,
        event: model.ended_by,
    };
    let Some((span, failed, sure)) = blamed else {
        // It threw by itself, or what failed is not in this history.
        let cause = match details {
            Some(details) => details.deepest().clone(),
            None => Failure::read(inside).deepest().clone(),
        };
        let mut path: Vec<Step> = wrappers.iter().skip(1).rev().map(step).collect();
        path.push(orchestrator);
        return Some(FailureStory {
            cause,
            path,
            sure: Sureness::Known,
            said: readable(&said),
        });
    };
    let error = error_of(&failed);
    let mut path = vec![Step {
        role: match span.1.kind {
            SpanKind::SubOrchestration => WrapperRole::Orchestrator,
            SpanKind::EntityCall => WrapperRole::Entity,
            _ => WrapperRole::Activity,
        },
        name: span.1.name.as_deref().unwrap_or_default().to_owned(),
        instance_id: span.1.instance_id.as_deref().map(str::to_owned),
        tries: u32::try_from(span.1.try_count()).unwrap_or(u32::MAX),
        span: Some(span.0),
        event: span.1.failed_by(),
    }];
    // What went on within the child, as its own words tell: the first is the child itself.
    let reason = failed.reason.clone().unwrap_or_default();
    let (within, _) = unwrap_all(&reason);
    for inner in within.iter().skip(1) {
        path.insert(0, step(inner));
    }
    path.push(orchestrator);
    Some(FailureStory {
        cause: error.deepest().clone(),
        path,
        sure,
        said: readable(&said),
    })
}

fn step(wrapper: &crate::failure::Wrapper) -> Step {
    Step {
        role: wrapper.role,
        name: wrapper.name.clone(),
        instance_id: None,
        tries: 1,
        span: None,
        event: None,
    }
}

/// What the event of a failed task or child says: its details before its reason, which has no stack.
pub fn error_of(event: &HistoryEvent) -> Failure {
    if event.kind == EventKind::EventRaised {
        return entity_error(event);
    }
    let mut failure = Failure::default();
    if !event.failure_details.is_null() {
        failure = Failure::read(event.failure_details.text());
    } else if let Some(details) = event.details.as_deref().filter(|text| !text.is_empty()) {
        failure = Failure::read(details);
    }
    let deepest = failure.deepest();
    if deepest.message.is_empty() && deepest.causes.is_empty() {
        let reason = event.reason.as_deref().unwrap_or_default();
        let said = Failure::read(unwrap_all(reason).1);
        if failure.frames.is_empty() && failure.kind.is_none() {
            return said;
        }
        if failure.causes.is_empty() {
            failure.message = said.message;
        }
    }
    failure
}

/// What the answer of an entity says: the error is its result, the type beside it. Source: the extension's
/// `ResponseMessage`.
fn entity_error(event: &HistoryEvent) -> Failure {
    let (mut kind, mut failure) = (None, Failure::default());
    let answer = event.input_json();
    for (key, value) in object(answer.text()).unwrap_or_default() {
        match &*key {
            "result" if failure == Failure::default() => {
                let text = string(value.get()).unwrap_or_else(|| value.get().to_owned());
                failure = Failure::read(&text);
            }
            "failureDetails" if value.get() != "null" => failure = Failure::read(value.get()),
            "exceptionType" => kind = string(value.get()),
            _ => {}
        }
    }
    if failure.kind.is_none() {
        // The assembly goes after a comma.
        failure.kind = kind.and_then(|kind| kind.split(", ").next().map(str::to_owned));
    }
    failure
}

type Blamed<'a> = ((usize, &'a Span), HistoryEvent, Sureness);

/// Which failed span the orchestrator's own error speaks of: the latest whose message it repeats. Where it says nothing,
/// the latest that failed at all.
fn blamed<'a>(
    model: &'a HistoryModel,
    said: &str,
    inside: &str,
    event: &dyn Fn(usize) -> Option<HistoryEvent>,
) -> Option<Blamed<'a>> {
    /// More are not looked into: each costs a decoding.
    const LOOKED_INTO: usize = 50;
    let failed = model.spans.iter().enumerate().rev();
    let failed = failed.filter(|(_, span)| span.state == SpanState::Failed);
    for (at, span) in failed.take(LOOKED_INTO) {
        let Some(told) = span.failed_by().and_then(event) else {
            continue;
        };
        if said.is_empty() {
            return Some(((at, span), told, Sureness::Inferred));
        }
        let reason = told.reason.as_deref().unwrap_or_default();
        let message = unwrap_all(reason).1;
        let repeated = !message.trim().is_empty()
            && (said.contains(message.trim()) || !inside.is_empty() && message.contains(inside));
        let deepest = error_of(&told).deepest().message.clone();
        let repeated = repeated || !deepest.is_empty() && readable(said).contains(&deepest);
        if repeated {
            return Some(((at, span), told, Sureness::Inferred));
        }
    }
    None
}
