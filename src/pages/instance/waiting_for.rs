//! What an unfinished instance waits for, in one line.

use crate::prelude::*;
use durable_api::{EventKind, RuntimeStatus};

use crate::browser::locale::{Detail, Zone};
use crate::components::{Tone, note, time_view};
use crate::route::Route;
use crate::state::App;
use crate::state::history_row::{HistoryRow, Mark};
use crate::words::{Word, count, say, t};

use super::View;

/// Named one by one; of more, their number.
const NAMED: usize = 3;

/// Draws the line while the instance is unfinished and its history is here.
pub fn waiting_for(view: View) -> Markup {
    let zone = App::get().preferences.zone();
    let runtime = Memo::new(move |_| {
        let data = view.status.data()?;
        (!data.status.is_entity() && !data.from_list).then(|| data.status.runtime_status.clone())
    });
    dynamic(move || match runtime.get()? {
        RuntimeStatus::Pending => Some(note(Tone::Info, t(Word::NeverPickedUp))),
        RuntimeStatus::Running => {
            let history = view.history.data()?;
            let open: Vec<&HistoryRow> = history
                .rows
                .iter()
                .filter(|it| it.mark == Mark::Pending)
                .collect();
            Some(note(Tone::Running, sentence(view, &open, zone)))
        }
        _ => None,
    })
}

fn sentence(view: View, open: &[&HistoryRow], zone: Signal<Zone>) -> Markup {
    if open.is_empty() {
        return t(Word::WaitingIdle).into_markup();
    }
    let mut parts: Vec<Markup> = Vec::new();
    for (index, row) in open.iter().take(NAMED).enumerate() {
        let comma = if index == 0 { " " } else { ", " };
        parts.push(view! { {comma} {part(view, row, zone)} });
    }
    if open.len() > NAMED {
        let more = count(Word::WaitingMore, (open.len() - NAMED) as u64);
        parts.push(view! { ", " {more} });
    }
    view! { <b>{t(Word::WaitingFor)}</b> {parts} }
}

fn part(view: View, row: &HistoryRow, zone: Signal<Zone>) -> Markup {
    let event = &row.event;
    let name = event.subject().unwrap_or_default();
    let since = event.timestamp.as_ref().map(|time| {
        view! { " " {t(Word::WaitingSince)} " " {time_view(time, Detail::Second, zone)} }
    });
    match (&event.kind, &event.fire_at, &row.child) {
        (EventKind::TimerCreated, Some(fire_at), _) => {
            let word = if row.is_retry_pause {
                Word::WaitingRetry
            } else {
                Word::WaitingTimer
            };
            view! { {t(word)} " " {time_view(fire_at, Detail::Second, zone)} }
        }
        (EventKind::SubOrchestrationInstanceCreated, _, Some(id)) => {
            let href = view.hub.with_value(|hub| Route::instance(hub, id).href());
            let link = view! { <a class="mono" href=href><bdi>{id.clone()}</bdi></a> };
            view! { {t(Word::WaitingChild)} " " {link} {since} }
        }
        (EventKind::TaskScheduled, ..) => {
            view! { {say(Word::WaitingActivity, &[("name", name.into())])} {since} }
        }
        _ => view! { {event.kind.as_str().to_owned()} " " <bdi>{name.to_owned()}</bdi> {since} },
    }
}
