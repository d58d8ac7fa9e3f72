//! The hubs this browser knows: pasted ones, remembered ones, and those that `portal.json` names.

use std::rc::Rc;

use crate::browser::page;
use crate::components::{Icon, Stripe, Weight, button, card, icon, icon_button, stripe};
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::state::connections::connection::{Connection, Environment, Kept, host_of};
use crate::state::connections::keys::{KeyPlace, KeyState};
use crate::words::{Word, say, t};

use super::super::on_demand::{Part, part};
use super::edit::Editing;

/// Draws the list.
pub fn known_view() -> Markup {
    let connections = App::get().connections;
    let editing = Editing::new();
    let empty = Memo::new(move |_| connections.all().is_empty());
    let body = dynamic(move || {
        if empty.get() {
            return view! { <p class="dim">{t(Word::KnownNone)}</p> };
        }
        view! {
            <ul class="list known">
                <For each=move || connections.all() key=Connection::hub let(connection)>
                    {known_row(connection, editing)}
                </For>
            </ul>
        }
    });
    let managing = RwSignal::new(false);
    let manage = view! {
        <button
            type="button"
            class="btn quiet"
            aria-expanded=move || managing.get().to_string()
            on:click=move |_| managing.update(|it| *it = !*it)
        >
            {t(Word::Manage)}
        </button>
    };
    let panel = dynamic(move || managing.get().then(|| part(Part::Manage)));
    card(t(Word::KnownTitle), manage, view! { {panel} {body} })
}

fn known_row(connection: Connection, editing: Editing) -> Markup {
    let app = App::get();
    let hub = StoredValue::new(connection.hub());
    let address = &connection.address;
    let place = format!("{}{}", host_of(address), address.prefix);
    let task_hub = address
        .task_hub
        .clone()
        .unwrap_or_else(|| t(Word::UnknownHubDefault).to_owned());
    let kept = match connection.kept {
        Kept::Tab => Word::KnownTab,
        Kept::Device => Word::KnownDevice,
        Kept::Portal => Word::KnownPortal,
    };
    let href = Route::instances(&connection.hub()).href();
    let name = connection.name.clone();
    let about = say(Word::AboutTitle, &[("name", (&name).into())]);
    let locked = {
        let connection = connection.clone();
        dynamic(move || {
            let locked =
                app.connections.locks.all() || app.connections.locks.is_locked(&connection);
            locked.then(|| view! { <span class="mark" title=t(Word::KnownReadOnly)>{icon(Icon::Lock)}<span class="spoken">{t(Word::KnownReadOnly)}</span></span> })
        })
    };
    let open = Memo::new(move |_| editing.is_of(&hub.get_value()));
    let edit = {
        let connection = connection.clone();
        let word = say(Word::KnownEdit, &[("name", (&name).into())]);
        dynamic(move || {
            let connection = connection.clone();
            icon_button(Icon::Pencil, word.clone(), move || {
                editing.turn(&connection, app.connections);
            })
        })
    };
    let moved = move |event: Event| {
        let step = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        if event.is_alt() {
            event.prevent_default();
            page::keep_focus();
            app.connections.shift(&hub.get_value(), step);
        }
    };
    let copied = super::invite::of_connection(&connection);
    view! {
        <li on:keydown=moved>
            {environment_mark(connection.environment)}
            <a class="grow" href=href aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown">
                <b>{name}</b>
                " "
                <span class="dim">{task_hub} " · " <span class="mono">{place}</span></span>
            </a>
            <span class="marks">
                {locked}
                {key_mark(connection.hub(), editing)}
                <span class="faint">{t(kept)}</span>
            </span>
            <span class="row ends">
                <a class="btn quiet" href=Route::About { hub: connection.hub() }.href() aria-label=about.clone() title=about>
                    {icon(Icon::Info)}
                </a>
                {copied}
                {edit}
            </span>
            {dynamic(move || open.get().then(|| part(Part::Edit(Rc::new((connection.clone(), editing))))))}
        </li>
    }
}

/// Whether there is a key, and where; a locked one is opened here.
fn key_mark(hub: String, editing: Editing) -> Markup {
    let connections = App::get().connections;
    dynamic(move || {
        let word = match connections.key_state(&hub) {
            KeyState::Absent => return Markup::Empty,
            KeyState::Locked => {
                let hub = hub.clone();
                let unlock = move || editing.unlock(hub.clone());
                return button(Weight::Quiet, Some(Icon::Key), t(Word::KeyIsLocked), unlock);
            }
            KeyState::Held(KeyPlace::Page) => Word::KeyInPage,
            KeyState::Held(KeyPlace::Tab) => Word::KeyInTab,
            KeyState::Held(KeyPlace::Device) => Word::KeyUnlocked,
        };
        view! { <span class="mark">{icon(Icon::Key)}{t(word)}</span> }
    })
}

/// The environment in colour and word.
fn environment_mark(environment: Environment) -> Markup {
    stripe(match environment {
        Environment::Dev => Stripe::Dev,
        Environment::Test => Stripe::Test,
        Environment::Prod => Stripe::Prod,
    })
}
