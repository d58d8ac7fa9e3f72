//! Waiting for the first answer: shapes at once, and a word when it takes long.

use crate::prelude::*;

use crate::browser::{clock, keep, timers::Timeout};
use crate::words::{Word, say, t};

/// From when on a wait is explained, in milliseconds (product: "after 2.5 s without a byte").
const LONG: f64 = 2_500.0;

/// Says whom is asked since `since` (`clock::monotonic`), and after a while why it may take longer.
pub fn waiting(host: &str, since: f64) -> Markup {
    let slow = RwSignal::new(false);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most 2500"
    )]
    let rest = (LONG - (clock::monotonic() - since)).clamp(0.0, LONG) as u32;
    keep(Timeout::new(rest, move || {
        slow.try_set(true);
    }));
    let asking = say(Word::AskingHost, &[("host", host.into())]);
    view! {
        <p class="waiting dim" role="status">
            {asking}"… "{dynamic(move || slow.get().then(|| view! { <b>{t(Word::SlowHint)}</b> }))}
        </p>
    }
}
