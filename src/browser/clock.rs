//! What time it is.

use super::timers::Interval;
use js_sys::Date;
use signals::{RwSignal, Signal};

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
pub fn ticking() -> Signal<f64> {
    thread_local! {
        static TICK: RwSignal<f64> = {
            let signal = RwSignal::global(now());
            std::mem::forget(Interval::new(1000, move || signal.set(now())));
            signal
        };
    }
    TICK.with(|it| (*it).into())
}
