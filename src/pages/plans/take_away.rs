//! What can be taken away from a plan: the same as a script, its review and its report as files.

use durable_api::commands::Key;
use durable_api::plan::{Form, Script, export_report, export_review, script};

use crate::browser::file;
use crate::components::{Icon, Toasts, Tone, copy_button, icon, icon_button};
use crate::prelude::*;
use crate::state::plans::runner::Runner;
use crate::words::{Word, say, t};

use super::confirm::key_of;
use super::sheet::Sheet;

const SCRIPTS: &str = "plan-scripts";
const FILES: &str = "plan-files";

const FORMS: [(Script, Word, &str); 3] = [
    (Script::Bash, Word::ScriptBash, "sh"),
    (Script::PowerShell, Word::AsPowerShell, "ps1"),
    (Script::Func, Word::ScriptFunc, "txt"),
];

/// The plan as a script, to copy or to save.
pub fn script_menu(sheet: Sheet) -> Markup {
    let open = RwSignal::new(false);
    let inside = dynamic(move || open.get().then(|| entries(sheet)));
    view! {
        <button type="button" class="btn" popovertarget=SCRIPTS>{icon(Icon::Copy)}{t(Word::PlanAsScript)}</button>
        <div class="menu of-list plan-menu" id=SCRIPTS popover="auto" role="dialog" aria-label=t(Word::PlanAsScript) on:toggle=move |_| open.update(|it| *it = !*it)>{inside}</div>
    }
}

fn entries(sheet: Sheet) -> Markup {
    let toasts = Toasts::here();
    let each: Vec<Markup> = FORMS
        .into_iter()
        .map(|(form, word, ending)| {
            let name = t(word);
            let Some(_) = text_of(sheet, form) else {
                return view! { <div class="row"><span class="grow">{name}</span><span class="faint">{t(Word::NoFuncLine)}</span></div> };
            };
            let save = move || {
                let text = text_of(sheet, form).unwrap_or_default();
                let number = sheet.record.with_untracked(|it| it.number);
                offer(toasts, &format!("plan-{number}.{ending}"), "text/plain;charset=utf-8", &text);
            };
            let save_word = say(Word::PlanSaveAs, &[("name", name.into())]);
            view! {
                <div class="row">
                    <span class="grow">{name}</span>
                    {copy_button(name, move || text_of(sheet, form).unwrap_or_default())}
                    {icon_button(Icon::Download, save_word, save)}
                </div>
            }
        })
        .collect();
    view! { {each} <p class="hint">{t(Word::PlanScriptHint)}</p> }
}

fn text_of(sheet: Sheet, form: Script) -> Option<String> {
    let record = sheet.record.get_untracked();
    let address = sheet.connection.with_value(|it| it.address.clone());
    let with_key = !matches!(key_of(sheet), Key::Without);
    script(
        &record.plan,
        &|at| record.takes(at),
        &address,
        form,
        with_key,
    )
}

/// The review as a file.
pub fn review_export(sheet: Sheet) -> Markup {
    let text = move |form| {
        sheet
            .record
            .with_untracked(|it| export_review(&it.plan, &it.found, form))
    };
    let number = sheet.record.with_untracked(|it| it.number);
    files(format!("plan-{number}-review"), Box::new(text))
}

/// The report as a file.
pub fn report_export(of: StoredValue<Runner>) -> Markup {
    let text = move |form| of.get_value().with_run(|run| export_report(run, form));
    let number = of.get_value().with_record(|it| it.number);
    files(format!("plan-{number}-report"), Box::new(text))
}

fn files(name: String, text: Box<dyn Fn(Form) -> String>) -> Markup {
    let toasts = Toasts::here();
    let text = StoredValue::new(text);
    let name = StoredValue::new(name);
    let save = move |form: Form, ending: &str, kind: &str| {
        let text = text.with_value(|it| it(form));
        offer(
            toasts,
            &format!("{}.{ending}", name.get_value()),
            kind,
            &text,
        );
    };
    view! {
        <button type="button" class="btn" popovertarget=FILES>{icon(Icon::Download)}{t(Word::ExportList)}</button>
        <div class="menu of-list plan-menu" id=FILES popover="auto" role="dialog" aria-label=t(Word::ExportList)>
            <button type="button" class="entry" on:click=move |_| save(Form::Csv, "csv", "text/csv;charset=utf-8")>{t(Word::ExportCsv)}</button>
            <button type="button" class="entry" on:click=move |_| save(Form::Json, "json", "application/json")>{t(Word::PlanJson)}</button>
        </div>
    }
}

fn offer(toasts: Toasts, name: &str, kind: &str, text: &str) {
    if !file::save(name, kind, text) {
        toasts.say(Tone::Bad, t(Word::ExportRefused));
    }
}
