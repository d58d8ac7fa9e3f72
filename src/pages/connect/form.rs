//! The form: what was pasted, what it says, what is to be added, and the one button that sends anything.

use crate::prelude::*;
use durable_api::ManagementLink;

use crate::browser::{dropped, keep, location, page};
use crate::route::Route;
use crate::state::App;
use crate::state::client::is_loopback;
use crate::state::connections::connection::{Connection, Environment, Kept, name_for};
use crate::state::connections::hub_ref;
use crate::state::draft::{Draft, given};
use crate::words::{Word, say, t};

use super::fault::{fault, offer};
use super::what_it_says::what_it_says;

/// Id of the paste box.
const PASTE: &str = "paste";

/// The environment chosen, else a careful guess: what is not on this machine may be production.
pub fn environment(draft: Draft, link: &ManagementLink) -> Environment {
    let guess = if is_loopback(&link.address.origin) {
        Environment::Dev
    } else {
        Environment::Prod
    };
    draft.environment.get().unwrap_or(guess)
}

/// The connection that a draft describes. What a known hub is called stays, unless the user says otherwise.
pub fn connection(draft: Draft, link: &ManagementLink, known: Option<Connection>) -> Connection {
    let address = draft.address(link);
    let guessed = Connection {
        name: name_for(&address),
        environment: untrack(|| environment(draft, link)),
        address,
        kept: Kept::Tab,
    };
    let base = known.unwrap_or(guessed);
    Connection {
        name: given(draft.name).unwrap_or(base.name),
        environment: draft
            .environment
            .get_untracked()
            .unwrap_or(base.environment),
        kept: if draft.remember.get_untracked() {
            Kept::Device
        } else {
            base.kept
        },
        address: base.address,
    }
}

/// Draws the form. `waiting` is the hub of the view in the address, which is shown by itself once its hub is known; a connection to
/// any other opens the hub or the instance pasted.
pub fn form_view(draft: Draft, waiting: Option<String>) -> Markup {
    let app = App::get();
    let tried = RwSignal::new(false);
    let stays = waiting.is_some();
    let connect = move |event: Event| {
        event.prevent_default();
        tried.set(true);
        let Some(link) = untrack(|| draft.reading()).ok().and_then(|it| it.link) else {
            page::focus(if page::focus(super::what_it_says::APP) {
                super::what_it_says::APP
            } else {
                PASTE
            });
            return;
        };
        let hub = hub_ref::write(&draft.address(&link));
        let connection = connection(draft, &link, app.connections.find_untracked(&hub));
        let key = draft.key_to_use(&link);
        if let Some(key) = key {
            app.connections
                .set_key(&hub, key, draft.keep_key.get_untracked());
        }
        if let (Some(id), Some(other)) = (&link.instance_id, &link.other_reading) {
            app.other_readings
                .update_value(|readings| readings.push((id.clone(), other.clone())));
        }
        app.connections.add(connection);
        app.cards.look(&app, &hub, false);
        if waiting.as_ref() != Some(&hub) {
            location::go(&Route::of_link(&hub, &link).to_string());
        }
    };
    keep(dropped::on_text(move |text| {
        draft.paste(text);
        page::focus(PASTE);
    }));
    let label = dynamic(move || {
        let link = draft.reading().ok().and_then(|it| it.link);
        match link.and_then(|it| it.instance_id) {
            Some(id) if !stays => say(Word::ConnectAndOpen, &[("id", (&id).into())]),
            _ => t(Word::ConnectAction).to_owned(),
        }
    });
    view! {
        <form class="connect" on:submit=connect>
            {paste_box(draft, tried)}
            {dynamic(move || draft.reading().ok().map(|paste| what_it_says(draft, &paste)))}
            <div class="row wrap">
                <button type="submit" class="btn primary"><span class="cut">{label}</span></button>
                {super::invite::of_draft(draft)}
            </div>
        </form>
    }
}

fn paste_box(draft: Draft, tried: RwSignal<bool>) -> Markup {
    let wrong = Memo::new(move |_| fault(&draft.text.reading().err()?, tried.get()));
    let take = move |event: Event| {
        draft.text.take(&event);
        draft.settle();
    };
    let offered = dynamic(move || {
        let address = offer(&draft.text.reading().err()?)?;
        let word = say(Word::PasteOffer, &[("address", (&address).into())]);
        let take = move |_| draft.paste(address.clone());
        Some(
            view! { <button type="button" class="btn" on:click=take><span class="cut">{word}</span></button> },
        )
    });
    view! {
        <div class="labelled">
            <label r#for=PASTE>{t(Word::PasteLabel)}</label>
            <textarea
                id=PASTE
                class="mono"
                rows="3"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="paste-hint"
                aria-invalid=move || wrong.get().is_some().to_string()
                prop:value=move || draft.text.shown()
                on:input=take
            ></textarea>
            <p class="hint" id="paste-hint" class:bad=move || wrong.get().is_some() aria-live="polite">
                {dynamic(move || wrong.get().unwrap_or_else(|| t(Word::PasteHint).to_owned()))}
            </p>
            <div class="row">{offered}</div>
        </div>
    }
}
