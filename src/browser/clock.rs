//! What time it is.

use super::timers::Interval;
use js_sys::Date;
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set};

/// Now, in milliseconds since 1970 (UTC). Follows the machine's clock, which may jump.
pub fn now() -> f64 {
    Date::now()
}

/// Milliseconds that only ever grow: for measuring how long something took.
pub fn monotonic() -> f64 {
    // Without the performance API (no browser we know) the wall clock has to do.
    super::window()
        .performance()
        .map_or_else(now, |it| it.now())
}

/// Now, refreshed each second while the page is visible: for "3 s ago" and running durations. One timer serves
/// the whole page.
pub fn ticking() -> ArcReadSignal<f64> {
    thread_local! {
        static TICK: ArcRwSignal<f64> = {
            let signal = ArcRwSignal::new(now());
            let set = signal.clone();
            std::mem::forget(Interval::new(1000, move || set.set(now())));
            signal
        };
    }
    TICK.with(ArcRwSignal::read_only)
}
