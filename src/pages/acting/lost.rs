//! A restart under a new id whose answer was lost: the id was in the answer, so what it may have made is looked for.

use chrono::{DateTime, Utc};
use durable_api::{ListQuery, StatusOptions, calls, decode};

use crate::browser::fetch::Abort;
use crate::browser::spawn;
use crate::components::{Icon, Weight, button};
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::state::client::Client;
use crate::words::{Word, say, t};

use super::Desk;

/// By so much the clocks of host and browser may differ, in milliseconds.
const CLOCKS_DIFFER: f64 = 300_000.0;
/// So many candidates are looked at.
const LOOKED_AT: usize = 8;

/// What was found.
#[derive(Clone, PartialEq)]
enum Found {
    Looking,
    /// Ids of instances made since, with the same name and input.
    These(Vec<String>),
    /// It could not be read.
    Nothing,
}

/// Draws what was made since, with the same name and input.
pub fn what_it_may_have_made(desk: Desk) -> Markup {
    let app = App::get();
    let about = desk.about();
    let hub = about.hub.clone();
    let found = RwSignal::new(Found::Looking);
    let id = desk
        .acting
        .with(|act| act.id().to_owned())
        .unwrap_or_default();
    let since = desk.acting.began() - CLOCKS_DIFFER;
    let look = move || {
        let about = desk.about();
        let client = app.client(&about.hub, about.scope);
        let id = id.clone();
        found.set(Found::Looking);
        spawn(async move {
            let these = look_for(client, &id, since).await;
            found.try_set(these.map_or(Found::Nothing, Found::These));
        });
    };
    look();
    let said = dynamic(move || match found.get() {
        Found::Looking => view! { <p>{t(Word::LostLooking)}</p> },
        Found::Nothing => view! { <p>{t(Word::LostUnread)}</p> },
        Found::These(ids) if ids.is_empty() => view! { <p>{t(Word::LostNone)}</p> },
        Found::These(ids) => {
            let links = ids.iter().map(|id| {
                let href = Route::instance(&hub, id).href();
                view! { <li><a class="mono" href=href><bdi>{id.clone()}</bdi></a></li> }
            });
            let links: Vec<Markup> = links.collect();
            view! { <p>{say(Word::LostThese, &[("n", ids.len().into())])}</p> <ul class="list">{links}</ul> }
        }
    });
    view! {
        <div class="stack">{said} {button(Weight::Normal, Some(Icon::Search), t(Word::LostAgain), look)}</div>
    }
}

async fn look_for(client: Option<Client>, id: &str, since: f64) -> Option<Vec<String>> {
    let client = client?;
    let abort = Abort::new();
    let with_input = StatusOptions {
        input: true,
        ..StatusOptions::default()
    };
    let read = async |id: &str| {
        let request = calls::status(id, with_input);
        let answer = client.send(&request, None, &abort).await.ok()?;
        decode::status_answer(answer.status, &answer.body).ok()
    };
    let origin = read(id).await?;
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
    let created_from = DateTime::<Utc>::from_timestamp_millis(since as i64);
    let query = ListQuery {
        created_from,
        top: 1_000,
        ..ListQuery::default()
    };
    let answer = client.send(&calls::list(&query), None, &abort).await.ok()?;
    let mut rows = decode::list_answer(answer.status, &answer.body).ok()?;
    rows.retain(|it| it.name == origin.name && it.instance_id != id);
    rows.sort_by(|a, b| b.created_time.text().cmp(a.created_time.text()));
    let mut these = Vec::new();
    for row in rows.into_iter().take(LOOKED_AT) {
        let twin = read(&row.instance_id).await;
        if twin.is_some_and(|it| it.input.text() == origin.input.text()) {
            these.push(row.instance_id);
        }
    }
    Some(these)
}
