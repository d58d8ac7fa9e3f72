//! Purging what has finished within a range: what there is, the request, and how far it is.

use durable_api::FinishedStatus;
use durable_api::calls::purge_many;
use durable_api::commands::{FuncCommand, Key, Tool, func_line, http_line};
use durable_api::purge::Range;

use crate::browser::datetime_input;
use crate::browser::locale::{self, Zone};
use crate::components::{Tone, Weight, button, card, copy_button, note, status_badge};
use crate::prelude::*;
use crate::state::App;
use crate::state::maintaining::Job;
use crate::words::{Word, say, t};

use super::range::{DAY, Found, Wished, now};
use super::{Asked, View, going};

/// How old something is before it is purged, in days; 0: anything.
const AGES: [i64; 4] = [7, 30, 90, 0];

/// Draws the card.
pub fn card_of(view: View) -> Markup {
    let mine = Memo::new(move |_| {
        view.work
            .with(|job| matches!(job, Job::Purge(_)))
            .unwrap_or_default()
    });
    let body = dynamic(move || {
        if mine.get() {
            going::of_purge(view)
        } else {
            form(view)
        }
    });
    card(t(Word::PurgeTitle), (), body)
}

/// A number of matches, with what it is worth.
pub fn number(count: u64, is_complete: bool) -> String {
    let sign = if is_complete { "=" } else { "≥" };
    #[allow(clippy::cast_precision_loss, reason = "counts of instances")]
    let count = count as f64;
    format!("{sign} {}", locale::number(count))
}

fn form(view: View) -> Markup {
    let wished = view.wished;
    let found = Memo::new(move |_| wished.found(view.here));
    let wrong = Memo::new(move |_| {
        if wished.statuses.with(Vec::is_empty) {
            Some(Word::PurgeNoStatus)
        } else if wished.range().is_none() {
            Some(Word::PurgeNoRange)
        } else {
            None
        }
    });
    let matching = Memo::new(move |_| matching(&found.get(), &wished.statuses.get()));
    let sum = move || {
        let found = found.get();
        let many = number(matching.get(), found.is_complete);
        say(Word::PurgeMatching, &[("n", (&many).into())])
    };
    let locked = Memo::new(move |_| view.is_locked());
    let is_nothing = Memo::new(move |_| matching.get() == 0 && found.with(|it| it.is_complete));
    let press = move |_| {
        if wrong.get_untracked().is_none()
            && !is_nothing.get_untracked()
            && !locked.get_untracked()
            && !untrack(|| view.is_busy())
        {
            view.asked.set(Some(Asked::Purge));
        }
    };
    let is_off = move || {
        (wrong.get().is_some() || locked.get() || is_nothing.get() || view.is_busy())
            .then_some("true")
    };
    let said = dynamic(move || {
        wrong
            .get()
            .map(|word| view! { <div role="alert">{note(Tone::Careful, t(word))}</div> })
    });
    let lock = dynamic(move || {
        locked
            .get()
            .then(|| note(Tone::Info, t(Word::MaintainLocked)))
    });
    view! {
        <p class="dim">{t(Word::PurgeWhat)}</p>
        {ages(view)}
        <div class="row wrap range">
            {end(Word::PurgeFrom, "purge-from", wished.from)}
            {end(Word::PurgeTo, "purge-to", wished.to)}
        </div>
        {statuses(wished, found)}
        <p role="status"><b>{sum}</b></p>
        {said}
        {request(view)}
        {lock}
        <div class="row wrap">
            <button type="button" class="btn destructive" id="purge-ask" aria-disabled=is_off on:click=press>{t(Word::PurgeAsk)}</button>
        </div>
    }
}

/// How many match the statuses.
pub fn matching(found: &Found, statuses: &[FinishedStatus]) -> u64 {
    let each = statuses.iter();
    each.filter_map(|it| found.of_each.get(*it as usize)).sum()
}

fn ages(view: View) -> Markup {
    let each: Vec<Markup> = AGES
        .into_iter()
        .map(|days| {
            let word = if days == 0 {
                t(Word::PurgeAny).to_owned()
            } else {
                say(Word::PurgeOlder, &[("n", days.unsigned_abs().into())])
            };
            let take = move |_| {
                view.wished.from.set(None);
                view.wished.to.set(Some(now() - days * DAY));
            };
            view! { <button type="button" class="btn" on:click=take>{word}</button> }
        })
        .collect();
    view! { <div class="row wrap" role="group" aria-label=t(Word::PurgeAges)>{each}</div> }
}

/// One end of the range, in the zone of the top bar.
fn end(label: Word, id: &'static str, value: RwSignal<Option<i64>>) -> Markup {
    let zone = App::get().preferences.zone();
    #[allow(clippy::cast_precision_loss, reason = "times of a clock")]
    let shown = move || {
        let ms = value.get();
        ms.map_or_else(String::new, |ms| {
            datetime_input::write(ms as f64, zone.get())
        })
    };
    #[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
    let change = move |event: Event| {
        let read = datetime_input::read(&event.value(), zone.get_untracked());
        value.set(read.map(|ms| ms as i64));
    };
    let hint = move || match zone.get() {
        Zone::Utc => t(Word::ZoneUtc),
        Zone::Local => t(Word::ZoneLocal),
    };
    view! {
        <div class="labelled">
            <label r#for=id>{t(label)}</label>
            <input type="datetime-local" id=id step="1" prop:value=shown on:change=change aria-describedby=format!("{id}-hint") />
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
        </div>
    }
}

fn statuses(wished: Wished, found: Memo<Found>) -> Markup {
    let each: Vec<Markup> = FinishedStatus::ALL
        .into_iter()
        .map(|status| {
            let ticked = move || wished.statuses.with(|it| it.contains(&status));
            let turn = move |event: Event| {
                wished.statuses.update(|it| {
                    it.retain(|other| *other != status);
                    if event.is_checked() {
                        it.push(status);
                    }
                });
            };
            let many = move || {
                let found = found.get();
                let many = found.of_each.get(status as usize).copied();
                number(many.unwrap_or_default(), found.is_complete)
            };
            let name = durable_api::RuntimeStatus::from_wire(status.as_str());
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=ticked on:change=turn />
                    {status_badge(&name)}
                    <span class="dim">{many}</span>
                </label>
            }
        })
        .collect();
    view! { <fieldset><legend>{t(Word::PurgeStatuses)}</legend><div class="ticks">{each}</div></fieldset> }
}

/// The request as a line for a shell, to be copied instead. It has the key from an environment variable, never itself.
fn request(view: View) -> Markup {
    let wished = view.wished;
    let is_func = RwSignal::new(false);
    let line = move || {
        let range = wished.range();
        range.map_or_else(String::new, |range| line_of(view, &range, is_func.get()))
    };
    let choice = move |func: bool, word: Word| {
        let pressed = move || (is_func.get() == func).to_string();
        view! { <button type="button" class="btn quiet" aria-pressed=pressed on:click=move |_| is_func.set(func)>{t(word)}</button> }
    };
    view! {
        <div class="request" role="group" aria-label=t(Word::RequestLabel)>
            <div class="row wrap">
                <b class="grow">{t(Word::RequestLabel)}</b>
                {choice(false, Word::AsCurl)}
                {choice(true, Word::AsFunc)}
                {copy_button(t(Word::RequestName), move || untrack(line))}
            </div>
            <pre class="said" tabindex="0">{dynamic(line)}</pre>
            <p class="hint">{t(Word::PurgeWindows)}</p>
        </div>
    }
}

fn line_of(view: View, range: &Range, is_func: bool) -> String {
    let address = view.connection.with_value(|it| it.address.clone());
    if is_func {
        let command = FuncCommand::Purge(range.from, Some(range.to), range.statuses);
        return func_line(&command, &address, false);
    }
    let key = match App::get().client(&view.hub.get_value(), view.scope) {
        Some(client) if client.key.is_none() && !client.key_is_locked => Key::Without,
        _ => Key::Variable,
    };
    let request = purge_many(range.from, Some(range.to), range.statuses);
    http_line(Tool::Curl, &request, &address, key)
}

/// The button below what is over.
pub fn dismiss(view: View) -> Markup {
    button(Weight::Normal, None, t(Word::Close), move || {
        view.work.dismiss();
    })
}
