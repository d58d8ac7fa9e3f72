//! Watching: the title says how it stands, and a notification tells when it has ended, even if the page is in the background.

use durable_api::RuntimeStatus;

use crate::browser::{notify, page, spawn};
use crate::components::{Icon, Toasts, Tone, icon};
use crate::prelude::*;
use crate::words::{Word, say, t};

use super::view::View;

/// Draws the switch while there is something to wait for, and keeps the title in step while it is on.
pub fn watch(view: View) -> Markup {
    let on = RwSignal::new(false);
    let toasts = Toasts::here();
    let status = Memo::new(move |_| {
        let data = view.status.data()?;
        (!data.status.is_entity() && !data.from_list).then(|| data.status.runtime_status.clone())
    });
    Effect::new(move |before: Option<Option<RuntimeStatus>>| {
        let now = status.get();
        if !on.get() {
            return now;
        }
        let Some(shown) = &now else { return now };
        let id = view.id.get_value();
        let values = [("status", shown.as_str().into()), ("id", (&id).into())];
        page::set_title(&say(Word::WatchTitle, &values));
        let ended = shown.is_finished();
        if ended && before.flatten().is_some_and(|it| !it.is_finished()) {
            let text = say(Word::WatchEnded, &values);
            let tone = match shown {
                RuntimeStatus::Completed => Tone::Good,
                RuntimeStatus::Failed => Tone::Bad,
                _ => Tone::Info,
            };
            notify::show(&text, &id);
            toasts.say(tone, text);
        }
        now
    });
    let title = StoredValue::new(String::new());
    let turn = move |_: Event| {
        let now = !on.get_untracked();
        if now {
            title.set_value(page::title());
        } else {
            page::set_title(&title.get_value());
        }
        on.set(now);
        view.status.keep_asking(now);
        if now {
            spawn(notify::ask());
        }
    };
    let waits = move || status.with(|it| it.as_ref().is_some_and(|it| !it.is_finished()));
    dynamic(move || {
        (waits() || on.get()).then(|| {
            view! {
                <button type="button" class="chip" title=t(Word::WatchWhat) aria-pressed=move || on.get().to_string() on:click=turn>
                    {icon(Icon::Bell)}{t(Word::Watch)}
                </button>
            }
        })
    })
}
