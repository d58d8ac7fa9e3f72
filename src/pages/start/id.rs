//! How the given id stands: whether a start under it makes something new, is refused, or overwrites.

use durable_api::act::{Verb, WhyNot, why_not_at_all};
use durable_api::{InstanceStatus, RefusalCause, StatusOptions, calls, decode};

use crate::browser::fetch::Abort;
use crate::browser::{spawn, timers};
use crate::prelude::*;
use crate::state::App;
use crate::state::client::Client;
use crate::state::error::ApiError;

use super::View;

/// How long nothing is typed before the host is asked, in milliseconds.
const PAUSE_MS: u32 = 350;

/// How an id stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// None is given: one that nobody has was drawn.
    Drawn,
    /// The host is asked.
    Asked,
    /// No instance has it.
    Free,
    /// No instance has it, but one had: it was purged since.
    Purged,
    /// An instance has it that has not finished.
    Taken(Box<InstanceStatus>),
    /// An instance has it that has finished: a start overwrites its run.
    Finished(Box<InstanceStatus>),
    /// No host takes it.
    Impossible(WhyNot),
    /// It could not be asked.
    Unknown(ApiError),
}

/// Keeps [`View::standing`] in step with the id that is typed.
pub fn stands(view: View) {
    let app = view.app();
    let pause: StoredValue<Option<timers::Timeout>> = StoredValue::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |before: Option<String>| {
        view.looks.get();
        let id = view.draft().id.get().trim().to_owned();
        turn.update_value(|it| *it += 1);
        pause.set_value(None);
        let generation = view.connection.with_value(|it| it.address.generation);
        let impossible = why_not_at_all(Verb::Start, &id, generation);
        if id.is_empty() || impossible.is_some() {
            let standing = impossible
                .filter(|it| !id.is_empty() || *it == WhyNot::OldGeneration)
                .map_or(Standing::Drawn, Standing::Impossible);
            view.standing.set(standing);
            return id;
        }
        let is_same = before.as_ref() == Some(&id);
        if !is_same {
            view.standing.set(Standing::Asked);
        }
        let (asked, mine) = (id.clone(), turn.get_value());
        let ask = move || {
            let client = view.hub.with_value(|hub| app.client(hub, view.scope));
            spawn(async move {
                let standing = look(app, client, asked).await;
                if turn.try_get_value() == Some(mine) {
                    view.standing.try_set(standing);
                }
            });
        };
        let ms = if is_same { 0 } else { PAUSE_MS };
        pause.set_value(Some(timers::Timeout::new(ms, ask)));
        id
    });
}

async fn look(app: App, client: Option<Client>, id: String) -> Standing {
    let Some(client) = client else {
        return Standing::Asked;
    };
    let was_seen = |hub: &str| app.shelf.get_value().is_some_and(|seen| seen.has(hub, &id));
    let request = calls::status(&id, StatusOptions::default());
    let answer = match client.send(&request, None, &Abort::new()).await {
        Ok(answer) => answer,
        Err(error) => return Standing::Unknown(error),
    };
    match decode::status_answer(answer.status, &answer.body) {
        Ok(status) if status.runtime_status.is_finished() => Standing::Finished(Box::new(status)),
        Ok(status) => Standing::Taken(Box::new(status)),
        Err(refusal) if refusal.cause == RefusalCause::NotFound => {
            if was_seen(&client.connection.hub()) {
                Standing::Purged
            } else {
                Standing::Free
            }
        }
        Err(refusal) => Standing::Unknown(refusal.into()),
    }
}
