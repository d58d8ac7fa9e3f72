//! The fields of a start.

use durable_api::RuntimeStatus;

use crate::browser::locale::Detail;
use crate::components::{
    Icon, Tone, Weight, button, field, json_editor, note, status_badge, time_view,
};
use crate::pages::acting::why_word;
use crate::pages::parts::problem::problem;
use crate::prelude::*;
use crate::route::Route;
use crate::state::start::LONGEST_WAIT;
use crate::words::{Word, say, t};

use super::View;
use super::id::Standing;

/// The field of the name, and the list of names it offers.
const NAME: &str = "start-name";
const NAMES: &str = "start-names";
/// So many names are offered as buttons too.
const AT_HAND: usize = 30;

/// The orchestrator: typed, or one of those that are known.
pub fn name(view: View) -> Markup {
    let draft = view.draft();
    let options = dynamic(move || -> Vec<Markup> {
        let names = view.known.names().into_iter();
        names
            .map(|name| view! { <option value=name></option> })
            .collect()
    });
    let chips = dynamic(move || -> Vec<Markup> {
        let names = view.known.names().into_iter().take(AT_HAND);
        names.map(|name| chip(view, name)).collect()
    });
    let input = view! {
        <input
            id=NAME
            class="mono"
            list=NAMES
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            required=true
            aria-describedby=format!("{NAME}-hint")
            prop:value=move || draft.name.get()
            on:input=move |event| draft.name.set(event.value())
        />
        <datalist id=NAMES>{options}</datalist>
    };
    let connection = view.connection.get_value();
    let trouble = dynamic(move || {
        let retry = Callback::new(move |()| view.known.ask_host(view));
        Some(problem(
            &view.known.error()?,
            &connection,
            retry,
            Markup::Empty,
        ))
    });
    view! {
        {field(NAME, t(Word::StartName), input, t(Word::StartNameHint).into_markup())}
        <div class="row wrap names" role="group" aria-label=t(Word::StartNamesLabel)>
            {chips}
            {button(Weight::Quiet, Some(Icon::Search), t(Word::StartAskNames), move || view.known.ask_host(view))}
        </div>
        <p class="hint" role="status">{dynamic(move || view.known.said())}</p>
        {trouble}
    }
}

fn chip(view: View, name: String) -> Markup {
    let (of_press, shown) = (name.clone(), name.clone());
    let pressed = move || view.draft().name.with(|it| *it == of_press).to_string();
    view! {
        <button type="button" class="chip" aria-pressed=pressed on:click=move |_| view.draft().name.set(name.clone())>
            <bdi>{shown}</bdi>
        </button>
    }
}

/// The id: given, or the one that was drawn.
pub fn id(view: View) -> Markup {
    const ID: &str = "start-id";
    let draft = view.draft();
    let input = view! {
        <input
            id=ID
            class="mono"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder=move || draft.drawn.get()
            aria-describedby=format!("{ID}-hint")
            prop:value=move || draft.id.get()
            on:input=move |event| draft.id.set(event.value())
        />
    };
    let hint = view! { <span role="status">{dynamic(move || standing_hint(view))}</span> };
    view! {
        {field(ID, t(Word::StartId), input, hint)}
        {dynamic(move || standing_note(view))}
    }
}

/// What is said of the id beside its field, where it needs no warning.
fn standing_hint(view: View) -> Option<&'static str> {
    Some(t(match view.standing.get() {
        Standing::Drawn => Word::StartIdDrawn,
        Standing::Asked => Word::StartIdAsked,
        Standing::Free => Word::StartIdFree,
        _ => return None,
    }))
}

/// What has to be known of the id.
fn standing_note(view: View) -> Option<Markup> {
    let found = |tone: Tone, word: Word, status: &RuntimeStatus, time| {
        let zone = view.app().preferences.zone();
        let id = view.draft().id.get();
        let hub = view.hub.get_value();
        let href = Route::instance(&hub, id.trim()).href();
        let body = view! {
            <div>{t(word)}</div>
            <div class="row wrap">
                {status_badge(status)}
                <span class="dim">{time_view(time, Detail::Second, zone)}</span>
                <a href=href>{t(Word::StartOpenExisting)}</a>
            </div>
        };
        note(tone, body)
    };
    let inside = match view.standing.get() {
        Standing::Taken(it) => found(
            Tone::Bad,
            Word::StartIdTaken,
            &it.runtime_status,
            &it.last_updated_time,
        ),
        Standing::Finished(it) => found(
            Tone::Careful,
            Word::StartIdFinished,
            &it.runtime_status,
            &it.last_updated_time,
        ),
        Standing::Purged => note(Tone::Info, t(Word::StartIdPurged)),
        Standing::Impossible(why) => note(Tone::Bad, t(why_word(why))),
        Standing::Unknown(error) => {
            let again = Callback::new(move |()| view.looks.update(|it| *it += 1));
            problem(&error, &view.connection.get_value(), again, Markup::Empty)
        }
        Standing::Drawn | Standing::Asked | Standing::Free => return None,
    };
    Some(view! { <div role="status">{inside}</div> })
}

/// The input.
pub fn input(view: View) -> Markup {
    json_editor("start-input", Word::StartInput, view.draft().input, 8)
}

/// Whether to wait for the end, and how long.
pub fn wait(view: View) -> Markup {
    let draft = view.draft();
    let number = |id: &'static str, word: Word, value: RwSignal<String>| {
        view! {
            <label class="check" r#for=id>
                {t(word)}
                <input
                    id=id
                    class="seconds"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event.value())
                />
            </label>
        }
    };
    let times = dynamic(move || {
        let bad = draft.wait().is_err().then(|| {
            let text = say(
                Word::StartWaitBad,
                &[("longest", u64::from(LONGEST_WAIT).into())],
            );
            view! { <p class="hint bad" role="alert">{text}</p> }
        });
        draft.waits.get().then(|| {
            view! {
                <div class="row wrap waits">
                    {number("start-timeout", Word::StartTimeout, draft.timeout)}
                    {number("start-interval", Word::StartInterval, draft.interval)}
                </div>
                {bad}
            }
        })
    });
    view! {
        <div class="stack">
            <label class="check">
                <input type="checkbox" prop:checked=move || draft.waits.get() on:change=move |event| draft.waits.set(event.is_checked())/>
                <span>{t(Word::StartWait)}</span>
            </label>
            {times}
        </div>
    }
}

/// What is missing before it can be sent, beside the button.
pub fn missing(view: View) -> Markup {
    let word = Memo::new(move |_| {
        let is_named = view.draft().name.with(|it| !it.trim().is_empty());
        (!is_named).then_some(Word::StartNoName)
    });
    view! { <span class="hint" role="status">{dynamic(move || word.get().map(t))}</span> }
}
