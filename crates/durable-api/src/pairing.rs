//! What the two events of one piece of work have in common.

use crate::history::HistoryEvent;
use crate::json::{object, string};
use crate::time::wire_time;

/// Both events of a timer have `FireAt` in common, if not to the letter. The space keeps it apart from entity
/// calls, whose ids have none.
pub(crate) fn timer_key(event: &HistoryEvent) -> String {
    let mut key = String::from("timer ");
    if let Some(time) = &event.fire_at {
        match time.utc() {
            Some(utc) => key.push_str(&wire_time(utc)),
            None => key.push_str(time.text()),
        }
    }
    key
}

/// A request that waits for an answer.
pub(crate) struct EntityCall {
    /// The request's id, which is the answer's name.
    pub(crate) id: String,
    /// What the entity is to do; none for a lock.
    pub(crate) operation: Option<String>,
}

/// The request an orchestrator sends to an entity, if it waits for an answer: the answer is an `EventRaised`
/// whose name is the request's id. Source: the wire contract, section 6; recording entities.
pub(crate) fn entity_call(event: &HistoryEvent) -> Option<EntityCall> {
    if !event.instance_id.as_deref()?.starts_with('@') || event.name.as_deref() != Some("op") {
        return None;
    }
    let request = event.input.as_string()?;
    let (mut id, mut operation, mut signal) = (None, None, false);
    for (key, value) in object(&request).ok()? {
        match &*key {
            "id" => id = string(value.get()),
            "op" => operation = string(value.get()),
            "signal" => signal = value.get() == "true",
            _ => {}
        }
    }
    if signal {
        None
    } else {
        Some(EntityCall { id: id?, operation })
    }
}
