//! One page of a hub's instances: asking for it, and what is known of paging through each hub.

use durable_api::{HubAddress, InstanceStatus, ListQuery, Refusal, RuntimeStatus, calls, decode};

use crate::browser::fetch::{Abort, Answer};
use crate::state::client::{Client, is_loopback};
use crate::state::error::{ApiError, Cause};
use crate::state::instances_query::{InstancesQuery, Start};
use crate::state::query::{Loaded, stamp};
use crate::state::walk::{PAGE, Reach, Seen, Try, judge, reach, tries};
use crate::state::walks::Walks;
use crate::words::{Word, say};

/// One page as shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ListPage {
    /// The orchestrations, in the store's order.
    pub rows: Vec<InstanceStatus>,
    /// How many entities were among them: they are listed as running instances and are none.
    pub entities: usize,
    /// What lies behind.
    pub reach: Reach,
    /// Whether the page is the first of its filter.
    pub is_first: bool,
    /// Whether the continuation token could be read.
    pub token_readable: bool,
}

/// Rows as they came, and how they were reached.
struct Answered {
    rows: Vec<InstanceStatus>,
    token: Option<String>,
    tried: Try,
    number: usize,
    stamp: u64,
}

/// Loads the page that `query` names. Reads only, never inputs.
pub async fn load(
    client: Option<Client>,
    query: InstancesQuery,
    walks: Walks,
    abort: Abort,
) -> Result<Loaded<ListPage>, ApiError> {
    // The hub was forgotten meanwhile: nobody is there to be asked.
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    if let Some(status) = unheeded_status(&query.statuses) {
        let message = say(Word::StatusUnknown, &[("status", status.into())]);
        return Err(ApiError {
            message: Some(message),
            ..ApiError::new(Cause::Rejected)
        });
    }
    let hub = client.connection.hub();
    let filter = query.without_start();
    let answered = ask(&client, &query, &hub, walks, PAGE, &abort).await?;
    let number: Option<usize> = match &answered.tried {
        Try::PageNumber(number) => Some(*number),
        // A token that this portal wrote itself is a page number.
        Try::Token(token) if answered.token.is_none() => token.parse().ok(),
        _ => None,
    };
    walks.remember(
        &hub,
        filter.clone(),
        Seen::of(&answered.rows, number.unwrap_or(answered.number)),
    );
    let last = answered.rows.last().map(|row| row.instance_id.clone());
    let short = answered.rows.len() < usize::from(PAGE);
    let by_page = number.map(|number| (number, !short));
    let mut beyond = reach(&query, answered.token.as_deref(), last.as_deref(), by_page);
    if let (Reach::Perhaps(start @ Start::After(_)), true, false) =
        (&beyond, short && !walks.is_deaf(&hub), query.is_filtered())
    {
        // A short page may be the end or not, and its token is hidden: one small request settles it.
        let next = InstancesQuery {
            start: Some(start.clone()),
            ..filter
        };
        match ask(&client, &next, &hub, walks, 1, &abort).await {
            Ok(more) if more.rows.is_empty() => beyond = Reach::End,
            Ok(_) => {}
            Err(error) if error.cause == Cause::NoPosition => {}
            Err(error) => return Err(error),
        }
    }
    let (entities, rows): (Vec<_>, Vec<_>) = answered
        .rows
        .into_iter()
        .partition(InstanceStatus::is_entity);
    let data = ListPage {
        rows,
        entities: entities.len(),
        reach: beyond,
        is_first: query.start.is_none(),
        token_readable: answered.token.is_some(),
    };
    Ok(Loaded {
        data,
        stamp: answered.stamp,
        poll: None,
    })
}

/// Asks in each way that may work, until the host shows that it understood.
async fn ask(
    client: &Client,
    query: &InstancesQuery,
    hub: &str,
    walks: Walks,
    size: u16,
    abort: &Abort,
) -> Result<Answered, ApiError> {
    let start = query.start.as_ref();
    let after = match start {
        Some(Start::After(id)) => Some(id.as_str()),
        _ => None,
    };
    let known = walks.known(hub);
    let seen = after.and_then(|last| walks.seen(hub, &query.without_start(), last));
    let mut refused = None;
    for tried in tries(
        start,
        known.as_ref(),
        seen.as_ref(),
        is_local(&client.connection.address),
    ) {
        let proven = known.as_ref() == Some(&tried)
            || matches!(
                (&known, &tried),
                (Some(Try::PageNumber(_)), Try::PageNumber(_))
            );
        let note = (after.is_some() && !proven).then_some(Word::NotePosition);
        let request = calls::list(&list_query(query, &tried, after, size));
        let answer = client.send(&request, note, abort).await?;
        let mut rows = match decode::list_answer(answer.status, &answer.body) {
            Ok(rows) => rows,
            Err(refusal) if after.is_some() && is_deafness(&refusal) => {
                refused = Some(refusal);
                continue;
            }
            Err(refusal) => return Err(refusal.into()),
        };
        if let Some(overlap) = judge(&tried, start, proven, seen.as_ref(), &rows) {
            rows.drain(..overlap);
            if after.is_some() {
                walks.learn(hub, Some(tried.clone()));
            }
            let number = seen.map_or(0, |seen| seen.number + 1);
            return Ok(Answered {
                rows,
                token: token(&answer),
                tried,
                number,
                stamp: stamp(&answer.body),
            });
        }
    }
    walks.learn(hub, None);
    let told = refused.map_or_else(|| ApiError::new(Cause::NoPosition), ApiError::from);
    Err(ApiError {
        cause: Cause::NoPosition,
        ..told
    })
}

/// A status the host would drop from the filter, and with the last one the filter itself (docs/http-api.md §3).
fn unheeded_status(statuses: &[RuntimeStatus]) -> Option<&str> {
    statuses
        .iter()
        .find(|status| matches!(status, RuntimeStatus::Other(_)))
        .map(RuntimeStatus::as_str)
}

fn list_query(query: &InstancesQuery, tried: &Try, after: Option<&str>, size: u16) -> ListQuery {
    ListQuery {
        prefix: query.prefix.clone(),
        created_from: query.created_from,
        created_to: query.created_to,
        statuses: query.statuses.clone(),
        show_input: false,
        top: tried.top(size),
        position: tried.token(after),
    }
}

/// Whether a refusal may mean that the position was not understood, rather than that the host is in trouble with everything.
fn is_deafness(refusal: &Refusal) -> bool {
    (400..=599).contains(&refusal.http_status)
        && !matches!(refusal.http_status, 401 | 403 | 429 | 502 | 503 | 504)
}

fn token(answer: &Answer) -> Option<String> {
    answer.header(calls::CONTINUATION_HEADER).map(str::to_owned)
}

fn is_local(address: &HubAddress) -> bool {
    is_loopback(&address.origin)
}
