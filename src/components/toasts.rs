//! Short messages that pass by, read aloud too.

use crate::prelude::*;

use super::{button::icon_button, icon::Icon, icon::icon, note::Tone};
use crate::{
    browser::timers::Timeout,
    words::{Word, t},
};

/// How long a message stays, in milliseconds; one about a failure stays until it is dismissed.
const STAYS_MS: u32 = 5000;

/// The messages on screen. One for the page, provided by the frame.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u32, Tone, String)>>,
    last: StoredValue<u32>,
}

impl Toasts {
    /// None yet.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            last: StoredValue::new(0),
        }
    }

    /// Those of this page. Call it while a component is built, not after an `await`.
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// Shows a message.
    pub fn say(self, tone: Tone, text: impl Into<String>) {
        let number = self.last.try_update_value(|it| {
            *it += 1;
            *it
        });
        let Some(number) = number else { return };
        let text = text.into();
        self.shown.try_update(|it| {
            // The same message again replaces itself instead of piling up.
            it.retain(|(_, _, earlier)| *earlier != text);
            it.push((number, tone, text));
        });
        if tone != Tone::Bad {
            std::mem::forget(Timeout::new(STAYS_MS, move || self.dismiss(number)));
        }
    }

    fn dismiss(self, number: u32) {
        self.shown
            .try_update(|it| it.retain(|(other, ..)| *other != number));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where messages appear. The live region is there before its first message, else that one would not be read aloud.
pub fn toasts_view(toasts: Toasts) -> Markup {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|it| it.0 let((number, tone, text))>
                <div class=format!("toast {}", tone.look().0)>
                    {icon(tone.look().1)}
                    <span class="grow">{text}</span>
                    {icon_button(Icon::Cross, t(Word::Dismiss).to_owned(), move || toasts.dismiss(number))}
                </div>
            </For>
        </div>
    }
}
