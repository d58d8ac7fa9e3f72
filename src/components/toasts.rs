//! Short messages that pass by, read aloud too.

use crate::prelude::*;

use super::{
    button::{Weight, button, icon_button},
    icon::{Icon, icon},
    note::Tone,
};
use crate::{
    browser::timers::Timeout,
    words::{Word, t},
};

/// How long a message stays, in milliseconds; one about a failure stays until it is dismissed.
const STAYS_MS: u32 = 5000;
/// How long one stays that offers to do something.
const OFFERS_MS: u32 = 15_000;

/// A message.
#[derive(Clone)]
struct Toast {
    number: u32,
    tone: Tone,
    text: String,
    /// A word and what it does.
    offer: Option<(&'static str, Callback<()>)>,
}

/// A message does not change once it is shown.
impl PartialEq for Toast {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// The messages on screen. One for the page, provided by the frame.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
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
        let stays = (tone != Tone::Bad).then_some(STAYS_MS);
        self.show(tone, text.into(), None, stays);
    }

    /// Shows a message that stays until it is dismissed.
    pub fn stay(self, tone: Tone, text: impl Into<String>) {
        self.show(tone, text.into(), None, None);
    }

    /// Shows a message with a button: its word, and what it does.
    pub fn offer(self, text: String, word: &'static str, act: Callback<()>) {
        self.show(Tone::Info, text, Some((word, act)), Some(OFFERS_MS));
    }

    fn show(
        self,
        tone: Tone,
        text: String,
        offer: Option<(&'static str, Callback<()>)>,
        stays: Option<u32>,
    ) {
        let number = self.last.try_update_value(|it| {
            *it += 1;
            *it
        });
        let Some(number) = number else { return };
        self.shown.try_update(|it| {
            // The same message again replaces itself instead of piling up.
            it.retain(|earlier| earlier.text != text);
            it.push(Toast {
                number,
                tone,
                text,
                offer,
            });
        });
        if let Some(stays) = stays {
            std::mem::forget(Timeout::new(stays, move || self.dismiss(number)));
        }
    }

    fn dismiss(self, number: u32) {
        self.shown
            .try_update(|it| it.retain(|other| other.number != number));
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
            <For each=move || toasts.shown.get() key=|it| it.number let(toast)>
                {toast_view(toasts, toast)}
            </For>
        </div>
    }
}

fn toast_view(toasts: Toasts, toast: Toast) -> Markup {
    let number = toast.number;
    let (class, shape) = toast.tone.look();
    let offer = toast.offer.map(|(word, act)| {
        button(Weight::Quiet, None, word, move || {
            toasts.dismiss(number);
            act.run(());
        })
    });
    view! {
        <div class=format!("toast {class}")>
            {icon(shape)}
            <span class="grow">{toast.text}</span>
            {offer}
            {icon_button(Icon::Cross, t(Word::Dismiss).to_owned(), move || toasts.dismiss(number))}
        </div>
    }
}
