//! One constructor for each call on instances.

use crate::percent::segment;
use crate::request::{ApiRequest, Method};
use crate::status::{FinishedStatuses, RuntimeStatus};
use crate::time::wire_time;
use chrono::{DateTime, Utc};

/// The request header that carries a position in a list.
pub const CONTINUATION_HEADER: &str = "x-ms-continuation-token";

/// What to list. `ListQuery::default()` is one page of 100 of everything, without inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Only ids that begin with this. The one filter the store can seek by.
    pub prefix: Option<String>,
    /// Only those created at or after this.
    pub created_from: Option<DateTime<Utc>>,
    /// Only those created at or before this.
    pub created_to: Option<DateTime<Utc>>,
    /// Only those of these statuses; empty means all. Unknown ones are not sent: the host would drop them, and
    /// with them the whole filter if none is left.
    pub statuses: Vec<RuntimeStatus>,
    /// Whether to ask for inputs; the host's default is yes, ours is no, for inputs are paid by the row.
    pub show_input: bool,
    /// Rows a page, 1 to 1000; anything else is brought into that range, because the host refuses 0 and stores
    /// serve no more than 1000.
    pub top: u16,
    /// Where to go on: a token the host gave, or a position of our own.
    pub position: Option<String>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            prefix: None,
            created_from: None,
            created_to: None,
            statuses: Vec::new(),
            show_input: false,
            top: 100,
            position: None,
        }
    }
}

/// `GET /instances`: one page. Source: the wire contract, section 3; recording list.
pub fn list(query: &ListQuery) -> ApiRequest {
    let mut request = ApiRequest::get("/instances".to_owned());
    if let Some(prefix) = query.prefix.as_deref().filter(|prefix| !prefix.is_empty()) {
        request = request.with("instanceIdPrefix", prefix);
    }
    if let Some(from) = query.created_from {
        request = request.with("createdTimeFrom", wire_time(from));
    }
    if let Some(to) = query.created_to {
        request = request.with("createdTimeTo", wire_time(to));
    }
    let known = query
        .statuses
        .iter()
        .filter(|status| !matches!(status, RuntimeStatus::Other(_)));
    let statuses = joined(known.map(RuntimeStatus::as_str));
    if !statuses.is_empty() {
        request = request.with("runtimeStatus", statuses);
    }
    request = request
        .with("showInput", flag(query.show_input))
        .with("top", query.top.clamp(1, 1000).to_string());
    if let Some(position) = query
        .position
        .as_deref()
        .filter(|position| !position.is_empty())
    {
        request
            .headers
            .push((CONTINUATION_HEADER, position.to_owned()));
    }
    request
}

/// What of an instance to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusOptions {
    /// With the history: every row of it is read.
    pub history: bool,
    /// With the results in the history.
    pub history_output: bool,
    /// With the input, and the inputs in the history.
    pub input: bool,
}

/// `GET /instances/{id}`. Source: the wire contract, section 3.
pub fn status(id: &str, options: StatusOptions) -> ApiRequest {
    let mut request = ApiRequest::get(instance_path(id));
    if options.history {
        request = request.with("showHistory", flag(true));
    }
    if options.history_output {
        request = request.with("showHistoryOutput", flag(true));
    }
    request.with("showInput", flag(options.input))
}

/// What to start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The orchestrator function's name; matches in any case.
    pub function: String,
    /// The id to start under; the host makes one when `None`. One that exists and is finished is overwritten.
    pub id: Option<String>,
    /// JSON, or nothing.
    pub input: Option<String>,
    /// Wait for the end.
    pub wait: Option<Wait>,
    /// The version to start (newest generation only).
    pub version: Option<String>,
}

/// How long a start or restart waits for the end, in seconds. The host refuses an interval longer than the timeout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// When to give up and answer with the management addresses instead.
    pub timeout: u32,
    /// How often the host looks.
    pub polling_interval: u32,
}

/// `POST /orchestrators/{function}[/{id}]`. Source: the wire contract, section 4; recording start.
pub fn start(what: &Start) -> ApiRequest {
    let mut path = format!("/orchestrators/{}", segment(&what.function));
    if let Some(id) = what.id.as_deref().filter(|id| !id.is_empty()) {
        path.push('/');
        path.push_str(&segment(id));
    }
    let mut request = waiting(ApiRequest::write(Method::Post, path), what.wait);
    if let Some(version) = &what.version {
        request = request.with("version", version.as_str());
    }
    request.body.clone_from(&what.input);
    request
}

/// `POST /instances/{id}/restart`: under a new id, or the same. Source: the wire contract, section 3; recording restart.
pub fn restart(id: &str, with_new_id: bool, wait: Option<Wait>) -> ApiRequest {
    waiting(
        operation(id, "restart").with("restartWithNewInstanceId", flag(with_new_id)),
        wait,
    )
}

/// `POST /instances/{id}/raiseEvent/{event}`. `data` is JSON; the host refuses an empty body, so none is sent as `null`.
///
/// Source: the wire contract, section 3; recordings approval, events-by-name.
pub fn raise_event(id: &str, event: &str, data: &str) -> ApiRequest {
    let mut request = operation(id, "raiseEvent");
    request.path.push('/');
    request.path.push_str(&segment(event));
    let data = if data.trim().is_empty() { "null" } else { data };
    request.body = Some(data.to_owned());
    request
}

/// `POST /instances/{id}/terminate`. Accepted is not done: children go on, and the status must be read until it says so.
pub fn terminate(id: &str, reason: &str) -> ApiRequest {
    with_reason(id, "terminate", reason)
}

/// `POST /instances/{id}/suspend`.
pub fn suspend(id: &str, reason: &str) -> ApiRequest {
    with_reason(id, "suspend", reason)
}

/// `POST /instances/{id}/resume`.
pub fn resume(id: &str, reason: &str) -> ApiRequest {
    with_reason(id, "resume", reason)
}

/// `POST /instances/{id}/rewind`. Breaks instances whose history has timers: see [`crate::HistoryModel::has_timers`].
pub fn rewind(id: &str, reason: &str) -> ApiRequest {
    with_reason(id, "rewind", reason)
}

/// `DELETE /instances/{id}`. Deletes running instances too. Source: recording lifecycle.
pub fn purge_one(id: &str) -> ApiRequest {
    ApiRequest::write(Method::Delete, instance_path(id))
}

/// `DELETE /instances`: everything finished in a window of created time.
///
/// The statuses are a non-empty set of finished ones by type, because the host deletes *everything* in the window
/// when none is left of those it was given. There is no prefix: the host ignores it here.
/// Source: the wire contract, section 3; recording purge-many.
pub fn purge_many(
    from: DateTime<Utc>,
    to: Option<DateTime<Utc>>,
    statuses: FinishedStatuses,
) -> ApiRequest {
    let mut request = ApiRequest::write(Method::Delete, "/instances".to_owned())
        .with("createdTimeFrom", wire_time(from));
    if let Some(to) = to {
        request = request.with("createdTimeTo", wire_time(to));
    }
    request.with(
        "runtimeStatus",
        joined(statuses.iter().map(crate::FinishedStatus::as_str)),
    )
}

fn instance_path(id: &str) -> String {
    let mut path = String::from("/instances/");
    path.push_str(&segment(id));
    path
}

fn operation(id: &str, name: &str) -> ApiRequest {
    let mut path = instance_path(id);
    path.push('/');
    path.push_str(name);
    ApiRequest::write(Method::Post, path)
}

fn with_reason(id: &str, name: &str, reason: &str) -> ApiRequest {
    let request = operation(id, name);
    if reason.is_empty() {
        request
    } else {
        request.with("reason", reason)
    }
}

fn waiting(request: ApiRequest, wait: Option<Wait>) -> ApiRequest {
    match wait {
        Some(wait) => request
            .with("timeout", wait.timeout.to_string())
            .with("pollingInterval", wait.polling_interval.to_string()),
        None => request,
    }
}

/// A flag as the host parses it.
pub(crate) fn flag(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for name in names {
        if !out.is_empty() {
            out.push(',');
        }
        out.push_str(name);
    }
    out
}
