//! The bar at the top: which hub, where to, and how times and colours are shown.

use crate::prelude::*;

use super::icon::{Icon, icon};
use crate::{
    browser::{listener::on_key, page},
    state::typed::Typed,
    words::{Word, t},
};

/// A hub as the switch lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct HubEntry {
    /// What the user calls it.
    pub name: String,
    /// Where it is, in short: its host and task hub.
    pub place: String,
    /// What kind of place it is; `None` for a hub that is not connected here.
    pub environment: Option<Stripe>,
    /// The link to its instances.
    pub href: String,
}

/// The stripe that names an environment, in word and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stripe {
    /// A developer's own.
    Dev,
    /// Like production.
    Test,
    /// The real one.
    Prod,
}

/// The popover that lists the hubs.
const MENU: &str = "hub-menu";
/// The input one goes to an id with.
const OMNIBOX: &str = "omnibox";
/// The ids it offers.
const IDS: &str = "omnibox-ids";

/// Draws an environment.
pub fn stripe(environment: Stripe) -> Markup {
    let (class, word) = match environment {
        Stripe::Dev => ("env dev", Word::EnvironmentDev),
        Stripe::Test => ("env test", Word::EnvironmentTest),
        Stripe::Prod => ("env prod", Word::EnvironmentProd),
    };
    view! { <span class=class>{t(word)}</span> }
}

/// The product's mark, a link to the beginning.
pub fn brand(href: String) -> Markup {
    view! {
        <a class="brand" href=href aria-label=t(Word::ProductName) title=t(Word::ProductName)>
            <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M5 5v14M5 12h6"></path>
                <circle cx="15" cy="12" r="4"></circle>
                <path d="M19 12h1"></path>
            </svg>
        </a>
    }
}

/// The present hub, and a menu with the others. `of_this` are entries about the present one, `connect` is the link to the
/// connections page.
pub fn hub_switch(
    current: Signal<Option<HubEntry>>,
    all: Signal<Vec<HubEntry>>,
    of_this: Markup,
    connect: String,
) -> Markup {
    let face = dynamic(move || {
        if let Some(hub) = current.get() {
            view! { {hub.environment.map(stripe)}<b class="cut">{hub.name}</b> }
        } else {
            view! { <b class="cut">{t(Word::NoConnection)}</b> }
        }
    });
    let entries = dynamic(move || -> Vec<Markup> {
        let here = current.get().map(|it| it.href);
        all.get()
            .into_iter()
            .map(|hub| hub_link(hub, here.as_deref()))
            .collect()
    });
    view! {
        <button type="button" class="hub" popovertarget=MENU>
            <span class="spoken">{t(Word::HubSwitch)}": "</span>
            {face}
            {icon(Icon::Down)}
        </button>
        <nav class="menu" id=MENU popover="auto" aria-label=t(Word::OtherHubs) on:click=move |_| page::hide_popover(MENU)>
            {entries}
            {of_this}
            <a class="entry" href=connect>{icon(Icon::Plus)}{t(Word::ConnectAnother)}</a>
        </nav>
    }
}

fn hub_link(hub: HubEntry, here: Option<&str>) -> Markup {
    let current = (here == Some(hub.href.as_str())).then_some("true");
    view! {
        <a class="entry" href=hub.href aria-current=current>
            {hub.environment.map(stripe)}
            <span class="grow cut"><b>{hub.name}</b><span class="faint mono">{hub.place}</span></span>
        </a>
    }
}

/// Takes an id or a pasted link, whose key turns into dots at once. `go` gets what was entered; Ctrl or ⌘ K leads here. `suggest` gives ids
/// for their beginning.
pub fn omnibox(go: Callback<String>, suggest: impl Fn(&str) -> Vec<String> + 'static) -> Markup {
    let text = Typed::new();
    let ids = RwSignal::new(Vec::<String>::new());
    let typed = move |event: Event| {
        text.take(&event);
        ids.set(suggest(&text.text()));
    };
    let options = dynamic(move || -> Vec<Markup> {
        let ids = ids.get().into_iter();
        ids.map(|id| view! { <option value=id></option> }).collect()
    });
    crate::browser::keep(on_key(|key| {
        let mine = key.command && key.name == "k";
        if mine {
            page::select_all(OMNIBOX);
        }
        mine
    }));
    let submit = move |event: Event| {
        event.prevent_default();
        let entered = text.text().trim().to_owned();
        if !entered.is_empty() {
            text.set(String::new());
            go.run(entered);
        }
    };
    view! {
        <form class="omni" role="search" on:submit=submit>
            {icon(Icon::Search)}
            <input
                id=OMNIBOX
                type="text"
                aria-label=t(Word::OmniboxLabel)
                placeholder=t(Word::OmniboxHint)
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
                aria-keyshortcuts="Control+K Meta+K"
                prop:value=move || text.shown()
                list=IDS
                on:input=typed
            />
            <datalist id=IDS>{options}</datalist>
            <kbd aria-hidden="true">"Ctrl K"</kbd>
        </form>
    }
}

/// The present way of showing something.
pub struct Face {
    /// Its shape.
    pub shape: Icon,
    /// A word beside the shape, where there is room.
    pub word: &'static str,
    /// What the button is called.
    pub name: String,
}

/// A button that steps through a few ways of showing things.
pub fn step_switch(
    face: impl Fn() -> Face + Send + 'static,
    step: impl Fn() + Copy + Send + 'static,
) -> Markup {
    dynamic(move || {
        let face = face();
        view! {
            <button type="button" class="btn quiet" title=face.name.clone() aria-label=face.name on:click=move |_| step()>
                {icon(face.shape)}
                <span class="roomy">{face.word}</span>
            </button>
        }
    })
}
