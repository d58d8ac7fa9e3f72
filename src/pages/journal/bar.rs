//! What is looked for in the journal, and what is done with it.

use durable_api::journal::{Fate, to_csv, to_json_lines};

use crate::browser::{clock, file, page, spawn};
use crate::components::{Icon, Toasts, Tone, Weight, button, chip, icon, note};
use crate::prelude::*;
use crate::state::journal;
use crate::words::{Word, count, say, t};

use super::View;

const MENU: &str = "journal-export";
/// The button that leaves everything as it is.
const KEEP: &str = "journal-keep";

/// Draws the bar.
pub fn bar(view: View) -> Markup {
    let asked = RwSignal::new(false);
    let is_filled = Memo::new(move |_| view.is_empty() == Some(false));
    dynamic(move || {
        is_filled.get().then(|| {
            view! {
                <div class="row wrap">
                    {search(view)}
                    {hubs(view)}
                    <span class="grow"></span>
                    {export(view)}
                    {button(Weight::Normal, None, t(Word::JournalClear), move || {
                        asked.set(true);
                        page::focus_soon(KEEP);
                    })}
                </div>
                {question(view, asked)}
                {fates(view)}
            }
        })
    })
}

fn search(view: View) -> Markup {
    let typed = move |event: Event| view.words.set(event.value());
    let pressed = move |event: Event| {
        if event.key() == "Escape" && view.words.with_untracked(|it| !it.is_empty()) {
            event.prevent_default();
            view.words.set(String::new());
        }
    };
    view! {
        <input id="find-entry" class="find-event" type="search" autocomplete="off" spellcheck="false" aria-label=t(Word::JournalFind) placeholder=t(Word::JournalFind)
            prop:value=move || view.words.get() on:input=typed on:keydown=pressed/>
    }
}

/// The hubs that are in it, if there is more than one.
fn hubs(view: View) -> Markup {
    let all = Memo::new(move |_| {
        let mut hubs: Vec<(String, String)> = Vec::new();
        for it in view.all.get().unwrap_or_default().iter() {
            if hubs.iter().all(|(hub, _)| *hub != it.hub) {
                hubs.push((it.hub.clone(), it.called.clone()));
            }
        }
        hubs
    });
    dynamic(move || {
        let all = all.get();
        if all.len() < 2 {
            return Markup::Empty;
        }
        let options: Vec<Markup> = all
            .into_iter()
            .map(|(hub, called)| view! { <option value=hub>{called}</option> })
            .collect();
        let chosen = move |event: Event| view.hub.set(event.value());
        view! {
            <select id="journal-hub" class="find-event" aria-label=t(Word::JournalHub) prop:value=move || view.hub.get() on:change=chosen>
                <option value="">{t(Word::JournalAnyHub)}</option>
                {options}
            </select>
        }
    })
}

fn fates(view: View) -> Markup {
    let each = [
        (Fate::Taken, Word::JournalTaken),
        (Fate::Refused, Word::JournalRefused),
        (Fate::Unknown, Word::JournalUnknown),
    ];
    let chips: Vec<Markup> = each
        .into_iter()
        .map(|(fate, word)| {
            let many = Signal::derive(move || {
                let all = view.all.get().unwrap_or_default();
                let many = all.iter().filter(|it| it.end.fate() == fate).count();
                Some(count(Word::Number, many as u64))
            });
            let pressed = Signal::derive(move || view.fate.get() == Some(fate));
            let turn = move || {
                view.fate
                    .update(|it| *it = (*it != Some(fate)).then_some(fate));
            };
            chip(None, t(word).to_owned(), many, pressed, turn)
        })
        .collect();
    let said = move || {
        let all = view.all.with(|it| it.as_ref().map_or(0, |it| it.len()));
        let shown = view.shown.with(|it| it.len());
        if shown == all {
            count(Word::JournalCount, all as u64)
        } else {
            say(
                Word::EventsShown,
                &[("n", shown.into()), ("all", all.into())],
            )
        }
    };
    view! {
        <div class="row wrap">
            <div class="chips" role="group" aria-label=t(Word::JournalOutcome)>{chips}</div>
            <span class="dim" role="status">{said}</span>
        </div>
    }
}

fn export(view: View) -> Markup {
    let toasts = Toasts::here();
    let save = move |ending: &str, media: &str, text: &str| {
        #[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
        let now = rows::time::utc(clock::now() as i64 / 1000 * rows::time::SECOND);
        let name = format!("journal-{}.{ending}", now.replace(':', "-"));
        if file::save(&name, media, text) {
            page::hide_popover(MENU);
        } else {
            toasts.say(Tone::Bad, t(Word::ExportRefused));
        }
    };
    let csv = move |_| {
        let text = to_csv(&untrack(|| view.entries()));
        save("csv", "text/csv;charset=utf-8", &text);
    };
    let json = move |_| {
        let text = to_json_lines(&untrack(|| view.entries()));
        save("jsonl", "application/x-ndjson", &text);
    };
    view! {
        <button type="button" class="btn" popovertarget=MENU>{icon(Icon::Download)}{t(Word::Export)}</button>
        <div class="menu of-list" id=MENU popover="auto" role="dialog" aria-label=t(Word::Export)>
            <p class="hint">{t(Word::JournalExportWhat)}</p>
            <button type="button" class="entry" on:click=csv>{t(Word::ExportCsv)}</button>
            <button type="button" class="entry" on:click=json>{t(Word::ExportJsonLines)}</button>
        </div>
    }
}

/// Asks back before the journal is cleared.
fn question(view: View, asked: RwSignal<bool>) -> Markup {
    let toasts = Toasts::here();
    let clear = move |_| {
        asked.set(false);
        spawn(async move {
            if !journal::clear().await {
                toasts.say(Tone::Bad, t(Word::JournalNotCleared));
            }
        });
    };
    dynamic(move || {
        if !asked.get() {
            return Markup::Empty;
        }
        let all = view
            .all
            .with_untracked(|it| it.as_ref().map_or(0, |it| it.len()));
        view! {
            <div class="panel">
                {note(Tone::Careful, count(Word::JournalClearAsk, all as u64))}
                <div class="row wrap">
                    <button type="button" class="btn" id=KEEP on:click=move |_| asked.set(false)>{t(Word::JournalKeep)}</button>
                    <button type="button" class="btn destructive" on:click=clear>{t(Word::JournalClearYes)}</button>
                </div>
            </div>
        }
    })
}
