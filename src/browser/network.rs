//! Whether the machine believes to be online.

use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set};

use super::{listener::Listener, window};

/// Whether the browser believes it has a network, as a signal. `true` promises nothing about any host.
pub fn online() -> ArcReadSignal<bool> {
    thread_local! {
        static ONLINE: ArcRwSignal<bool> = {
            let signal = ArcRwSignal::new(is_online());
            for event in ["online", "offline"] {
                let set = signal.clone();
                Listener::new(&window(), event, move |_| set.set(is_online())).forever();
            }
            signal
        };
    }
    ONLINE.with(ArcRwSignal::read_only)
}

/// Whether the browser believes it has a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}
