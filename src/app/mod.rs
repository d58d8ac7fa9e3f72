//! The frame around the pages: top bar, rail, page, status line, passing messages.

mod around;
mod goal;
mod in_step;
mod lock;
mod top;

use durable_api::paste::{DOT, mask};

use self::around::{rail_entries, title_of};
use crate::{
    browser::{dom, location, page, spawn},
    components::{StatusLine, Toasts, rail, status_line, toasts_view},
    pages,
    prelude::*,
    route::{Place, Route},
    state::App,
};

/// The page on screen: the target of the skip link, and where the focus goes with a new page.
const MAIN: &str = "main";

/// Mounts the frame on the element `#app` and takes away the text that stood there while loading.
pub fn mount() {
    page::remove("loading");
    dom::mount(frame);
}

fn frame() -> Markup {
    let app = App::provide();
    let toasts = Toasts::new();
    provide_context(toasts);
    spawn(app.connections.read_portal_file());
    in_step::keep_in_step(app);
    in_step::say_storage_trouble(toasts);

    let fragment = location::fragment();
    let route = Memo::new(move |_| Route::parse(&fragment.get()));
    let place = Memo::new(move |_| Place::of(&route.get()));
    Effect::new(move |_| {
        page::set_root_attribute("data-theme", app.preferences.theme().attribute());
    });
    Effect::new(move |_| page::set_title(&title_of(app, &place.get())));
    let written = location::fragment();
    Effect::new(move |_| settle(app, &written.get()));
    Effect::new(move |earlier: Option<Place>| {
        let now = place.get();
        if earlier.is_some_and(|it| it != now) {
            page::focus(MAIN);
        }
        now
    });
    let line = StatusLine {
        said: app.status.into(),
        running: app.running.into(),
        updated: app.updated_at.into(),
        cost: Signal::derive(move || {
            let cost = app.requests.total();
            (cost.requests, cost.bytes)
        }),
    };
    view! {
        <div class="app">
            {top::top_bar(app, route)}
            {rail(Signal::derive(move || rail_entries(app, &place.get())))}
            <main class="main" id=MAIN tabindex="-1">{pages::outlet(route.into())}</main>
            {status_line(line)}
            {toasts_view(toasts)}
        </div>
    }
}

/// Brings the address into order: an invitation to a hub that is known becomes the view itself, and a key that somebody put into an
/// address leaves it, unread.
fn settle(app: App, fragment: &str) {
    let settled = match Route::parse(fragment) {
        Route::Invitation(invitation) => {
            let hub = invitation.view.hub().unwrap_or_default();
            if app.connections.find(hub).is_some() {
                invitation.view.to_string()
            } else {
                Route::Invitation(invitation).to_string()
            }
        }
        // Without its dots, which the address bar would escape into something to hide again.
        Route::Unknown(text) => mask(&text, None).replace(DOT, ""),
        _ => return,
    };
    if settled != fragment {
        location::replace(&settled);
    }
}
