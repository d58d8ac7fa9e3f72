//! Keys of the whole page; those of a tab are its own. None acts inside a field or behind a dialog, none writes.

use durable_api::commands::{InstanceAction, Key as KeyOf, Tool, http_line};

use crate::browser::listener::{Key, Listener, on_key};
use crate::browser::{location, page};
use crate::components::{Icon, Toasts, Weight, button, copy};
use crate::prelude::*;
use crate::route::{InstanceQuery, Tab};
use crate::state::App;
use crate::words::{Word, t};

use super::told::Told;
use super::view::View;

/// The dialog that lists the keys, and the button that closes it.
const DIALOG: &str = "keys-of-instance";
const CLOSE: &str = "keys-close";

/// The tabs by their numbers, in the order they are shown.
pub const NUMBERED: [Tab; 6] = [
    Tab::Timeline,
    Tab::Events,
    Tab::Data,
    Tab::Relations,
    Tab::Raw,
    Tab::Links,
];

/// Each key and what it does.
const KEYS: [(&str, Word); 15] = [
    ("1 … 6", Word::KeyTabs),
    ("n", Word::KeyFailureNext),
    ("N", Word::KeyFailureBefore),
    ("j", Word::KeyNext),
    ("k", Word::KeyBefore),
    ("i", Word::KeyInspector),
    ("t", Word::KeyTimes),
    ("+ −", Word::KeyZoom),
    ("0", Word::KeyWhole),
    ("← →", Word::KeyPan),
    ("c", Word::KeyCopyId),
    ("y", Word::KeyCopyCurl),
    ("r", Word::KeyRefresh),
    ("Esc", Word::KeyEscape),
    ("?", Word::KeyHelp),
];

/// Listens while the page is shown. `help`: whether the keys are listed.
pub fn listen(view: View, help: RwSignal<bool>) -> Listener {
    let toasts = Toasts::here();
    let app = App::get();
    on_key(move |key| {
        if key.in_field || key.command {
            return false;
        }
        match key.name.as_str() {
            "r" => view.refresh(),
            "c" => copy(toasts, view.id.get_value()),
            "y" => copy(toasts, curl(app, view)),
            "t" => turn_times(view),
            "?" => help.set(true),
            _ => return turn_to_tab(view, key),
        }
        true
    })
}

/// The line that reads its status. It names the variable that holds the key where the hub has one, never the key.
fn curl(app: App, view: View) -> String {
    let has_key = view
        .hub
        .with_value(|hub| app.connections.key_untracked(hub).is_some());
    let key = if has_key {
        KeyOf::Variable
    } else {
        KeyOf::Without
    };
    let request = view.id.with_value(|id| InstanceAction::Status.request(id));
    view.connection
        .with_value(|it| http_line(Tool::Curl, &request, &it.address, key))
}

/// The timeline tells distances until something else is wanted, the events the time of the clock.
fn turn_times(view: View) {
    let now =
        view.told()
            .get_untracked()
            .unwrap_or_else(|| match view.at.with_untracked(|at| at.tab) {
                Tab::Timeline => Told::SinceStart,
                _ => Told::Clock,
            });
    view.told().set(Some(now.other()));
}

fn turn_to_tab(view: View, key: &Key) -> bool {
    let number = key.name.parse::<usize>().ok();
    let tab = number.and_then(|number| NUMBERED.get(number.checked_sub(1)?));
    if let Some(tab) = tab {
        let at = view.at.get_untracked();
        let href = view.href(InstanceQuery { tab: *tab, ..at });
        location::go(href.trim_start_matches('#'));
    }
    tab.is_some()
}

/// The button that lists the keys, and the list while it is open.
pub fn keys(help: RwSignal<bool>) -> Markup {
    let list = dynamic(move || {
        help.get().then(|| {
            page::show_modal_soon(DIALOG, CLOSE);
            let rows = KEYS
                .into_iter()
                .map(|(key, word)| view! { <dt><kbd>{key}</kbd></dt><dd>{t(word)}</dd> });
            let rows: Vec<Markup> = rows.collect();
            let close = move |_: Event| help.set(false);
            view! {
                <dialog id=DIALOG class="keys" aria-label=t(Word::KeysTitle) on:close=close>
                    <div class="row">
                        <h2 class="grow">{t(Word::KeysTitle)}</h2>
                        <button type="button" class="btn" id=CLOSE on:click=close>{t(Word::Close)}</button>
                    </div>
                    <dl class="facts">{rows}</dl>
                    <p class="hint">{t(Word::KeysWhere)}</p>
                </dialog>
            }
        })
    });
    let open = button(
        Weight::Quiet,
        Some(Icon::List),
        t(Word::KeysTitle),
        move || help.set(true),
    );
    view! { <div class="keys-button">{open}</div> {list} }
}
