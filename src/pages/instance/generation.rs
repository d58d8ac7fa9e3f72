//! A new generation under the same id (`ContinueAsNew`, a restart, a start over a finished one) is seen as such.

use durable_api::Timestamp;

use crate::browser::locale::Detail;
use crate::components::{Tone, note, time_view};
use crate::prelude::*;
use crate::state::App;
use crate::words::{Word, count, t};

use super::view::View;

/// Since the page was opened: how often it began anew, and when last.
#[derive(Clone, Default, PartialEq)]
struct Seen {
    times: u64,
    created: Option<Timestamp>,
}

/// Draws a note once `createdTime` has moved, which it does with each generation (docs/http-api.md §3).
pub fn generation(view: View) -> Markup {
    let zone = App::get().preferences.zone();
    let seen = Memo::new(move |before: Option<&Seen>| {
        let mut seen = before.cloned().unwrap_or_default();
        let Some(data) = view.status.data() else {
            return seen;
        };
        let created = Some(data.status.created_time.clone());
        if seen.created.is_some() && seen.created != created {
            seen.times += 1;
        }
        seen.created = created;
        seen
    });
    dynamic(move || {
        let Seen { times, created } = seen.get();
        let created = created.filter(|_| times > 0)?;
        Some(note(
            Tone::Info,
            view! {
                <b>{count(Word::GenerationNew, times)}</b> " " {t(Word::GenerationAt)} " "
                {time_view(&created, Detail::Time, zone)} ". " {t(Word::GenerationWhat)}
            },
        ))
    })
}
