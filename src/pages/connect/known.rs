//! The hubs this browser knows: pasted ones, remembered ones, and those that `portal.json` names.

use crate::prelude::*;

use crate::components::{Icon, card, icon, icon_button};
use crate::route::Route;
use crate::state::App;
use crate::state::connections::connection::{Connection, Environment, Kept, host_of};
use crate::words::{Word, say, t};

/// Draws the list.
pub fn known_view() -> Markup {
    let connections = App::get().connections;
    let body = move || {
        let all = connections.all();
        if all.is_empty() {
            return view! { <p class="dim">{t(Word::KnownNone)}</p> };
        }
        let rows: Vec<Markup> = all.into_iter().map(known_row).collect();
        view! { <ul class="list known">{rows}</ul> }
    };
    card(t(Word::KnownTitle), (), body)
}

fn known_row(connection: Connection) -> Markup {
    let App {
        connections, cards, ..
    } = App::get();
    let hub = connection.hub();
    let place = format!(
        "{}{}",
        host_of(&connection.address),
        connection.address.prefix
    );
    let task_hub = connection
        .address
        .task_hub
        .clone()
        .unwrap_or_else(|| t(Word::UnknownHubDefault).to_owned());
    let kept = match connection.kept {
        Kept::Tab => Word::KnownTab,
        Kept::Device => Word::KnownDevice,
        Kept::Portal => Word::KnownPortal,
    };
    let href = Route::instances(&hub).href();
    let about = say(Word::AboutTitle, &[("name", (&connection.name).into())]);
    let forget = (connection.kept != Kept::Portal).then(|| {
        let word = say(Word::KnownForget, &[("name", (&connection.name).into())]);
        {
            let hub = hub.clone();
            icon_button(Icon::Cross, word, move || {
                connections.forget(&hub);
                cards.drop(&hub);
            })
        }
    });
    let copied = super::invite::of_connection(&connection);
    view! {
        <li>
            {environment_mark(connection.environment)}
            <a class="grow" href=href>
                <b>{connection.name}</b>
                " "
                <span class="dim">{task_hub} " · " <span class="mono">{place}</span></span>
            </a>
            <a class="btn quiet" href=Route::About { hub: hub.clone() }.href() aria-label=about.clone() title=about>
                {icon(Icon::Info)}
            </a>
            <span class="faint">{t(kept)}</span>
            {copied}
            {forget}
        </li>
    }
}

/// The environment in colour and word.
fn environment_mark(environment: Environment) -> Markup {
    let word = match environment {
        Environment::Dev => Word::EnvironmentDev,
        Environment::Test => Word::EnvironmentTest,
        Environment::Prod => Word::EnvironmentProd,
    };
    view! { <span class=format!("env {}", environment.as_str())>{t(word)}</span> }
}
