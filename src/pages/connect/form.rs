//! The form: what was pasted, what it says, what is to be added, and the one button that sends anything.

use crate::prelude::*;
use durable_api::{HubAddress, LinkError, Pasted, Secret, read_pasted};

use crate::browser::{location, page};
use crate::route::Route;
use crate::state::App;
use crate::state::client::is_loopback;
use crate::state::connections::connection::{Connection, Environment, Kept, name_for};
use crate::state::connections::hub_ref;
use crate::state::connections::mask::{is_masked, mask};
use crate::words::{Word, say, t};

use super::what_it_says::what_it_says;

/// Id of the paste box.
const PASTE: &str = "paste";

/// What the user has typed so far.
#[derive(Clone, Copy)]
pub struct Form {
    /// The pasted text; its key shows as dots once the box is left.
    text: RwSignal<String>,
    /// The key taken out of the text when it was masked.
    held: RwSignal<Option<Secret>>,
    /// A key typed by itself.
    pub key: RwSignal<String>,
    /// A task hub, where the text names none.
    pub hub: RwSignal<String>,
    /// A connection name, where the text names none.
    pub connection: RwSignal<String>,
    /// What the user calls the hub; empty: a name is found for it.
    pub name: RwSignal<String>,
    /// What kind of place it is, once chosen.
    pub environment: RwSignal<Option<Environment>>,
    /// Whether the key may be kept over a reload.
    pub keep_key: RwSignal<bool>,
    /// Whether this device should remember the connection.
    pub remember: RwSignal<bool>,
    /// What the text says.
    reading: Memo<Result<Pasted, LinkError>>,
    tried: RwSignal<bool>,
}

impl Form {
    /// A form over a text.
    pub fn new(text: RwSignal<String>) -> Self {
        let held = RwSignal::new(None);
        Self {
            text,
            held,
            key: RwSignal::new(String::new()),
            hub: RwSignal::new(String::new()),
            connection: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            environment: RwSignal::new(None),
            keep_key: RwSignal::new(false),
            remember: RwSignal::new(false),
            reading: Memo::new(move |_| {
                read_pasted(&text.get()).map(|pasted| with_held_key(pasted, held.get()))
            }),
            tried: RwSignal::new(false),
        }
    }

    /// The environment chosen, else a careful guess: what is not on this machine may be production.
    pub fn environment(self, pasted: &Pasted) -> Environment {
        let guess = if is_loopback(&pasted.link.address.origin) {
            Environment::Dev
        } else {
            Environment::Prod
        };
        self.environment.get().unwrap_or(guess)
    }

    /// Takes the key out of sight: its dots stay in the box, the key itself in memory.
    fn hide_key(self) {
        if let Ok(pasted) = self.reading.get_untracked()
            && let Some(key) = pasted.link.key
        {
            self.held.set(Some(key));
        }
        self.text.update(|text| *text = mask(text));
    }

    /// The address that the form describes: what the text says, then what was added.
    fn address(self, pasted: &Pasted) -> HubAddress {
        let mut address = pasted.link.address.clone();
        address.task_hub = address.task_hub.or_else(|| given(self.hub));
        address.connection = address.connection.or_else(|| given(self.connection));
        address
    }

    /// The connection that the form describes. What a known hub is called stays, unless the user says otherwise.
    fn connection(self, pasted: &Pasted, known: Option<Connection>) -> Connection {
        let address = self.address(pasted);
        let guessed = Connection {
            name: name_for(&address),
            environment: untrack(|| self.environment(pasted)),
            address,
            kept: Kept::Tab,
        };
        let base = known.unwrap_or(guessed);
        Connection {
            name: given(self.name).unwrap_or(base.name),
            environment: self.environment.get_untracked().unwrap_or(base.environment),
            kept: if self.remember.get_untracked() {
                Kept::Device
            } else {
                base.kept
            },
            address: base.address,
        }
    }
}

/// What was typed, if anything.
fn given(typed: RwSignal<String>) -> Option<String> {
    Some(typed.get_untracked().trim().to_owned()).filter(|text| !text.is_empty())
}

/// Dots are no key: the one held for them is, and without one there is none.
fn with_held_key(mut pasted: Pasted, held: Option<Secret>) -> Pasted {
    if pasted.link.key.as_ref().is_some_and(is_masked) {
        pasted.link.key = held;
    }
    pasted
}

/// Draws the form. `go_there`: connecting opens the hub or the instance pasted; otherwise the view in the address is shown
/// by itself once its hub is known.
pub fn form_view(form: Form, go_there: bool) -> Markup {
    let app = App::get();
    let connect = move |event: Event| {
        event.prevent_default();
        form.tried.set(true);
        let Ok(pasted) = form.reading.get_untracked() else {
            page::focus(PASTE);
            return;
        };
        let hub = hub_ref::write(&form.address(&pasted));
        let connection = form.connection(&pasted, app.connections.find_untracked(&hub));
        let key = pasted
            .link
            .key
            .clone()
            .or_else(|| given(form.key).map(Secret::new));
        form.hide_key();
        if let Some(key) = key {
            app.connections
                .set_key(&hub, key, form.keep_key.get_untracked());
        }
        let link = pasted.link;
        if let (Some(id), Some(other)) = (&link.instance_id, &link.other_reading) {
            app.other_readings
                .update_value(|readings| readings.push((id.clone(), other.clone())));
        }
        app.connections.add(connection);
        app.cards.look(&app, &hub, false);
        if go_there {
            let route = link
                .instance_id
                .map_or_else(|| Route::instances(&hub), |id| Route::instance(&hub, &id));
            location::go(&route.to_string());
        }
    };
    let label = dynamic(move || match form.reading.get() {
        Ok(Pasted { link, .. }) if go_there && link.instance_id.is_some() => say(
            Word::ConnectAndOpen,
            &[("id", link.instance_id.as_deref().unwrap_or_default().into())],
        ),
        _ => t(Word::ConnectAction).to_owned(),
    });
    view! {
        <form class="connect" on:submit=connect>
            {paste_box(form)}
            {dynamic(move || form.reading.get().ok().map(|pasted| what_it_says(form, &pasted)))}
            <div class="row wrap">
                <button type="submit" class="btn primary"><span class="cut">{label}</span></button>
            </div>
        </form>
    }
}

fn paste_box(form: Form) -> Markup {
    let wrong = Memo::new(move |_| match form.reading.get() {
        Err(LinkError::Empty) if !form.tried.get() => None,
        Err(error) => Some(fault(&error)),
        Ok(_) => None,
    });
    let input = move |event: Event| form.text.set(event.value());
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
                prop:value=move || form.text.get()
                on:input=input
                on:blur=move |_| form.hide_key()
            ></textarea>
            <p class="hint" id="paste-hint" class:bad=move || wrong.get().is_some() aria-live="polite">
                {dynamic(move || wrong.get().unwrap_or_else(|| t(Word::PasteHint).to_owned()))}
            </p>
        </div>
    }
}

/// What is wrong with a pasted text. It never repeats a part that could hold a key.
fn fault(error: &LinkError) -> String {
    match error {
        LinkError::Empty => t(Word::PasteEmpty).to_owned(),
        LinkError::NotAUrl => t(Word::PasteNotAUrl).to_owned(),
        LinkError::UnknownPath { path } => say(Word::PasteUnknownPath, &[("path", path.into())]),
        LinkError::NotHttp { scheme } => say(Word::PasteNotHttp, &[("scheme", scheme.into())]),
        LinkError::BadJson { line, column } => say(
            Word::PasteBadJson,
            &[("line", (*line).into()), ("column", (*column).into())],
        ),
        LinkError::NoLinkInJson => t(Word::PasteNoLink).to_owned(),
    }
}
