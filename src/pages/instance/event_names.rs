//! Names for the event that is about to be raised: those that other instances of the orchestrator were sent, those of this history, those
//! of the hub. No host tells what an instance waits for, so what others got and this one did not is the best guess there is.

use std::borrow::Cow;

use durable_api::{EventKind, ListQuery, StatusOptions, calls, decode};

use crate::browser::fetch::Abort;
use crate::browser::spawn;
use crate::components::{Icon, icon};
use crate::pages::acting::Desk;
use crate::prelude::*;
use crate::state::App;
use crate::state::history::{HistoryHere, event_names, note_events};
use crate::words::{Word, say, t};

use super::View;

/// So many others are looked at.
const OTHERS: usize = 3;
/// So many names are offered.
const OFFERED: usize = 12;

/// The names of the events in a history.
pub fn raised_in(here: &HistoryHere) -> Vec<String> {
    let rows = (0..here.history.len()).filter_map(|at| {
        let row = here.history.row(at)?;
        (row.kind == EventKind::EventRaised)
            .then(|| here.history.subject(at).map(Cow::into_owned))
            .flatten()
    });
    rows.collect()
}

/// Draws the offers; pressing one puts it into the field.
pub fn event_offers(view: View, desk: Desk) -> Markup {
    let app = App::get();
    // Counts what was learnt by looking at others.
    let learnt = RwSignal::new(0_u32);
    let looked = RwSignal::new(false);
    let offers = Memo::new(move |_| {
        learnt.get();
        let name = orchestrator(view)?;
        let own = view.here().map(|here| raised_in(&here)).unwrap_or_default();
        let hub = view.hub.get_value();
        note_events(&hub, &name, own.clone());
        let mut names = event_names(&hub, &name);
        let had = |name: &String| own.iter().any(|it| it.eq_ignore_ascii_case(name));
        // What others of its kind got and this one did not yet.
        names.sort_by_key(|(name, is_of_kind)| (!is_of_kind, had(name)));
        names.truncate(OFFERED);
        let names = names.into_iter().map(|it| it.0);
        Some(names.collect::<Vec<_>>())
    });
    let look = move || {
        looked.set(true);
        let hub = view.hub.get_value();
        let id = view.id.get_value();
        let client = app.client(&hub, view.scope);
        let (Some(client), Some(name)) = (client, untrack(|| orchestrator(view))) else {
            return;
        };
        let seen = app.shelf.get_value();
        let mut ids = seen.map(|it| it.newest_of(&hub, &name)).unwrap_or_default();
        spawn(async move {
            let abort = Abort::new();
            if ids.iter().all(|it| *it == id) {
                let query = ListQuery::default();
                let answer = client.send(&calls::list(&query), None, &abort).await;
                let rows = answer
                    .ok()
                    .and_then(|it| decode::list_answer(it.status, &it.body).ok());
                let of_kind = rows.into_iter().flatten().filter(|it| it.name == name);
                ids = of_kind.map(|it| it.instance_id).collect();
            }
            let options = StatusOptions {
                history: true,
                ..StatusOptions::default()
            };
            for other in ids.iter().filter(|it| **it != id).take(OTHERS) {
                let request = calls::status(other, options);
                let Ok(answer) = client.send(&request, None, &abort).await else {
                    continue;
                };
                let Ok(status) = decode::status_answer(answer.status, &answer.body) else {
                    continue;
                };
                let events = status.history.into_iter().flatten();
                let raised = events.filter(|it| it.kind == EventKind::EventRaised);
                note_events(&hub, &name, raised.filter_map(|it| it.name).collect());
            }
            learnt.try_update(|it| *it += 1);
        });
    };
    let names = dynamic(move || -> Vec<Markup> {
        let names = offers.get().unwrap_or_default();
        names.into_iter().map(|name| offer(desk, name)).collect()
    });
    let none = dynamic(move || {
        let is_empty = offers.with(|it| it.as_ref().is_none_or(Vec::is_empty));
        (is_empty && learnt.get() > 0).then(|| t(Word::EventNamesNone))
    });
    let more = dynamic(move || {
        let name = orchestrator(view)?;
        (!looked.get()).then(|| {
            let word = say(Word::EventNamesLook, &[("name", (&name).into())]);
            view! { <button type="button" class="btn quiet" on:click=move |_| look()>{icon(Icon::Search)}{word}</button> }
        })
    });
    view! {
        <div class="row wrap names" role="group" aria-label=t(Word::EventNamesLabel)>{names}{more}</div>
        <p class="hint" role="status">{none}</p>
    }
}

fn orchestrator(view: View) -> Option<String> {
    view.status.data().map(|it| it.status.name.clone())
}

fn offer(desk: Desk, name: String) -> Markup {
    let shown = name.clone();
    view! {
        <button type="button" class="chip" on:click=move |_| desk.said().name.set(name.clone())><bdi>{shown}</bdi></button>
    }
}
