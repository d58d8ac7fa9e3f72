//! The relatives of an instance, as far as the host lists them: what may be its parent, its siblings, its children.

use chrono::{DateTime, TimeDelta, Utc};
use durable_api::relations::{execution_named, parent_ids, prefix_of_children, prefix_of_siblings};
use durable_api::scan::scan_status;
use durable_api::{
    HistoryModel, InstanceStatus, ListQuery, SpanKind, StatusOptions, calls, decode,
};

use crate::browser::fetch::Abort;
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::state::instance::is_unopenable;
use crate::state::query::{Loaded, stamp};
use crate::words::Word;

/// Rows a list is asked for.
const PAGE: u16 = 200;
/// Of longer ids with many colons only the likeliest parents are asked for.
const PARENTS: usize = 3;

/// Who was found.
#[derive(Clone, Debug, Default)]
pub struct Family {
    /// The instance whose id this one's begins with.
    pub parent: Option<InstanceStatus>,
    /// Those that the same execution of a parent started, this one among them.
    pub siblings: Vec<InstanceStatus>,
    /// Instances that may be children: by their ids, or by when they were created.
    pub known: Vec<InstanceStatus>,
    /// Whether a list had more than was asked for.
    pub more: bool,
}

/// Asks for the relatives. `unnamed`: what is known of children whose ids the history does not tell.
pub async fn load_family(
    client: Option<Client>,
    id: String,
    unnamed: Option<Unnamed>,
    abort: Abort,
) -> Result<Loaded<Family>, ApiError> {
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    let mut family = Family::default();
    let mut seen = 0;
    for parent in parent_ids(&id).into_iter().take(PARENTS) {
        if is_unopenable(parent) {
            continue;
        }
        let request = calls::status(parent, StatusOptions::default());
        let answer = client
            .send(&request, Some(Word::NoteRelatives), &abort)
            .await?;
        if let Ok(status) = decode::status_answer(answer.status, &answer.body) {
            seen ^= stamp(&answer.body);
            family.parent = Some(status);
            break;
        }
    }
    let of_prefix = |prefix: String| ListQuery {
        prefix: Some(prefix),
        top: PAGE,
        ..ListQuery::default()
    };
    let below = of_prefix(prefix_of_children(&id));
    let of_parent = family.parent.as_ref();
    let beside = prefix_of_siblings(&id)
        .or_else(|| of_parent.map(|it| prefix_of_children(&it.instance_id)))
        .map(of_prefix);
    let unnamed = unnamed.map(|it| match it {
        Unnamed::OfExecution(execution) => of_prefix(prefix_of_children(&execution)),
        Unnamed::Between(from, to) => ListQuery {
            created_from: Some(from),
            created_to: Some(to),
            top: PAGE,
            ..ListQuery::default()
        },
    });
    for (query, is_sibling) in [(Some(below), false), (beside, true), (unnamed, false)] {
        let Some(query) = query else { continue };
        let answer = client
            .send(&calls::list(&query), Some(Word::NoteRelatives), &abort)
            .await?;
        seen = seen.rotate_left(9) ^ stamp(&answer.body);
        let rows = decode::list_answer(answer.status, &answer.body)?;
        family.more |= rows.len() >= usize::from(PAGE);
        let to = if is_sibling {
            &mut family.siblings
        } else {
            &mut family.known
        };
        for row in rows {
            if !row.is_entity() && !to.iter().any(|it| it.instance_id == row.instance_id) {
                to.push(row);
            }
        }
    }
    Ok(Loaded {
        data: family,
        stamp: seen,
        poll: None,
    })
}

/// A relative whose own children are wanted: its history, understood, and who may be its children.
#[derive(Debug)]
pub struct Branch {
    /// What its history means.
    pub model: HistoryModel,
    /// Instances that may be its children.
    pub known: Vec<InstanceStatus>,
}

/// Asks for them.
pub async fn load_branch(
    client: Option<Client>,
    id: String,
    abort: Abort,
) -> Result<Loaded<Branch>, ApiError> {
    let asked = client
        .clone()
        .ok_or_else(|| ApiError::new(Cause::Aborted))?;
    let options = StatusOptions {
        history: true,
        ..StatusOptions::default()
    };
    let request = calls::status(&id, options);
    let answer = asked
        .send(&request, Some(Word::NoteHistory), &abort)
        .await?;
    let seen = stamp(&answer.body);
    let scanned = scan_status(answer.status, answer.body)?;
    let model = scanned.history.unwrap_or_default().model();
    let family = load_family(client, id, unnamed(&model), abort).await?;
    Ok(Loaded {
        stamp: seen ^ family.stamp,
        data: Branch {
            model,
            known: family.data.known,
        },
        poll: None,
    })
}

/// What is known of children whose ids a history does not tell.
#[derive(Clone, Debug, PartialEq)]
pub enum Unnamed {
    /// The execution after which the framework named them, as a child shows it whose id the history does tell.
    OfExecution(String),
    /// When they were created, with room for clocks that differ.
    Between(DateTime<Utc>, DateTime<Utc>),
}

/// How children can be looked for whose ids a history does not tell; `None` where it tells all.
pub fn unnamed(model: &HistoryModel) -> Option<Unnamed> {
    const ROOM: TimeDelta = TimeDelta::seconds(2);
    let spans = model.spans.iter();
    let starts = spans
        .filter(|span| span.kind == SpanKind::SubOrchestration && span.instance_id.is_none())
        .filter_map(|span| span.start);
    let (from, to) = starts.fold(None, |between: Option<(_, _)>, start| {
        let (from, to) = between.unwrap_or((start, start));
        Some((from.min(start), to.max(start)))
    })?;
    Some(match execution_named(model) {
        Some(execution) => Unnamed::OfExecution(execution.to_owned()),
        None => Unnamed::Between(from - ROOM, to + ROOM * 3),
    })
}

#[cfg(test)]
mod tests {
    use super::{Unnamed, unnamed};
    use durable_api::{HistoryModel, decode};

    fn model(events: &str) -> HistoryModel {
        let body =
            format!(r#"{{"instanceId":"x","runtimeStatus":"Running","historyEvents":[{events}]}}"#);
        let status = decode::status_answer(202, &body).expect("a status");
        HistoryModel::build(&status.history.expect("a history"))
    }

    const DONE: &str = r#"{"EventType":"SubOrchestrationInstanceCompleted","FunctionName":"C","ScheduledTime":"2026-11-21T07:00:10Z","Timestamp":"2026-11-21T07:00:20Z"}"#;

    #[test]
    fn children_without_ids_are_looked_for_by_when_they_were_created() {
        let found = unnamed(&model(DONE));
        let Some(Unnamed::Between(from, to)) = found else {
            panic!("{found:?}");
        };
        assert_eq!(from.to_rfc3339(), "2026-11-21T07:00:08+00:00");
        assert_eq!(to.to_rfc3339(), "2026-11-21T07:00:16+00:00");
    }

    #[test]
    fn a_child_that_the_framework_named_tells_the_ids_of_its_siblings() {
        let execution = "0123456789abcdef0123456789abcdef";
        let pending = format!(
            r#"{{"EventType":"SubOrchestrationInstanceCreated","Name":"C","InstanceId":"{execution}:2","Timestamp":"2026-11-21T07:00:30Z"}}"#
        );
        let found = unnamed(&model(&format!("{DONE},{pending}")));
        assert_eq!(found, Some(Unnamed::OfExecution(execution.to_owned())));
        assert_eq!(unnamed(&model(&pending)), None, "the history tells all");
    }
}
