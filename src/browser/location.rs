//! The address bar: the fragment is the portal's state, the rest says where the portal is served from.

use signals::{RwSignal, Signal};

use super::{listener::Listener, window};

thread_local! {
    /// One `hashchange` listener for the page.
    static FRAGMENT: RwSignal<String> = {
        let signal = RwSignal::global(read());
        Listener::new(&window(), "hashchange", move |_| update(&signal)).forever();
        signal
    };
}

/// The text behind `#`, percent-encoded as the address bar holds it, as a signal.
pub fn fragment() -> Signal<String> {
    FRAGMENT.with(|it| (*it).into())
}

/// Goes to another fragment and leaves an entry in the history, as a link does.
pub fn go(fragment: &str) {
    let _ = window().location().set_hash(fragment);
    FRAGMENT.with(update);
}

/// Loads the page anew, with the view it shows.
pub fn reload() {
    let _ = window().location().reload();
}

/// Puts another fragment in the place of the present one, which leaves no entry in the history.
pub fn replace(fragment: &str) {
    let address = String::from("#") + fragment;
    let _ = window().location().replace(&address);
    FRAGMENT.with(update);
}

/// The origin this portal is served from, as a CORS list names it.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The address of this view without its fragment: where a link to another view begins.
pub fn page_address() -> String {
    href().split('#').next().unwrap_or_default().to_owned()
}

/// The folder the portal is served from, ending in `/`.
pub fn page_folder() -> String {
    let page = page_address();
    let path = page.split('?').next().unwrap_or_default();
    path[..=path.rfind('/').unwrap_or(0)].to_owned()
}

fn href() -> String {
    window().location().href().unwrap_or_default()
}

/// Reads the fragment from the whole address: `location.hash` has come decoded in some browsers.
fn read() -> String {
    href()
        .split_once('#')
        .map_or_else(String::new, |(_, it)| it.to_owned())
}

fn update(signal: &RwSignal<String>) {
    let text = read();
    if signal.get_untracked() != text {
        signal.set(text);
    }
}
