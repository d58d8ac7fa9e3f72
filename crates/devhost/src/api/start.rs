//! Starting and restarting, and waiting for the end (recordings `start`, `restart`).

use chrono::{DateTime, TimeDelta, Utc};

use super::{Call, Outcome, errors, status};
use crate::engine::status::RuntimeStatus;
use crate::engine::{StartError, World};
use crate::json::Json;
use crate::wire::Response;

/// A call that waits for an instance to finish, up to its timeout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    hub: String,
    instance_id: String,
    interval: TimeDelta,
    next_look: DateTime<Utc>,
    until: DateTime<Utc>,
    show_input: bool,
    failure_is_500: bool,
    otherwise: Response,
}

impl Waiting {
    /// When the instance is looked at next; before that there is no answer.
    pub fn next_look(&self) -> DateTime<Utc> {
        self.next_look
    }

    /// The answer, if there is one by now: the instance has finished, or the time is over.
    pub fn poll(&mut self, world: &World) -> Option<Response> {
        let now = world.now();
        if now < self.next_look {
            return None;
        }
        let row = world
            .hub(&self.hub)
            .and_then(|hub| hub.row(&self.instance_id));
        if let Some(row) = row.filter(|row| row.status.is_finished()) {
            if row.status == RuntimeStatus::Completed {
                let output = Json::of_stored(row.output.as_deref());
                return Some(Response::json(200, output.to_string()).reading(1));
            }
            let failed = self.failure_is_500 && row.status == RuntimeStatus::Failed;
            let body = status::object(&row, self.show_input) + "}";
            return Some(Response::json(if failed { 500 } else { 200 }, body).reading(1));
        }
        if now >= self.until {
            return Some(self.otherwise.clone());
        }
        self.next_look = (now + self.interval).min(self.until);
        None
    }
}

/// The most UTF-16 units an instance id may have.
const MAX_ID: usize = 256;

impl Call<'_> {
    /// `POST orchestrators/{name}[/{id}]`.
    pub(super) fn start(&mut self, name: &str, id: Option<&str>) -> Outcome {
        let input = match self.body() {
            Ok(input) => input,
            Err(response) => return response.into(),
        };
        let known = self
            .world
            .registry
            .find_orchestrator(name)
            .map(|function| function.name.clone());
        let name = match known {
            // What functions another hub's app has is not known here.
            _ if !self.world.works_on(&self.hub) => name.to_owned(),
            Some(name) => name,
            None => return self.unknown_function(name).into(),
        };
        let id = match id {
            Some(id) => match refused_id(id) {
                Some(message) => return errors::argument(message).into(),
                None => id.to_owned(),
            },
            None => self.world.new_id(),
        };
        self.start_as(&name, &id, input)
    }

    /// The input that the body is. The serializer takes a leading `$type` for its own and drops it (recording `json-shapes`).
    fn body(&self) -> Result<Option<String>, Response> {
        let text = self.request.text();
        if text.trim().is_empty() {
            return Ok(None);
        }
        let mut json =
            Json::parse_whole(&text).map_err(|error| errors::invalid_json(&error.message))?;
        if let Json::Object(members) = &mut json
            && members.first().is_some_and(|(name, _)| name == "$type")
        {
            members.remove(0);
        }
        Ok(json.stored())
    }

    fn start_as(&mut self, name: &str, id: &str, input: Option<String>) -> Outcome {
        if let Err(StartError::Exists(status)) = self.world.start(&self.hub, name, id, input) {
            let message = format!(
                "An Orchestration instance with the status {} already exists.",
                status.as_str()
            );
            let class = "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException";
            return errors::exception(500, errors::WENT_WRONG, &message, class)
                .reading(1)
                .into();
        }
        self.started(id)
    }

    /// The answer once an instance was started: at once, or when it has ended.
    fn started(&self, id: &str) -> Outcome {
        let otherwise = self.check_status(id).reading(1);
        let (Some(timeout), Some(interval)) = (
            self.query.seconds("timeout"),
            self.query.seconds("pollingInterval"),
        ) else {
            return otherwise.into();
        };
        if interval > timeout {
            let message =
                format!("Total timeout {timeout} should be bigger than retry timeout {interval}");
            return errors::argument(&message).into();
        }
        let now = self.world.now();
        Outcome::Wait(Waiting {
            hub: self.hub.clone(),
            instance_id: id.to_owned(),
            interval: seconds(interval).max(TimeDelta::milliseconds(10)),
            next_look: now,
            until: now + seconds(timeout),
            show_input: self.query.flag("showInput").unwrap_or(true),
            failure_is_500: self
                .query
                .flag("returnInternalServerErrorOnFailure")
                .unwrap_or(false),
            otherwise,
        })
    }

    /// `POST instances/{id}/restart`: the same function and input under a new id, or the same.
    pub(super) fn restart(&mut self, id: &str) -> Outcome {
        let Some(row) = self.hub().and_then(|hub| hub.row(id)) else {
            let exception = format!("An orchestrastion with the instanceId {id} was not found.");
            let message = "InstanceId does not match a valid orchestration instance.";
            return errors::exception(400, message, &exception, "System.ArgumentException")
                .reading(1)
                .into();
        };
        let anew = self.query.flag("restartWithNewInstanceId").unwrap_or(true);
        let new_id = if anew {
            self.world.new_id()
        } else {
            id.to_owned()
        };
        self.start_as(&row.name, &new_id, row.input)
    }

    /// 400 that names every orchestrator: the one way to learn their names.
    fn unknown_function(&self, name: &str) -> Response {
        let known: Vec<String> = self
            .world
            .registry
            .orchestrator_names()
            .map(|name| format!("'{name}'"))
            .collect();
        errors::argument(&format!(
            "The function '{name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are \
             the known orchestrator functions: {}.",
            known.join(", ")
        ))
    }
}

fn seconds(seconds: f64) -> TimeDelta {
    TimeDelta::from_std(std::time::Duration::from_secs_f64(seconds.clamp(0.0, 1e9)))
        .unwrap_or(TimeDelta::zero())
}

/// Why an id cannot be started under; `None` where it can.
fn refused_id(id: &str) -> Option<&'static str> {
    if id.starts_with('@') {
        Some("instanceId (Parameter 'Orchestration instance ids must not start with @.')")
    } else if id
        .chars()
        .any(|c| matches!(c, '/' | '\\' | '#' | '?') || c.is_control())
    {
        Some(
            "instanceId (Parameter 'Orchestration instance ids must not contain /, \\, #, ?, or control characters.')",
        )
    } else if id.encode_utf16().count() > MAX_ID {
        Some("Instance ID lengths must not exceed 256 characters.")
    } else {
        None
    }
}
