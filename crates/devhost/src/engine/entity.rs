//! Entities: operations in the order they come, locks, and the row that shows an entity among the instances (recording `entities`).

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};

use super::env::Env;
use super::event::{Event, HistoryRow};
use super::instance::{Body, Instance};
use super::queue::{Job, Message};
use super::registry::Registry;
use super::status::RuntimeStatus;
use crate::json::{Json, quote};
use crate::time::Stamp;

/// What a message to an entity asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RequestKind {
    /// An operation.
    Operation {
        /// Its name, maybe empty.
        op: String,
        /// Its input.
        input: Json,
        /// Whether nobody waits for an answer.
        signal: bool,
    },
    /// A lock over several entities, of which this one has the place given.
    Lock {
        /// Their ids, in order.
        entities: Vec<String>,
        /// Which of them this is.
        place: usize,
    },
    /// The end of a lock.
    Release,
}

/// A message to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// What it asks.
    pub kind: RequestKind,
    /// Its id, which is the name of the event that answers it.
    pub id: String,
    /// The orchestration that sent it, and its execution; nothing for a client.
    pub parent: Option<(String, String)>,
    /// The time it bears.
    pub stamp: Stamp,
}

/// What an entity has beside its row.
#[derive(Debug, Default)]
pub(super) struct EntityBody {
    pub exists: bool,
    pub state: Option<String>,
    /// The last message from each orchestration.
    pub(super) received: Vec<(String, Stamp, String)>,
    pub(super) horizon: Option<DateTime<Utc>>,
    pub(super) locked_by: Option<String>,
    pub(super) waiting: VecDeque<Request>,
}

/// Name and key of an entity's instance id.
pub fn parts(instance_id: &str) -> (&str, &str) {
    instance_id
        .trim_start_matches('@')
        .split_once('@')
        .unwrap_or((instance_id, ""))
}

/// How long messages may be late before the framework stops looking for them.
const REORDER_WINDOW: TimeDelta = TimeDelta::minutes(30);

/// How far that horizon may lag before it is moved and what is past it forgotten (`MessageSorter` of the extension).
const COLLECTION_INTERVAL: TimeDelta = TimeDelta::minutes(1);

impl Instance {
    /// An entity that nothing has been done to.
    pub(super) fn entity(id: &str, execution_id: String, now: DateTime<Utc>) -> Self {
        let mut instance = Self::pending(id, id, None, execution_id, now);
        instance.row.status = RuntimeStatus::Running;
        instance.body = Body::Entity(EntityBody::default());
        instance
    }
}

/// Hands a message to an entity; its row then begins anew, as after a continue-as-new.
pub(super) fn deliver(instance: &mut Instance, request: Request, env: &mut Env<'_>) {
    let Body::Entity(entity) = &mut instance.body else {
        return;
    };
    if let Some((parent, execution)) = &request.parent
        && request.kind != RequestKind::Release
    {
        entity.forget_before(request.stamp.at);
        entity.received.retain(|(other, _, _)| other != parent);
        entity
            .received
            .push((parent.clone(), request.stamp, execution.clone()));
    }
    let (name, _) = parts(&instance.row.id);
    entity.waiting.push_back(request);
    while let Some(at) = entity
        .waiting
        .iter()
        .position(|request| entity.may_do(request))
    {
        let Some(request) = entity.waiting.remove(at) else {
            break;
        };
        entity.carry_out(name, &request, env);
    }
    let at = env.tick();
    instance.row.input = Some(entity.scheduler_state());
    instance.row.custom_status = Some(entity.status());
    instance.row.created = at;
    instance.row.updated = at;
    let started = Event::ExecutionStarted {
        name: instance.row.name.clone(),
        input: instance.row.input.clone(),
        generation: None,
        scheduled_start: None,
    };
    instance.history = vec![HistoryRow::new(at, started)];
}

impl EntityBody {
    /// Moves the horizon of late messages and forgets the senders that are past it.
    fn forget_before(&mut self, stamp: DateTime<Utc>) {
        let horizon = self.horizon.get_or_insert(stamp - REORDER_WINDOW);
        if *horizon + REORDER_WINDOW + COLLECTION_INTERVAL < stamp {
            *horizon = stamp - REORDER_WINDOW;
            let horizon = *horizon;
            self.received.retain(|(_, last, _)| last.at >= horizon);
        }
    }

    /// Whether a message's turn has come: a locked entity serves only who holds it.
    fn may_do(&self, request: &Request) -> bool {
        match &self.locked_by {
            None => true,
            Some(holder) => request
                .parent
                .as_ref()
                .is_some_and(|(parent, _)| parent == holder),
        }
    }

    fn carry_out(&mut self, name: &str, request: &Request, env: &mut Env<'_>) {
        match &request.kind {
            RequestKind::Release => self.locked_by = None,
            RequestKind::Lock { entities, place } => {
                self.locked_by = request.parent.as_ref().map(|(parent, _)| parent.clone());
                if let Some(next) = entities.get(place + 1) {
                    let kind = RequestKind::Lock {
                        entities: entities.clone(),
                        place: place + 1,
                    };
                    let due = env.now + env.millis(5, 15);
                    let job = Job::Entity {
                        instance_id: next.clone(),
                        request: Request {
                            kind,
                            ..request.clone()
                        },
                    };
                    env.queue.push_in_order(due, env.hub, next, job);
                } else {
                    let class = "Microsoft.Azure.WebJobs.Extensions.DurableTask.ResponseMessage";
                    let assembly = "Microsoft.Azure.WebJobs.Extensions.DurableTask";
                    let text = format!(
                        r#"{{"$type":"{class}, {assembly}","result":"Lock Acquisition Completed"}}"#
                    );
                    answer(request, text, env);
                }
            }
            RequestKind::Operation { op, input, signal } => {
                let outcome = self.apply(env.registry, name, op, input);
                if !signal {
                    let text = match outcome {
                        Ok(result) => {
                            let result = result
                                .stored()
                                .map_or_else(|| "null".to_owned(), |text| quote(&text));
                            format!(r#"{{"result":{result}}}"#)
                        }
                        Err(thrown) => {
                            let result = quote(&quote(&thrown.message));
                            format!(
                                r#"{{"result":{result},"exceptionType":{}}}"#,
                                quote(&thrown.class)
                            )
                        }
                    };
                    answer(request, text, env);
                }
            }
        }
    }

    /// Applies an operation; a failed one leaves the state as it was.
    fn apply(
        &mut self,
        registry: &Registry,
        name: &str,
        op: &str,
        input: &Json,
    ) -> super::registry::Outcome {
        if op.eq_ignore_ascii_case("delete") {
            *self = Self {
                state: None,
                exists: false,
                ..std::mem::take(self)
            };
            return Ok(Json::Null);
        }
        let Some(function) = registry.find_entity(name) else {
            return Err(super::thrown::Thrown::new(
                "System.InvalidOperationException",
                format!("No entity '{name}'."),
            ));
        };
        let mut state = self
            .state
            .as_deref()
            .map(|text| Json::of_stored(Some(text)));
        let result = function.apply(&mut state, op, input)?;
        self.exists = state.is_some();
        self.state = state.map(|state| state.to_string());
        Ok(result)
    }
}

/// Sends the answer to the orchestration that waits for it.
fn answer(request: &Request, text: String, env: &mut Env<'_>) {
    let Some((instance_id, execution_id)) = &request.parent else {
        return;
    };
    let sent = env.tick();
    let due = sent + env.millis(4, 14);
    let job = Job::Deliver {
        instance_id: instance_id.clone(),
        execution_id: Some(execution_id.clone()),
        message: Message::Event {
            name: request.id.clone(),
            input: text,
        },
        sent,
    };
    env.queue.push(due, env.hub, job);
}
