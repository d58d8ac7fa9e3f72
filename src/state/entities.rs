//! The entities of a hub, and the state of one.

use durable_api::entity::{entities_answer, entity_state_answer};
use durable_api::entity_calls::{entity_state, list_entities};
use durable_api::{EntityQuery, EntityRow, NextPage, RawJson, decode};

use crate::browser::fetch::Abort;
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::state::query::lifecycle::Millis;
use crate::state::query::{Loaded, stamp};

/// Rows a page: the most that stores serve.
const PAGE: u16 = 1_000;
/// Pages read at most at one go.
const PAGES: usize = 20;
/// The pause between two readings of a state; it grows while nothing changes.
const POLL: Millis = 4_000.0;

/// The entities that a host listed.
#[derive(Debug, Clone)]
pub struct EntityList {
    /// As they were listed.
    pub rows: Vec<EntityRow>,
    /// Whether these are all.
    pub is_whole: bool,
}

/// Lists the entities, with their states if wanted. Where the host's token can be read (docs/http-api.md §2), page after page.
pub async fn load_entities(
    client: Option<Client>,
    fetch_state: bool,
    abort: Abort,
) -> Result<Loaded<EntityList>, ApiError> {
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    let mut rows = Vec::new();
    let mut position = None;
    let mut bodies = String::new();
    let mut is_whole = false;
    for _ in 0..PAGES {
        let query = EntityQuery {
            fetch_state,
            top: PAGE,
            position,
            ..EntityQuery::default()
        };
        let answer = client.send(&list_entities(&query), None, &abort).await?;
        let page = entities_answer(answer.status, &answer.body)?;
        bodies.push_str(&answer.body);
        let is_short = page.len() < usize::from(PAGE);
        rows.extend(page);
        match decode::next_page(answer.header(durable_api::calls::CONTINUATION_HEADER)) {
            NextPage::Token(token) => position = Some(token),
            NextPage::End => {
                is_whole = true;
                break;
            }
            // What does not fill a page is most likely all; the host does not let this page know.
            NextPage::Unreadable => {
                is_whole = is_short;
                break;
            }
        }
    }
    Ok(Loaded {
        data: EntityList { rows, is_whole },
        stamp: stamp(&bodies),
        poll: None,
    })
}

/// Reads the state of one.
pub async fn load_state(
    client: Option<Client>,
    name: String,
    key: String,
    abort: Abort,
) -> Result<Loaded<RawJson>, ApiError> {
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    let answer = client
        .send(&entity_state(&name, &key), None, &abort)
        .await?;
    let state = entity_state_answer(answer.status, &answer.body)?;
    Ok(Loaded {
        data: state,
        stamp: stamp(&answer.body),
        poll: Some(POLL),
    })
}
