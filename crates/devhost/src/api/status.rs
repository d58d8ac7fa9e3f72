//! The status of one instance.

use std::fmt::Write as _;

use super::{Call, history, path};
use crate::engine::rows::InstanceRow;
use crate::engine::status::RuntimeStatus;
use crate::json::{Json, escape_into};
use crate::time;
use crate::wire::Response;

/// The members of a status object, without its closing brace. Payloads are what their stored text means.
pub fn object(row: &InstanceRow, show_input: bool) -> String {
    let mut out = String::from("{\"name\":");
    escape_into(&mut out, &row.name);
    out.push_str(",\"instanceId\":");
    escape_into(&mut out, &row.id);
    let input = if show_input {
        row.input.as_deref()
    } else {
        None
    };
    let _ = write!(
        out,
        ",\"runtimeStatus\":\"{}\",\"input\":{},\"customStatus\":{},\"output\":{},\"createdTime\":\"{}\",\"lastUpdatedTime\":\"{}\"",
        row.status.as_str(),
        Json::of_stored(input),
        Json::of_stored(row.custom_status.as_deref()),
        Json::of_stored(row.output.as_deref()),
        time::seconds(row.created),
        time::seconds(row.updated),
    );
    out
}

impl Call<'_> {
    /// `GET instances/{id}`: 202 with a `Location` while it lives, 200 when it has ended, 404 where it is not.
    pub(super) fn status(&self, id: &str) -> Response {
        let Some(row) = self.hub().and_then(|hub| hub.row(id)) else {
            return Response::empty(404).reading(1);
        };
        let flag = |name: &str, default: bool| self.query.flag(name).unwrap_or(default);
        let show_input = flag("showInput", true);
        let mut body = object(&row, show_input);
        let mut rows = 1;
        if flag("showHistory", false) && row.status != RuntimeStatus::Pending {
            let events = self
                .hub()
                .and_then(|hub| hub.history(id))
                .unwrap_or_default();
            rows += events.len() as u64;
            body.push_str(",\"historyEvents\":");
            history::write(
                &mut body,
                &events,
                id,
                show_input,
                flag("showHistoryOutput", false),
            );
        }
        body.push('}');
        let failed = row.status == RuntimeStatus::Failed
            && flag("returnInternalServerErrorOnFailure", false);
        match (failed, row.status.is_finished()) {
            (true, _) => Response::json(500, body),
            (false, true) => Response::json(200, body),
            (false, false) => Response::json(202, body)
                .with_header("location", self.location())
                .with_header("retry-after", "5"),
        }
        .reading(rows)
    }

    /// The URL of the request as the host sees it, which is what `Location` says: without hub and connection unless the request named
    /// them.
    fn location(&self) -> String {
        let query = self.request.query();
        let mark = if query.is_empty() { "" } else { "?" };
        format!(
            "{}{}{mark}{query}",
            self.config.origin,
            path::seen(self.request.path())
        )
    }
}
