//! What an orchestrator sends to entities, and what they answer.
//!
//! Source: the wire contract, section 6: the answer is an `EventRaised` whose name is the request's id. Recording
//! entities. The fields are those of the extension's `RequestMessage`, `ReleaseMessage` and `ResponseMessage`,
//! which the newer generations spell the same.

use crate::json::{array, object, string};

/// A message to an entity.
pub(crate) struct Request {
    /// The request's id, which is the answer's name; of a release that of the lock.
    pub(crate) id: Option<String>,
    /// What the entity is to do; none for a lock.
    pub(crate) operation: Option<String>,
    /// Whether no answer is waited for.
    pub(crate) signal: bool,
    /// The entities a lock asks for, as `@name@key`.
    pub(crate) lock_set: Vec<String>,
}

/// Reads the message from the JSON of an event's `Input`: a string that holds an object, or the object itself.
pub(crate) fn request(input: &str) -> Option<Request> {
    let text = inside(input)?;
    let mut request = Request {
        id: None,
        operation: None,
        signal: false,
        lock_set: Vec::new(),
    };
    for (key, value) in object(&text).ok()? {
        match &*key {
            "id" => request.id = string(value.get()),
            "op" => request.operation = string(value.get()),
            "signal" => request.signal = value.get() == "true",
            "lockset" => request.lock_set = lock_set(value.get()),
            _ => {}
        }
    }
    Some(request)
}

/// Whether an answer says that the operation failed.
pub(crate) fn is_error(input: &str) -> bool {
    // Events from outside are not decoded.
    if !input.contains("exceptionType") && !input.contains("failureDetails") {
        return false;
    }
    let Some(text) = inside(input) else {
        return false;
    };
    object(&text).is_ok_and(|fields| {
        fields.iter().any(|(key, value)| {
            matches!(&**key, "exceptionType" | "failureDetails") && value.get() != "null"
        })
    })
}

fn inside(input: &str) -> Option<String> {
    if input.starts_with('{') {
        Some(input.to_owned())
    } else {
        string(input)
    }
}

fn lock_set(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for entity in array(text).unwrap_or_default() {
        let (mut name, mut key) = (String::new(), String::new());
        for (field, value) in object(entity.get()).unwrap_or_default() {
            match &*field {
                "name" => name = string(value.get()).unwrap_or_default(),
                "key" => key = string(value.get()).unwrap_or_default(),
                _ => {}
            }
        }
        ids.push(format!("@{name}@{key}"));
    }
    ids
}
