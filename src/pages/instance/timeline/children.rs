//! The history of a child, for the rows below it.

use std::sync::Arc;

use durable_api::{StatusOptions, calls, scan_status};

use crate::browser::fetch::Abort;
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::state::history::{Content, HistoryHere};
use crate::words::Word;

use super::source::Source;

/// What is known of a child.
#[derive(Clone)]
pub enum Child {
    /// It is on its way.
    Loading,
    /// It is here.
    Here(Arc<Source>),
    /// It could not be had.
    Failed(ApiError),
}

/// Asks for the history of a child, once.
pub async fn load_child(hub: &str, client: Option<Client>, id: &str) -> Child {
    match ask(client, id).await {
        Ok(here) => Child::Here(Source::prepare(hub, id.to_owned(), here).await),
        Err(error) => Child::Failed(error),
    }
}

async fn ask(client: Option<Client>, id: &str) -> Result<Arc<HistoryHere>, ApiError> {
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    let options = StatusOptions {
        history: true,
        history_output: false,
        input: true,
    };
    let request = calls::status(id, options);
    let note = Some(Word::NoteHistory);
    let answer = client.send(&request, note, &Abort::new()).await?;
    let read = scan_status(answer.status, answer.body)?;
    let history = read.history.unwrap_or_default();
    Ok(Arc::new(HistoryHere {
        model: history.model(),
        history,
        status: read.status,
        bytes: answer.bytes,
        content: Content::WithoutResults,
    }))
}
