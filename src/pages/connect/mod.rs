//! Connecting to a hub: the paste box, and the hubs this browser knows.

mod aside;
mod aside_words;
mod edit;
mod fault;
mod files;
mod form;
mod invite;
mod known;
mod what_it_says;

use crate::prelude::*;

use crate::browser::clock;
use crate::components::{Tone, note};
use crate::route::{Invitation, Route};
use crate::state::App;
use crate::state::connections::connection::{Connection, Environment, Kept, host_of, name_for};
use crate::state::connections::portal_file::PortalFileError;
use crate::state::connections::{PortalFile, hub_ref};
use crate::state::draft::Draft;
use crate::words::{Word, say, t};

pub use edit::{Editing, panel};
pub use files::manage_panel;

use super::parts::waiting::waiting;
use aside::aside_note;
use form::form_view;
use known::known_view;

/// The home of the portal.
pub fn connect_page() -> Markup {
    view! {
        <section class="page">
            <div class="narrow">
                <div>
                    <h1>{t(Word::ConnectTitle)}</h1>
                    <p class="dim">{t(Word::ConnectIntro)}</p>
                </div>
                {portal_file_note()}
                {aside_note()}
                {form_view(App::get().draft.get_value(), None)}
                {known_view()}
            </div>
        </section>
    }
}

/// A view of a hub that this browser does not know: what it belongs to, and the form with all but the key filled in. Once connected, the
/// view itself is shown.
pub fn unknown_hub_page(invitation: &Invitation) -> Markup {
    let hub = invitation.view.hub().unwrap_or_default().to_owned();
    let Some(address) = hub_ref::read(&hub) else {
        return super::lost::lost_page(&hub);
    };
    let connections = App::get().connections;
    let connection = Connection {
        name: name_for(&address),
        environment: Environment::default(),
        address,
        kept: Kept::Tab,
    };
    let host = host_of(&connection.address).to_owned();
    let named = connection
        .address
        .task_hub
        .clone()
        .unwrap_or_else(|| t(Word::UnknownHubDefault).to_owned());
    let draft = Draft::of(match &invitation.view {
        Route::Instance { id, .. } => connection.instance_link(id),
        _ => connection.list_link(),
    });
    draft
        .name
        .set(invitation.called.clone().unwrap_or_default());
    let environment = invitation.environment.as_deref();
    draft
        .environment
        .set(environment.and_then(Environment::parse));
    let what = say(
        Word::UnknownHubWhat,
        &[("hub", (&named).into()), ("host", (&host).into())],
    );
    let awaited = Memo::new(move |_| connections.portal_file() == PortalFile::Awaited);
    let body = dynamic(move || {
        // The portal's own file may name the hub: it is waited for before anyone is asked.
        if awaited.get() {
            return waiting("portal.json", clock::monotonic());
        }
        view! {
            <div>
                <h1>{t(Word::UnknownHubTitle)}</h1>
                <p class="dim">{what.clone()}</p>
            </div>
            {portal_file_note()}
            {form_view(draft, Some(hub.clone()))}
        }
    });
    view! { <section class="page"><div class="narrow">{body}</div></section> }
}

/// A warning about a `portal.json` that is not used.
fn portal_file_note() -> Markup {
    let connections = App::get().connections;
    dynamic(move || match connections.portal_file() {
        PortalFile::Refused(PortalFileError::HoldsKey { at }) => {
            warning(Tone::Bad, say(Word::PortalFileKey, &[("at", (&at).into())]))
        }
        PortalFile::Refused(PortalFileError::Malformed { why }) => warning(
            Tone::Careful,
            say(Word::PortalFileMalformed, &[("why", (&why).into())]),
        ),
        PortalFile::Awaited | PortalFile::Absent | PortalFile::Read => Markup::Empty,
    })
}

fn warning(tone: Tone, text: String) -> Markup {
    view! { <div role="alert">{note(tone, text)}</div> }
}
