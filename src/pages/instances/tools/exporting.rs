//! Writing out what matches, piece by piece: no piece is larger than a browser likes, and no value is cut. What the list holds in
//! part is asked of the host, one instance at a time.

use durable_api::column::Column;
use durable_api::export::{Export, Format, Missing};
use durable_api::{ListQuery, StatusOptions, calls, decode};
use rows::{Field, Slot};

use crate::browser::fetch::Abort;
use crate::browser::file::Parts;
use crate::browser::slices;
use crate::prelude::*;
use crate::state::App;
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::state::hub::{Here, now};
use crate::words::Word;

use super::super::View;

/// Bytes of a piece: some milliseconds' work.
const PIECE: usize = 128 * 1024;

/// So many of those that begin like an id are looked through for it, where the store does not list by id.
const AMONG: u16 = 100;

/// How far an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Instances that are written.
    pub done: usize,
    /// Instances that there are to write.
    pub of: usize,
    /// Instances that the host had to be asked for.
    pub asked: usize,
    /// Values that are held in part and that the host cannot give: they are left out whole, and said.
    pub left_out: usize,
}

/// Writes all that matches now, in the order in which it is shown; with how many values had to be left out. `None` when the page has gone or somebody cancelled.
pub async fn run(
    view: View,
    app: App,
    format: Format,
    columns: Vec<Column>,
    progress: RwSignal<Option<Progress>>,
    abort: &Abort,
) -> Option<Result<(Parts, usize), ApiError>> {
    let here = view.here;
    let slots = untrack(|| here.matching());
    let zone = untrack(|| here.zone());
    let scope = app.requests.scope();
    let client = untrack(|| app.client(&view.hub.get_value(), scope));
    let export = Export {
        format,
        columns,
        now: now(),
    };
    let parts = Parts::default();
    parts.push(&export.head());
    let mut whole: Vec<(Slot, Field, String)> = Vec::new();
    let mut now = Progress {
        of: slots.len(),
        ..Progress::default()
    };
    while let Some(rest) = slots.get(now.done..).filter(|it| !it.is_empty()) {
        let chunk = here.with_rows(|rows| {
            let known = |slot: Slot, field: Field| {
                let found = whole.iter().find(|it| it.0 == slot && it.1 == field);
                found.map(|it| it.2.as_str())
            };
            export.chunk(rows, rest, &known, &zone, PIECE)
        });
        parts.push(&chunk.text);
        now.done += chunk.done;
        if let Some(missing) = chunk.missing {
            let text = match ask(here, client.as_ref(), missing, abort).await {
                Ok(text) => text,
                Err(error) => return Some(Err(error)),
            };
            now.asked += 1;
            now.left_out += usize::from(text.is_none());
            whole.retain(|it| it.0 == missing.slot && it.1 != missing.field);
            whole.push((missing.slot, missing.field, text.unwrap_or_default()));
        } else {
            whole.clear();
            slices::pause().await;
        }
        if abort.is_aborted() || !progress.try_set(Some(now)) {
            return None;
        }
    }
    Some(Ok((parts, now.left_out)))
}

/// Asks for one text of one instance; `None` where the host cannot give it: it was purged, or a list alone shows it and lists hold no inputs.
async fn ask(
    here: Here,
    client: Option<&Client>,
    missing: Missing,
    abort: &Abort,
) -> Result<Option<String>, ApiError> {
    let id = here.with_rows(|rows| rows.row(missing.slot).map(|it| it.id().to_owned()));
    let (Some(client), Some(id)) = (client, id) else {
        return Err(ApiError::new(Cause::Aborted));
    };
    // The host finds no instance by its path whose id has a slash in it; among those that begin so it is the first.
    let is_pathless = id.contains('/');
    if is_pathless && missing.field == Field::Input {
        return Ok(None);
    }
    let request = if is_pathless {
        calls::list(&ListQuery {
            prefix: Some(id.clone()),
            top: AMONG,
            ..ListQuery::default()
        })
    } else {
        let options = StatusOptions {
            input: missing.field == Field::Input,
            ..StatusOptions::default()
        };
        calls::status(&id, options)
    };
    let answer = client.send(&request, Some(Word::NoteExport), abort).await?;
    let status = if is_pathless {
        let list = decode::list_answer(answer.status, &answer.body)?;
        list.into_iter().find(|it| it.instance_id == id)
    } else if answer.status == 404 {
        None
    } else {
        Some(decode::status_answer(answer.status, &answer.body)?)
    };
    Ok(status.map(|status| {
        let text = match missing.field {
            Field::Input => status.input,
            Field::CustomStatus => status.custom_status,
            Field::Output => status.output,
        };
        text.text().to_owned()
    }))
}
