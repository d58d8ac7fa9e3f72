//! The top bar, filled in from what the portal knows.

use super::{goal, lock::lock};
use crate::{
    browser::{locale::Zone, page},
    components::{
        Face, HubEntry, Icon, Stripe, Toasts, Tone, brand, hub_switch, icon, omnibox, step_switch,
    },
    pages::key_form,
    prelude::*,
    route::Route,
    state::{
        App,
        connections::{
            connection::{Connection, Environment, host_of},
            hub_ref,
        },
        preferences::Theme,
    },
    words::{Word, say, t},
};

/// Draws the bar.
pub(super) fn top_bar(app: App, route: Memo<Route>) -> Markup {
    let all = Signal::derive(move || app.connections.all().iter().map(entry).collect());
    let current = Signal::derive(move || current_hub(app, &route.get()));
    let go = Callback::new(move |entered: String| goal::go(app, &route.get_untracked(), entered));
    let suggest = move |text: &str| {
        let hub = route.with_untracked(|it| it.hub().map(str::to_owned));
        let seen = app.shelf.get_value();
        match (hub, seen) {
            (Some(hub), Some(seen)) if !text.is_empty() => seen.ids(&hub, text),
            _ => Vec::new(),
        }
    };
    let zone = move || {
        let word = t(match app.preferences.zone().get() {
            Zone::Local => Word::ZoneLocal,
            Zone::Utc => Word::ZoneUtc,
        });
        Face {
            shape: Icon::Clock,
            word,
            name: say(Word::ZoneSwitch, &[("zone", word.into())]),
        }
    };
    let theme = move || {
        let (shape, name) = match app.preferences.theme() {
            Theme::System => (Icon::System, Word::ThemeSystem),
            Theme::Light => (Icon::Sun, Word::ThemeLight),
            Theme::Dark => (Icon::Moon, Word::ThemeDark),
        };
        Face {
            shape,
            word: "",
            name: t(name).to_owned(),
        }
    };
    let next_zone = move || {
        app.preferences
            .set_zone(app.preferences.zone().get_untracked().other());
    };
    let next_theme = move || {
        app.preferences
            .set_theme(untrack(|| app.preferences.theme()).next());
    };
    let hub = Memo::new(move |_| {
        let hub = route.with(|it| it.hub().map(str::to_owned))?;
        app.connections.find(&hub).map(|_| hub)
    });
    view! {
        <header class="top">
            <a class="btn skip" href=move || route.get().href() on:click=skip>
                {t(Word::SkipToContent)}
            </a>
            {brand(Route::Connections.href())}
            {hub_switch(current, all, of_this_hub(hub), Route::Connections.href())}
            {key_menu(app, hub)}
            {omnibox(go, suggest)}
            <div class="tools">{lock(app, route)}{step_switch(zone, next_zone)}{step_switch(theme, next_theme)}</div>
        </header>
    }
}

/// The popover in which the key is changed, wherever one is.
const KEY_MENU: &str = "key-menu";

/// What the menu says of the present hub, if it is known.
fn of_this_hub(hub: Memo<Option<String>>) -> Markup {
    dynamic(move || {
        let about = Route::About { hub: hub.get()? }.href();
        Some(view! {
            <div class="of-this">
                <a class="entry" href=about>{icon(Icon::Info)}{t(Word::AboutLink)}</a>
                <button type="button" class="entry" popovertarget=KEY_MENU>{icon(Icon::Key)}{t(Word::ChangeKey)}</button>
            </div>
        })
    })
}

/// The form for another key: what failed for want of it goes on, and the page stays as it is.
fn key_menu(app: App, hub: Memo<Option<String>>) -> Markup {
    let toasts = Toasts::here();
    // Drawn while it is open: its code is fetched then.
    let open = RwSignal::new(false);
    let form = dynamic(move || {
        if !open.get() {
            return None;
        }
        let given = Callback::new(move |()| {
            page::hide_popover(KEY_MENU);
            toasts.say(Tone::Good, t(Word::KeyChanged));
        });
        let hub = hub.get()?;
        let name = app.connections.find_untracked(&hub)?.name;
        Some(view! { <h2 class="cut">{name}</h2> {key_form(hub, given)} })
    });
    view! { <div class="menu key-menu" id=KEY_MENU popover="auto" role="dialog" aria-label=t(Word::ChangeKey) on:toggle=move |_| open.update(|it| *it = !*it)>{form}</div> }
}

/// The fragment is the route, so the skip link cannot lead to a plain `#main`.
#[allow(clippy::needless_pass_by_value, reason = "the signature of a listener")]
fn skip(event: Event) {
    event.prevent_default();
    page::focus(super::MAIN);
}

fn entry(connection: &Connection) -> HubEntry {
    let address = &connection.address;
    let task_hub = address
        .task_hub
        .as_deref()
        .map(|it| format!(" · {it}"))
        .unwrap_or_default();
    HubEntry {
        name: connection.name.clone(),
        place: format!("{}{}{task_hub}", host_of(address), address.prefix),
        environment: Some(stripe_of(connection.environment)),
        href: Route::instances(&connection.hub()).href(),
    }
}

/// The stripe of an environment.
pub(super) fn stripe_of(environment: Environment) -> Stripe {
    match environment {
        Environment::Dev => Stripe::Dev,
        Environment::Test => Stripe::Test,
        Environment::Prod => Stripe::Prod,
    }
}

/// The hub of a route: as the user named it, or by its address where it is not connected.
fn current_hub(app: App, route: &Route) -> Option<HubEntry> {
    let hub = route.hub()?;
    if let Some(known) = app.connections.find(hub) {
        return Some(entry(&known));
    }
    let place = hub_ref::read(hub).map_or_else(|| hub.to_owned(), |it| host_of(&it).to_owned());
    Some(HubEntry {
        name: place.clone(),
        place,
        environment: None,
        href: Route::instances(hub).href(),
    })
}
