//! Whether the machine believes to be online.

use signals::{RwSignal, Signal};

use super::{listener::Listener, window};

/// Whether the browser believes it has a network, as a signal. `true` promises nothing about any host.
pub fn online() -> Signal<bool> {
    thread_local! {
        static ONLINE: RwSignal<bool> = {
            let signal = RwSignal::global(is_online());
            for event in ["online", "offline"] {
                Listener::new(&window(), event, move |_| signal.set(is_online())).forever();
            }
            signal
        };
    }
    ONLINE.with(|it| (*it).into())
}

/// Whether the browser believes it has a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}
