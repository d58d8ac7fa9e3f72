//! What a pasted text says, fact by fact, with a field for each fact it leaves open.

use crate::prelude::*;
use durable_api::paste::{KeyPlace, Missing};
use durable_api::{Generation, HubAddress, ManagementLink, Paste, PasteKind};

use crate::browser::page;
use crate::components::{Icon, Tone, Weight, badge, button, card, facts, note};
use crate::state::connections::connection::name_for;
use crate::state::draft::Draft;
use crate::words::{Word, count, say, t};

use super::super::parts::inputs::{environment_select, named_input};
use super::super::parts::key_form::{key_input, tick};
use super::super::parts::reveal::reveal;
use super::aside_words::{left_aside, warning};
use super::form::environment;

/// The id of the field for an address, where the text is a key alone.
pub const APP: &str = "app";

/// The id of the field for a key.
const KEY: &str = "key";
/// The id of what opens that field where the text has a key.
const CHANGE: &str = "key-change";

/// Draws the card.
pub fn what_it_says(draft: Draft, paste: &Paste) -> Markup {
    let mut list = vec![(t(Word::FactKind), kind(paste.kind).into_markup())];
    list.push(match &paste.link {
        Some(link) if paste.kind != PasteKind::Key => {
            (t(Word::FactApp), mono(&place(&link.address)))
        }
        _ => (
            t(Word::FactApp),
            named_input(APP, Word::FactApp, "https://…".to_owned(), draft.app),
        ),
    });
    let link = paste.link.as_ref();
    let address = link.map(|it| &it.address);
    let hub = address.and_then(|it| it.task_hub.as_deref());
    let connection = address.and_then(|it| it.connection.as_deref());
    list.push((
        t(Word::FactHub),
        given_or(hub, "hub", Word::FactHub, draft.hub),
    ));
    list.push((
        t(Word::FactConnection),
        given_or(
            connection,
            "connection",
            Word::FactConnection,
            draft.connection,
        ),
    ));
    list.push((t(Word::FactKey), key(draft, paste)));
    if let Some(id) = link.and_then(|it| it.instance_id.as_deref()) {
        list.push((t(Word::FactInstance), mono(id)));
    }
    if let Some(filter) = link
        .map(|it| it.filter.as_str())
        .filter(|it| !it.is_empty())
    {
        list.push((t(Word::FilterLabel), mono(filter)));
    }
    if let Some(link) = link {
        let name = name_for(&link.address);
        list.push((
            t(Word::FactName),
            named_input("name", Word::FactName, name, draft.name),
        ));
        list.push((t(Word::FactEnvironment), environments(draft, link)));
    }
    if !paste.ignored.is_empty() {
        let names = left_aside(&paste.ignored);
        list.push((
            t(Word::FactAside),
            view! { <span class="dim">{names}</span> },
        ));
    }
    let warnings: Vec<Markup> = paste
        .warnings
        .iter()
        .map(|it| {
            let (tone, text) = warning(it);
            note(tone, text)
        })
        .collect();
    let missing = (paste.missing.contains(&Missing::Address) && link.is_none())
        .then(|| note(Tone::Careful, t(Word::AddressMissing)));
    let body = view! {
        {missing}
        {warnings}
        {facts(list)}
        {tick("keep-key", t(Word::KeyKeep), draft.keep_key)}
        {tick("remember", t(Word::RememberConnection), draft.remember)}
    };
    let version = link.map(|it| match it.address.generation {
        Generation::Current => Word::LinkCurrent,
        Generation::First => Word::LinkFirst,
    });
    card(
        t(Word::LinkSays),
        version.map(|it| badge("completed", Icon::Check, t(it).to_owned())),
        body,
    )
}

fn place(address: &HubAddress) -> String {
    address.origin.clone() + &address.prefix
}

fn mono(text: &str) -> Markup {
    view! { <span class="mono">{text.to_owned()}</span> }
}

fn kind(kind: PasteKind) -> &'static str {
    t(match kind {
        PasteKind::Link => Word::KindLink,
        PasteKind::App => Word::KindApp,
        PasteKind::Starter => Word::KindStarter,
        PasteKind::Command => Word::KindCommand,
        PasteKind::PowerShell => Word::KindPowerShell,
        PasteKind::Request => Word::KindRequest,
        PasteKind::Console => Word::KindConsole,
        PasteKind::Key => Word::KindKey,
        PasteKind::Text => Word::KindText,
    })
}

/// What the text says, or a field to say it in.
fn given_or(given: Option<&str>, id: &'static str, name: Word, typed: RwSignal<String>) -> Markup {
    match given {
        Some(text) => mono(text),
        None => named_input(id, name, t(Word::DefaultPlaceholder).to_owned(), typed),
    }
}

fn key(draft: Draft, paste: &Paste) -> Markup {
    let Some((key, place)) = &paste.key else {
        return view! {
            <div class="row">{key_input(KEY, draft.key)}{reveal(KEY)}</div>
            <p class="hint" id="key-hint">{t(Word::KeyHint)}</p>
        };
    };
    let place = match place {
        KeyPlace::Query => Word::KeyInQuery,
        KeyPlace::Header => Word::KeyInHeader,
        KeyPlace::Beside => Word::KeyBeside,
    };
    let present = count(Word::KeyPresent, key.chars() as u64);
    let said = say(place, &[("present", (&present).into())]);
    let change = move |other: bool| {
        draft.key.set(String::new());
        draft.other_key.set(other);
        page::focus_soon(if other { KEY } else { CHANGE });
    };
    dynamic(move || {
        if draft.other_key.get() {
            return view! {
                <div class="row wrap">
                    {key_input(KEY, draft.key)}
                    {reveal(KEY)}
                    {button(Weight::Quiet, None, t(Word::KeyTakePasted), move || change(false))}
                </div>
                <p class="hint" id="key-hint">{t(Word::KeyInstead)}</p>
            };
        }
        view! {
            <div class="row">
                <span class="grow">{said.clone()}</span>
                <button type="button" class="btn quiet" id=CHANGE aria-label=t(Word::ChangeKey) on:click=move |_| change(true)>{t(Word::KeyChange)}</button>
            </div>
        }
    })
}

fn environments(draft: Draft, link: &ManagementLink) -> Markup {
    let chosen = untrack(|| environment(draft, link));
    let choose = Callback::new(move |it| draft.environment.set(Some(it)));
    environment_select("environment", chosen, choose)
}
