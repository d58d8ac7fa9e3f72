//! The menu that exports what matches.

use durable_api::export::Format;

use crate::browser::fetch::Abort;
use crate::browser::{clock, page, spawn};
use crate::components::{Icon, Toasts, Tone, Weight, button, icon};
use crate::prelude::*;
use crate::state::App;
use crate::words::{Word, say, t};

use super::super::View;
use super::exporting::{Progress, run};

const MENU: &str = "export-menu";

/// A form of export: its word, what it is called as a file, and how it is written.
const FORMS: [(Word, &str, &str, Format); 3] = [
    (
        Word::ExportCsv,
        "csv",
        "text/csv;charset=utf-8",
        Format::Csv {
            is_safe: true,
            has_mark: true,
        },
    ),
    (
        Word::ExportJsonLines,
        "jsonl",
        "application/x-ndjson",
        Format::JsonLines,
    ),
    (
        Word::ExportIds,
        "txt",
        "text/plain;charset=utf-8",
        Format::Ids,
    ),
];

#[derive(Clone, Copy)]
struct Menu {
    view: StoredValue<View>,
    app: StoredValue<App>,
    toasts: Toasts,
    progress: RwSignal<Option<Progress>>,
    abort: StoredValue<Option<Abort>>,
}

/// Draws the button and its menu.
pub fn menu(view: View) -> Markup {
    let menu = Menu {
        view: StoredValue::new(view),
        app: StoredValue::new(App::get()),
        toasts: Toasts::here(),
        progress: RwSignal::new(None),
        abort: StoredValue::new(None),
    };
    let inside = dynamic(move || match menu.progress.get() {
        None => forms(menu),
        Some(progress) => under_way(menu, progress),
    });
    view! {
        <button type="button" class="btn quiet" popovertarget=MENU title=t(Word::ExportList) aria-label=t(Word::ExportList)>
            {icon(Icon::Download)}
            <span class="roomy">{t(Word::ExportList)}</span>
        </button>
        <div class="menu of-list" id=MENU popover="auto" role="dialog" aria-label=t(Word::ExportList)>{inside}</div>
    }
}

fn forms(menu: Menu) -> Markup {
    let each: Vec<Markup> = FORMS
        .iter()
        .enumerate()
        .map(|(at, (word, ..))| {
            view! { <button type="button" class="entry" on:click=move |_| begin(menu, at)>{t(*word)}</button> }
        })
        .collect();
    let count = move || {
        let matching = menu.view.get_value().here.matching().len();
        crate::words::count(Word::ExportCount, matching as u64)
    };
    view! {
        <p class="hint">{count}</p>
        {each}
        <p class="hint">{t(Word::ExportHow)}</p>
    }
}

fn under_way(menu: Menu, progress: Progress) -> Markup {
    let said = say(
        Word::ExportProgress,
        &[
            ("done", (progress.done as u64).into()),
            ("of", (progress.of as u64).into()),
        ],
    );
    let asked = (progress.asked > 0)
        .then(|| view! { <p class="hint">{crate::words::count(Word::ExportAsked, progress.asked as u64)}</p> });
    let cancel = move || {
        if let Some(abort) = menu.abort.get_value() {
            abort.abort();
        }
    };
    view! {
        <p role="status">{said}</p>
        {asked}
        {button(Weight::Normal, None, t(Word::Cancel), cancel)}
    }
}

fn begin(menu: Menu, at: usize) {
    let Some((_, ending, media_type, format)) = FORMS.get(at).copied() else {
        return;
    };
    let columns = untrack(|| menu.view.get_value().table.columns.get());
    let abort = Abort::new();
    menu.abort.set_value(Some(abort.clone()));
    menu.progress.set(Some(Progress::default()));
    let (view, app) = (menu.view.get_value(), menu.app.get_value());
    spawn(async move {
        let outcome = run(view, app, format, columns, menu.progress, &abort).await;
        if !menu.progress.try_set(None) {
            return;
        }
        match outcome {
            None => menu.toasts.say(Tone::Info, t(Word::ExportCancelled)),
            Some(Err(error)) => {
                let why = error.message.unwrap_or_default();
                menu.toasts.say(
                    Tone::Bad,
                    say(Word::ExportFailed, &[("why", (&why).into())]),
                );
            }
            Some(Ok((parts, left_out))) => {
                if left_out > 0 {
                    let said = crate::words::count(Word::ExportLeftOut, left_out as u64);
                    menu.toasts.say(Tone::Careful, said);
                }
                let name = format!("instances-{}.{ending}", stamp());
                if parts.save(&name, media_type) {
                    page::hide_popover(MENU);
                } else {
                    menu.toasts.say(Tone::Bad, t(Word::ExportRefused));
                }
            }
        }
    });
}

/// The present moment, as a file's name may hold it.
#[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
fn stamp() -> String {
    let now = rows::time::utc(clock::now() as i64 / 1000 * rows::time::SECOND);
    now.replace(':', "-")
}
