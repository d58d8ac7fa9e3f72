//! Connections as a file, out and in; and forgetting all of them.

use crate::browser::{file, page, spawn};
use crate::components::{Icon, Toasts, Tone, Weight, button, icon, note};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::exchange;
use crate::state::connections::portal_file::PortalFileError;
use crate::words::{Word, count, say, t};

/// The input that takes a file.
const CHOSEN: &str = "import-connections";
/// The button that leaves everything as it is.
const KEEP: &str = "forget-none";

/// All of it, below the title of the list.
pub fn manage_panel() -> Markup {
    view! {
        <div class="panel">
            <div class="row wrap actions">{file_buttons()}</div>
            {forget_all()}
        </div>
    }
}

/// Export and import.
fn file_buttons() -> Markup {
    let connections = App::get().connections;
    let toasts = Toasts::here();
    let export = move || {
        let text = exchange::write(&untrack(|| connections.all()));
        if !file::save(exchange::FILE, "application/json", &text) {
            toasts.say(Tone::Bad, t(Word::ExportRefused));
        }
    };
    let import = move |_| {
        spawn(async move {
            let Some(text) = file::read_chosen(CHOSEN).await else {
                return;
            };
            match exchange::read(&text) {
                Ok(named) => {
                    let said = match connections.import(named) {
                        0 => t(Word::ImportedNone).to_owned(),
                        new => count(Word::Imported, new as u64),
                    };
                    toasts.say(Tone::Good, said);
                }
                Err(PortalFileError::HoldsKey { at }) => {
                    toasts.say(Tone::Bad, say(Word::ImportKey, &[("at", (&at).into())]));
                }
                Err(PortalFileError::Malformed { why }) => {
                    toasts.say(
                        Tone::Bad,
                        say(Word::ImportMalformed, &[("why", (&why).into())]),
                    );
                }
            }
        });
    };
    let some = Memo::new(move |_| !connections.all().is_empty());
    view! {
        {dynamic(move || some.get().then(|| button(Weight::Quiet, Some(Icon::Download), t(Word::Export), export)))}
        <label class="btn quiet" title=t(Word::ImportWhat)>
            {icon(Icon::Upload)}
            {t(Word::Import)}
            <input type="file" class="spoken" id=CHOSEN accept=".json,application/json" aria-label=t(Word::ImportWhat) on:change=import/>
        </label>
    }
}

/// Forgetting everything, asked back in place.
fn forget_all() -> Markup {
    let app = App::get();
    let toasts = Toasts::here();
    let asked = RwSignal::new(false);
    let forget = move |_| {
        app.forget_all();
        asked.set(false);
        toasts.say(Tone::Good, t(Word::ForgottenAll));
    };
    dynamic(move || {
        if !asked.get() {
            let ask = move || {
                asked.set(true);
                // What is safe is focused first.
                page::focus_soon(KEEP);
            };
            return view! {
                <div class="row wrap actions">{button(Weight::Quiet, Some(Icon::Cross), t(Word::ForgetAll), ask)}</div>
            };
        }
        let buttons = view! {
            <p>{t(Word::ForgetAllAsk)}</p>
            <div class="row wrap">
                <button type="button" class="btn" id=KEEP on:click=move |_| asked.set(false)>{t(Word::Cancel)}</button>
                <button type="button" class="btn" on:click=forget>{t(Word::ForgetAllConfirm)}</button>
            </div>
        };
        view! { <div role="alertdialog" aria-label=t(Word::ForgetAll)>{note(Tone::Careful, buttons)}</div> }
    })
}
