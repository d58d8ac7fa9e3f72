//! The relatives of an instance, as far as the host lists them: what may be its parent, its siblings, its children.

use chrono::{DateTime, Utc};
use durable_api::relations::{parent_ids, prefix_of_children, prefix_of_siblings};
use durable_api::scan::scan_status;
use durable_api::{HistoryModel, InstanceStatus, ListQuery, StatusOptions, calls, decode};

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

/// Asks for the relatives. `children_between`: when children were created whose ids the history does not tell.
pub async fn load_family(
    client: Option<Client>,
    id: String,
    children_between: Option<(DateTime<Utc>, DateTime<Utc>)>,
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
    let below = ListQuery {
        prefix: Some(prefix_of_children(&id)),
        top: PAGE,
        ..ListQuery::default()
    };
    let beside = prefix_of_siblings(&id).map(|prefix| ListQuery {
        prefix: Some(prefix),
        top: PAGE,
        ..ListQuery::default()
    });
    let between = children_between.map(|(from, to)| ListQuery {
        created_from: Some(from),
        created_to: Some(to),
        top: PAGE,
        ..ListQuery::default()
    });
    for (query, is_sibling) in [(Some(below), false), (beside, true), (between, false)] {
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
    let between = unnamed_between(&model);
    let family = load_family(client, id, between, abort).await?;
    Ok(Loaded {
        stamp: seen ^ family.stamp,
        data: Branch {
            model,
            known: family.data.known,
        },
        poll: None,
    })
}

/// When the children were created whose ids a history does not tell, with room for clocks that differ.
pub fn unnamed_between(model: &HistoryModel) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    use chrono::TimeDelta;
    use durable_api::SpanKind;
    const ROOM: TimeDelta = TimeDelta::seconds(2);
    let spans = model
        .spans
        .iter()
        .filter(|span| span.kind == SpanKind::SubOrchestration && span.instance_id.is_none());
    let mut between: Option<(DateTime<Utc>, DateTime<Utc>)> = None;
    for span in spans {
        if let Some(start) = span.start {
            let (from, to) = between.unwrap_or((start, start));
            between = Some((from.min(start), to.max(start)));
        }
    }
    between.map(|(from, to)| (from - ROOM, to + ROOM * 3))
}
