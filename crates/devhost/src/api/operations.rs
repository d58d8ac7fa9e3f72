//! What is done to one instance. Each is accepted with an empty 202 before it is done (recordings `lifecycle`, `rewind`, `approval`).

use super::{Call, errors};
use crate::engine::Message;
use crate::engine::status::RuntimeStatus;
use crate::json::Json;
use crate::wire::Response;

impl Call<'_> {
    /// The status of an instance that has not ended, or the answer that there is none: 404 where it is not, 410 where it has ended.
    fn unfinished(&self, id: &str) -> Result<RuntimeStatus, Response> {
        match self.hub().and_then(|hub| hub.row(id)) {
            None => Err(Response::empty(404).reading(1)),
            Some(row) if row.status.is_finished() => Err(Response::empty(410).reading(1)),
            Some(row) => Ok(row.status),
        }
    }

    fn accept(&mut self, id: &str, message: Message) -> Response {
        self.world.send(&self.hub, id, message);
        Response::empty(202).reading(1)
    }

    fn reason(&self) -> Option<String> {
        self.query.get("reason")
    }

    pub(super) fn terminate(&mut self, id: &str) -> Response {
        match self.unfinished(id) {
            Err(response) => response,
            Ok(_) => self.accept(
                id,
                Message::Terminate {
                    reason: self.reason(),
                },
            ),
        }
    }

    pub(super) fn suspend(&mut self, id: &str) -> Response {
        match self.unfinished(id) {
            Err(response) => response,
            Ok(RuntimeStatus::Suspended) => refused("suspend", id, RuntimeStatus::Suspended),
            Ok(_) => self.accept(
                id,
                Message::Suspend {
                    reason: self.reason(),
                },
            ),
        }
    }

    pub(super) fn resume(&mut self, id: &str) -> Response {
        match self.unfinished(id) {
            Err(response) => response,
            Ok(RuntimeStatus::Suspended) => self.accept(
                id,
                Message::Resume {
                    reason: self.reason(),
                },
            ),
            Ok(status) => refused("resume", id, status),
        }
    }

    /// Only a failed one can be rewound. It is Pending at once.
    pub(super) fn rewind(&mut self, id: &str) -> Response {
        match self.hub().and_then(|hub| hub.row(id)).map(|row| row.status) {
            None => Response::empty(404).reading(1),
            Some(RuntimeStatus::Failed) => {
                self.world
                    .rewind(&self.hub, id, self.query.get("reason").as_deref());
                Response::empty(202).reading(1)
            }
            Some(status) if status.is_finished() => Response::empty(410).reading(1),
            Some(_) => errors::invalid_operation(
                "The rewind operation is only supported on failed orchestration instances.",
            )
            .reading(1),
        }
    }

    /// An event is kept until somebody waits for it, or the end.
    pub(super) fn raise_event(&mut self, id: &str, event: &str) -> Response {
        if let Err(response) = self.unfinished(id) {
            return response;
        }
        if !self.is_json() {
            return errors::message(400, "Only application/json request content is supported")
                .reading(1);
        }
        match Json::parse(&self.request.text()) {
            Err(error) => errors::invalid_json(&error.message).reading(1),
            Ok(payload) => self.accept(
                id,
                Message::Event {
                    name: event.to_owned(),
                    input: payload.to_string(),
                },
            ),
        }
    }

    /// Whether the body is said to be JSON, parameters of the content type aside.
    pub(super) fn is_json(&self) -> bool {
        let content_type = self.request.header("content-type").unwrap_or_default();
        let media_type = content_type.split(';').next().unwrap_or_default();
        media_type.trim().eq_ignore_ascii_case("application/json")
    }
}

fn refused(what: &str, id: &str, status: RuntimeStatus) -> Response {
    let message = format!(
        "Cannot {what} the orchestration instance {id} because instance is in the {} state.",
        status.as_str()
    );
    errors::invalid_operation(&message).reading(1)
}
