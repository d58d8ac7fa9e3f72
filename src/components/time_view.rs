//! Instants and durations.

use crate::prelude::*;
use durable_api::time::Timestamp;

use crate::{
    browser::{
        clock,
        locale::{self, Detail, Zone},
    },
    words::{Word, t},
};

/// An instant in the reader's zone; its tooltip has the exact text of the host. What is no time shows as the host wrote it.
pub fn time_view(time: &Timestamp, detail: Detail, zone: Signal<Zone>) -> Markup {
    let exact = time.text().to_owned();
    match time.unix_ms() {
        Some(ms) => view! {
            <time datetime=exact.clone() title=exact>{dynamic(move || locale::time(ms, detail, zone.get()))}</time>
        },
        None if exact.is_empty() => t(Word::NoTime).into_markup(),
        None => exact.into_markup(),
    }
}

/// A duration that stands still, in milliseconds.
pub fn duration_view(ms: f64) -> Markup {
    view! { <span class="nowrap">{locale::duration(ms)}</span> }
}

/// The time passed since an instant (milliseconds since 1970), ticking each second.
pub fn elapsed_view(since: f64) -> Markup {
    let now = clock::ticking();
    view! { <span class="nowrap" role="timer">{dynamic(move || locale::duration(now.get() - since))}</span> }
}

/// "3 s ago" at a given moment; both in milliseconds since 1970.
pub fn ago_text(ms: f64, now: f64) -> String {
    if now - ms < 1000.0 {
        t(Word::JustNow).to_owned()
    } else {
        locale::ago(ms - now)
    }
}
