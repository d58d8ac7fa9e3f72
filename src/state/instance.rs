//! One instance's status. Its history is a read of its own (`state::history`), so that one can fail alone.

use durable_api::{InstanceStatus, ListQuery, StatusOptions, calls, decode};

use crate::browser::fetch::Abort;
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::state::query::lifecycle::Millis;
use crate::state::query::{Loaded, stamp};
use crate::words::Word;

/// The pause between two polls of what can still change; it grows while nothing does.
const POLL: Millis = 2_000.0;

/// The status of one instance.
#[derive(Debug, Clone)]
pub struct StatusView {
    /// As the host told it.
    pub status: InstanceStatus,
    /// The exact answer, for the raw view.
    pub body: String,
    /// Whether it was found in the list only: the host cannot open an id with a `/` (docs/http-api.md §5).
    pub from_list: bool,
}

/// Whether the host cannot open this id by its path.
pub fn is_unopenable(id: &str) -> bool {
    id.contains('/')
}

/// Loads the status, with its input.
pub async fn load_status(
    client: Option<Client>,
    id: String,
    abort: Abort,
) -> Result<Loaded<StatusView>, ApiError> {
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    if is_unopenable(&id) {
        return find_in_list(client, id, abort).await;
    }
    let request = calls::status(
        &id,
        StatusOptions {
            input: true,
            ..StatusOptions::default()
        },
    );
    let answer = client.send(&request, None, &abort).await?;
    let status = decode::status_answer(answer.status, &answer.body)?;
    let poll = poll_of(&status, answer.header("retry-after"));
    Ok(Loaded {
        stamp: stamp(&answer.body),
        data: StatusView {
            status,
            body: answer.body,
            from_list: false,
        },
        poll,
    })
}

/// What the list knows of an instance that cannot be opened. It never asks for inputs, here as elsewhere.
async fn find_in_list(
    client: Client,
    id: String,
    abort: Abort,
) -> Result<Loaded<StatusView>, ApiError> {
    let query = ListQuery {
        prefix: Some(id.clone()),
        ..ListQuery::default()
    };
    let answer = client
        .send(&calls::list(&query), Some(Word::NoteByPrefix), &abort)
        .await?;
    let rows = decode::list_answer(answer.status, &answer.body)?;
    let status = rows
        .into_iter()
        .find(|row| row.instance_id == id)
        .ok_or_else(|| ApiError {
            http_status: Some(answer.status),
            ..ApiError::new(Cause::NotFound)
        })?;
    let (poll, body) = (poll_of(&status, None), status.to_json());
    Ok(Loaded {
        stamp: stamp(&body),
        data: StatusView {
            status,
            body,
            from_list: true,
        },
        poll,
    })
}

/// An entity reads as Running for ever: it is not waited for. `advice`: the host's `Retry-After`, where this page may read it (not
/// across origins, docs/http-api.md §2).
fn poll_of(status: &InstanceStatus, advice: Option<&str>) -> Option<Millis> {
    let advised = advice.and_then(|seconds| seconds.trim().parse::<u16>().ok());
    let pause = advised.map_or(POLL, |seconds| Millis::from(seconds.clamp(1, 60)) * 1_000.0);
    (!status.runtime_status.is_finished() && !status.is_entity()).then_some(pause)
}

/// How long an instance has run, in milliseconds: to its end when it has one, else until `now` (milliseconds since 1970).
/// `None` when the host's times cannot be read. Never negative: clocks of two machines differ.
pub fn elapsed_ms(status: &InstanceStatus, now: f64) -> Option<f64> {
    let from = status.created_time.unix_ms()?;
    let to = if status.runtime_status.is_finished() {
        status.last_updated_time.unix_ms()?
    } else {
        now
    };
    Some((to - from).max(0.0))
}

/// A JSON string as its text, anything else as the JSON it is.
pub fn plain_text(value: &durable_api::RawJson) -> String {
    value.as_string().unwrap_or_else(|| value.text().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{elapsed_ms, poll_of};
    use durable_api::{InstanceStatus, decode};

    fn status(runtime: &str) -> InstanceStatus {
        let body = format!(
            r#"{{"name":"Order","instanceId":"o","runtimeStatus":"{runtime}","input":null,"customStatus":null,"output":1,
                "createdTime":"2026-11-21T07:00:00Z","lastUpdatedTime":"2026-11-21T07:02:00Z"}}"#
        );
        decode::status_answer(200, &body).expect("a status")
    }

    #[test]
    fn a_finished_instance_ran_until_its_last_update_and_a_running_one_runs_until_now() {
        let started = 1_795_244_400_000.0;
        assert_eq!(elapsed_ms(&status("Completed"), 0.0), Some(120_000.0));
        assert_eq!(
            elapsed_ms(&status("Running"), started + 5_000.0),
            Some(5_000.0)
        );
        assert_eq!(
            elapsed_ms(&status("Running"), started - 5_000.0),
            Some(0.0),
            "clocks differ"
        );
    }

    #[test]
    fn the_hosts_advice_says_how_soon_to_ask_again_where_it_can_be_read() {
        let running = status("Running");
        assert_eq!(poll_of(&running, None), Some(2_000.0));
        assert_eq!(poll_of(&running, Some("5")), Some(5_000.0));
        assert_eq!(poll_of(&running, Some("0")), Some(1_000.0));
        assert_eq!(poll_of(&running, Some("tomorrow")), Some(2_000.0));
        assert_eq!(poll_of(&status("Completed"), Some("5")), None);
    }
}
