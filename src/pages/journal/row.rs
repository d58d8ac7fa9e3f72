//! One entry as a row, and below it all that is kept of it.

use durable_api::ManagementLink;
use durable_api::journal::{BODY_KEPT, End, Entry, Fate};

use crate::browser::locale::{self, Detail};
use crate::components::table::{cell, row};
use crate::components::{
    Icon, Weight, badge, card, copy_button, facts, json_view, link_button, long_text,
};
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::words::{Word, say, t};

use super::View;

/// Draws the row of a line.
pub fn entry_row(view: View, line: usize) -> Markup {
    let Some(entry) = view.entry(line) else {
        return Markup::Empty;
    };
    let zone = App::get().preferences.zone();
    #[allow(clippy::cast_precision_loss, reason = "times of a clock")]
    let at = entry.at_ms as f64;
    let when = move || locale::time(at, Detail::Second, zone.get());
    let what = format!("{} {}", entry.method, readable(entry.target()));
    let number = StoredValue::new(super::number(&entry));
    let is_open = move || view.open.get() == Some(number.get_value());
    let toggle = move |_| {
        let now = untrack(is_open);
        view.open.set((!now).then(|| number.get_value()));
    };
    let name = say(Word::JournalOpen, &[("what", (&what).into())]);
    let opener = view! {
        <button type="button" class="btn quiet opener" aria-expanded=move || is_open().to_string() on:click=toggle>
            <span class="num">{when}</span>
            <span class="spoken">{name}</span>
        </button>
    };
    let cells = view! {
        {cell("c-when", opener)}
        {cell("c-hub", view! { <bdi title=entry.hub.clone()>{entry.called.clone()}</bdi> })}
        {cell("c-what mono", view! { <bdi title=what.clone()>{what}</bdi> })}
        {cell("c-end", outcome(&entry))}
        {cell("c-took num dim", took(&entry))}
    };
    let below = dynamic(move || is_open().then(|| row("data", cell("", whole(&entry)))));
    view! { {row("", cells)} {below} }
}

/// An address as people read it: what is escaped in it stands plainly.
fn readable(target: &str) -> String {
    // Whose task hub and connection it was says the column beside it.
    let end = ["?taskHub=", "&taskHub="]
        .iter()
        .find_map(|it| target.find(it));
    let own = end.and_then(|end| target.get(..end)).unwrap_or(target);
    crate::route::decode(own)
}

fn outcome(entry: &Entry) -> Markup {
    let (class, shape, word) = match entry.end.fate() {
        Fate::Taken => ("completed", Icon::Check, Word::JournalTaken),
        Fate::Refused => ("failed", Icon::Cross, Word::JournalRefused),
        Fate::Unknown => ("suspended", Icon::Unknown, Word::JournalUnknown),
    };
    let how = match entry.end {
        End::Status(status) => status.to_string(),
        End::Cut(status) => say(Word::JournalCut, &[("status", u64::from(status).into())]),
        End::NoAnswer => t(Word::OutcomeNoAnswer).to_owned(),
        End::TimedOut => t(Word::OutcomeTimedOut).to_owned(),
        End::Aborted => t(Word::OutcomeAborted).to_owned(),
        End::Open => t(Word::JournalNoEnd).to_owned(),
    };
    badge(class, shape, format!("{} · {how}", t(word)))
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds of a page's patience"
)]
fn took(entry: &Entry) -> String {
    if entry.end == End::Open {
        String::new()
    } else {
        locale::duration(entry.took_ms as f64)
    }
}

/// All that is kept of it.
fn whole(entry: &Entry) -> Markup {
    let url = entry.url.clone();
    let address = card(
        t(Word::JournalAddress),
        copy_button(t(Word::JournalAddress), move || url.clone()),
        view! { <pre class="code">{format!("{} {}", entry.method, entry.url)}</pre> },
    );
    let body = (!entry.body.is_empty()).then(|| {
        let size = locale::bytes(entry.body_bytes as u64);
        let is_cut = entry.body.chars().count() == BODY_KEPT && entry.body_bytes > BODY_KEPT;
        let aside = if is_cut {
            let values = [("n", (BODY_KEPT as u64).into()), ("size", (&size).into())];
            say(Word::JournalBodyCut, &values)
        } else {
            size
        };
        let text = if is_cut {
            long_text(&entry.body)
        } else {
            json_view(&entry.body)
        };
        card(
            t(Word::JournalBody),
            view! { <span class="faint">{aside}</span> },
            text,
        )
    });
    let said =
        (!entry.said.is_empty()).then(|| card(t(Word::JournalSaid), (), long_text(&entry.said)));
    let place = facts(vec![
        (t(Word::JournalHub), entry.called.clone().into_markup()),
        (
            t(Word::FactApp),
            view! { <span class="mono">{entry.hub.clone()}</span> },
        ),
    ]);
    let link = instance_of(entry).map(|id| {
        let href = Route::instance(&entry.hub, &id).href();
        link_button(
            Weight::Quiet,
            Some(Icon::Right),
            t(Word::PeekOpen).to_owned(),
            href,
        )
    });
    view! {
        <div class="data-parts">{address}{body}{said}</div>
        <div class="row wrap">{place}<span class="grow"></span>{link}</div>
    }
}

/// The instance it was about, if it was about one that may still be there.
fn instance_of(entry: &Entry) -> Option<String> {
    ManagementLink::parse(&entry.url).ok()?.instance_id
}
